export { bulkResponseSchema, type BulkResponse } from './bulk.ts';
export { errorResponseSchema, type ErrorResponse, type ValidationError } from './errors.ts';
export {
  eventHandlerSchema,
  type EventAction,
  type EventExecution,
  type EventHandler,
  type StateChangeEvent,
} from './events.ts';
export { nameTooGreat, parseJson } from './json.ts';
export { workflowDefJsonSchema } from './json-schema.ts';
export { mapTasks } from './map-tasks.ts';
export { normaliseWorkflowDef } from './normalise.ts';
export {
  rerunWorkflowRequestSchema,
  skipTaskRequestSchema,
  startWorkflowRequestSchema,
  type IdempotencyStrategy,
  type RerunWorkflowRequest,
  type SkipTaskRequest,
  type StartWorkflowRequest,
} from './requests.ts';
export {
  returnStrategySchema,
  signalResponseSchema,
  type ReturnStrategy,
  type SignalResponse,
} from './signal.ts';
export {
  scheduleExecutionSchema,
  workflowScheduleSchema,
  type ScheduleExecution,
  type WorkflowSchedule,
} from './schedules.ts';
export {
  isTaskRetriable,
  isTaskSuccessful,
  isTaskTerminal,
  isWorkflowTerminal,
  knownTaskStatuses,
  knownWorkflowStatuses,
  taskResultStatusSchema,
  type TaskResultStatus,
  type TaskStatus,
  type WorkflowStatus,
} from './statuses.ts';
export {
  searchResultSchema,
  taskSummarySchema,
  workflowSummarySchema,
  type SearchResult,
  type TaskSummary,
  type WorkflowSummary,
} from './summaries.ts';
export { taskDefSchema, type TaskDef, type TaskTimeoutPolicy } from './task-def.ts';
export { isKnownTaskType, taskTypes, type TaskType } from './task-types.ts';
export {
  pollDataSchema,
  taskExecLogSchema,
  taskResultSchema,
  taskSchema,
  type PollData,
  type Task,
  type TaskExecLog,
  type TaskResult,
} from './task.ts';
export { toValidationError } from './validation/problem.ts';
export { validateEventHandler } from './validation/event-handler.ts';
export { validateStartWorkflowRequest, validateTaskResult } from './validation/requests.ts';
export { validateTaskDef } from './validation/task-def.ts';
export { validateWorkflowDef, type WorkflowDefValidation } from './validation/workflow-def.ts';
export { zoneOffset, type ZoneOffset } from './time-zone.ts';
export { parseWaitDuration, parseWaitUntil } from './wait-time.ts';
export { childLists, walkTasks, type JsonPath } from './walk.ts';
export { isJsonObject, isNestedDeeper, maxNesting, type JsonObject } from './wire.ts';
export {
  workflowDefSchema,
  workflowDefVersionSchema,
  workflowTaskSchema,
  type WorkflowDef,
  type WorkflowDefVersion,
  type WorkflowTask,
} from './workflow-def.ts';
export {
  workflowSchema,
  workflowStatusResponseSchema,
  type Workflow,
  type WorkflowStatusResponse,
} from './workflow.ts';
export { workflowTestRequestSchema, type TaskMock, type WorkflowTestRequest } from './workflow-test.ts';
