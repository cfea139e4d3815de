import type { ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { paths } from '#lib/paths.ts';
import { Status } from '#ui/status.tsx';
import { executionHeadQuery } from '../api.ts';
import type { FailureWorkflow as Started } from '../model/relations.ts';
import { ExecutionLink } from './execution-link.tsx';

export interface FailureWorkflowProps {
  readonly failureWorkflow: Started;
}

/** The execution that ran because this one failed, or why there is none. */
export function FailureWorkflow({ failureWorkflow }: FailureWorkflowProps): ReactElement {
  return failureWorkflow.kind === 'started' ? (
    <StartedRun id={failureWorkflow.id} />
  ) : (
    <span>{failureWorkflow.words}</span>
  );
}

interface StartedRunProps {
  readonly id: string;
}

/** Until the server has said more of it, and where it does not, its id. */
function StartedRun({ id }: StartedRunProps): ReactElement {
  const { data } = useQuery(executionHeadQuery(id));
  if (data === undefined || data.workflowName === '') return <ExecutionLink id={id} />;
  return (
    <>
      <Link to={paths.execution(id)} title={id}>
        {data.workflowName}
      </Link>
      <Status status={data.status} />
    </>
  );
}
