import type { CallType, Step, TaskOutcome } from '../core/task-type.ts';
import type { TaskModel } from '../model.ts';

/** A type that needs a model, an agent or a server of tools: the embedded engine has none, and the task says so. */
export const withoutProvider: CallType = {
  mode: 'call',
  map: scheduledByType,
  perform: (task) => Promise.resolve(noProvider(task.taskType)),
};

/** Conductor names these tasks after their type, and they are SCHEDULED until they are taken up. */
export function scheduledByType(step: Step): readonly TaskModel[] {
  const { type } = step.definition;
  return [step.task({ taskType: type, taskDefName: type, status: 'SCHEDULED', inputData: step.input() })];
}

export function noProvider(type: string, hint = ''): TaskOutcome {
  return {
    status: 'FAILED_WITH_TERMINAL_ERROR',
    reasonForIncompletion: `Non-retryable error: the embedded engine has no model provider for ${type}${hint}`,
  };
}
