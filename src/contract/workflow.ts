import { z } from 'zod';
import { taskSchema } from './task.ts';
import { workflowDefSchema } from './workflow-def.ts';
import {
  auditFields,
  flag,
  int,
  jsonMap,
  long,
  optionalText,
  text,
  textList,
  textMap,
  wireObject,
} from './wire.ts';

export const workflowSchema = wireObject({
  ...auditFields,
  workflowId: text,
  status: text,
  workflowName: text.default(''),
  workflowVersion: int.default(1),
  startTime: long.default(0),
  endTime: long.default(0),
  lastRetriedTime: long.default(0),
  tasks: z.array(taskSchema).default([]),
  input: jsonMap.default({}),
  output: jsonMap.default({}),
  variables: jsonMap.default({}),
  workflowDefinition: workflowDefSchema.optional(),
  correlationId: optionalText,
  parentWorkflowId: optionalText,
  parentWorkflowTaskId: optionalText,
  reRunFromWorkflowId: optionalText,
  reasonForIncompletion: optionalText,
  event: optionalText,
  priority: int.default(0),
  taskToDomain: textMap.default({}),
  failedReferenceTaskNames: textList.default([]),
  failedTaskNames: textList.default([]),
  externalInputPayloadStoragePath: optionalText,
  externalOutputPayloadStoragePath: optionalText,
  idempotencyKey: optionalText,
  rateLimitKey: optionalText,
  rateLimited: flag.default(false),
  history: z.array(z.unknown()).default([]),
});
/** An execution of a workflow, as the API gives it. Times are epoch milliseconds, 0 for "not yet". */
export type Workflow = z.infer<typeof workflowSchema>;

export const workflowStatusResponseSchema = wireObject({
  workflowId: text,
  correlationId: optionalText,
  output: jsonMap.optional(),
  variables: jsonMap.optional(),
  status: text,
});
/** The answer of GET /workflow/{id}/status. */
export type WorkflowStatusResponse = z.infer<typeof workflowStatusResponseSchema>;
