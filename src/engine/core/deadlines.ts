import { isTaskTerminal, type TaskTimeoutPolicy } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';

/** A limit that a task has passed, and what its definition says should follow. */
export interface Overrun {
  readonly reason: string;
  readonly policy: TaskTimeoutPolicy;
}

interface Limit {
  readonly at: number;
  readonly policy: TaskTimeoutPolicy;
  reason(now: number): string;
}

/** The nearest moment at which something happens to a task by itself: the engine takes it up, or it breaks a limit. */
export function nextDeadline(task: TaskModel): number | undefined {
  if (isTaskTerminal(task.status)) return undefined;
  let nearest = task.wakeAt;
  for (const limit of limits(task)) {
    if (nearest === undefined || limit.at < nearest) nearest = limit.at;
  }
  return nearest;
}

/** The first limit, in Conductor's order, that the task has passed by `now`. */
export function overrun(task: TaskModel, now: number): Overrun | undefined {
  if (isTaskTerminal(task.status)) return undefined;
  for (const limit of limits(task)) {
    if (limit.at <= now) return { policy: limit.policy, reason: limit.reason(now) };
  }
  return undefined;
}

/** In the order in which they are checked. Limits that only raise an alert are left out: nothing follows from them. */
function limits(task: TaskModel): readonly Limit[] {
  const def = task.workflowTask.taskDefinition;
  if (def === undefined) return noLimits;
  const found: Limit[] = [];
  const policy = def.timeoutPolicy;
  const startDelay = task.startDelayInSeconds;

  if (policy !== 'ALERT_ONLY') {
    if (def.totalTimeoutSeconds > 0 && task.firstScheduledTime > 0) {
      const { totalTimeoutSeconds } = def;
      found.push({
        at: task.firstScheduledTime + totalTimeoutSeconds * 1000,
        policy,
        reason: (now) =>
          `Task ${task.taskDefName}/${task.taskId} exceeded total timeout of ${totalTimeoutSeconds} seconds ` +
          `(elapsed ${seconds(now - task.firstScheduledTime)} seconds across all attempts including retry delays). ` +
          `Timeout policy: ${policy}`,
      });
    }
    if (def.timeoutSeconds > 0 && task.startTime > 0) {
      const { timeoutSeconds } = def;
      const since = task.startTime + startDelay * 1000;
      found.push({
        at: since + timeoutSeconds * 1000,
        policy,
        reason: (now) =>
          `Task timed out after ${seconds(now - since)} seconds. ` +
          `Timeout configured as ${timeoutSeconds} seconds. Timeout policy configured to ${policy}`,
      });
    }
    const { pollTimeoutSeconds } = def;
    if (pollTimeoutSeconds !== undefined && pollTimeoutSeconds > 0 && task.status === 'SCHEDULED') {
      const since = task.scheduledTime + startDelay * 1000;
      found.push({
        at: since + (pollTimeoutSeconds + task.callbackAfterSeconds) * 1000,
        policy,
        reason: (now) =>
          `Task poll timed out after ${seconds(now - since)} seconds. ` +
          `Poll timeout configured as ${pollTimeoutSeconds} seconds. Timeout policy configured to ${policy}`,
      });
    }
  }

  const { responseTimeoutSeconds } = def;
  const awaitsOutsiders =
    task.taskType === 'SUB_WORKFLOW' ||
    (task.workflowTask.asyncComplete && task.workflowTask.type !== 'SIMPLE');
  if (responseTimeoutSeconds > 0 && task.status === 'IN_PROGRESS' && !awaitsOutsiders) {
    found.push({
      at: task.updateTime + (responseTimeoutSeconds + task.callbackAfterSeconds) * 1000,
      // A worker that has fallen silent is replaced whatever the policy says.
      policy: 'RETRY',
      reason: () =>
        `responseTimeout: ${responseTimeoutSeconds} exceeded for the taskId: ${task.taskId} with Task Definition: ${task.taskDefName}`,
    });
  }
  return found;
}

const noLimits: readonly Limit[] = [];

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
