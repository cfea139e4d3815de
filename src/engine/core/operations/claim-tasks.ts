import type { TaskModel } from '../../model.ts';
import type { Draft } from '../draft.ts';

/** Hands tasks to a worker. Those that no longer wait for one are left out. */
export function claimTasks(
  draft: Draft,
  taskIds: readonly string[],
  workerId: string | undefined,
): readonly TaskModel[] {
  const { now } = draft;
  const claimed: TaskModel[] = [];
  for (const taskId of taskIds) {
    const task = draft.task(taskId);
    if (task?.status !== 'SCHEDULED') continue;
    const { availableAt: _, ...kept } = task;
    const next: TaskModel = {
      ...kept,
      status: 'IN_PROGRESS',
      startTime: task.startTime > 0 ? task.startTime : now,
      updateTime: now,
      callbackAfterSeconds: 0,
      pollCount: task.pollCount + 1,
      ...(workerId !== undefined && { workerId }),
    };
    draft.put(next);
    claimed.push(next);
  }
  return claimed;
}
