import type { TaskModel } from '../model.ts';

/** The type by whose rules a task runs: its step's, unless that is DYNAMIC and has become another. */
export function runsAs(task: Pick<TaskModel, 'taskType' | 'workflowTask'>): string {
  const { type } = task.workflowTask;
  return type === 'DYNAMIC' ? task.taskType : type;
}
