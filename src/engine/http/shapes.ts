import type { z } from 'zod';
import {
  bulkResponseSchema,
  errorResponseSchema,
  eventHandlerSchema,
  pollDataSchema,
  rerunWorkflowRequestSchema,
  signalResponseSchema,
  scheduleExecutionSchema,
  skipTaskRequestSchema,
  startWorkflowRequestSchema,
  taskDefSchema,
  taskExecLogSchema,
  taskResultSchema,
  taskSchema,
  taskSummarySchema,
  workflowDefSchema,
  workflowDefVersionSchema,
  workflowScheduleSchema,
  workflowSchema,
  workflowStatusResponseSchema,
  workflowSummarySchema,
  workflowTaskSchema,
} from '#contract/index.ts';

/** The schemas that the API's documentation names. */
export const namedSchemas = {
  BulkResponse: bulkResponseSchema,
  ErrorResponse: errorResponseSchema,
  EventHandler: eventHandlerSchema,
  PollData: pollDataSchema,
  RerunWorkflowRequest: rerunWorkflowRequestSchema,
  SignalResponse: signalResponseSchema,
  SkipTaskRequest: skipTaskRequestSchema,
  StartWorkflowRequest: startWorkflowRequestSchema,
  Task: taskSchema,
  TaskDef: taskDefSchema,
  TaskExecLog: taskExecLogSchema,
  TaskResult: taskResultSchema,
  TaskSummary: taskSummarySchema,
  Workflow: workflowSchema,
  WorkflowDef: workflowDefSchema,
  WorkflowDefVersion: workflowDefVersionSchema,
  WorkflowSchedule: workflowScheduleSchema,
  WorkflowScheduleExecution: scheduleExecutionSchema,
  WorkflowStatus: workflowStatusResponseSchema,
  WorkflowSummary: workflowSummarySchema,
  WorkflowTask: workflowTaskSchema,
} satisfies Readonly<Record<string, z.ZodType>>;

export type SchemaName = keyof typeof namedSchemas;

/** What the documentation says about a value, in JSON Schema's terms. */
export type Shape = Readonly<Record<string, unknown>>;

const object = (properties: Readonly<Record<string, Shape>>): Shape => ({ type: 'object', properties });
const list = (items: Shape): Shape => ({ type: 'array', items });
const long: Shape = { type: 'integer', format: 'int64' };

export const shape = {
  text: { type: 'string' },
  flag: { type: 'boolean' },
  int: { type: 'integer', format: 'int32' },
  long,
  anyMap: { type: 'object', additionalProperties: true },
  named: (name: SchemaName): Shape => ({ $ref: `#/components/schemas/${name}` }),
  list,
  map: (values: Shape): Shape => ({ type: 'object', additionalProperties: values }),
  object,
  page: (row: Shape): Shape => object({ totalHits: long, results: list(row) }),
};
