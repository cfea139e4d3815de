import type { SyncType } from '../core/task-type.ts';

/** Nothing; not even its input is kept. */
export const noop: SyncType = {
  mode: 'sync',
  map: (step) => [step.task({ taskType: 'NOOP', status: 'IN_PROGRESS' })],
  run: () => ({ status: 'COMPLETED' }),
};
