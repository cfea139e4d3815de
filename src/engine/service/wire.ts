import type { Task, Workflow } from '#contract/index.ts';
import { queueWaitTime } from '../core/summaries.ts';
import type { TaskModel, WorkflowBody, WorkflowModel } from '../model.ts';

/** Conductor cuts the reasons of tasks, not those of workflows. */
const longestReason = 500;

const noMetadata = { additionalContext: {}, additionalContextMap: {}, empty: true };

/** An execution as the API gives it. */
export function toWorkflow(
  workflow: WorkflowModel,
  body: WorkflowBody,
  tasks: readonly TaskModel[],
): Workflow & { startTime: number } {
  return {
    ownerApp: workflow.ownerApp,
    createTime: workflow.createTime,
    updateTime: workflow.updateTime,
    ...defined('createdBy', workflow.createdBy),
    status: workflow.status,
    endTime: workflow.endTime,
    workflowId: workflow.workflowId,
    ...defined('parentWorkflowId', workflow.parentWorkflowId),
    ...defined('parentWorkflowTaskId', workflow.parentWorkflowTaskId),
    tasks: tasks.map(toTask),
    input: body.input,
    output: workflow.output,
    ...defined('correlationId', workflow.correlationId),
    ...defined('reRunFromWorkflowId', workflow.reRunFromWorkflowId),
    ...defined('reasonForIncompletion', workflow.reasonForIncompletion),
    ...defined('event', workflow.event),
    taskToDomain: workflow.taskToDomain,
    failedReferenceTaskNames: [...workflow.failedReferenceTaskNames],
    workflowDefinition: body.definition,
    priority: workflow.priority,
    variables: workflow.variables,
    lastRetriedTime: workflow.lastRetriedTime,
    failedTaskNames: [...workflow.failedTaskNames],
    history: [],
    ...defined('idempotencyKey', workflow.idempotencyKey),
    ...defined('rateLimitKey', workflow.rateLimit?.key),
    rateLimited: workflow.rateLimit?.isWaiting ?? false,
    startTime: workflow.createTime,
    workflowName: workflow.workflowName,
    workflowVersion: workflow.workflowVersion,
  };
}

/** A task as the API gives it. */
export function toTask(task: TaskModel): Task {
  const { taskDefinition } = task.workflowTask;
  const subWorkflowId =
    task.subWorkflowId ?? text(task.outputData['subWorkflowId']) ?? text(task.inputData['subWorkflowId']);
  return {
    taskType: task.taskType,
    status: task.status,
    inputData: task.inputData,
    referenceTaskName: task.referenceTaskName,
    retryCount: task.retryCount,
    seq: task.seq,
    ...defined('correlationId', task.correlationId),
    pollCount: task.pollCount,
    taskDefName: task.taskDefName === '' ? task.taskType : task.taskDefName,
    ...courseOf(task),
    ...defined('reasonForIncompletion', task.reasonForIncompletion?.slice(0, longestReason)),
    callbackAfterSeconds: task.callbackAfterSeconds,
    ...defined('workerId', task.workerId),
    outputData: task.outputData,
    workflowTask: task.workflowTask,
    ...defined('domain', task.domain),
    rateLimitPerFrequency: task.rateLimitPerFrequency,
    rateLimitFrequencyInSeconds: task.rateLimitFrequencyInSeconds,
    workflowPriority: task.workflowPriority,
    ...defined('executionNameSpace', task.executionNameSpace),
    ...defined('isolationGroupId', task.isolationGroupId),
    iteration: task.iteration,
    ...defined('subWorkflowId', subWorkflowId),
    subworkflowChanged: task.subworkflowChanged,
    // Conductor has the field and never sets it.
    firstStartTime: 0,
    executionMetadata: noMetadata,
    ...defined('parentTaskId', task.parentTaskId),
    queueWaitTime: queueWaitTime(task),
    loopOverTask: task.iteration > 0,
    ...defined('taskDefinition', taskDefinition),
  };
}

/** Where a task belongs and how it went: alike in all forms that Conductor has of a task. */
export function courseOf(task: TaskModel) {
  return {
    scheduledTime: task.scheduledTime,
    startTime: task.startTime,
    endTime: task.endTime,
    updateTime: task.updateTime,
    startDelayInSeconds: task.startDelayInSeconds,
    ...defined('retriedTaskId', task.retriedTaskId),
    retried: task.retried,
    executed: task.executed,
    callbackFromWorker: true,
    responseTimeoutSeconds: task.responseTimeoutSeconds,
    workflowInstanceId: task.workflowInstanceId,
    workflowType: task.workflowType,
    taskId: task.taskId,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Absent rather than null: that is how Conductor writes what is not there. */
export function defined<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  const field: { [P in K]?: V } = {};
  if (value !== undefined) field[key] = value;
  return field;
}
