import { z } from 'zod';
import {
  auditFields,
  flag,
  int,
  isJsonObject,
  jsonMap,
  long,
  optionalText,
  text,
  textList,
  wireObject,
} from './wire.ts';

const taskTimeoutPolicySchema = z.enum(['RETRY', 'TIME_OUT_WF', 'ALERT_ONLY']);
export type TaskTimeoutPolicy = z.infer<typeof taskTimeoutPolicySchema>;

const retryLogicSchema = z.enum(['FIXED', 'EXPONENTIAL_BACKOFF', 'LINEAR_BACKOFF']);

export const schemaDefSchema = wireObject({
  name: text.default('').describe('Name of the schema.'),
  version: int.default(1),
  type: text.default('JSON').describe('JSON, AVRO or PROTOBUF.'),
  data: jsonMap.optional().describe('The schema itself.'),
  externalRef: optionalText,
});

const defaultResponseTimeoutSeconds = 3600;

const taskDefFields = {
  name: text.default('').describe('Name that workers poll for and workflow tasks refer to.'),
  description: optionalText.describe('What the task does, for people.'),
  retryCount: int.default(3).describe('How often a failed task is tried again.'),
  timeoutSeconds: long
    .default(0)
    .describe('Seconds an attempt may take before it times out; 0 means no limit. See timeoutPolicy.'),
  inputKeys: textList.default([]).describe('Names of the inputs, for documentation.'),
  outputKeys: textList.default([]).describe('Names of the outputs, for documentation.'),
  runtimeMetadata: textList
    .default([])
    .describe('Names of secrets and environment values handed to the worker at poll.'),
  timeoutPolicy: taskTimeoutPolicySchema
    .default('TIME_OUT_WF')
    .describe('On a timeout: RETRY the task, time out the whole workflow, or only alert.'),
  retryLogic: retryLogicSchema
    .default('FIXED')
    .describe('How the delay grows between tries: not at all, linearly, or doubling.'),
  retryDelaySeconds: int.default(60).describe('Seconds to wait before a retry.'),
  responseTimeoutSeconds: long
    .default(defaultResponseTimeoutSeconds)
    .describe('Seconds without an update from the worker after which the task times out and is retried.'),
  concurrentExecLimit: int.optional().describe('How many tasks of this name may be in progress at once.'),
  inputTemplate: jsonMap.default({}).describe('Inputs used where the workflow task gives none.'),
  rateLimitPerFrequency: int.default(0).describe('How many tasks may be polled in each window; 0 means any.'),
  rateLimitFrequencyInSeconds: int.default(1).describe('Length of the rate limit window in seconds.'),
  isolationGroupId: optionalText,
  executionNameSpace: optionalText,
  ownerEmail: optionalText.describe('E-mail address of whoever answers for this task.'),
  pollTimeoutSeconds: int
    .optional()
    .describe('Seconds a scheduled task may wait to be polled before it times out.'),
  backoffScaleFactor: int.default(1).describe('Multiplies the delay with LINEAR_BACKOFF.'),
  maxRetryDelaySeconds: int.default(0).describe('Upper bound of the retry delay; 0 means none.'),
  backoffJitterMs: int.default(0).describe('Up to this many random milliseconds are added to a retry delay.'),
  baseType: optionalText,
  totalTimeoutSeconds: long
    .default(0)
    .describe('Seconds for all attempts together, waits included; 0 means no limit.'),
  taskStatusListenerEnabled: flag.default(true),
  inputSchema: schemaDefSchema.optional(),
  outputSchema: schemaDefSchema.optional(),
  enforceSchema: flag.default(false),
  ...auditFields,
};

/**
 * A task definition. An absent responseTimeoutSeconds never exceeds a given timeoutSeconds: Conductor would fill in
 * 3600 and then refuse its own default.
 */
export const taskDefSchema = z
  .preprocess(fillResponseTimeout, wireObject(taskDefFields))
  .meta({ id: 'TaskDef', title: 'Task definition' });
export type TaskDef = z.infer<typeof taskDefSchema>;

function fillResponseTimeout(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const timeout = value['timeoutSeconds'];
  const given = value['responseTimeoutSeconds'] ?? undefined;
  // What is no whole number is refused, or read as one, by itself.
  if (given !== undefined || typeof timeout !== 'number' || !Number.isInteger(timeout) || timeout <= 0)
    return value;
  return { ...value, responseTimeoutSeconds: Math.min(defaultResponseTimeoutSeconds, timeout) };
}
