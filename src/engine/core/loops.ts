import type { WorkflowTask } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';

/** What loops add to the reference of a task within them: `__2` in the second iteration, `__2__1` in a loop in it. */
export function loopSuffix(task: Pick<TaskModel, 'referenceTaskName' | 'workflowTask'>): string {
  return task.referenceTaskName.slice(bareReference(task).length);
}

/** A task's reference as the definition writes it. */
export function bareReference({ workflowTask }: Pick<TaskModel, 'workflowTask'>): string {
  return workflowTask.taskReferenceName;
}

/** The suffix of what stands in a loop's current iteration. */
export function insideSuffix(loop: TaskModel, iteration = loop.iteration): string {
  return `${loopSuffix(loop)}__${iteration}`;
}

/** The suffix of the loop around what has this one. */
export function outsideSuffix(suffix: string): string {
  return suffix.slice(0, suffix.lastIndexOf('__'));
}

/** The iteration in which a new task stands. A loop counts its own, and starts with none. */
export function iterationAt(suffix: string, definition: WorkflowTask): number {
  if (suffix === '' || definition.type === 'DO_WHILE') return 0;
  return Number(suffix.slice(suffix.lastIndexOf('__') + 2));
}
