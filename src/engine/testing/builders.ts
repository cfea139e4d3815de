import {
  taskDefSchema,
  workflowDefSchema,
  workflowTaskSchema,
  type TaskDef,
  type WorkflowDef,
  type WorkflowTask,
} from '#contract/index.ts';
import type { TaskModel } from '../model.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A definition with Conductor's defaults for whatever is not given. */
export function workflowDef(tasks: readonly WorkflowTask[], fields: Fields = {}): WorkflowDef {
  return workflowDefSchema.parse({ name: 'flow', version: 1, tasks, ...fields });
}

/** A step; its name is its reference unless given otherwise. */
export function step(type: string, reference: string, fields: Fields = {}): WorkflowTask {
  return workflowTaskSchema.parse({ type, name: reference, taskReferenceName: reference, ...fields });
}

export function simple(reference: string, fields: Fields = {}): WorkflowTask {
  return step('SIMPLE', reference, fields);
}

/** A fork with its JOIN on the last task of each branch. */
export function fork(
  reference: string,
  branches: readonly WorkflowTask[][],
  fields: Fields = {},
): WorkflowTask[] {
  const joinOn = branches.map((branch) => branch.at(-1)?.taskReferenceName);
  return [
    step('FORK_JOIN', reference, { forkTasks: branches }),
    step('JOIN', `${reference}_join`, { joinOn, ...fields }),
  ];
}

/** A choice by the value of its input `case`. */
export function choose(
  reference: string,
  value: string,
  cases: Readonly<Record<string, readonly WorkflowTask[]>>,
  defaultCase: readonly WorkflowTask[] = [],
): WorkflowTask {
  return step('SWITCH', reference, {
    evaluatorType: 'value-param',
    expression: 'case',
    inputParameters: { case: value },
    decisionCases: cases,
    defaultCase,
  });
}

export function setVariable(reference: string, inputParameters: Fields): WorkflowTask {
  return step('SET_VARIABLE', reference, { inputParameters });
}

/** A task of an execution as it is stored, just scheduled unless said otherwise. */
export function taskModel(fields: Partial<TaskModel> = {}): TaskModel {
  const { taskDefName = 'a' } = fields;
  return {
    taskId: 'task-1',
    workflowInstanceId: 'w',
    workflowType: 'flow',
    referenceTaskName: taskDefName,
    taskType: taskDefName,
    taskDefName,
    status: 'SCHEDULED',
    seq: 1,
    retryCount: 0,
    iteration: 0,
    inputData: {},
    outputData: {},
    workflowTask: simple(taskDefName),
    pollCount: 0,
    scheduledTime: 0,
    startTime: 0,
    endTime: 0,
    updateTime: 0,
    firstScheduledTime: 0,
    startDelayInSeconds: 0,
    callbackAfterSeconds: 0,
    responseTimeoutSeconds: 0,
    retried: false,
    executed: false,
    subworkflowChanged: false,
    workflowPriority: 0,
    rateLimitPerFrequency: 0,
    rateLimitFrequencyInSeconds: 1,
    ...fields,
  };
}

export function taskDef(name: string, fields: Fields = {}): TaskDef {
  return taskDefSchema.parse({ name, ...fields });
}
