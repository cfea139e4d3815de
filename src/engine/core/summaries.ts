import {
  isTaskTerminal,
  isWorkflowTerminal,
  type TaskSummary,
  type WorkflowDef,
  type WorkflowSummary,
} from '#contract/index.ts';
import { toJavaString } from './expressions/java-string.ts';
import type { TaskModel, WorkflowBody, WorkflowModel } from '../model.ts';

/** The row of a workflow search: payloads as Java prints maps. */
export function summarizeWorkflow(workflow: WorkflowModel, body: WorkflowBody): WorkflowSummary {
  const input = toJavaString(body.input);
  const output = toJavaString(workflow.output);
  const ended = isWorkflowTerminal(workflow.status) && workflow.endTime > 0;
  return {
    workflowType: workflow.workflowName,
    version: workflow.workflowVersion,
    workflowId: workflow.workflowId,
    ...(workflow.correlationId !== undefined && { correlationId: workflow.correlationId }),
    startTime: isoTime(workflow.createTime),
    ...(workflow.updateTime > 0 && { updateTime: isoTime(workflow.updateTime) }),
    ...(ended && { endTime: isoTime(workflow.endTime) }),
    status: workflow.status,
    input,
    output,
    ...(workflow.reasonForIncompletion !== undefined && {
      reasonForIncompletion: workflow.reasonForIncompletion,
    }),
    executionTime: ended ? workflow.endTime - workflow.createTime : 0,
    ...(workflow.event !== undefined && { event: workflow.event }),
    failedReferenceTaskNames: workflow.failedReferenceTaskNames.join(','),
    failedTaskNames: [...workflow.failedTaskNames],
    priority: workflow.priority,
    ...(workflow.createdBy !== undefined && { createdBy: workflow.createdBy }),
    taskToDomain: workflow.taskToDomain,
    ...(workflow.idempotencyKey !== undefined && { idempotencyKey: workflow.idempotencyKey }),
    parentWorkflowId: workflow.parentWorkflowId ?? '',
    classifier: classifierOf(body.definition),
    inputSize: input.length,
    outputSize: output.length,
  };
}

/** The row of a task search. */
export function summarizeTask(task: TaskModel): TaskSummary {
  return {
    workflowId: task.workflowInstanceId,
    workflowType: task.workflowType,
    ...(task.correlationId !== undefined && { correlationId: task.correlationId }),
    scheduledTime: isoTime(task.scheduledTime),
    startTime: isoTime(task.startTime),
    updateTime: isoTime(task.updateTime),
    endTime: isoTime(task.endTime),
    status: task.status,
    ...(task.reasonForIncompletion !== undefined && { reasonForIncompletion: task.reasonForIncompletion }),
    executionTime:
      isTaskTerminal(task.status) && task.startTime > 0 ? Math.max(0, task.endTime - task.startTime) : 0,
    queueWaitTime: queueWaitTime(task),
    taskDefName: task.taskDefName,
    taskType: task.taskType,
    input: toJavaString(task.inputData),
    output: toJavaString(task.outputData),
    taskId: task.taskId,
    workflowPriority: task.workflowPriority,
    ...(task.domain !== undefined && { domain: task.domain }),
  };
}

/** How long a task waited, or has been waiting, to be taken up. */
export function queueWaitTime(task: TaskModel): number {
  if (task.startTime > 0 && task.scheduledTime > 0) {
    if (task.updateTime > 0 && task.callbackAfterSeconds > 0) {
      return Math.max(0, task.updateTime - (task.startTime + task.callbackAfterSeconds * 1000));
    }
    return task.startTime - task.scheduledTime;
  }
  return 0;
}

/** What kind of definition this is, by its metadata. */
export function classifierOf(definition: WorkflowDef): string {
  const { metadata } = definition;
  const named = metadata['classifier'];
  if (typeof named === 'string') return named;
  return 'agent_sdk' in metadata || 'agentDef' in metadata ? 'agent' : 'workflow';
}

let lastTime = { time: 0, text: '1970-01-01T00:00:00.000Z' };

/** Summaries of one moment name it several times. */
function isoTime(time: number): string {
  if (time === 0) return '1970-01-01T00:00:00.000Z';
  if (time !== lastTime.time) lastTime = { time, text: new Date(time).toISOString() };
  return lastTime.text;
}
