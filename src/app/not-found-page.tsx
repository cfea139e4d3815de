import type { ReactElement } from 'react';
import { Link, useLocation } from 'react-router';
import { paths } from '#lib/paths.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useDocumentTitle } from '#ui/use-document-title.ts';

/** An address that leads nowhere. */
export function NotFoundPage(): ReactElement {
  const { pathname } = useLocation();
  useDocumentTitle('Not found');
  return (
    <EmptyState
      title="There is no such page"
      heading="h1"
      actions={
        <>
          <Link to={paths.executions()}>Executions</Link>
          <Link to={paths.definitions()}>Workflows</Link>
        </>
      }
    >
      <p>
        Nothing lives at <code>{pathname}</code>. The address may be mistyped, or from another version.
      </p>
    </EmptyState>
  );
}
