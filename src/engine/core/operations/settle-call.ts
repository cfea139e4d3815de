import type { Draft } from '../draft.ts';
import type { TaskModel } from '../../model.ts';
import { settle } from '../schedule.ts';
import type { TaskOutcome, Tools } from '../task-type.ts';
import { isOpen } from '../workflow-state.ts';

/** Writes down what came of a call. Whoever ended the task meanwhile, or ran it again, has the last word. */
export function settleCall(
  draft: Draft,
  tools: Tools,
  { taskId, scheduledTime }: Pick<TaskModel, 'taskId' | 'scheduledTime'>,
  outcome: TaskOutcome,
  startedAt: number,
): void {
  const task = draft.task(taskId);
  if (task === undefined || !isOpen(task) || task.scheduledTime !== scheduledTime) return;
  const started = { ...task, startTime: startedAt, pollCount: task.pollCount + 1 };
  settle(draft, tools, started, outcome);
}
