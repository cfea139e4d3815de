import type { TaskModel } from '../model.ts';
import type { SyncType, TaskOutcome, Tools } from '../core/task-type.ts';
import { runScript, scriptFailure } from './scripts.ts';

/** Evaluates a script over its input. */
export const inline: SyncType = {
  mode: 'sync',
  seesSecrets: true,
  run: (task, _draft, tools) => evaluate(task, tools),
};

function evaluate(task: TaskModel, tools: Tools): TaskOutcome {
  const { evaluatorType = 'javascript', expression } = task.inputData;
  if (typeof evaluatorType !== 'string' || evaluatorType.trim() === '') {
    return wrong(
      "Empty 'evaluatorType' in INLINE task's input parameters. A non-empty String value must be provided.",
    );
  }
  if (evaluatorType !== 'javascript' && evaluatorType !== 'graaljs' && evaluatorType !== 'value-param') {
    return wrong(`Unknown evaluator '${evaluatorType}' in INLINE task.`);
  }
  if (typeof expression !== 'string' || expression.trim() === '') {
    return wrong(
      "Empty 'expression' in Inline task's input parameters. A non-empty String value must be provided.",
    );
  }
  if (evaluatorType === 'value-param') {
    const value = Object.hasOwn(task.inputData, expression) ? task.inputData[expression] : null;
    return { status: 'COMPLETED', outputData: { result: value } };
  }
  const result = runScript(tools.scripts, expression, task.inputData, task.workflowInstanceId);
  if (result.ok) return { status: 'COMPLETED', outputData: { result: result.value ?? null } };
  // Out of time may be the machine's fault and is tried again; a script that is wrong stays wrong.
  if (result.kind === 'timeout') {
    return { status: 'FAILED', reasonForIncompletion: result.message, outputData: { error: result.message } };
  }
  return wrong(scriptFailure(result));
}

function wrong(message: string): TaskOutcome {
  return {
    status: 'FAILED_WITH_TERMINAL_ERROR',
    reasonForIncompletion: message,
    outputData: { error: message },
  };
}
