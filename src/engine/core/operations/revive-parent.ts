import { isTaskSuccessful, isTaskTerminal, isWorkflowTerminal } from '#contract/index.ts';
import type { TaskModel } from '../../model.ts';
import { decideAnew } from '../decide.ts';
import type { Draft } from '../draft.ts';
import { run } from '../schedule.ts';
import type { Tools } from '../task-type.ts';
import { isOpen, waitsForOthers } from '../workflow-state.ts';
import { runAgain } from './lifecycle.ts';
import { isResumable, reopenTask, resetTask, resumeChild } from './reset-task.ts';
import { withoutFailure } from './restart.ts';

/** A child that an operator has set going again. */
export interface RevivedChild {
  readonly workflowId: string;
  readonly taskId: string;
  /** What to note about it in the log of the task that runs it. */
  readonly note: string;
}

/**
 * Lets an execution wait again for a child that goes on. What was cancelled when that failed is taken up again, and
 * other children that ended badly are retried. False: it does not wait for that child, nor does anybody above it.
 */
export function reviveParent(draft: Draft, tools: Tools, child: RevivedChild): boolean {
  const task = draft.task(child.taskId);
  if (task === undefined || task.retried || task.subWorkflowId !== child.workflowId) return false;
  if (task.workflowTask.optional) return false;
  draft.appendLogs(task.taskId, [{ log: child.note, taskId: task.taskId, createdTime: draft.now }]);
  if (isOpen(task)) return false;
  draft.put(reopenTask(task, draft.now));
  if (!isWorkflowTerminal(draft.workflow.status)) return true;
  draft.replaceWorkflow({ ...withoutFailure(draft.workflow), endTime: 0, revivedAt: draft.now });
  runAgain(draft);
  decideAnew(draft, tools, () => {
    const others = draft.latestTasks().filter((other) => other.taskId !== task.taskId && hasFailed(other));
    for (const other of others) reviveSibling(draft, tools, other);
  });
  return true;
}

function hasFailed(task: TaskModel): boolean {
  return isTaskTerminal(task.status) && !isTaskSuccessful(task.status);
}

function reviveSibling(draft: Draft, tools: Tools, task: TaskModel): void {
  const { now } = draft;
  if (isResumable(task, tools)) {
    draft.put(resumeChild(task, now));
  } else if (waitsForOthers(task)) {
    if (task.status !== 'FAILED_WITH_TERMINAL_ERROR') draft.put(reopenTask(task, now));
  } else if (task.status === 'CANCELED') {
    const again = resetTask(task, task.inputData, now, tools);
    draft.put({ ...again, retryCount: task.retryCount + 1 });
    run(draft, tools, { ...again, retryCount: task.retryCount + 1 });
  }
}
