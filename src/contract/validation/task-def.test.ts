import { describe, expect, test } from 'vitest';
import { taskDefSchema } from '../task-def.ts';
import { toValidationError } from './problem.ts';
import { validateTaskDef } from './task-def.ts';

const problemsOf = (def: object) => validateTaskDef(taskDefSchema.parse({ name: 'a', ...def }));

describe('a task definition', () => {
  test.each([
    {},
    { retryCount: 0, pollTimeoutSeconds: 0, responseTimeoutSeconds: 1 },
    { timeoutSeconds: 10, responseTimeoutSeconds: 10, totalTimeoutSeconds: 10 },
    { timeoutSeconds: 10 },
    { timeoutSeconds: -1 },
    { retryDelaySeconds: -1, concurrentExecLimit: -1, rateLimitPerFrequency: -1 },
  ])('is accepted with %j', (def) => {
    expect(problemsOf(def)).toEqual([]);
  });

  test('needs a name', () => {
    const message = 'TaskDef name cannot be null or empty';
    expect(problemsOf({ name: '' })).toEqual([
      { message, path: 'registerTaskDef.arg0[0].name', at: ['name'] },
    ]);
    expect(validateTaskDef(taskDefSchema.parse({}))).toHaveLength(1);
  });

  test.each([
    { field: 'retryCount', value: -1, message: 'TaskDef retryCount: 0 must be >= 0' },
    { field: 'pollTimeoutSeconds', value: -1, message: 'TaskDef pollTimeoutSeconds: 0 must be >= 0' },
    { field: 'maxRetryDelaySeconds', value: -1, message: 'TaskDef maxRetryDelaySeconds: 0 must be >= 0' },
    { field: 'backoffJitterMs', value: -1, message: 'TaskDef backoffJitterMs: 0 must be >= 0' },
    { field: 'totalTimeoutSeconds', value: -1, message: 'TaskDef totalTimeoutSeconds: 0 must be >= 0' },
    { field: 'backoffScaleFactor', value: 0, message: 'Backoff scale factor. Applicable for LINEAR_BACKOFF' },
    {
      field: 'responseTimeoutSeconds',
      value: 0,
      message: 'TaskDef responseTimeoutSeconds: 0 should be minimum 1 second',
    },
    {
      field: 'responseTimeoutSeconds',
      value: -3,
      message: 'TaskDef responseTimeoutSeconds: -3 should be minimum 1 second',
    },
  ])('is refused with $field $value', ({ field, value, message }) => {
    expect(problemsOf({ [field]: value })).toEqual([
      { message, path: `registerTaskDef.arg0[0].${field}`, at: [field], invalidValue: String(value) },
    ]);
  });

  test('cannot wait longer for a response than for the whole task', () => {
    expect(problemsOf({ timeoutSeconds: 10, responseTimeoutSeconds: 20 })).toEqual([
      {
        message: 'TaskDef: a responseTimeoutSeconds: 20 must be less than timeoutSeconds: 10',
        path: 'registerTaskDef.arg0[0]',
        at: ['responseTimeoutSeconds'],
      },
    ]);
  });

  test('cannot give one attempt longer than all attempts', () => {
    expect(problemsOf({ timeoutSeconds: 10, totalTimeoutSeconds: 5 })).toEqual([
      {
        message: 'TaskDef: a timeoutSeconds: 10 must be less than or equal to totalTimeoutSeconds: 5',
        path: 'registerTaskDef.arg0[0]',
        at: ['timeoutSeconds'],
      },
    ]);
  });

  test('is told about everything at once, under the path that is asked for', () => {
    const def = taskDefSchema.parse({ retryCount: -1, timeoutSeconds: 10, responseTimeoutSeconds: 20 });
    expect(validateTaskDef(def, { path: 'updateTaskDef.arg0' }).map(toValidationError)).toEqual([
      { path: 'updateTaskDef.arg0.name', message: 'TaskDef name cannot be null or empty' },
      {
        path: 'updateTaskDef.arg0.retryCount',
        message: 'TaskDef retryCount: 0 must be >= 0',
        invalidValue: '-1',
      },
      {
        path: 'updateTaskDef.arg0',
        message: 'TaskDef:  responseTimeoutSeconds: 20 must be less than timeoutSeconds: 10',
      },
    ]);
  });
});
