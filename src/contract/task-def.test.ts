import { describe, expect, test } from 'vitest';
import { taskDefSchema } from './task-def.ts';

describe('a task definition', () => {
  test('gets defaults for everything but its name', () => {
    expect(taskDefSchema.parse({ name: 'ship' })).toEqual({
      name: 'ship',
      retryCount: 3,
      timeoutSeconds: 0,
      inputKeys: [],
      outputKeys: [],
      runtimeMetadata: [],
      timeoutPolicy: 'TIME_OUT_WF',
      retryLogic: 'FIXED',
      retryDelaySeconds: 60,
      responseTimeoutSeconds: 3600,
      inputTemplate: {},
      rateLimitPerFrequency: 0,
      rateLimitFrequencyInSeconds: 1,
      backoffScaleFactor: 1,
      maxRetryDelaySeconds: 0,
      backoffJitterMs: 0,
      totalTimeoutSeconds: 0,
      taskStatusListenerEnabled: true,
      enforceSchema: false,
      createTime: 0,
      updateTime: 0,
    });
  });

  test.each([
    { given: { timeoutSeconds: 300 }, filled: 300 },
    { given: { timeoutSeconds: 7200 }, filled: 3600 },
    { given: { timeoutSeconds: 0 }, filled: 3600 },
    { given: { timeoutSeconds: -1 }, filled: 3600 },
    { given: { timeoutSeconds: 300, responseTimeoutSeconds: null }, filled: 300 },
    { given: { timeoutSeconds: 300, responseTimeoutSeconds: 600 }, filled: 600 },
  ])('fills in the response timeout of $given with $filled', ({ given, filled }) => {
    expect(taskDefSchema.parse({ name: 'ship', ...given }).responseTimeoutSeconds).toBe(filled);
  });

  test('takes a null for "not given"', () => {
    const nulls = { retryCount: null, timeoutPolicy: null, description: null, inputKeys: null };
    const parsed = taskDefSchema.parse({ name: 'ship', ...nulls });
    expect(parsed).toEqual(taskDefSchema.parse({ name: 'ship' }));
    expect(Object.keys(parsed)).not.toContain('description');
  });

  test('keeps fields it does not know', () => {
    expect(taskDefSchema.parse({ name: 'ship', tags: [{ key: 'a' }], nothing: null })).toMatchObject({
      tags: [{ key: 'a' }],
      nothing: null,
    });
  });

  test.each([
    { field: 'retryCount', value: '3' },
    { field: 'retryCount', value: 1.5 },
    { field: 'timeoutPolicy', value: 'GIVE_UP' },
    { field: 'retryLogic', value: 'RANDOM' },
    { field: 'inputKeys', value: 'a' },
    { field: 'inputTemplate', value: [] },
  ])('refuses $value as $field', ({ field, value }) => {
    const parsed = taskDefSchema.safeParse({ name: 'ship', [field]: value });
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([[field]]);
  });
});
