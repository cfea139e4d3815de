import type { Tools } from './task-type.ts';

const noDomain = 'NO_DOMAIN';

/**
 * The domain a worker task is queued under. A task type's own entry wins over `*`; of several domains, the first that
 * a worker has polled lately, else the last.
 */
export function domainFor(
  taskToDomain: Readonly<Record<string, string>>,
  taskType: string,
  tools: Pick<Tools, 'isPolled'>,
): string | undefined {
  const listed = Object.hasOwn(taskToDomain, taskType) ? taskToDomain[taskType] : taskToDomain['*'];
  if (listed === undefined) return undefined;
  const domains = listed
    .split(',')
    .map((domain) => domain.trim())
    .filter((domain) => domain !== '');
  const chosen =
    domains.find((domain) => domain !== noDomain && tools.isPolled(taskType, domain)) ?? domains.at(-1);
  return chosen === undefined || chosen === noDomain ? undefined : chosen;
}
