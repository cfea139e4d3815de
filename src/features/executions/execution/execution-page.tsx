import type { ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import { parseExecutionPath } from '#lib/paths.ts';
import { executionQuery } from './api.ts';
import { LoadingExecution, MissingExecution } from './components/execution-page-states.tsx';
import { ExecutionView } from './components/execution-view.tsx';

export function Component(): ReactElement {
  const { pathname } = useLocation();
  const address = parseExecutionPath(pathname);
  // Another execution is another page: nothing of the last one is carried over.
  return <ExecutionPage key={pathname} id={address?.id ?? ''} taskId={address?.taskId} />;
}

interface ExecutionPageProps {
  readonly id: string;
  readonly taskId: string | undefined;
}

function ExecutionPage({ id, taskId }: ExecutionPageProps): ReactElement {
  const query = useQuery(executionQuery(id));
  const refresh = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <ExecutionView
        execution={query.data}
        taskId={taskId}
        refreshError={query.error}
        readAt={query.dataUpdatedAt}
        onRefresh={refresh}
      />
    );
  }
  if (query.error !== null) return <MissingExecution id={id} error={query.error} onRetry={refresh} />;
  return <LoadingExecution />;
}
