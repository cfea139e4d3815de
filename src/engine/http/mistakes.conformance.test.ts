import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  definition,
  failure,
  invalid,
  nothing,
  talk,
  type Ask,
  type Method,
  type Talk,
} from './testing/conversation.ts';

// Every answer here was first recorded from a Conductor 3.32.1 server.

let ask: Ask;
let send: Talk['send'];
let workflowId = '';

const tasksSchema = z.object({ tasks: z.array(z.object({ taskId: z.string() })) });

beforeAll(async () => {
  ({ ask, send } = await talk());
  await ask('POST', '/api/metadata/workflow', definition);
  workflowId = await started();
});

async function started(): Promise<string> {
  const [, id] = await ask('POST', '/api/workflow/p1', {});
  return String(id);
}

/** A task of its own that a worker could report. */
async function openTask() {
  const workflowInstanceId = await started();
  const [, workflow] = await ask('GET', `/api/workflow/${workflowInstanceId}`);
  const [task] = tasksSchema.parse(workflow).tasks;
  return { workflowInstanceId, taskId: task?.taskId ?? '' };
}

const noStatus = failure(
  500,
  'Cannot invoke "com.netflix.conductor.common.metadata.tasks.TaskResult$Status.name()" because the return value of "com.netflix.conductor.common.metadata.tasks.TaskResult.getStatus()" is null',
);

describe('a result without a status', () => {
  it.each(['/api/tasks', '/api/tasks/update-v2'])('TK16 is missed only once it matters: %s', async (path) => {
    const task = await openTask();
    expect(await ask('POST', path, { workflowInstanceId: 'none', taskId: 'none' })).toEqual(
      failure(404, 'No such workflow found by id: none'),
    );
    expect(await ask('POST', path, { ...task, taskId: 'none' })).toEqual(
      failure(404, 'No such task found by id: none'),
    );
    expect(await ask('POST', path, task)).toEqual(noStatus);
    expect(await ask('POST', path, { ...task, status: null })).toEqual(noStatus);
    const [lease] = await ask('POST', path, { ...task, extendLease: true });
    expect(lease).toBe(path.endsWith('v2') ? 204 : 200);
    expect(await ask('GET', `/api/tasks/${task.taskId}`)).toMatchObject([200, { status: 'SCHEDULED' }]);
    await ask('POST', path, { ...task, status: 'COMPLETED' });
    const late = await ask('POST', path, task);
    expect(late[0]).toBe(path.endsWith('v2') ? 204 : 200);
  });

  it('TK17 of which the output is elsewhere is refused, as is such an input', async () => {
    const task = await openTask();
    const refused = failure(500, 'Unable to download payload from external storage path: x');
    const externalOutputPayloadStoragePath = 'x';
    expect(
      await ask('POST', '/api/tasks', { ...task, status: 'COMPLETED', externalOutputPayloadStoragePath }),
    ).toEqual(refused);
    expect(await ask('POST', '/api/workflow', { name: 'p1', externalInputPayloadStoragePath: 'x' })).toEqual(
      refused,
    );
    expect(await ask('GET', `/api/tasks/${task.taskId}`)).toMatchObject([200, { status: 'SCHEDULED' }]);
  });

  it('JS11 may log texts alone', async () => {
    const task = await openTask();
    const [status] = await ask('POST', '/api/tasks', { ...task, status: 'IN_PROGRESS', logs: ['x'] });
    expect(status).toBe(200);
    expect(await ask('GET', `/api/tasks/${task.taskId}/log`)).toEqual([
      200,
      [{ log: 'x', taskId: task.taskId, createdTime: expect.any(Number) }],
    ]);
  });
});

