import { z } from 'zod';
import { int, long, optionalText, text, textList, textMap, wireObject } from './wire.ts';

export const workflowSummarySchema = wireObject({
  workflowType: text.default(''),
  version: int.default(1),
  workflowId: text,
  correlationId: optionalText,
  startTime: optionalText,
  updateTime: optionalText,
  endTime: optionalText,
  status: text,
  input: optionalText,
  output: optionalText,
  reasonForIncompletion: optionalText,
  executionTime: long.default(0),
  event: optionalText,
  failedReferenceTaskNames: text.default(''),
  failedTaskNames: textList.default([]),
  externalInputPayloadStoragePath: optionalText,
  externalOutputPayloadStoragePath: optionalText,
  priority: int.default(0),
  createdBy: optionalText,
  taskToDomain: textMap.optional(),
  idempotencyKey: optionalText,
  parentWorkflowId: optionalText,
  classifier: optionalText,
  inputSize: long.default(0),
  outputSize: long.default(0),
});
/** A row of a workflow search. Times are ISO 8601 in UTC; input and output are printed, not JSON. */
export type WorkflowSummary = z.infer<typeof workflowSummarySchema>;

export const taskSummarySchema = wireObject({
  workflowId: text.default(''),
  workflowType: text.default(''),
  correlationId: optionalText,
  scheduledTime: optionalText,
  startTime: optionalText,
  updateTime: optionalText,
  endTime: optionalText,
  status: text,
  reasonForIncompletion: optionalText,
  executionTime: long.default(0),
  queueWaitTime: long.default(0),
  taskDefName: text.default(''),
  taskType: text.default(''),
  input: optionalText,
  output: optionalText,
  taskId: text,
  externalInputPayloadStoragePath: optionalText,
  externalOutputPayloadStoragePath: optionalText,
  workflowPriority: int.default(0),
  domain: optionalText,
});
/** A row of a task search. */
export type TaskSummary = z.infer<typeof taskSummarySchema>;

/** One page of a search, and how many there are in all. */
export interface SearchResult<T> {
  totalHits: number;
  results: T[];
}

export function searchResultSchema<T>(item: z.ZodType<T>): z.ZodType<SearchResult<T>> {
  return wireObject({ totalHits: long.default(0), results: z.array(item).default([]) });
}
