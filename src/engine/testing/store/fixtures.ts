import {
  type EventHandler,
  taskDefSchema,
  workflowDefSchema,
  workflowTaskSchema,
  type TaskDef,
  type TaskSummary,
  type WorkflowDef,
  type WorkflowSummary,
} from '#contract/index.ts';
import type { TaskModel, WorkflowBody, WorkflowModel } from '../../model.ts';
import type { Change, SearchRequest } from '../../ports.ts';

export function aWorkflow(workflowId: string, changes: Partial<WorkflowModel> = {}): WorkflowModel {
  return {
    workflowId,
    workflowName: 'order',
    workflowVersion: 1,
    status: 'RUNNING',
    createTime: 1000,
    updateTime: 1000,
    endTime: 0,
    output: {},
    variables: {},
    priority: 0,
    ownerApp: '',
    taskToDomain: {},
    failedReferenceTaskNames: [],
    failedTaskNames: [],
    lastRetriedTime: 0,
    ...changes,
  };
}

export function aTask(
  taskId: string,
  workflowInstanceId: string,
  changes: Partial<TaskModel> = {},
): TaskModel {
  return {
    taskId,
    workflowInstanceId,
    workflowType: 'order',
    referenceTaskName: `${taskId}_ref`,
    taskType: 'pay',
    taskDefName: 'pay',
    status: 'SCHEDULED',
    seq: 1,
    retryCount: 0,
    iteration: 0,
    inputData: {},
    outputData: {},
    workflowTask: workflowTaskSchema.parse({ name: 'pay', taskReferenceName: `${taskId}_ref` }),
    pollCount: 0,
    scheduledTime: 1000,
    startTime: 0,
    endTime: 0,
    updateTime: 1000,
    firstScheduledTime: 1000,
    startDelayInSeconds: 0,
    callbackAfterSeconds: 0,
    responseTimeoutSeconds: 3600,
    retried: false,
    executed: false,
    subworkflowChanged: false,
    workflowPriority: 0,
    rateLimitPerFrequency: 0,
    rateLimitFrequencyInSeconds: 1,
    ...changes,
  };
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** The summary of an execution as far as stores look into it. */
export function workflowSummary(
  workflow: WorkflowModel,
  changes: Partial<WorkflowSummary> = {},
): WorkflowSummary {
  return {
    workflowType: workflow.workflowName,
    version: workflow.workflowVersion,
    workflowId: workflow.workflowId,
    startTime: isoTime(workflow.createTime),
    updateTime: isoTime(workflow.updateTime),
    status: workflow.status,
    ...(workflow.endTime > 0 && { endTime: isoTime(workflow.endTime) }),
    ...(workflow.correlationId !== undefined && { correlationId: workflow.correlationId }),
    parentWorkflowId: workflow.parentWorkflowId ?? '',
    executionTime: 0,
    failedReferenceTaskNames: '',
    failedTaskNames: [],
    priority: workflow.priority,
    inputSize: 0,
    outputSize: 0,
    ...changes,
  };
}

export function taskSummary(task: TaskModel, changes: Partial<TaskSummary> = {}): TaskSummary {
  return {
    workflowId: task.workflowInstanceId,
    workflowType: task.workflowType,
    ...(task.correlationId !== undefined && { correlationId: task.correlationId }),
    scheduledTime: isoTime(task.scheduledTime),
    startTime: isoTime(task.startTime),
    updateTime: isoTime(task.updateTime),
    endTime: isoTime(task.endTime),
    status: task.status,
    executionTime: 0,
    queueWaitTime: 0,
    taskDefName: task.taskDefName,
    taskType: task.taskType,
    taskId: task.taskId,
    workflowPriority: task.workflowPriority,
    ...changes,
  };
}

export function aWorkflowDef(name: string, version = 1, changes: Partial<WorkflowDef> = {}): WorkflowDef {
  const tasks = [{ name: 'pay', taskReferenceName: 'pay_ref', type: 'SIMPLE' }];
  return { ...workflowDefSchema.parse({ name, version, tasks }), ...changes };
}

export function aTaskDef(name: string, changes: Partial<TaskDef> = {}): TaskDef {
  return { ...taskDefSchema.parse({ name }), ...changes };
}

export function aBody(input: WorkflowBody['input'] = {}): WorkflowBody {
  return { definition: aWorkflowDef('order'), input };
}

export function putWorkflow(workflow: WorkflowModel, summary?: Partial<WorkflowSummary>): Change {
  return { kind: 'workflow.put', workflow, summary: workflowSummary(workflow, summary) };
}

export function putBody(workflowId: string, body: WorkflowBody = aBody()): Change {
  return { kind: 'workflow.body.put', workflowId, body };
}

export function putTask(task: TaskModel, summary?: Partial<TaskSummary>): Change {
  return { kind: 'task.put', task, summary: taskSummary(task, summary) };
}

export function aHandler(name: string): EventHandler {
  return { name, event: 'conductor:order', actions: [], active: false };
}

export function putHandler(name: string, key = name): Change {
  return { kind: 'document.put', collection: 'eventHandler', key, value: aHandler(name) };
}

/** A change that no store can carry out, whatever it does with it. */
export const brokenChange: Change = {
  kind: 'taskDef.delete',
  get name(): string {
    throw new Error('this change is broken');
  },
};

export function aSearch(changes: Partial<SearchRequest> = {}): SearchRequest {
  return { clauses: [], sort: [], start: 0, size: 100, ...changes };
}
