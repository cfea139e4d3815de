import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failure, invalid, talk, type Ask, type Method, type Talk } from './testing/conversation.ts';

// Every answer here was first recorded from a Conductor 3.32.1 server.

let ask: Ask;
let send: Talk['send'];

const simple = { name: 'e1', taskReferenceName: 'e1', type: 'SIMPLE' };
const wait = { name: 'w1', taskReferenceName: 'w1', type: 'WAIT' };
const later = { name: 'e2', taskReferenceName: 'e2', type: 'SIMPLE' };
const flow = { name: 'flow', version: 1, tasks: [simple, wait, later] };
const final = { name: 'final', version: 1, tasks: [simple], restartable: false };

beforeAll(async () => {
  ({ ask, send } = await talk());
  await ask('PUT', '/api/metadata/workflow', [flow, final]);
  await ask('POST', '/api/metadata/taskdefs', [{ name: 'e1', retryCount: 0 }]);
});

const tasksSchema = z.object({ tasks: z.array(z.object({ taskId: z.string() })) });

async function started(name = 'flow'): Promise<string> {
  const [, id] = await ask('POST', `/api/workflow/${name}`, {});
  return String(id);
}

async function ended(status: 'COMPLETED' | 'FAILED' | 'TERMINATED', name = 'flow'): Promise<string> {
  const id = await started(name);
  if (status === 'TERMINATED') await ask('DELETE', `/api/workflow/${id}`);
  else if (status === 'FAILED') await ask('POST', `/api/tasks/${id}/e1/FAILED`, {});
  else for (const ref of ['e1', 'w1', 'e2']) await ask('POST', `/api/tasks/${id}/${ref}/COMPLETED`, {});
  expect(await ask('GET', `/api/workflow/${id}/status`)).toMatchObject([200, { status }]);
  return id;
}

async function firstTask(workflowId: string): Promise<string> {
  const [, workflow] = await ask('GET', `/api/workflow/${workflowId}`);
  return tasksSchema.parse(workflow).tasks[0]?.taskId ?? '';
}

