import type { SyncType } from '../core/task-type.ts';

export const noop: SyncType = { mode: 'sync', run: () => ({ status: 'COMPLETED' }) };
