import type { ReturnStrategy, SignalResponse } from '#contract/index.ts';
import type { WorkflowState } from '../core/workflow-state.ts';
import { internal } from '../errors.ts';
import type { TaskModel } from '../model.ts';
import type { Blocking } from './blocked.ts';
import { toTask } from './wire.ts';

/** What a request that waited has seen at the end. */
interface Outcome {
  readonly root: WorkflowState;
  readonly blocking: Blocking | undefined;
  readonly isInTime: boolean;
  readonly requestId: string;
}

/** The answer that a return strategy asks for. Fails when that is a task and none blocks the execution. */
export function signalResponse(outcome: Outcome, strategy: ReturnStrategy): SignalResponse {
  const { root, blocking } = outcome;
  switch (strategy) {
    case 'TARGET_WORKFLOW':
      return { ...common(outcome, strategy), ...workflowRun(root) };
    case 'BLOCKING_WORKFLOW':
      return { ...common(outcome, strategy), ...workflowRun(blocking?.state ?? root) };
    case 'BLOCKING_TASK':
    case 'BLOCKING_TASK_INPUT':
      if (blocking === undefined) {
        throw internal(`There is no task at which workflow ${root.workflow.workflowId} is blocked`);
      }
      return { ...common(outcome, strategy), ...taskRun(blocking.task) };
  }
}

function common({ root, isInTime, requestId }: Outcome, responseType: ReturnStrategy) {
  const { workflowId, status } = root.workflow;
  return {
    responseType,
    targetWorkflowId: workflowId,
    targetWorkflowStatus: status,
    requestId,
    signalTimeout: !isInTime,
  };
}

function workflowRun(state: WorkflowState) {
  const { workflow, body } = state;
  return {
    workflowId: workflow.workflowId,
    ...(workflow.correlationId !== undefined && { correlationId: workflow.correlationId }),
    input: body.input,
    output: workflow.output,
    priority: workflow.priority,
    variables: workflow.variables,
    tasks: state.orderedTasks().map(toTask),
    ...(workflow.createdBy !== undefined && { createdBy: workflow.createdBy }),
    createTime: workflow.createTime,
    status: workflow.status,
    updateTime: workflow.updateTime,
  };
}

function taskRun(model: TaskModel) {
  const task = toTask(model);
  const { workerId, correlationId, retriedTaskId, reasonForIncompletion } = task;
  return {
    workflowId: task.workflowInstanceId,
    ...(correlationId !== undefined && { correlationId }),
    input: task.inputData,
    output: task.outputData,
    taskType: task.taskType,
    taskId: task.taskId,
    referenceTaskName: task.referenceTaskName,
    retryCount: task.retryCount,
    taskDefName: task.taskDefName,
    ...(retriedTaskId !== undefined && { retriedTaskId }),
    ...(task.workflowType !== undefined && { workflowType: task.workflowType }),
    ...(reasonForIncompletion !== undefined && { reasonForIncompletion }),
    priority: task.workflowPriority,
    ...(workerId !== undefined && { createdBy: workerId }),
    createTime: task.startTime,
    updateTime: task.updateTime,
    status: task.status,
  };
}
