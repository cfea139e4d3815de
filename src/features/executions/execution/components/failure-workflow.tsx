import type { ReactElement } from 'react';
import type { FailureWorkflow as Started } from '../model/relations.ts';
import { NamedExecution } from './named-execution.tsx';

export interface FailureWorkflowProps {
  readonly failureWorkflow: Started;
}

/** The execution that ran because this one failed, or why there is none. */
export function FailureWorkflow({ failureWorkflow }: FailureWorkflowProps): ReactElement {
  return failureWorkflow.kind === 'started' ? (
    <NamedExecution id={failureWorkflow.id} />
  ) : (
    <span>{failureWorkflow.words}</span>
  );
}
