import type { TaskModel } from '../model.ts';

/** How an execution may end other than well. */
export type UnsuccessfulEnd = 'FAILED' | 'TIMED_OUT' | 'TERMINATED';

/** Thrown inside a decision to end the execution at once; `decide` alone catches it. */
export class TerminateWorkflow extends Error {
  override readonly name = 'TerminateWorkflow';
  readonly status: UnsuccessfulEnd;
  readonly task: TaskModel | undefined;

  constructor(reason: string, status: UnsuccessfulEnd = 'FAILED', task?: TaskModel) {
    super(reason);
    this.status = status;
    this.task = task;
  }
}
