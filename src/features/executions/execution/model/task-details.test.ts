import { describe, expect, test } from 'vitest';
import { sampleTask, sampleWorkflow } from '../testing/samples.ts';
import { stepsOf } from './attempts.ts';
import { readObject } from './json-object.ts';
import { failureWorkflowOf, subWorkflowsOf } from './relations.ts';
import { retryPolicy } from './retry-policy.ts';
import { evaluatedCase, httpRequestOf, httpStatusOf } from './task-details.ts';
import { countByStatus, findTaskRows, toTaskRows } from './task-rows.ts';

test.each([
  [{ retryCount: 0 }, 'none'],
  [{ retryCount: 1, retryLogic: 'FIXED', retryDelaySeconds: 0 }, '1 retry, at once'],
  [{ retryCount: 3, retryLogic: 'FIXED', retryDelaySeconds: 90 }, '3 retries, 1 m 30 s apart'],
  [
    { retryCount: 2, retryLogic: 'LINEAR_BACKOFF', retryDelaySeconds: 5, backoffScaleFactor: 2 },
    '2 retries, 10 s more each time',
  ],
  [
    { retryCount: 5, retryLogic: 'EXPONENTIAL_BACKOFF', retryDelaySeconds: 2, maxRetryDelaySeconds: 600 },
    '5 retries, doubling from 2 s, at most 10 m',
  ],
])('%j is %s', (taskDefinition, text) => {
  expect(retryPolicy(sampleTask({ taskDefinition: { name: 'a', ...taskDefinition } }))).toBe(text);
});

test('the step may allow other retries than the definition of its task', () => {
  const workflowTask = { type: 'SIMPLE', retryCount: 0, taskDefinition: { name: 'a', retryCount: 3 } };
  expect(retryPolicy(sampleTask({ workflowTask }))).toBe('none');
});

describe('details', () => {
  test('the case a decision took, wherever the server put it', () => {
    const decided = (outputData: object) => evaluatedCase(sampleTask({ taskType: 'SWITCH', outputData }));
    expect(decided({ selectedCase: 'DE', evaluationResult: ['FR'] })).toBe('DE');
    expect(decided({ evaluationResult: ['FR'] })).toBe('FR');
    expect(decided({ caseOutput: [7] })).toBe('7');
    expect(decided({})).toBeUndefined();
    expect(evaluatedCase(sampleTask({ outputData: { selectedCase: 'DE' } }))).toBeUndefined();
  });

  test('what an HTTP task asked, and what it was answered', () => {
    const http = (inputData: object) => sampleTask({ taskType: 'HTTP', inputData });
    expect(httpRequestOf(http({ http_request: { uri: 'http://x', method: 'PUT' } }))).toBe('PUT http://x');
    expect(httpRequestOf(http({ uri: 'http://x' }))).toBe('GET http://x');
    expect(httpRequestOf(http({ http_request: 'later' }))).toBeUndefined();
    const response = { statusCode: 402, reasonPhrase: 'Payment Required' };
    expect(httpStatusOf(sampleTask({ taskType: 'HTTP', outputData: { response } }))).toBe(
      '402 Payment Required',
    );
  });

  test('which executions belong to this one', () => {
    const child = sampleTask({ referenceTaskName: 'child', subWorkflowId: 'c-1' });
    const started = sampleTask({ taskType: 'START_WORKFLOW', outputData: { workflowId: 's-1' } });
    expect(subWorkflowsOf([child, started, sampleTask()]).map(({ id }) => id)).toEqual(['c-1', 's-1']);
    const failure = (text: string) =>
      failureWorkflowOf(sampleWorkflow([], { output: { 'conductor.failure_workflow': text } }));
    expect(failure('f-1')).toEqual({ kind: 'started', id: 'f-1' });
    expect(failure('Error workflow x failed to start.  reason: y')).toEqual({
      kind: 'refused',
      words: 'x was not started: y',
    });
    expect(failure('Nobody knows why')).toEqual({ kind: 'refused', words: 'Nobody knows why' });
    expect(failureWorkflowOf(sampleWorkflow([]))).toBeUndefined();
  });
});

describe('the rows of the table', () => {
  const tasks = [
    sampleTask({ referenceTaskName: 'b', seq: 2, status: 'FAILED', workerId: 'host-1' }),
    sampleTask({ referenceTaskName: 'a', seq: 1, status: 'COMPLETED' }),
    sampleTask({ referenceTaskName: 'b', seq: 3, retryCount: 1, reasonForIncompletion: 'No money' }),
  ];
  const rows = toTaskRows(stepsOf(tasks));

  test('stand in the order of scheduling, and know which attempt they are', () => {
    expect(rows.map(({ ref, attempt, of }) => [ref, attempt, of])).toEqual([
      ['a', 1, 1],
      ['b', 1, 2],
      ['b', 2, 2],
    ]);
  });

  test('stay the same objects while their tasks do', () => {
    expect(toTaskRows(stepsOf(tasks)).map((row, index) => row === rows[index])).toEqual([true, true, true]);
  });

  test('are found by what one reads of them, and by status', () => {
    expect([...countByStatus(rows)]).toEqual([
      ['COMPLETED', 1],
      ['FAILED', 1],
      ['SCHEDULED', 1],
    ]);
    expect(findTaskRows(rows, 'money', []).map(({ attempt }) => attempt)).toEqual([2]);
    expect(findTaskRows(rows, 'HOST', ['COMPLETED'])).toEqual([]);
    expect(findTaskRows(rows, '', ['FAILED', 'COMPLETED'])).toHaveLength(2);
  });
});

test('what someone types for a JSON object', () => {
  expect(readObject(' ')).toEqual({ ok: true, value: {} });
  expect(readObject('{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
  expect(readObject('[1]')).toMatchObject({ ok: false, error: 'It must be a JSON object: { … }' });
  expect(readObject('{')).toMatchObject({ ok: false, error: expect.stringMatching(/^This is not JSON/) });
});
