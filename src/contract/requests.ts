import { z } from 'zod';
import { workflowDefSchema } from './workflow-def.ts';
import { int, jsonMap, optionalText, textMap, wireObject } from './wire.ts';

const idempotencyStrategySchema = z.enum(['FAIL', 'RETURN_EXISTING', 'FAIL_ON_RUNNING']);
/** What becomes of a start whose idempotency key stands for an execution already. */
export type IdempotencyStrategy = z.infer<typeof idempotencyStrategySchema>;

export const startWorkflowRequestSchema = wireObject({
  name: optionalText,
  version: int.optional(),
  correlationId: optionalText,
  input: jsonMap.default({}),
  taskToDomain: textMap.default({}),
  workflowDef: workflowDefSchema.optional(),
  externalInputPayloadStoragePath: optionalText,
  priority: int.default(0),
  createdBy: optionalText,
  idempotencyKey: optionalText,
  idempotencyStrategy: idempotencyStrategySchema.optional(),
});
/** The body of POST /workflow. A workflowDef runs as it stands, without being registered. */
export type StartWorkflowRequest = z.infer<typeof startWorkflowRequestSchema>;

export const rerunWorkflowRequestSchema = wireObject({
  reRunFromWorkflowId: optionalText,
  workflowInput: jsonMap.optional(),
  reRunFromTaskId: optionalText,
  taskInput: jsonMap.optional(),
  correlationId: optionalText,
});
/** The body of POST /workflow/{id}/rerun. Without a task the whole workflow runs again. */
export type RerunWorkflowRequest = z.infer<typeof rerunWorkflowRequestSchema>;

export const skipTaskRequestSchema = wireObject({
  taskInput: jsonMap.optional(),
  taskOutput: jsonMap.optional(),
});
/** What a skipped task is given as its input and output. */
export type SkipTaskRequest = z.infer<typeof skipTaskRequestSchema>;