/** Status, content type and body to the letter. */
async function exactly(method: Method, path: string, body?: unknown): Promise<unknown[]> {
  const json = { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const { status, type, text } = await send(path, { method, ...(body !== undefined && json) });
  return [status, type, text];
}

const empty = [200, null, ''];
const noContent = [204, null, ''];
const plain = (text: unknown) => [200, 'text/plain;charset=UTF-8', text];
const json = (value: unknown) => [200, 'application/json', JSON.stringify(value)];
const anId = expect.stringMatching(/^[\da-f-]{36}$/);

describe('what is done, and answered with nothing', () => {
  const results: Record<string, unknown[]> = { ok: empty, gone: noContent };
  it.each<
    [method: Method, path: string, state: 'running' | 'COMPLETED' | 'FAILED' | 'TERMINATED', is: string]
  >([
    ['PUT', 'pause', 'running', 'ok'],
    ['PUT', 'skiptask/e2', 'running', 'ok'],
    ['PUT', 'skiptask/w1?skipTaskRequest=x', 'running', 'ok'],
    ['DELETE', '', 'running', 'ok'],
    ['DELETE', '?reason=enough', 'TERMINATED', 'ok'],
    ['DELETE', 'remove', 'COMPLETED', 'ok'],
    ['DELETE', 'remove?archiveWorkflow=false', 'running', 'ok'],
    ['DELETE', 'terminate-remove?reason=enough', 'running', 'ok'],
    ['POST', 'resetcallbacks', 'running', 'gone'],
    ['POST', 'restart', 'COMPLETED', 'gone'],
    ['POST', 'restart?useLatestDefinitions=true', 'TERMINATED', 'gone'],
    ['POST', 'retry', 'FAILED', 'gone'],
    ['POST', 'retry?resumeSubworkflowTasks=true', 'TERMINATED', 'gone'],
  ])('OP2 %s %s of one that is %s', async (method, path, state, is) => {
    const id = state === 'running' ? await started() : await ended(state);
    const url = `/api/workflow/${id}/${path}`.replace(/\/(\?|$)/, '$1');
    expect(await exactly(method, url)).toEqual(results[is]);
  });

  it('OP2 resume and decide', async () => {
    const id = await started();
    await ask('PUT', `/api/workflow/${id}/pause`);
    expect(await exactly('PUT', `/api/workflow/${id}/resume`)).toEqual(empty);
    expect(await exactly('PUT', `/api/workflow/decide/${id}`)).toEqual(empty);
  });

  it('MD1 definitions and event handlers', async () => {
    const handler = { name: 'h', event: 'conductor:a', actions: [{ action: 'fail_task' }] };
    expect(await exactly('POST', '/api/metadata/workflow', { ...flow, name: 'other' })).toEqual(empty);
    expect(await exactly('POST', '/api/metadata/workflow?overwrite=true', flow)).toEqual(empty);
    expect(await exactly('POST', '/api/metadata/workflow/validate', flow)).toEqual(empty);
    expect(await exactly('DELETE', '/api/metadata/workflow/other/1')).toEqual(empty);
    expect(await exactly('POST', '/api/metadata/taskdefs', [{ name: 'd' }])).toEqual(empty);
    expect(await exactly('PUT', '/api/metadata/taskdefs', { name: 'd' })).toEqual(empty);
    expect(await exactly('DELETE', '/api/metadata/taskdefs/d')).toEqual(empty);
    expect(await exactly('POST', '/api/event', handler)).toEqual(empty);
    expect(await exactly('PUT', '/api/event', handler)).toEqual(empty);
    expect(await exactly('DELETE', '/api/event/h')).toEqual(empty);
  });
});

describe('what is answered with a text', () => {
  it('ST1 the id of what was started or rerun', async () => {
    expect(await exactly('POST', '/api/workflow', { name: 'flow' })).toEqual(plain(anId));
    expect(await exactly('POST', '/api/workflow/flow?version=1', {})).toEqual(plain(anId));
    const id = await ended('FAILED');
    expect(await exactly('POST', `/api/workflow/${id}/rerun`, {})).toEqual(plain(id));
    const other = await ended('COMPLETED');
    const task = await firstTask(other);
    const rerun = { reRunFromTaskId: task, reRunFromWorkflowId: 'ignored' };
    expect(await exactly('POST', `/api/workflow/${other}/rerun`, rerun)).toEqual(plain(other));
  });

  it('TK8 the id of the task that was updated, also too late', async () => {
    const id = await started();
    const taskId = await firstTask(id);
    const result = { workflowInstanceId: id, taskId, status: 'COMPLETED' };
    expect(await exactly('POST', '/api/tasks', result)).toEqual(plain(taskId));
    expect(await exactly('POST', '/api/tasks', { ...result, status: 'FAILED' })).toEqual(plain(taskId));
    expect(await exactly('POST', `/api/tasks/${id}/w1/COMPLETED?workerid=me`, {})).toEqual(plain(anId));
    expect(await exactly('POST', `/api/tasks/${id}/w1/COMPLETED`, {})).toEqual(empty);
    expect(await exactly('POST', '/api/tasks/none/w1/COMPLETED', {})).toEqual(empty);
  });

  it('a number or a word', async () => {
    expect(await exactly('POST', '/api/tasks/queue/requeue/none')).toEqual(plain('0'));
    expect(await exactly('GET', '/api/version')).toEqual(plain('1.0.0'));
  });
});

describe('what is answered with JSON', () => {
  it.each<[path: string, value: unknown]>([
    ['metadata/workflow/none/versions', []],
    ['tasks/queue/size?taskType=none', 0],
    ['tasks/queue/sizes?taskType=none&taskType=nothing', { none: 0, nothing: 0 }],
    ['tasks/queue/polldata?taskType=none', []],
    ['workflow/running/none', []],
    ['workflow/running/flow?startTime=1&endTime=2', []],
    ['workflow/flow/correlated/none', []],
    ['event/none', []],
    ['tasks/search?query=taskType%3Dnone', { totalHits: 0, results: [] }],
    ['tasks/poll/batch/none?count=0', []],
    ['tasks/poll/batch/none?count=-1', []],
    ['tasks/poll/batch/none?timeout=5000&count=0', []],
    ['metadata/workflow?classifier=agent', []],
  ])('GET %s', async (path, value) => {
    expect(await exactly('GET', `/api/${path}`)).toEqual(json(value));
  });

  it('PO nothing is 204 for one task and for a log, an empty list for several', async () => {
    const task = await firstTask(await started());
    expect(await exactly('GET', `/api/tasks/${task}/log`)).toEqual(noContent);
    expect(await exactly('GET', '/api/tasks/none/log')).toEqual(noContent);
    expect(await exactly('GET', '/api/tasks/poll/batch/none?timeout=0')).toEqual(json([]));
    const result = { workflowInstanceId: 'none', taskId: 'none', status: 'COMPLETED' };
    expect((await exactly('POST', '/api/tasks/update-v2', result))[0]).toBe(404);
  });

  it('TK5 update-v2 gives the next task of the kind, and nothing when the task goes on or there is none', async () => {
    await ask('POST', '/api/metadata/workflow', {
      name: 'two',
      version: 1,
      tasks: [{ ...simple, name: 'v2' }],
    });
    const ids = [await started('two'), await started('two')];
    const [first = '', second = ''] = await Promise.all(ids.map((id) => firstTask(id)));
    const report = (workflow: number, taskId: string, status: string) =>
      exactly('POST', '/api/tasks/update-v2', { workflowInstanceId: ids[workflow], taskId, status });
    expect(await report(0, first, 'IN_PROGRESS')).toEqual(noContent);
    const [status, type, text] = await report(0, first, 'COMPLETED');
    expect([status, type]).toEqual([200, 'application/json']);
    expect(JSON.parse(String(text))).toMatchObject({ taskId: second, status: 'IN_PROGRESS', pollCount: 1 });
    expect(await report(1, second, 'FAILED_WITH_TERMINAL_ERROR')).toEqual(noContent);
  });

  it('OP2 bulk actions name what succeeded and what did not', async () => {
    const [running, done] = [await started(), await ended('COMPLETED')];
    const bulk = (method: Method, action: string) =>
      exactly(method, `/api/workflow/bulk/${action}`, [running, done, 'none']);
    const answer = (succeeded: string[], errors: Record<string, string>) =>
      json({
        bulkErrorResults: { ...errors, none: 'No such workflow found by id: none' },
        bulkSuccessfulResults: succeeded,
      });
    const notPaused = (id: string, status: string) =>
      `The workflow ${id} is not PAUSED so cannot resume. Current status is ${status}`;
    expect(await bulk('PUT', 'pause')).toEqual(
      answer([running], { [done]: `Workflow flow.1/${done} has ended, status cannot be updated.` }),
    );
    expect(await bulk('PUT', 'resume')).toEqual(answer([running], { [done]: notPaused(done, 'COMPLETED') }));
    expect(await bulk('POST', 'retry')).toEqual(
      answer([], {
        [running]: 'Workflow is still running.  status=RUNNING',
        [done]:
          'There are no retryable tasks! Use restart if you want to attempt entire workflow execution again.',
      }),
    );
    expect(await bulk('POST', 'restart')).toEqual(
      answer([done], {
        [running]: `Workflow: flow.1/${running}.RUNNING is not in terminal state, unable to restart.`,
      }),
    );
    expect(await bulk('POST', 'terminate?reason=r')).toEqual(answer([running, done], {}));
    expect(await bulk('DELETE', 'remove')).toEqual(answer([running, done], {}));
  });
});

describe('what an execution does not let one do', () => {
  const no = (id: string) => `No such workflow found by id: ${id}`;

  it.each<[method: Method, path: string]>([
    ['GET', ''],
    ['GET', '/status'],
    ['GET', '/tasks'],
    ['DELETE', ''],
    ['DELETE', '/remove'],
    ['DELETE', '/remove?archiveWorkflow=false'],
    ['DELETE', '/terminate-remove'],
    ['PUT', '/pause'],
    ['PUT', '/resume'],
    ['PUT', '/skiptask/x'],
    ['POST', '/restart'],
    ['POST', '/retry'],
    ['POST', '/resetcallbacks'],
  ])('OP2 %s of none: %j', async (method, path) => {
    expect(await ask(method, `/api/workflow/none${path}`)).toEqual(failure(404, no('none')));
  });

  it('OP2 when it has ended', async () => {
    const id = await ended('COMPLETED');
    const of = (path: string) => `/api/workflow/${id}${path}`;
    const named = `flow.1/${id}`;
    expect(await ask('PUT', of('/pause'))).toEqual(
      failure(409, `Workflow ${named} has ended, status cannot be updated.`),
    );
    expect(await ask('PUT', of('/resume'))).toEqual(
      failure(500, `The workflow ${id} is not PAUSED so cannot resume. Current status is COMPLETED`),
    );
    expect(await ask('DELETE', of(''))).toEqual(failure(409, 'Cannot terminate a COMPLETED workflow.'));
    expect(await ask('POST', of('/retry'))).toEqual(
      failure(
        409,
        'There are no retryable tasks! Use restart if you want to attempt entire workflow execution again.',
      ),
    );
    expect(await ask('POST', of('/resetcallbacks'))).toEqual(
      failure(409, 'Workflow is in terminal state. Status = COMPLETED'),
    );
    for (const ref of ['none', 'e1']) {
      expect(await ask('PUT', of(`/skiptask/${ref}`))).toEqual(
        failure(500, `The workflow ${id} is not running so the task referenced by ${ref} cannot be skipped`),
      );
    }
    expect(await ask('POST', of('/rerun'), { reRunFromTaskId: 'none' })).toEqual(
      failure(400, 'Task none not found'),
    );
  });

  it('OP6 when its definition does not let it', async () => {
    const id = await ended('COMPLETED', 'final');
    expect(await ask('POST', `/api/workflow/${id}/restart`)).toEqual(
      failure(404, `Workflow: final.1/${id}.COMPLETED is non-restartable`),
    );
  });

  it('OP14 while it runs', async () => {
    const id = await started();
    const of = (path: string) => `/api/workflow/${id}${path}`;
    expect(await ask('PUT', of('/skiptask/e1'))).toEqual(
      failure(500, 'The task referenced e1 has already been processed, cannot be skipped'),
    );
    expect(await ask('PUT', of('/skiptask/none'))).toEqual(
      failure(500, 'The task referenced by none does not exist in the WorkflowDefinition flow'),
    );
    expect(await ask('DELETE', of('/remove'))).toEqual(
      failure(400, `Cannot archive workflow: ${id} with status: RUNNING`),
    );
    expect(await ask('POST', of('/rerun'), {})).toEqual(
      failure(409, `Workflow: flow.1/${id}.RUNNING is not in terminal state, unable to rerun.`),
    );
    expect(await ask('GET', of(''))).toMatchObject([200, { status: 'RUNNING' }]);
  });
});

describe('signals and requests that wait', () => {
  const strategies = 'org.conductoross.conductor.model.WorkflowSignalReturnStrategy';
  const statuses = 'com.netflix.conductor.common.metadata.tasks.TaskResult$Status';
  const unlike = (name: string, type: string, annotation: string, value: string) =>
    failure(
      500,
      `Method parameter '${name}': Failed to convert value of type 'java.lang.String' to required type '${type}'; Failed to convert from type [java.lang.String] to type [@org.springframework.web.bind.annotation.${annotation} ${type}] for value [${value}]`,
    );
  const noNumber = (name: string, type: string) =>
    failure(
      500,
      `Method parameter '${name}': Failed to convert value of type 'java.lang.String' to required type '${type}'; For input string: "x"`,
    );

  it.each<[path: string, answer: unknown]>([
    ['workflow/execute/none/1', failure(404, 'No such workflow defined. name=none, version=1')],
    ['workflow/execute/flow/9', failure(404, 'No such workflow defined. name=flow, version=9')],
    ['workflow/execute/flow/-1', failure(404, 'No such workflow defined. name=flow, version=-1')],
    ['workflow/execute/flow/x', noNumber('version', 'java.lang.Integer')],
    ['workflow/execute/flow/1?waitForSeconds=x', noNumber('waitForSeconds', 'java.lang.Integer')],
    [
      'workflow/execute/flow/1?returnStrategy=NOPE',
      unlike('returnStrategy', strategies, 'RequestParam', 'NOPE'),
    ],
    [
      'workflow/execute/flow/1?returnStrategy=target_workflow',
      unlike('returnStrategy', strategies, 'RequestParam', 'target_workflow'),
    ],
    ['tasks/none/COMPLETED/signal', failure(404, 'No such workflow found by id: none')],
    ['tasks/none/COMPLETED/signal/sync', failure(404, 'No such workflow found by id: none')],
    ['tasks/none/NOPE/signal', unlike('status', statuses, 'PathVariable', 'NOPE')],
    ['tasks/none/NOPE/signal/sync', unlike('status', statuses, 'PathVariable', 'NOPE')],
    ['tasks/none/COMPLETED/signal/sync?timeoutMillis=x', noNumber('timeoutMillis', 'long')],
    [
      'tasks/none/COMPLETED/signal/sync?returnStrategy=X',
      unlike('returnStrategy', strategies, 'RequestParam', 'X'),
    ],
    ['tasks/none/r/NOPE', unlike('status', statuses, 'PathVariable', 'NOPE')],
    ['tasks/none/r/completed', unlike('status', statuses, 'PathVariable', 'completed')],
    ['tasks/none/r/SCHEDULED', unlike('status', statuses, 'PathVariable', 'SCHEDULED')],
    ['tasks/none/r/NOPE/sync', unlike('status', statuses, 'PathVariable', 'NOPE')],
    ['tasks/none/r/COMPLETED/sync', failure(404, 'Found no running task r of workflow none to update')],
  ])('SY are refused: POST %s', async (path, answer) => {
    expect(await ask('POST', `/api/${path}`, {})).toEqual(answer);
  });

  it('SY do nothing, or say so, where nothing waits', async () => {
    const id = await started();
    expect(await exactly('POST', `/api/tasks/${id}/COMPLETED/signal`, {})).toEqual(empty);
    expect(await ask('POST', `/api/tasks/${id}/COMPLETED/signal/sync`, {})).toEqual(
      failure(404, `Found no blocked task in workflow ${id} to signal`),
    );
    expect(await ask('POST', `/api/tasks/${id}/none/COMPLETED/sync`, {})).toEqual(
      failure(404, `Found no running task none of workflow ${id} to update`),
    );
    expect(await ask('POST', `/api/tasks/${id}/e1/COMPLETED/sync`, { a: 1 })).toMatchObject([
      200,
      { workflowId: id, tasks: [{ status: 'COMPLETED', outputData: { a: 1 } }, { status: 'IN_PROGRESS' }] },
    ]);
  });
});

describe('lists of ids', () => {
  const actions: [method: Method, action: string, called: string][] = [
    ['PUT', 'pause', 'pauseWorkflow'],
    ['PUT', 'resume', 'resumeWorkflow'],
    ['POST', 'restart', 'restart'],
    ['POST', 'retry', 'retry'],
    ['POST', 'terminate', 'terminate'],
    ['DELETE', 'remove', 'deleteWorkflow'],
    ['DELETE', 'terminate-remove', 'terminateRemove'],
    ['POST', 'search', 'searchWorkflow'],
  ];

  it.each(actions)('are from 1 to 1,000 long: %s bulk/%s', async (method, action, called) => {
    const path = `${called}.arg0`;
    const ids = Array.from({ length: 1001 }, (_, index) => `i${index}`);
    expect(await ask(method, `/api/workflow/bulk/${action}`, [])).toEqual(
      invalid({ path, message: 'WorkflowIds list cannot be null.' }),
    );
    expect(await ask(method, `/api/workflow/bulk/${action}`, ids)).toEqual(
      invalid({ path, message: 'Cannot process more than 1000 workflows. Please use multiple requests.' }),
    );
    const [status, answer] = await ask(method, `/api/workflow/bulk/${action}`, ids.slice(1));
    const { bulkErrorResults } = z
      .object({ bulkErrorResults: z.record(z.string(), z.string()) })
      .parse(answer);
    expect([status, Object.keys(bulkErrorResults).length]).toEqual([200, 1000]);
  });

  it.each(actions)('are lists: %s bulk/%s', async (method, action) => {
    const refused = (what: string) =>
      failure(500, `JSON parse error: Cannot deserialize value of type ${what}`);
    const list = '`java.util.ArrayList<java.lang.String>` from';
    expect(await ask(method, `/api/workflow/bulk/${action}`, {})).toEqual(
      refused(`${list} Object value (token \`JsonToken.START_OBJECT\`)`),
    );
    expect(await ask(method, `/api/workflow/bulk/${action}`, [{}])).toEqual(
      refused('`java.lang.String` from Object value (token `JsonToken.START_OBJECT`)'),
    );
    expect(await ask(method, `/api/workflow/bulk/${action}`, 'x')).toEqual(
      failure(
        500,
        "JSON parse error: Cannot construct instance of `java.util.ArrayList` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('x')",
      ),
    );
  });
});

describe('definitions', () => {
  it.each<[method: Method, path: string, answer: unknown]>([
    ['GET', 'workflow/none', failure(404, 'No such workflow found by name: none, version: null')],
    ['GET', 'workflow/flow?version=7', failure(404, 'No such workflow found by name: flow, version: 7')],
    ['DELETE', 'workflow/none/1', failure(500, 'No such workflow definition: none version: 1')],
    ['DELETE', 'workflow/flow/7', failure(500, 'No such workflow definition: flow version: 7')],
    ['GET', 'taskdefs/none', failure(404, 'No such taskType found by name: none')],
    ['DELETE', 'taskdefs/none', failure(500, 'No such task definition')],
  ])('MD4 that are not there: %s %s', async (method, path, answer) => {
    expect(await ask(method, `/api/metadata/${path}`)).toEqual(answer);
  });

  it('MD4 that are not there cannot be started, nor updated', async () => {
    expect(await ask('POST', '/api/workflow', { name: 'flow', version: 7 })).toEqual(
      failure(404, 'No such workflow defined. name=flow, version=7'),
    );
    expect(await ask('POST', '/api/workflow/flow?version=7', {})).toEqual(
      failure(404, 'No such workflow found by name: flow, version: 7'),
    );
    expect(await ask('PUT', '/api/metadata/taskdefs', { name: 'none' })).toEqual(
      failure(404, 'No such task by name none'),
    );
  });
});