describe('an empty text', () => {
  const handler = { name: 'h', event: 'conductor:a', actions: [{ action: 'fail_task' }] };
  const failed = (path: string, message: string) => invalid({ path, message, invalidValue: '' });
  const tasks = [{ name: 't', taskReferenceName: 'r', type: 'SIMPLE' }];
  const noName = 'WorkflowDef name cannot be null or empty';
  const noTaskName = 'TaskDef name cannot be null or empty';

  it.each<[method: Method, path: string, body: unknown, answer: unknown]>([
    [
      'POST',
      'event',
      { ...handler, name: '' },
      failed('addEventHandler.arg0.name', 'Missing event handler name'),
    ],
    [
      'POST',
      'event',
      { ...handler, event: '' },
      failed('addEventHandler.arg0.event', 'Missing event location'),
    ],
    [
      'PUT',
      'event',
      { ...handler, name: '' },
      failed('updateEventHandler.arg0.name', 'Missing event handler name'),
    ],
    [
      'PUT',
      'event',
      { ...handler, event: '' },
      failed('updateEventHandler.arg0.event', 'Missing event location'),
    ],
    [
      'POST',
      'event',
      { ...handler, name: null },
      invalid({ path: 'addEventHandler.arg0.name', message: 'Missing event handler name' }),
    ],
    ['POST', 'metadata/workflow', { name: '', tasks }, failed('registerWorkflowDef.arg0.name', noName)],
    [
      'POST',
      'metadata/workflow/validate',
      { name: '', tasks },
      failed('validateWorkflowDef.arg0.name', noName),
    ],
    [
      'PUT',
      'metadata/workflow',
      [
        { name: 'a', tasks },
        { name: '', tasks },
      ],
      failed('updateWorkflowDef.arg0[1].name', noName),
    ],
    [
      'POST',
      'metadata/workflow',
      { name: 'a', tasks: [{ ...tasks[0], name: '' }] },
      failed('registerWorkflowDef.arg0.tasks[0].name', 'WorkflowTask name cannot be empty or null'),
    ],
    [
      'POST',
      'metadata/workflow',
      { name: 'a', tasks: [{ ...tasks[0], taskReferenceName: '' }] },
      failed(
        'registerWorkflowDef.arg0.tasks[0].taskReferenceName',
        'WorkflowTask taskReferenceName name cannot be empty or null',
      ),
    ],
    ['POST', 'metadata/taskdefs', [{ name: '' }], failed('registerTaskDef.arg0[0].name', noTaskName)],
    [
      'POST',
      'metadata/taskdefs',
      [{ name: 'a' }, { name: '' }],
      failed('registerTaskDef.arg0[1].name', noTaskName),
    ],
    ['PUT', 'metadata/taskdefs', { name: '' }, failed('updateTaskDef.arg0.name', noTaskName)],
    [
      'POST',
      'tasks',
      { workflowInstanceId: 'w', taskId: '', status: 'COMPLETED' },
      failed('updateTask.arg0.taskId', 'Task ID cannot be null or empty'),
    ],
    [
      'POST',
      'workflow',
      { name: '' },
      failure(400, 'Workflow name must be specified when searching for a definition'),
    ],
  ])('MD8 is shown in the failed check: %s %s %j', async (method, path, body, answer) => {
    expect(await ask(method, `/api/${path}`, body)).toEqual(answer);
  });
});

describe('pages that cannot be', () => {
  it.each([
    ['start=-1', failure(500, 'fromIndex = -1')],
    ['start=-3&count=5', failure(500, 'fromIndex = -3')],
    ['start=-3&count=-5', failure(500, 'fromIndex = -3')],
    ['start=0&count=-1', failure(400, 'fromIndex(0) > toIndex(-1)')],
    ['count=-2147483648', failure(400, 'fromIndex(0) > toIndex(-2147483648)')],
    ['start=1&count=-1', failure(400, 'fromIndex(1) > toIndex(0)')],
    ['start=1&count=2147483647', failure(400, 'fromIndex(1) > toIndex(-2147483648)')],
  ])('JS12 are refused in both lists that are cut by Java: %s', async (query, answer) => {
    expect(await ask('GET', `/api/workflow/${workflowId}/tasks?${query}`)).toEqual(answer);
    expect(await ask('GET', `/api/admin/task/t1?${query}`)).toEqual(answer);
  });

  it.each(['/api/admin/task/none?start=-1', '/api/admin/task/none?count=-1'])(
    'JS12 are refused of an empty list: %s',
    async (path) => {
      expect((await ask('GET', path))[0]).toBe(path.includes('start') ? 500 : 400);
    },
  );

  it.each(['x%20AND%20y', 'a%22b', 'x%20OR%20y', 'none'])('name any task type: %s', async (type) => {
    expect(await ask('GET', `/api/admin/task/${type}`)).toEqual([200, []]);
  });

  it.each([
    'workflow/search?start=-1',
    'workflow/search?start=-2147483648&size=-1',
    'workflow/search-v2?start=-1',
    'workflow/search-by-tasks?start=-1&size=-2',
    'workflow/search-by-tasks-v2?start=-1',
    'tasks/search?start=-1&size=-1',
    'tasks/search-v2?start=-1',
  ])('JS12 are no such thing in a search: %s', async (path) => {
    const [status, page] = await ask('GET', `/api/${path}`);
    expect(status).toBe(200);
    expect((page as { results: unknown[] }).results.length).toBeGreaterThan(0);
  });

  it.each(['workflow/search-v2', 'workflow/search'])('are too large: %s', async (path) => {
    const method = path.endsWith('v2') ? 'searchWorkflowsV2' : 'searchWorkflows';
    expect(await ask('GET', `/api/${path}?size=5001`)).toEqual(
      invalid({
        path: `${method}.arg1`,
        message: 'Cannot return more than 5000 workflows. Please use pagination.',
        invalidValue: '5001',
      }),
    );
  });
});

