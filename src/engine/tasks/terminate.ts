import type { Payload, TaskModel } from '../model.ts';
import { isPayload } from '../core/document.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import type { SyncType, TaskOutcome } from '../core/task-type.ts';

const statuses = new Set<unknown>(['COMPLETED', 'FAILED', 'TERMINATED']);

/** Ends the workflow; the decider does so once this task has completed. */
export const terminate: SyncType = { mode: 'sync', run };

function run(task: TaskModel): TaskOutcome {
  const { terminationStatus, workflowOutput } = task.inputData;
  if (!statuses.has(terminationStatus)) {
    const given = toJavaString(terminationStatus ?? null);
    const reasonForIncompletion = `given termination status is not valid: terminationStatus is ${given}`;
    return { status: 'FAILED', reasonForIncompletion };
  }
  return { status: 'COMPLETED', outputData: outputFrom(workflowOutput) };
}

function outputFrom(workflowOutput: unknown): Payload {
  if (workflowOutput === undefined || workflowOutput === null) return {};
  return isPayload(workflowOutput) ? workflowOutput : { output: workflowOutput };
}
