import type { SyncType } from '../core/task-type.ts';

/** A type of Conductor's that this engine cannot run: the task fails at once, rather than wait for ever. */
export const unsupported: SyncType = {
  mode: 'sync',
  run: (task) => ({
    status: 'FAILED_WITH_TERMINAL_ERROR',
    reasonForIncompletion: `Task type ${task.workflowTask.type} is not supported by the embedded engine yet`,
  }),
};
