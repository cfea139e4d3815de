import { z } from 'zod';
import { taskResultStatusSchema } from './statuses.ts';
import { taskDefSchema } from './task-def.ts';
import { workflowTaskSchema } from './workflow-def.ts';
import { flag, int, jsonMap, long, optionalText, text, wireObject } from './wire.ts';

export const taskSchema = wireObject({
  taskId: text,
  taskType: text.default(''),
  status: text,
  referenceTaskName: text.default(''),
  taskDefName: text.default(''),
  workflowInstanceId: text.default(''),
  workflowType: optionalText,
  inputData: jsonMap.default({}),
  outputData: jsonMap.default({}),
  retryCount: int.default(0),
  seq: int.default(0),
  pollCount: int.default(0),
  iteration: int.default(0),
  scheduledTime: long.default(0),
  startTime: long.default(0),
  endTime: long.default(0),
  updateTime: long.default(0),
  firstStartTime: long.default(0),
  queueWaitTime: long.default(0),
  startDelayInSeconds: int.default(0),
  callbackAfterSeconds: long.default(0),
  responseTimeoutSeconds: long.default(0),
  retriedTaskId: optionalText,
  retried: flag.default(false),
  executed: flag.default(false),
  callbackFromWorker: flag.default(true),
  correlationId: optionalText,
  reasonForIncompletion: optionalText,
  workerId: optionalText,
  domain: optionalText,
  workflowTask: workflowTaskSchema.optional(),
  taskDefinition: taskDefSchema.optional(),
  subWorkflowId: optionalText,
  subworkflowChanged: flag.default(false),
  loopOverTask: flag.default(false),
  parentTaskId: optionalText,
  workflowPriority: int.default(0),
  rateLimitPerFrequency: int.default(0),
  rateLimitFrequencyInSeconds: int.default(1),
  executionNameSpace: optionalText,
  isolationGroupId: optionalText,
  externalInputPayloadStoragePath: optionalText,
  externalOutputPayloadStoragePath: optionalText,
  executionMetadata: jsonMap.optional(),
  runtimeMetadata: jsonMap.optional(),
});
/** One attempt at a step of an execution, as the API gives it. Times are epoch milliseconds, 0 for "not yet". */
export type Task = z.infer<typeof taskSchema>;

export const taskExecLogSchema = wireObject({
  log: text.default(''),
  taskId: optionalText,
  createdTime: long.default(0),
});
/** A line that a worker logged about a task. */
export type TaskExecLog = z.infer<typeof taskExecLogSchema>;

export const taskResultSchema = wireObject({
  workflowInstanceId: text.default(''),
  taskId: text.default(''),
  status: taskResultStatusSchema.optional().describe('Missing, it is missed only once the task is found.'),
  outputData: jsonMap.default({}),
  reasonForIncompletion: optionalText,
  callbackAfterSeconds: long.default(0),
  workerId: optionalText,
  logs: z.array(taskExecLogSchema).default([]),
  externalOutputPayloadStoragePath: optionalText,
  subWorkflowId: optionalText,
  extendLease: flag.default(false),
  executionMetadata: jsonMap.optional(),
  supportsCancellation: flag.optional(),
});
/** What a worker reports about a task. */
export type TaskResult = z.infer<typeof taskResultSchema>;

export const pollDataSchema = wireObject({
  queueName: text.default(''),
  domain: optionalText,
  workerId: optionalText,
  lastPollTime: long.default(0),
});
/** Who last polled a queue, and when. */
export type PollData = z.infer<typeof pollDataSchema>;
