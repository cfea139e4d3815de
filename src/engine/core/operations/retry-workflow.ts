import {
  isTaskSuccessful,
  isTaskTerminal,
  isWorkflowTerminal,
  type WorkflowStatus,
} from '#contract/index.ts';
import { conflict, notFound } from '../../errors.ts';
import type { TaskModel } from '../../model.ts';
import { nextAttempt } from '../attempts.ts';
import { decideAnew } from '../decide.ts';
import type { Draft } from '../draft.ts';
import { mapStep } from '../mapping.ts';
import { loopSuffix } from '../loops.ts';
import { schedule } from '../schedule.ts';
import type { Tools } from '../task-type.ts';
import { joinOn, waitsForOthers } from '../workflow-state.ts';
import { runAgain } from './lifecycle.ts';
import { isResumable, reopenTask, resumeChild } from './reset-task.ts';
import { withoutReason } from './restart.ts';

/**
 * Goes on with an execution that failed, from the tasks that failed: their attempts are counted on. A child that failed
 * is begun anew, or, with `resumeChildren`, retried in its place.
 */
export function retryWorkflow(
  draft: Draft,
  tools: Tools,
  { resumeChildren }: { readonly resumeChildren: boolean } = { resumeChildren: false },
): void {
  const { status } = draft.workflow;
  assertRetriable(status, draft.isEmpty);
  const { failed, reopened, retried } = whatFailed(draft);
  if (retried.length === 0 && status !== 'TIMED_OUT') {
    throw conflict(
      'There are no retryable tasks! Use restart if you want to attempt entire workflow execution again.',
    );
  }
  draft.replaceWorkflow({ ...withoutReason(draft.workflow), endTime: 0, revivedAt: draft.now });
  runAgain(draft);
  decideAnew(draft, tools, () => {
    for (const task of failed.filter(isJoin)) {
      const retryCount = reopened.includes(task) ? task.retryCount : task.retryCount + 1;
      const outputData = isLoop(task) ? task.outputData : {};
      draft.put({ ...reopenTask(task, draft.now), retryCount, outputData });
    }
    const isResumed = (task: TaskModel) => resumeChildren && isResumable(task, tools);
    for (const task of retried.filter(isResumed)) draft.put(resumeChild(task, draft.now));
    const others = retried.filter((task) => !isJoin(task) && !isResumed(task));
    for (const task of others) draft.put({ ...task, retried: true, executed: true });
    schedule(
      draft,
      tools,
      others.flatMap((task) => anotherAttempt(draft, tools, task)),
    );
  });
}

/** Whether a retry would not be refused. */
export function canBeRetried(draft: Draft): boolean {
  const { status } = draft.workflow;
  if (!isWorkflowTerminal(status) || draft.isEmpty) return false;
  return status === 'TIMED_OUT' || whatFailed(draft).retried.length > 0;
}

/** What has failed, in the order of scheduling, and which of it merely waits again, or is tried again. */
function whatFailed(draft: Draft) {
  const failed = draft
    .latestTasks()
    .filter((task) => isTaskTerminal(task.status) && !isTaskSuccessful(task.status))
    .sort((a, b) => a.seq - b.seq);
  const reopened = failed.filter((task) => isReopened(draft, task));
  return { failed, reopened, retried: failed.filter((task) => !reopened.includes(task)) };
}

export function assertRetriable(status: WorkflowStatus, isEmpty: boolean): void {
  if (!isWorkflowTerminal(status)) throw notFound(`Workflow is still running.  status=${status}`);
  if (isEmpty) throw conflict('Workflow has not started yet');
}

/** A JOIN that ended because of others: cancelled, or failed by a branch that was allowed to fail. */
function isReopened(draft: Draft, task: TaskModel): boolean {
  if (!isJoin(task)) return false;
  if (task.status === 'CANCELED' || isLoop(task)) return task.status !== 'FAILED_WITH_TERMINAL_ERROR';
  return (
    task.status === 'FAILED' &&
    joinOn(task).some((reference) => {
      const branch = draft.latest(reference);
      return branch?.status === 'FAILED' && branch.workflowTask.permissive;
    })
  );
}

function isJoin(task: TaskModel): boolean {
  return waitsForOthers(task);
}

function isLoop(task: TaskModel): boolean {
  return task.taskType === 'DO_WHILE';
}

function anotherAttempt(draft: Draft, tools: Tools, task: TaskModel): readonly TaskModel[] {
  if (task.taskType === 'SWITCH' || task.taskType === 'DECISION') return chooseAgain(draft, tools, task);
  const { reasonForIncompletion: _, ...next } = nextAttempt(draft, tools, task, { seconds: 0, jitterMs: 0 });
  return [next];
}

/** A choice that failed is made anew, and brings the first task of its case with it. */
function chooseAgain(draft: Draft, tools: Tools, task: TaskModel): readonly TaskModel[] {
  return mapStep(draft, tools, task.workflowTask, loopSuffix(task)).map((next) =>
    next.referenceTaskName === task.referenceTaskName
      ? { ...next, retryCount: task.retryCount + 1, retriedTaskId: task.taskId }
      : next,
  );
}
