import type { Task, TaskDef } from '#contract/index.ts';
import { formatQuantity } from '#lib/formats.ts';
import { shortDuration } from './short-duration.ts';
import { allowedAttempts, taskDefinitionOf, type Step } from './attempts.ts';

/** `3 retries, fixed, 10 s apart`: how the definition wants failures retried. */
export function retryPolicy(task: Task): string {
  const retries = allowedAttempts(task) - 1;
  if (retries === 0) return 'none';
  const definition = taskDefinitionOf(task);
  const rhythm = definition === undefined ? '' : `, ${delays(definition)}`;
  return `${formatQuantity(retries, 'retry', 'retries')}${rhythm}`;
}

/** What became of the retries, for a step that has failed. */
export function retriesLeft(step: Step): string {
  const { latest, attempts } = step;
  if (latest.status === 'FAILED_WITH_TERMINAL_ERROR') return 'not retried: the error is terminal';
  const left = allowedAttempts(latest) - attempts.length;
  if (allowedAttempts(latest) === 1) return 'none allowed';
  return left <= 0 ? 'all used' : `${left} left`;
}

/** `2 at once and 5 in 30 s`: how many tasks of this name may run, or begin; undefined for any number. */
export function limitsOf(task: Task): string | undefined {
  const definition = taskDefinitionOf(task);
  if (definition === undefined) return undefined;
  const { concurrentExecLimit = 0, rateLimitPerFrequency, rateLimitFrequencyInSeconds } = definition;
  const limits = [
    concurrentExecLimit > 0 ? `${concurrentExecLimit} at once` : '',
    rateLimitPerFrequency > 0 ? `${rateLimitPerFrequency} in ${seconds(rateLimitFrequencyInSeconds)}` : '',
  ].filter((limit) => limit !== '');
  return limits.length === 0 ? undefined : limits.join(' and ');
}

function delays(definition: TaskDef): string {
  const delay = definition.retryDelaySeconds;
  const most =
    definition.maxRetryDelaySeconds > 0 ? `, at most ${seconds(definition.maxRetryDelaySeconds)}` : '';
  if (delay === 0) return 'at once';
  switch (definition.retryLogic) {
    case 'FIXED':
      return `${seconds(delay)} apart`;
    case 'LINEAR_BACKOFF':
      return `${seconds(delay * definition.backoffScaleFactor)} more each time${most}`;
    case 'EXPONENTIAL_BACKOFF':
      return `doubling from ${seconds(delay)}${most}`;
    default:
      return definition.retryLogic satisfies never;
  }
}

/** `10 s`, `1 m 30 s`, `10 m`: whole seconds, without parts that are nothing. */
export function seconds(count: number): string {
  return shortDuration(count * 1_000);
}
