import type { ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { paths } from '#lib/paths.ts';
import { Status } from '#ui/status.tsx';
import { executionHeadQuery } from '../api.ts';
import { ExecutionLink, type ExecutionLinkProps } from './execution-link.tsx';

/** Another execution by its workflow's name, with its status: until the server has said so, and where it does not, its id. */
export function NamedExecution({ id, taskId }: ExecutionLinkProps): ReactElement {
  const { data } = useQuery(executionHeadQuery(id));
  if (data === undefined || data.workflowName === '') return <ExecutionLink id={id} taskId={taskId} />;
  return (
    <>
      <Link to={paths.executionTask(id, taskId)} title={id}>
        {data.workflowName}
      </Link>
      <Status status={data.status} />
    </>
  );
}
