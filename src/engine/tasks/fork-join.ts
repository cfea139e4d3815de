import type { TaskModel } from '../model.ts';
import type { Step, SyncType } from '../core/task-type.ts';
import { TerminateWorkflow } from '../core/terminate-workflow.ts';

/** Starts the first task of each branch, and the JOIN that follows the fork. */
export const forkJoin: SyncType = { mode: 'sync', map, run: () => ({ status: 'COMPLETED' }) };

function map(step: Step): readonly TaskModel[] {
  const { definition, draft } = step;
  const join = draft.index.next(definition.taskReferenceName);
  if (join?.type !== 'JOIN') {
    throw new TerminateWorkflow(
      `Fork task definition is not followed by a join task.  Check the blueprint (task ${definition.taskReferenceName})`,
    );
  }
  const fork = step.task({
    taskType: 'FORK',
    taskDefName: 'FORK',
    status: 'COMPLETED',
    inputData: step.input(),
    endTime: draft.now,
  });
  const heads = definition.forkTasks.flatMap(([head]) => (head === undefined ? [] : step.map(head)));
  return [fork, ...heads, ...step.map(join)];
}
