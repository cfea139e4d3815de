import { describe, expect, test } from 'vitest';
import {
  isKnownTaskStatus,
  isKnownWorkflowStatus,
  isTaskRetriable,
  isTaskSuccessful,
  isTaskTerminal,
  isWorkflowSuccessful,
  isWorkflowTerminal,
  knownTaskStatuses,
  knownWorkflowStatuses,
} from './statuses.ts';

describe('task statuses', () => {
  test('end a task unless it is scheduled or in progress', () => {
    expect(knownTaskStatuses.filter((status) => !isTaskTerminal(status))).toEqual([
      'IN_PROGRESS',
      'SCHEDULED',
    ]);
  });

  test('are successful while nothing has failed', () => {
    expect(knownTaskStatuses.filter((status) => !isTaskSuccessful(status))).toEqual([
      'CANCELED',
      'FAILED',
      'FAILED_WITH_TERMINAL_ERROR',
      'TIMED_OUT',
    ]);
  });

  test('allow a retry unless the task was cancelled, skipped or failed for good', () => {
    expect(knownTaskStatuses.filter((status) => !isTaskRetriable(status))).toEqual([
      'CANCELED',
      'FAILED_WITH_TERMINAL_ERROR',
      'SKIPPED',
    ]);
  });
});

describe('workflow statuses', () => {
  test('end a workflow unless it is running or paused', () => {
    expect(knownWorkflowStatuses.filter((status) => !isWorkflowTerminal(status))).toEqual([
      'RUNNING',
      'PAUSED',
    ]);
  });

  test('are successful when completed, and so far when paused', () => {
    expect(knownWorkflowStatuses.filter((status) => isWorkflowSuccessful(status))).toEqual([
      'COMPLETED',
      'PAUSED',
    ]);
  });
});

describe('a status of a future version', () => {
  test.each(['HIBERNATING', '', 'toString', '__proto__'])('is known to be unknown: %j', (status) => {
    expect(isKnownTaskStatus(status)).toBe(false);
    expect(isKnownWorkflowStatus(status)).toBe(false);
  });

  test('counts as not terminal and not successful', () => {
    expect(isTaskTerminal('HIBERNATING')).toBe(false);
    expect(isTaskSuccessful('HIBERNATING')).toBe(false);
    expect(isTaskRetriable('HIBERNATING')).toBe(false);
    expect(isWorkflowTerminal('HIBERNATING')).toBe(false);
    expect(isWorkflowSuccessful('HIBERNATING')).toBe(false);
  });
});
