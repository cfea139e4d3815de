import type { Ids } from '../../ports.ts';

/** Where the last group of a UUID begins, which here tells when it was made. */
const lastGroup = 24;

/**
 * UUIDs of version 4 whose last group is the time of making in milliseconds; the 74 random bits before it keep them
 * apart and hard to guess. An index that begins with the last group grows at one place, however much it holds, and the
 * first characters, by which people tell executions apart, stay random.
 */
export function createTimeOrderedIds(now: () => number = Date.now): Ids {
  return {
    uuid: () => crypto.randomUUID().slice(0, lastGroup) + now().toString(16).padStart(12, '0'),
  };
}
