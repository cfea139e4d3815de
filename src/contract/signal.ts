import { z } from 'zod';
import { taskSchema } from './task.ts';
import { flag, int, jsonMap, long, optionalText, text, wireObject } from './wire.ts';

export const returnStrategySchema = z.enum([
  'TARGET_WORKFLOW',
  'BLOCKING_WORKFLOW',
  'BLOCKING_TASK',
  'BLOCKING_TASK_INPUT',
]);
/** What a request that waits for an execution is answered with: the execution, or what it waits at in turn. */
export type ReturnStrategy = z.infer<typeof returnStrategySchema>;

const common = {
  responseType: text,
  targetWorkflowId: text,
  targetWorkflowStatus: text,
  requestId: optionalText,
  workflowId: text,
  correlationId: optionalText,
  input: jsonMap,
  output: jsonMap,
  /** Nothing had come to a halt when the time was over. */
  signalTimeout: flag,
  priority: int,
  createdBy: optionalText,
  createTime: long,
  updateTime: long,
  status: text,
};

export const signalResponseSchema = wireObject({
  ...common,
  variables: jsonMap.optional(),
  tasks: z.array(taskSchema).optional(),
  taskType: optionalText,
  taskId: optionalText,
  referenceTaskName: optionalText,
  retryCount: int.optional(),
  taskDefName: optionalText,
  retriedTaskId: optionalText,
  workflowType: optionalText,
  reasonForIncompletion: optionalText,
});
/** The answer to sync execution and to sync signals: a workflow's fields, or a task's, by the return strategy. */
export type SignalResponse = z.infer<typeof signalResponseSchema>;
