import { isWorkflowTerminal } from '#contract/index.ts';
import type { TaskModel } from '../../model.ts';
import { decide } from '../decide.ts';
import type { Draft } from '../draft.ts';
import { stop } from '../ending.ts';
import { settle } from '../schedule.ts';
import type { TaskOutcome, Tools } from '../task-type.ts';
import { isOpen } from '../workflow-state.ts';

/** Writes down what has become of a task's child, unless the task no longer waits for that child. */
export function settleChild(
  draft: Draft,
  tools: Tools,
  { taskId, subWorkflowId }: Pick<TaskModel, 'taskId' | 'subWorkflowId'>,
  outcomeOf: (task: TaskModel) => TaskOutcome | undefined,
): void {
  const task = draft.task(taskId);
  if (task === undefined || !isOpen(task) || task.subWorkflowId !== subWorkflowId) return;
  const outcome = outcomeOf(task);
  if (outcome === undefined) return;
  settle(draft, tools, task, outcome);
  decide(draft, tools);
}

/** Fails a task whose child could not be begun: it names none. */
export function refuseChild(
  draft: Draft,
  tools: Tools,
  { taskId, subWorkflowId }: Pick<TaskModel, 'taskId' | 'subWorkflowId'>,
  reason: string,
): void {
  const task = draft.task(taskId);
  if (task === undefined || !isOpen(task) || task.subWorkflowId !== subWorkflowId) return;
  const { subWorkflowId: _, ...childless } = task;
  settle(draft, tools, { ...childless, outputData: {} }, { status: 'FAILED', reasonForIncompletion: reason });
  decide(draft, tools);
}

/** Ends a child whose task has ended without it. One that an operator has revived since then is left alone. */
export function endAbandonedChild(draft: Draft, tools: Tools, taskEndTime: number, reason: string): void {
  const { status, revivedAt = 0 } = draft.workflow;
  if (isWorkflowTerminal(status) || revivedAt > taskEndTime) return;
  stop(draft, tools, 'TERMINATED', reason);
}
