import { isTaskSuccessful, isWorkflowTerminal } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';
import { nextAttempt } from './attempts.ts';
import { overrun } from './deadlines.ts';
import type { Draft } from './draft.ts';
import { completeWorkflow, endByTask, terminateWorkflow } from './ending.ts';
import { advanceLoop } from './advance-loop.ts';
import { loopSuffix } from './loops.ts';
import { retryDelay } from './retry.ts';
import { runsAs } from './runs-as.ts';
import { firstStep, mapUnlessThere, run, schedule, settle, stepAfter } from './schedule.ts';
import type { Tools } from './task-type.ts';
import { TerminateWorkflow } from './terminate-workflow.ts';
import { isOpen } from './workflow-state.ts';

/**
 * Draws every consequence of what a draft holds and of the time it is: schedules, retries, times out, joins, ends.
 * Pure: all it does is done to the draft.
 */
export function decide(draft: Draft, tools: Tools): void {
  attempt(draft, tools, () => {
    wakeDueTasks(draft, tools);
    if (draft.lastSeq === 0) scheduleFirst(draft, tools);
    drawConsequences(draft, tools);
  });
}

/**
 * As `decide`, for an execution that starts again: first whatever it starts with, then a look at every pending task,
 * since nothing may have been decided for a while.
 */
export function decideAnew(draft: Draft, tools: Tools, startWith: () => void = () => undefined): void {
  attempt(draft, tools, () => {
    startWith();
    wakeDueTasks(draft, tools);
    if (draft.lastSeq === 0) scheduleFirst(draft, tools);
    draft.reconsiderAll();
    drawConsequences(draft, tools);
  });
}

function attempt(draft: Draft, tools: Tools, proceed: () => void): void {
  if (isWorkflowTerminal(draft.workflow.status)) return;
  try {
    assertWorkflowInTime(draft);
    const { status, rateLimit } = draft.workflow;
    if (status === 'RUNNING' && rateLimit?.isWaiting !== true) proceed();
  } catch (error) {
    if (!(error instanceof TerminateWorkflow)) throw error;
    terminateWorkflow(draft, tools, error);
  }
}

function assertWorkflowInTime(draft: Draft): void {
  const { timeoutAt } = draft.workflow;
  if (timeoutAt === undefined || draft.now < timeoutAt) return;
  const { timeoutSeconds, timeoutPolicy } = draft.body.definition;
  const since = timeoutAt - timeoutSeconds * 1000;
  throw new TerminateWorkflow(
    `Workflow timed out after ${Math.floor((draft.now - since) / 1000)} seconds. ` +
      `Timeout configured as ${timeoutSeconds} seconds. Timeout policy configured to ${timeoutPolicy}`,
    'TIMED_OUT',
  );
}

function wakeDueTasks(draft: Draft, tools: Tools): void {
  for (const taskId of draft.base.dueTaskIds(draft.now)) {
    const task = draft.task(taskId);
    if (task !== undefined && isOpen(task)) wake(draft, tools, task);
  }
}

function wake(draft: Draft, tools: Tools, task: TaskModel): void {
  const broken = overrun(task, draft.now);
  if (broken !== undefined) {
    settle(draft, tools, task, { status: 'TIMED_OUT', reasonForIncompletion: broken.reason });
    if (broken.policy === 'TIME_OUT_WF') {
      throw new TerminateWorkflow(broken.reason, 'TIMED_OUT', draft.task(task.taskId));
    }
    return;
  }
  if (task.wakeAt === undefined || task.wakeAt > draft.now) return;
  const { wakeAt: _, ...awake } = task;
  const type = tools.taskType(runsAs(task));
  if (type.mode === 'wait') settle(draft, tools, awake, type.wake(awake));
  // A call whose delay is over: that it may start now is all there is to say.
  else draft.put(awake);
  if (type.mode === 'child') run(draft, tools, awake);
}

/** Also where a step was skipped before there was room for the execution to begin. */
function scheduleFirst(draft: Draft, tools: Tools): void {
  const first = firstStep(draft);
  if (first !== undefined) schedule(draft, tools, mapUnlessThere(draft, tools, first));
}

/** Passes over what has ended until nothing follows any more; JOIN tasks look only when the branches have settled. */
function drawConsequences(draft: Draft, tools: Tools): void {
  for (;;) {
    const ended = draft.takeUndecided();
    if (ended.length > 0) {
      const following = conclude(draft, tools, ended);
      if (following === undefined) return;
      schedule(draft, tools, following);
      continue;
    }
    const joins = draft.takeJoinsToCheck();
    if (joins.length === 0) break;
    for (const join of joins) checkJoin(draft, tools, join);
  }
  if (draft.openCount === 0) completeWorkflow(draft, tools);
}

/** What is to be scheduled after tasks that have ended; undefined: the execution ended with one of them. */
function conclude(draft: Draft, tools: Tools, ended: readonly TaskModel[]): TaskModel[] | undefined {
  const following = new Map<string, TaskModel>();
  for (const [at, task] of ended.entries()) {
    try {
      for (const next of consequences(draft, tools, task)) {
        if (!following.has(next.referenceTaskName)) following.set(next.referenceTaskName, next);
      }
    } catch (error) {
      if (!(error instanceof TerminateWorkflow)) throw error;
      terminateWorkflow(draft, tools, error);
      leaveUndecided(draft, ended.slice(0, at));
      return undefined;
    }
  }
  const terminator = ended.find(isTerminator);
  if (terminator === undefined) return [...following.values()];
  endByTask(draft, tools, terminator);
  leaveUndecided(draft, ended);
  return undefined;
}

/** The execution has ended: these tasks stay as they were reported, and are followed when it goes on one day. */
function leaveUndecided(draft: Draft, ended: readonly TaskModel[]): void {
  for (const task of ended) if (!isTerminator(task)) draft.put({ ...task, executed: false, retried: false });
}

function isTerminator(task: TaskModel): boolean {
  return task.taskType === 'TERMINATE' && isTaskSuccessful(task.status);
}

function consequences(draft: Draft, tools: Tools, task: TaskModel): readonly TaskModel[] {
  let done = task;
  if (!isTaskSuccessful(task.status)) {
    const delay = retryDelay(task, draft.now, () => tools.random());
    if (delay !== undefined) {
      draft.put({ ...task, retried: true });
      return [nextAttempt(draft, tools, task, delay)];
    }
    if (task.workflowTask.optional) done = { ...task, status: 'COMPLETED_WITH_ERRORS' };
  }
  draft.put({ ...done, executed: true });
  const step = stepAfter(draft, done);
  return step === undefined ? [] : mapUnlessThere(draft, tools, step, loopSuffix(done));
}

function checkJoin(draft: Draft, tools: Tools, join: TaskModel): void {
  const type = tools.taskType(runsAs(join));
  if (type.mode === 'loop') return advanceLoop(draft, tools, join, type);
  if (type.mode !== 'join') return;
  const outcome = type.check(join, draft);
  if (outcome !== undefined) settle(draft, tools, join, outcome);
}