describe('a body', () => {
  const json = { 'Content-Type': 'application/json' };
  const inputOf = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
    const { text } = await send('/api/workflow/p1', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    });
    const [, workflow] = await ask('GET', `/api/workflow/${text}`);
    return z.object({ input: z.unknown() }).parse(workflow).input;
  };
  const latin1 = Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xfc, 0x22, 0x7d]);

  it('JS10 arrives as what it was in its charset', async () => {
    expect(await inputOf(latin1, 'application/json;charset=ISO-8859-1')).toEqual({ a: 'ü' });
    const refused = await send('/api/workflow/p1', { method: 'POST', body: latin1, headers: json });
    expect([refused.status, JSON.parse(refused.text)]).toEqual(
      failure(500, 'JSON parse error: Invalid UTF-8 start byte 0xfc'),
    );
  });

  it.each([
    ['{"a":1,"a":2}', { a: 2 }],
    ['\ufeff{"a":1}', { a: 1 }],
    ['{"a":1} {"b":2}', { a: 1 }],
    ['{"a":1}}', { a: 1 }],
    [' \n{"a":1}\u0000 and so on', { a: 1 }],
    ['{"":1}', { '': 1 }],
    [String.raw`{"a":"\u0000"}`, { a: '\u0000' }],
  ])('JS13 counts from its first value on, of a name the last one: %j', async (body, input) => {
    expect(await inputOf(body)).toEqual(input);
  });

  it.each<[what: string, type: string | undefined, body: string, answer: unknown]>([
    ['nothing', undefined, '', failure(500, 'Required request body is missing')],
    ['nothing as JSON', 'application/json', '', failure(500, 'Required request body is missing')],
    [
      'nothing as text',
      'text/plain',
      '',
      failure(500, "Content-Type 'text/plain;charset=UTF-8' is not supported"),
    ],
    ['no type', undefined, '{}', failure(500, "Content-Type 'application/octet-stream' is not supported")],
    ['no type at all', 'garbage', '', failure(500, `Invalid mime type "garbage": does not contain '/'`)],
    [
      'a form',
      'application/x-www-form-urlencoded',
      'a=1',
      failure(500, "Content-Type 'application/x-www-form-urlencoded;charset=UTF-8' is not supported"),
    ],
    ['a wildcard', '*/*', '{}', failure(400, "Content-Type cannot contain wildcard type '*'")],
    [
      'blanks',
      'application/json',
      '  ',
      failure(500, 'JSON parse error: No content to map due to end-of-input'),
    ],
    [
      'gzip',
      'application/json',
      '\u001f\u008b',
      failure(
        500,
        'JSON parse error: Illegal character ((CTRL-CHAR, code 31)): only regular white space (\\r, \\n, \\t) is allowed between tokens',
      ),
    ],
    [
      'a list that breaks off, where none is wanted',
      'application/json',
      ' [1,',
      failure(
        500,
        'JSON parse error: Cannot deserialize value of type `java.util.LinkedHashMap<java.lang.String,java.lang.Object>` from Array value (token `JsonToken.START_ARRAY`)',
      ),
    ],
  ])('JS9 is refused: %s', async (_, type, body, answer) => {
    const { status, text } = await send('/api/workflow/p1', {
      method: 'POST',
      // A text would bring a content type of its own.
      ...(body !== '' && { body: new TextEncoder().encode(body) }),
      ...(type !== undefined && { headers: { 'Content-Type': type } }),
    });
    expect([status, JSON.parse(text)]).toEqual(answer);
  });

  it('JS9 of a log may be of any type that is one', async () => {
    const { taskId } = await openTask();
    const log = (body: Uint8Array<ArrayBuffer>, type: string) =>
      send(`/api/tasks/${taskId}/log`, { method: 'POST', body, headers: { 'Content-Type': type } });
    const text = new TextEncoder().encode('ü');
    expect(await log(text, 'text/plain')).toMatchObject({ status: 200, type: null, text: '' });
    await log(Uint8Array.from([0xfc]), 'text/plain;charset=ISO-8859-1');
    await log(Uint8Array.from([0xfc]), 'text/plain');
    await log(text, 'application/xml');
    expect((await log(text, 'garbage')).status).toBe(500);
    const [, lines] = await ask('GET', `/api/tasks/${taskId}/log`);
    expect(lines).toMatchObject([{ log: 'ü' }, { log: 'ü' }, { log: '\ufffd' }, { log: 'ü' }]);
  });

  it('JS2 that breaks off after megabytes is refused like a short one', async () => {
    const { status, text } = await send('/api/workflow/p1', {
      method: 'POST',
      body: `{"a":[${'1,"x\\u0041",{},'.repeat(400_000)}`,
      headers: json,
    });
    expect([status, JSON.parse(text)]).toEqual(
      failure(500, 'JSON parse error: Unexpected end-of-input within/between Array entries'),
    );
    expect(await ask('POST', '/api/workflow/p1/correlated', [])).toEqual([200, {}]);
    expect(await ask('PUT', '/api/workflow/decide/none')).not.toEqual(nothing);
  });
});
