import type { Payload, TaskModel } from '../model.ts';
import type { Draft } from './draft.ts';
import { toJavaString } from './expressions/java-string.ts';
import { resolveParameters, type ExpressionScope } from './expressions/resolve.ts';
import type { Tools } from './task-type.ts';

/** What `${…}` sees: the workflow and its tasks by reference name, made up only as far as an expression asks. */
export function expressionScope(
  draft: Draft,
  tools: Pick<Tools, 'environment'>,
  taskId?: string,
): ExpressionScope {
  return {
    lookup: (root) => {
      if (root === 'workflow') return workflowDocument(draft);
      const task = draft.latest(root) ?? draft.latestIteration(root);
      return task === undefined ? undefined : taskDocument(task);
    },
    environment: (name) => tools.environment.get(name),
    roots: () => ['workflow', ...draft.latestTasks().map((task) => task.referenceTaskName)],
    ...(taskId !== undefined && { taskId }),
  };
}

/** Replaces the expressions in a map of parameters. */
export function resolvePayload(parameters: Payload, scope: ExpressionScope): Payload {
  const resolved = resolveParameters(parameters, scope);
  return isPayload(resolved) ? resolved : {};
}

export function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A map with each of its values as Java writes it. */
export function textsIn(map: Payload): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, toJavaString(value)]));
}

function workflowDocument(draft: Draft): Payload {
  const { workflow, body } = draft;
  return {
    input: body.input,
    output: workflow.output,
    status: workflow.status,
    workflowId: workflow.workflowId,
    parentWorkflowId: workflow.parentWorkflowId ?? null,
    parentWorkflowTaskId: workflow.parentWorkflowTaskId ?? null,
    workflowType: workflow.workflowName,
    version: workflow.workflowVersion,
    correlationId: workflow.correlationId ?? null,
    reasonForIncompletion: workflow.reasonForIncompletion ?? null,
    schemaVersion: body.definition.schemaVersion,
    get variables() {
      return draft.shareVariables();
    },
  };
}

function taskDocument(task: TaskModel): Payload {
  return {
    input: task.inputData,
    output: task.outputData,
    taskType: task.taskType,
    status: task.status,
    referenceTaskName: task.referenceTaskName,
    retryCount: task.retryCount,
    correlationId: task.correlationId ?? null,
    pollCount: task.pollCount,
    taskDefName: task.taskDefName,
    scheduledTime: task.scheduledTime,
    startTime: task.startTime,
    endTime: task.endTime,
    workflowInstanceId: task.workflowInstanceId,
    taskId: task.taskId,
    reasonForIncompletion: task.reasonForIncompletion ?? null,
    callbackAfterSeconds: task.callbackAfterSeconds,
    workerId: task.workerId ?? null,
    iteration: task.iteration,
  };
}
