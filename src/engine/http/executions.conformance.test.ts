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

// One conversation, step by step: every answer here was first recorded from a Conductor 3.32.1 server.

let ask: Ask;
let workflowId = '';
let taskId = '';

beforeAll(async () => {
  ask = await conversation();
  await ask('POST', '/api/metadata/workflow', definition);
});

describe('starting', () => {
  it('needs a definition', async () => {
    expect(await ask('POST', '/api/workflow/none', {})).toEqual(
      failure(404, 'No such workflow found by name: none, version: null'),
    );
    expect(await ask('POST', '/api/workflow', { name: 'none' })).toEqual(
      failure(404, 'No such workflow defined. name=none, version=null'),
    );
    expect(await ask('POST', '/api/workflow', { input: {} })).toEqual(
      invalid({ path: 'startWorkflow.arg0.name', message: 'Workflow name cannot be null or empty' }),
    );
  });

  it('needs a priority within bounds', async () => {
    expect(await ask('POST', '/api/workflow', { name: 'p1', priority: 100 })).toEqual(
      invalid({
        path: 'startWorkflow.arg0.priority',
        message: 'priority: 100 should be maximum 99',
        invalidValue: '100',
      }),
    );
    expect(await ask('POST', '/api/workflow/p1?priority=100', {})).toEqual(
      invalid({
        path: 'startWorkflow.arg3',
        message: '99 is the maximum priority value',
        invalidValue: '100',
      }),
    );
  });

  it('refuses an input above the limit', async () => {
    const [status, body] = await ask('POST', '/api/workflow/p1', { x: 'a'.repeat(11 * 1024 * 1024) });
    expect(status).toBe(500);
    expect(body).toMatchObject({
      message: expect.stringMatching(
        /^The payload size: 11534344 of workflow: [\w-]+ is greater than the permissible limit: 10485760 bytes$/,
      ),
    });
    expect(await ask('GET', '/api/workflow/search')).toEqual([200, { totalHits: 0, results: [] }]);
  });

  it('gives an id', async () => {
    const [status, id] = await ask('POST', '/api/workflow/p1?correlationId=c1', { a: 1, n: null });
    expect(status).toBe(200);
    workflowId = String(id);
    expect((await ask('GET', `/api/workflow/${workflowId}`))[1]).toMatchObject({
      workflowId,
      status: 'RUNNING',
      correlationId: 'c1',
      input: { a: 1, n: null },
      tasks: [{ referenceTaskName: 'r1', status: 'SCHEDULED' }],
    });
  });
});

describe('an execution', () => {
  const of = (rest: string) => `/api/workflow/${workflowId}${rest}`;
  const named = () => `p1.1/${workflowId}`;

  it('tells its status', async () => {
    expect(await ask('GET', of('/status'))).toEqual([
      200,
      { workflowId, correlationId: 'c1', status: 'RUNNING' },
    ]);
    expect(await ask('GET', of('/status?includeOutput=true&includeVariables=true'))).toEqual([
      200,
      { workflowId, correlationId: 'c1', output: {}, variables: {}, status: 'RUNNING' },
    ]);
    expect(await ask('GET', of('/tasks?status=FOO'))).toEqual([200, { totalHits: 0, results: [] }]);
    expect((await ask('GET', of('/tasks?status=scheduled&status=COMPLETED')))[1]).toMatchObject({
      totalHits: 1,
    });
  });

  it('is paused and resumed', async () => {
    expect(await ask('PUT', of('/pause'))).toEqual(nothing);
    expect(await ask('PUT', of('/pause'))).toEqual(nothing);
    expect(await ask('PUT', of('/resume'))).toEqual(nothing);
    expect(await ask('PUT', of('/resume'))).toEqual(
      failure(500, `The workflow ${workflowId} is not PAUSED so cannot resume. Current status is RUNNING`),
    );
  });

  it('cannot be restarted, retried or rerun while it runs', async () => {
    expect(await ask('POST', of('/restart'))).toEqual(
      failure(409, `Workflow: ${named()}.RUNNING is not in terminal state, unable to restart.`),
    );
    expect(await ask('POST', of('/retry'))).toEqual(
      failure(404, 'Workflow is still running.  status=RUNNING'),
    );
    expect(await ask('POST', of('/rerun'), {})).toEqual(
      failure(409, `Workflow: ${named()}.RUNNING is not in terminal state, unable to rerun.`),
    );
  });

  it('is found by name, correlation id and search', async () => {
    expect(await ask('GET', '/api/workflow/running/p1')).toEqual([200, [workflowId]]);
    expect(await ask('GET', '/api/workflow/running/none')).toEqual([200, []]);
    expect((await ask('GET', '/api/workflow/p1/correlated/c1'))[1]).toMatchObject([{ workflowId }]);
    expect((await ask('POST', '/api/workflow/p1/correlated', ['c1', 'zz']))[1]).toMatchObject({
      c1: [{ workflowId }],
      zz: [],
    });
    expect((await ask('GET', '/api/workflow/search?query=workflowType%20IN%20(p1)'))[1]).toMatchObject({
      totalHits: 1,
      results: [{ workflowId, input: '{a=1, n=null}' }],
    });
    expect((await ask('GET', '/api/workflow/search-v2'))[1]).toMatchObject({
      totalHits: 1,
      results: [{ workflowId, tasks: [] }],
    });
    expect(await ask('GET', '/api/workflow/search?query=foo')).toEqual(
      failure(400, 'Incorrectly formatted query string: foo'),
    );
  });

  it('that is not there cannot be touched', async () => {
    const gone = failure(404, 'No such workflow found by id: none');
    const attempts: [Method, string][] = [
      ['GET', '/api/workflow/none'],
      ['GET', '/api/workflow/none/status'],
      ['PUT', '/api/workflow/none/pause'],
      ['PUT', '/api/workflow/decide/none'],
      ['DELETE', '/api/workflow/none'],
      ['DELETE', '/api/workflow/none/remove'],
      ['DELETE', '/api/workflow/none/terminate-remove'],
    ];
    for (const [method, path] of attempts) expect(await ask(method, path)).toEqual(gone);
  });
});

