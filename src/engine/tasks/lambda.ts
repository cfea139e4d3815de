import type { TaskModel } from '../model.ts';
import type { SyncType, TaskOutcome, Tools } from '../core/task-type.ts';
import { runScript, scriptFailure } from './scripts.ts';

/** The older INLINE: its script is the body of a function. */
export const lambda: SyncType = {
  mode: 'sync',
  seesSecrets: true,
  run: (task, _draft, tools) => evaluate(task, tools),
};

function evaluate(task: TaskModel, tools: Tools): TaskOutcome {
  const { scriptExpression } = task.inputData;
  if (typeof scriptExpression !== 'string' || scriptExpression.trim() === '') {
    return failed(
      "Empty 'scriptExpression' in Lambda task's input parameters. A non-empty String value must be provided.",
    );
  }
  const script = `function scriptFun(){${scriptExpression}} scriptFun();`;
  const result = runScript(tools.scripts, script, task.inputData, task.workflowInstanceId);
  return result.ok
    ? { status: 'COMPLETED', outputData: { result: result.value ?? null } }
    : { ...failed(scriptFailure(result)), outputData: { error: scriptFailure(result) } };
}

function failed(message: string): TaskOutcome {
  return { status: 'FAILED', reasonForIncompletion: message };
}
