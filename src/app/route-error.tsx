import type { ReactElement } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { ErrorState } from '#ui/error-state.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** Where a page has thrown, or its code could not be fetched. */
export function RouteError(): ReactElement {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return (
    <ErrorState
      heading="h1"
      error={error}
      what="The page could not be shown"
      onRetry={() => location.reload()}
    />
  );
}
