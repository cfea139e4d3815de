import { beforeAll, describe, expect, it } from 'vitest';
import {
  conversation,
  definition,
  failure,
  invalid,
  nothing,
  type Ask,
  type Method,
} from './testing/conversation.ts';

// Every answer here was first recorded from a Conductor 3.32.1 server, but for the version and for what its queues hold
// of its own.

let ask: Ask;
let workflowId = '';

beforeAll(async () => {
  ask = await conversation();
  await ask('POST', '/api/metadata/workflow', { ...definition, ownerEmail: 'a@b.co' });
  const [, id] = await ask('POST', '/api/workflow/p1', {});
  workflowId = String(id);
});

const bulkOfNone = (message: string) => [
  200,
  { bulkErrorResults: { none: message }, bulkSuccessfulResults: [] },
];

describe('what the server lists', () => {
  it.each<[method: Method, path: string, body: unknown, answer: unknown]>([
    ['GET', '/actuator/info', undefined, [200, { build: { name: 'conductor-ui', version: '1.0.0' } }]],
    ['GET', '/actuator/health', undefined, [200, { status: 'UP' }]],
    ['GET', '/api/admin/config', undefined, [200, { version: '1.0.0' }]],
    ['GET', '/api/metadata/workflow/names', undefined, [200, ['p1']]],
    ['GET', '/api/metadata/workflow/none/versions', undefined, [200, []]],
    ['GET', '/api/tasks/queue/all/verbose', undefined, [200, { t1: { a: { size: 1, uacked: 0 } } }]],
    ['GET', '/api/tasks/queue/all', undefined, [200, { t1: 1 }]],
    ['GET', '/api/tasks/queue/polldata/all', undefined, [200, []]],
    ['GET', '/api/workflow/none/tasks', undefined, failure(404, 'No such workflow found by id: none')],
    ['GET', '/api/scheduler/schedules/search?paused=true', undefined, [200, { totalHits: 0, results: [] }]],
    ['GET', '/api/scheduler/schedules/search?size=-1', undefined, [200, { totalHits: 0, results: [] }]],
    ['GET', '/api/workflow/search?start=2147483647&size=0', undefined, [200, { totalHits: 1, results: [] }]],
    ['POST', '/api/workflow/bulk/retry', ['none'], bulkOfNone('No such workflow found by id: none')],
    ['POST', '/api/workflow/bulk/terminate', ['none'], bulkOfNone('No such workflow found by id: none')],
    [
      'POST',
      '/api/workflow/bulk/retry',
      [],
      invalid({ path: 'retry.arg0', message: 'WorkflowIds list cannot be null.' }),
    ],
    [
      'POST',
      '/api/workflow/bulk/terminate',
      [],
      invalid({ path: 'terminate.arg0', message: 'WorkflowIds list cannot be null.' }),
    ],
    ['POST', '/api/metadata/workflow/validate', { ...definition, name: 'other' }, nothing],
    [
      'POST',
      '/api/metadata/workflow/validate',
      {},
      invalid(
        { path: 'validateWorkflowDef.arg0.name', message: 'WorkflowDef name cannot be null or empty' },
        { path: 'validateWorkflowDef.arg0.tasks', message: 'WorkflowTask list cannot be empty' },
      ),
    ],
  ])('%s %s %j', async (method, path, body, answer) => {
    expect(await ask(method, path, body)).toEqual(answer);
  });

  it('names versions, and stores nothing that is only checked', async () => {
    expect(await ask('GET', '/api/metadata/workflow/p1/versions')).toEqual([
      200,
      [{ name: 'p1', version: 1, createTime: expect.any(Number) }],
    ]);
    await ask('POST', '/api/metadata/workflow/validate', { ...definition, name: 'other' });
    expect((await ask('GET', '/api/metadata/workflow/other'))[0]).toBe(404);
  });

  it.each([
    ['start=0&count=1', 1, ['r1']],
    ['start=5&count=-1', 1, []],
    ['start=1&count=0', 1, []],
    ['start=0&count=2147483647', 1, ['r1']],
    ['status=completed', 0, []],
    ['status=NOPE', 0, []],
    ['status=SCHEDULED&status=COMPLETED', 1, ['r1']],
  ])('the tasks of an execution, %s', async (query, totalHits, names) => {
    const [status, page] = await ask('GET', `/api/workflow/${workflowId}/tasks?${query}`);
    expect([status, page]).toMatchObject([200, { totalHits }]);
    const { results } = page as { results: { referenceTaskName: string }[] };
    expect(results.map(({ referenceTaskName }) => referenceTaskName)).toEqual(names);
  });

  it('finds tasks, in short and whole', async () => {
    const query = encodeURIComponent('taskType=t1 AND status IN (SCHEDULED)');
    const short = { workflowId, taskType: 't1', status: 'SCHEDULED' };
    expect(await ask('GET', `/api/tasks/search?query=${query}`)).toMatchObject([
      200,
      { totalHits: 1, results: [short] },
    ]);
    const whole = { workflowInstanceId: workflowId, referenceTaskName: 'r1' };
    expect(await ask('GET', `/api/tasks/search-v2?query=${query}`)).toMatchObject([
      200,
      { totalHits: 1, results: [whole] },
    ]);
    const none = encodeURIComponent('taskType=t1 AND status=FAILED');
    for (const path of ['search', 'search-v2']) {
      expect(await ask('GET', `/api/tasks/${path}?query=${none}`)).toEqual([
        200,
        { totalHits: 0, results: [] },
      ]);
      expect(await ask('GET', `/api/tasks/${path}?query=nonsense`)).toEqual(
        failure(400, 'Incorrectly formatted query string: nonsense'),
      );
    }
  });
});
