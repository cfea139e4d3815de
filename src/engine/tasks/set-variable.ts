import type { TaskModel } from '../model.ts';
import type { Draft } from '../core/draft.ts';
import type { SyncType, TaskOutcome, Tools } from '../core/task-type.ts';

/** Sets workflow variables to the task's inputs, all or none. */
export const setVariable: SyncType = { mode: 'sync', run };

function run(task: TaskModel, draft: Draft, { payloadLimits }: Tools): TaskOutcome {
  const entries = Object.entries(task.inputData);
  const size = draft.variablesSizeWith(entries);
  if (size > payloadLimits.variables) {
    return {
      status: 'FAILED_WITH_TERMINAL_ERROR',
      reasonForIncompletion:
        `The variables payload size: ${size} of workflow: ${task.workflowInstanceId} ` +
        `is greater than the permissible limit: ${payloadLimits.variables / 1024} kilobytes`,
    };
  }
  draft.setVariables(entries, task.inputSecrets);
  return { status: 'COMPLETED' };
}
