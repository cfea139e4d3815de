import { queueWaitTime } from '../core/summaries.ts';
import type { StoredExecution } from '../engine.ts';
import type { TaskModel } from '../model.ts';
import { courseOf, defined } from './wire.ts';
import type { WorkflowState } from '../core/workflow-state.ts';

/** An execution as Conductor keeps it, rather than as its API gives it: other fields, and under other names. */
export function toStoredExecution(
  { workflow, body }: Pick<WorkflowState, 'workflow' | 'body'>,
  tasks: readonly TaskModel[],
): StoredExecution {
  const { status } = workflow;
  return {
    status,
    endTime: workflow.endTime,
    workflowId: workflow.workflowId,
    ...defined('parentWorkflowId', workflow.parentWorkflowId),
    ...defined('parentWorkflowTaskId', workflow.parentWorkflowTaskId),
    tasks: tasks.map(toStoredTask),
    ...defined('correlationId', workflow.correlationId),
    ...defined('reasonForIncompletion', workflow.reasonForIncompletion),
    ...defined('event', workflow.event),
    taskToDomain: workflow.taskToDomain,
    ...defined('failedReferenceTaskNames', unlessEmpty(workflow.failedReferenceTaskNames)),
    workflowDefinition: body.definition,
    ...defined('failedTaskNames', unlessEmpty(workflow.failedTaskNames)),
    priority: workflow.priority,
    variables: workflow.variables,
    lastRetriedTime: workflow.lastRetriedTime,
    ownerApp: workflow.ownerApp,
    createTime: workflow.createTime,
    updatedTime: workflow.updateTime,
    ...defined('failedTaskId', workflow.failedTaskId),
    ...(status !== 'RUNNING' && { previousStatus: 'RUNNING' }),
    workflowName: workflow.workflowName,
    workflowVersion: workflow.workflowVersion,
    input: body.input,
    output: workflow.output,
  };
}

function toStoredTask(task: TaskModel): Record<string, unknown> {
  return {
    taskType: task.taskType,
    status: task.status,
    referenceTaskName: task.referenceTaskName,
    retryCount: task.retryCount,
    seq: task.seq,
    ...defined('correlationId', task.correlationId),
    pollCount: task.pollCount,
    taskDefName: task.taskDefName,
    ...courseOf(task),
    ...defined('reasonForIncompletion', task.reasonForIncompletion),
    callbackAfterSeconds: task.callbackAfterSeconds,
    callbackAfterMs: 0,
    firstScheduledTime: task.firstScheduledTime,
    ...defined('workerId', task.workerId),
    workflowTask: task.workflowTask,
    ...defined('domain', task.domain),
    rateLimitPerFrequency: task.rateLimitPerFrequency,
    rateLimitFrequencyInSeconds: task.rateLimitFrequencyInSeconds,
    workflowPriority: task.workflowPriority,
    iteration: task.iteration,
    ...defined('subWorkflowId', task.subWorkflowId),
    waitTimeout: task.taskType === 'WAIT' ? (task.wakeAt ?? 0) : 0,
    subworkflowChanged: task.subworkflowChanged,
    onStateChange: {},
    idempotent: false,
    cachedOutput: false,
    notifications: {},
    nonWorkflowEventTask: false,
    asyncComplete: task.workflowTask.asyncComplete,
    ...defined('taskDefinition', task.workflowTask.taskDefinition),
    loopOverTask: task.iteration > 0,
    queueWaitTime: queueWaitTime(task),
    idempotentExecution: false,
    inputData: task.inputData,
    outputData: task.outputData,
  };
}

function unlessEmpty(names: readonly string[]): readonly string[] | undefined {
  return names.length === 0 ? undefined : names;
}