describe('a task', () => {
  it('waits in its queue', async () => {
    expect((await ask('GET', '/api/tasks/queue/all'))[1]).toMatchObject({ t1: 1 });
    expect(await ask('GET', '/api/tasks/queue/size?taskType=t1')).toEqual([200, 1]);
    expect(await ask('GET', '/api/tasks/queue/sizes?taskType=t1&taskType=zz')).toEqual([
      200,
      { t1: 1, zz: 0 },
    ]);
    expect(await ask('GET', '/api/tasks/queue/size')).toEqual(
      failure(500, "Required request parameter 'taskType' for method parameter type String is not present"),
    );
  });

  it('is handed out', async () => {
    const [status, task] = await ask('GET', '/api/tasks/poll/t1?workerid=w');
    expect([status, task]).toMatchObject([200, { status: 'IN_PROGRESS', workerId: 'w', pollCount: 1 }]);
    taskId = String((task as { taskId: unknown }).taskId);
    expect((await ask('GET', '/api/tasks/queue/polldata?taskType=t1'))[1]).toMatchObject([
      { queueName: 't1', workerId: 'w' },
    ]);
    expect(await ask('GET', '/api/tasks/poll/batch/t1?timeout=6000')).toEqual(
      failure(400, 'Long Poll Timeout value cannot be more than 5 seconds'),
    );
  });

  it('keeps a log', async () => {
    expect(await ask('GET', `/api/tasks/${taskId}/log`)).toEqual([204, '']);
    expect(await ask('POST', `/api/tasks/${taskId}/log`, 'hello')).toEqual(nothing);
    expect((await ask('GET', `/api/tasks/${taskId}/log`))[1]).toMatchObject([{ log: '"hello"', taskId }]);
  });

  it('that is not there cannot be updated', async () => {
    const result = { workflowInstanceId: workflowId, taskId: 'none', status: 'COMPLETED' };
    expect(await ask('POST', '/api/tasks', result)).toEqual(failure(404, 'No such task found by id: none'));
    expect(await ask('POST', '/api/tasks', { ...result, workflowInstanceId: 'none' })).toEqual(
      failure(404, 'No such workflow found by id: none'),
    );
    expect(await ask('GET', '/api/tasks/none')).toEqual(failure(404, 'Task not found for taskId: none'));
    expect(await ask('POST', `/api/tasks/${workflowId}/zzz/COMPLETED`, {})).toEqual(nothing);
    expect(await ask('POST', `/api/tasks/none/zzz/COMPLETED/sync`, {})).toEqual(
      failure(404, 'Found no running task zzz of workflow none to update'),
    );
  });

  it('goes on and ends', async () => {
    const result = { workflowInstanceId: workflowId, taskId };
    const inProgress = await ask('POST', '/api/tasks/update-v2', { ...result, status: 'IN_PROGRESS' });
    expect(inProgress).toEqual([204, '']);
    expect(await ask('POST', '/api/tasks', { ...result, status: 'COMPLETED' })).toEqual([200, taskId]);
    expect(await ask('POST', `/api/tasks/none/COMPLETED/signal`, {})).toEqual(
      failure(404, 'No such workflow found by id: none'),
    );
    expect(await ask('POST', `/api/tasks/${workflowId}/COMPLETED/signal`, { s: 1 })).toEqual(nothing);
    expect((await ask('GET', `/api/workflow/${workflowId}`))[1]).toMatchObject({ status: 'COMPLETED' });
  });
});
