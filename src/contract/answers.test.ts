import { describe, expect, test } from 'vitest';
import { bulkResponseSchema } from './bulk.ts';
import { errorResponseSchema } from './errors.ts';
import { rerunWorkflowRequestSchema, startWorkflowRequestSchema } from './requests.ts';
import { searchResultSchema, taskSummarySchema, workflowSummarySchema } from './summaries.ts';
import { taskResultSchema, taskSchema } from './task.ts';
import { workflowSchema, workflowStatusResponseSchema } from './workflow.ts';

describe('an execution that a server answers with', () => {
  test('is read as it is', () => {
    const answer = {
      ownerApp: '',
      createTime: 1,
      updateTime: 2,
      status: 'RUNNING',
      endTime: 0,
      workflowId: 'w1',
      tasks: [],
      input: { a: null },
      output: {},
      correlationId: 'c',
      taskToDomain: {},
      failedReferenceTaskNames: [],
      priority: 0,
      variables: {},
      lastRetriedTime: 0,
      failedTaskNames: [],
      history: [],
      rateLimited: false,
      startTime: 1,
      workflowName: 'order',
      workflowVersion: 1,
    };
    expect(workflowSchema.parse(answer)).toEqual(answer);
  });

  test('may have a status nobody has heard of', () => {
    const task = { taskId: 't', status: 'HIBERNATING' };
    const parsed = workflowSchema.parse({ workflowId: 'w1', status: 'DREAMING', tasks: [task] });
    expect([parsed.status, parsed.tasks[0]?.status]).toEqual(['DREAMING', 'HIBERNATING']);
  });

  test('may leave out all but its id and status', () => {
    const parsed = workflowSchema.parse({ workflowId: 'w1', status: 'RUNNING' });
    expect(parsed).toMatchObject({
      tasks: [],
      input: {},
      output: {},
      variables: {},
      endTime: 0,
      priority: 0,
    });
  });

  test('keeps what a newer server adds', () => {
    const added = { workflowId: 'w1', status: 'RUNNING', mood: { good: true } };
    expect(workflowSchema.parse(added)).toMatchObject(added);
  });

  test('is refused without an id', () => {
    expect(workflowSchema.safeParse({ status: 'RUNNING' }).success).toBe(false);
  });

  test('answers its status alone', () => {
    expect(workflowStatusResponseSchema.parse({ workflowId: 'w1', status: 'PAUSED', output: null })).toEqual({
      workflowId: 'w1',
      status: 'PAUSED',
    });
  });
});

describe('a task that a server answers with', () => {
  test('is read as it is', () => {
    const answer = {
      taskType: 't0',
      status: 'SCHEDULED',
      inputData: {},
      referenceTaskName: 't0',
      retryCount: 0,
      seq: 1,
      pollCount: 0,
      taskDefName: 't0',
      scheduledTime: 1,
      startTime: 0,
      endTime: 0,
      updateTime: 1,
      startDelayInSeconds: 0,
      retried: false,
      executed: false,
      callbackFromWorker: true,
      responseTimeoutSeconds: 3600,
      workflowInstanceId: 'w1',
      workflowType: 'wf',
      taskId: 't1',
      callbackAfterSeconds: 0,
      outputData: {},
      rateLimitPerFrequency: 0,
      rateLimitFrequencyInSeconds: 1,
      workflowPriority: 0,
      iteration: 0,
      subworkflowChanged: false,
      firstStartTime: 0,
      executionMetadata: { additionalContext: {}, additionalContextMap: {}, empty: true },
      queueWaitTime: 0,
      loopOverTask: false,
    };
    expect(taskSchema.parse(answer)).toEqual(answer);
  });
});

describe('a request', () => {
  test('to start a workflow gets an input, domains and a priority', () => {
    expect(startWorkflowRequestSchema.parse({ name: 'order', correlationId: null })).toEqual({
      name: 'order',
      input: {},
      taskToDomain: {},
      priority: 0,
    });
  });

  test('to run again from a task needs nothing', () => {
    expect(rerunWorkflowRequestSchema.parse({})).toEqual({});
  });

  test('of a worker to update a task gets the fields it leaves out', () => {
    const result = { workflowInstanceId: 'w1', taskId: 't1', status: 'COMPLETED' };
    expect(taskResultSchema.parse({ ...result, logs: [{ log: 'done' }] })).toEqual({
      ...result,
      outputData: {},
      callbackAfterSeconds: 0,
      logs: [{ log: 'done', createdTime: 0 }],
      extendLease: false,
    });
  });

  test.each(['SCHEDULED', 'COMPLETED_WITH_ERRORS', 'completed'])(
    'of a worker cannot report the status %s',
    (status) => {
      expect(taskResultSchema.safeParse({ workflowInstanceId: 'w1', taskId: 't1', status }).success).toBe(
        false,
      );
    },
  );
});

describe('other answers', () => {
  test('a page of a search', () => {
    const row = {
      workflowId: 'w1',
      status: 'FAILED',
      workflowType: 'order',
      failedReferenceTaskNames: 'a,b',
    };
    const parsed = searchResultSchema(workflowSummarySchema).parse({ totalHits: 7, results: [row] });
    expect(parsed.totalHits).toBe(7);
    expect(parsed.results).toMatchObject([{ ...row, version: 1, executionTime: 0 }]);
  });

  test('a page of a search for tasks', () => {
    const parsed = searchResultSchema(taskSummarySchema).parse({
      results: [{ taskId: 't1', status: 'FAILED' }],
    });
    expect(parsed).toMatchObject({ totalHits: 0, results: [{ taskId: 't1', workflowId: '' }] });
  });

  test('the outcome of a bulk request', () => {
    expect(bulkResponseSchema.parse({ bulkErrorResults: { w1: 'no' } })).toEqual({
      bulkErrorResults: { w1: 'no' },
      bulkSuccessfulResults: [],
    });
  });

  test('an error', () => {
    const body = {
      status: 400,
      message: 'Validation failed, check below errors for detail.',
      retryable: false,
      validationErrors: [{ path: 'registerTaskDef.arg0[0]', message: 'wrong' }],
    };
    expect(errorResponseSchema.parse({ ...body, code: null, instance: null })).toEqual(body);
  });
});
