import type { TaskModel } from '../model.ts';
import type { SyncType, TaskOutcome, Tools } from '../core/task-type.ts';

/** Runs a jq query over its input. */
export const jsonJqTransform: SyncType = {
  mode: 'sync',
  seesSecrets: true,
  run: (task, _draft, tools) => transform(task, tools),
};

function transform(task: TaskModel, { jq }: Tools): TaskOutcome {
  const { queryExpression } = task.inputData;
  if (typeof queryExpression !== 'string') {
    return { status: 'FAILED', reasonForIncompletion: "Missing 'queryExpression' in input parameters" };
  }
  const result = jq.run(queryExpression, task.inputData, task.workflowInstanceId);
  if (!result.ok) {
    return { status: 'FAILED', reasonForIncompletion: result.message, outputData: { error: result.message } };
  }
  const { values } = result;
  return { status: 'COMPLETED', outputData: { result: values[0] ?? null, resultList: values } };
}
