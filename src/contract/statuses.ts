import { z } from 'zod';

// Statuses are exact unions where they are decided or asked for (an engine's own model, requests), and plain
// strings in the answers a page reads (Workflow.status, Task.status, summaries). A TaskStatus fits where a string
// is wanted; the other way, isKnownTaskStatus and isKnownWorkflowStatus narrow.

export const knownWorkflowStatuses = [
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'TIMED_OUT',
  'TERMINATED',
  'PAUSED',
] as const;
const workflowStatusSchema = z.enum(knownWorkflowStatuses);
export type WorkflowStatus = z.infer<typeof workflowStatusSchema>;

export const knownTaskStatuses = [
  'IN_PROGRESS',
  'CANCELED',
  'FAILED',
  'FAILED_WITH_TERMINAL_ERROR',
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'SCHEDULED',
  'TIMED_OUT',
  'SKIPPED',
] as const;
const taskStatusSchema = z.enum(knownTaskStatuses);
export type TaskStatus = z.infer<typeof taskStatusSchema>;

/** What a worker, or a caller of the task API, may report. */
export const taskResultStatusSchema = z.enum([
  'IN_PROGRESS',
  'FAILED',
  'FAILED_WITH_TERMINAL_ERROR',
  'COMPLETED',
  'CANCELED',
]);
export type TaskResultStatus = z.infer<typeof taskResultStatusSchema>;

interface StatusTraits {
  readonly terminal: boolean;
  readonly successful: boolean;
}

const workflowTraits: Readonly<Record<WorkflowStatus, StatusTraits>> = {
  RUNNING: { terminal: false, successful: false },
  COMPLETED: { terminal: true, successful: true },
  FAILED: { terminal: true, successful: false },
  TIMED_OUT: { terminal: true, successful: false },
  TERMINATED: { terminal: true, successful: false },
  PAUSED: { terminal: false, successful: true },
};

interface TaskStatusTraits extends StatusTraits {
  readonly retriable: boolean;
}

const taskTraits: Readonly<Record<TaskStatus, TaskStatusTraits>> = {
  SCHEDULED: { terminal: false, successful: true, retriable: true },
  IN_PROGRESS: { terminal: false, successful: true, retriable: true },
  COMPLETED: { terminal: true, successful: true, retriable: true },
  COMPLETED_WITH_ERRORS: { terminal: true, successful: true, retriable: true },
  SKIPPED: { terminal: true, successful: true, retriable: false },
  FAILED: { terminal: true, successful: false, retriable: true },
  FAILED_WITH_TERMINAL_ERROR: { terminal: true, successful: false, retriable: false },
  TIMED_OUT: { terminal: true, successful: false, retriable: true },
  CANCELED: { terminal: true, successful: false, retriable: false },
};

export function isKnownWorkflowStatus(status: string): status is WorkflowStatus {
  return Object.hasOwn(workflowTraits, status);
}

export function isKnownTaskStatus(status: string): status is TaskStatus {
  return Object.hasOwn(taskTraits, status);
}

/** An unknown status counts as not terminal: a page keeps watching rather than declare an end it cannot name. */
export function isWorkflowTerminal(status: string): boolean {
  return isKnownWorkflowStatus(status) && workflowTraits[status].terminal;
}

/** True for COMPLETED, and for PAUSED, which Conductor counts as successful so far. */
export function isWorkflowSuccessful(status: string): boolean {
  return isKnownWorkflowStatus(status) && workflowTraits[status].successful;
}

/** An unknown status counts as not terminal. */
export function isTaskTerminal(status: string): boolean {
  return isKnownTaskStatus(status) && taskTraits[status].terminal;
}

/** Not failed, or not yet: true for every non-terminal status too, as in Conductor. */
export function isTaskSuccessful(status: string): boolean {
  return isKnownTaskStatus(status) && taskTraits[status].successful;
}

/** Whether the status alone allows another attempt. */
export function isTaskRetriable(status: string): boolean {
  return isKnownTaskStatus(status) && taskTraits[status].retriable;
}
