import { isTaskRetriable, type TaskDef } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';
import { TerminateWorkflow, type UnsuccessfulEnd } from './terminate-workflow.ts';

/** How long to wait before the next attempt. */
export interface RetryDelay {
  readonly seconds: number;
  readonly jitterMs: number;
}

const neverRetried = new Set(['DECISION', 'SWITCH', 'FORK', 'JOIN', 'EXCLUSIVE_JOIN', 'DO_WHILE']);
const longestDelay = 2 ** 31 - 1;

/**
 * Decides what follows a failed attempt: a delay when there is another one, undefined when there is none and the
 * workflow goes on nevertheless. Throws TerminateWorkflow when the failure is the workflow's, too.
 * `random` is in [0, 1).
 */
export function retryDelay(task: TaskModel, now: number, random: () => number): RetryDelay | undefined {
  const { workflowTask } = task;
  const def = workflowTask.taskDefinition;
  const allowed = workflowTask.retryCount ?? def?.retryCount ?? 0;
  const exhausted =
    !isTaskRetriable(task.status) || neverRetried.has(task.taskType) || allowed <= task.retryCount;
  if (exhausted) {
    if (workflowTask.optional || workflowTask.permissive) return undefined;
    const status = endFor(task);
    throw new TerminateWorkflow(
      `Task ${task.taskId} failed with status: ${status} and reason: '${task.reasonForIncompletion ?? 'null'}'`,
      status,
      task,
    );
  }
  if (def === undefined) return { seconds: 0, jitterMs: 0 };
  assertTotalTimeLeft(task, def, now);
  return { seconds: delaySeconds(def, task.retryCount), jitterMs: jitter(def, random) };
}

function endFor(task: TaskModel): UnsuccessfulEnd {
  if (task.status === 'CANCELED') return 'TERMINATED';
  return task.status === 'TIMED_OUT' ? 'TIMED_OUT' : 'FAILED';
}

function assertTotalTimeLeft(task: TaskModel, def: TaskDef, now: number): void {
  const { totalTimeoutSeconds } = def;
  if (totalTimeoutSeconds <= 0 || task.firstScheduledTime <= 0) return;
  const elapsed = now - task.firstScheduledTime;
  if (elapsed < totalTimeoutSeconds * 1000) return;
  throw new TerminateWorkflow(
    `Task ${task.taskId}/${task.taskDefName} exceeded total timeout of ${totalTimeoutSeconds} seconds ` +
      `(elapsed ${Math.floor(elapsed / 1000)} seconds across all attempts). No further retries will be attempted.`,
    endFor(task),
    task,
  );
}

function delaySeconds(def: TaskDef, retryCount: number): number {
  const delay = Math.min(growingDelay(def, retryCount), longestDelay);
  return def.maxRetryDelaySeconds > 0 ? Math.min(delay, def.maxRetryDelaySeconds) : delay;
}

function growingDelay(def: TaskDef, retryCount: number): number {
  switch (def.retryLogic) {
    case 'FIXED':
      return def.retryDelaySeconds;
    case 'LINEAR_BACKOFF':
      return def.retryDelaySeconds * def.backoffScaleFactor * (retryCount + 1);
    case 'EXPONENTIAL_BACKOFF':
      return def.retryDelaySeconds * 2 ** retryCount;
  }
}

function jitter(def: TaskDef, random: () => number): number {
  return def.backoffJitterMs > 0 ? Math.floor(random() * (def.backoffJitterMs + 1)) : 0;
}
