import type { WaitType } from '../core/task-type.ts';

/** Stays open until somebody completes it over the API. */
export const human: WaitType = { mode: 'wait', begin: () => ({}), wake: () => ({}) };
