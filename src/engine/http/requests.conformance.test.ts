import { beforeAll, describe, expect, it } from 'vitest';
import { failure, talk, type Ask, type Talk } from './testing/conversation.ts';

// Every answer here was first recorded from a Conductor 3.32.1 server, but for what is said to differ.

let ask: Ask;
let send: Talk['send'];

beforeAll(async () => {
  ({ ask, send } = await talk());
  await ask('POST', '/api/metadata/workflow', {
    name: 'p2',
    version: 1,
    tasks: [{ name: 't2', taskReferenceName: 'r', type: 'SIMPLE' }],
  });
  await ask('POST', '/api/workflow/p2', {});
});

const refused = (name: string, type: string, detail: string) =>
  failure(
    500,
    `Method parameter '${name}': Failed to convert value of type 'java.lang.String' to required type '${type}'; ${detail}`,
  );

describe('JS4 a number', () => {
  const places = [
    ['/api/workflow/search?size=', 'size', 'int'],
    ['/api/metadata/workflow/p2?version=', 'version', 'java.lang.Integer'],
    ['/api/tasks/poll/batch/none?timeout=0&count=', 'count', 'int'],
  ] as const;
  const good = ['%201%20', '+1', '%2B1', '0x1', '1', ''];
  const bad = ['2147483648', '-2147483649', '1.0', '1e1', '1_0', 'NaN', 'null', '1,2', '0b1', '1L', 'TRUE'];

  it.each(places.flatMap(([path]) => good.map((value) => `${path}${value}`)))('is read: %s', async (path) => {
    expect((await ask('GET', path))[0]).toBe(200);
  });

  it.each(places.flatMap((place) => bad.map((value) => [...place, value] as const)))(
    'is refused: %s of %s, an %s, as %s',
    async (path, name, type, value) => {
      expect(await ask('GET', `${path}${value}`)).toEqual(
        refused(name, type, `For input string: "${value}"`),
      );
    },
  );

  it('is named without blanks when it is none', async () => {
    expect(await ask('GET', '/api/workflow/search?size=%20true')).toEqual(
      refused('size', 'int', 'For input string: "true"'),
    );
  });

  it.each(['abc', '99999999999999999999', '1.5'])('of 64 bits is refused: %s', async (value) => {
    expect(await ask('GET', `/api/workflow/running/p2?endTime=1&startTime=${value}`)).toEqual(
      refused('startTime', 'java.lang.Long', `For input string: "${value}"`),
    );
  });
});

describe('JS4 a flag', () => {
  const path = '/api/workflow/none?includeTasks=';
  const unknown = failure(404, 'No such workflow found by id: none');

  it.each(['true', 'TRUE', 'yes', 'on', '1', 'false', 'off', 'no', '0', '', '%20true'])(
    'is read: %j',
    async (value) => {
      expect(await ask('GET', `${path}${value}`)).toEqual(unknown);
    },
  );

  it.each(['2', 'T', 'maybe', 'null', '-1', 'truefalse'])('is refused: %s', async (value) => {
    expect(await ask('GET', `${path}${value}`)).toEqual(
      refused('includeTasks', 'boolean', `Invalid boolean value [${value}]`),
    );
  });
});

describe('JS4 what is missing', () => {
  const missing = (name: string) =>
    failure(500, `Required request parameter '${name}' for method parameter type String is not present`);

  it.each([
    ['tasks/queue/size', missing('taskType')],
    ['tasks/queue/polldata', missing('taskType')],
    ['tasks/externalstoragelocation', missing('path')],
    ['tasks/externalstoragelocation?path=x', missing('operation')],
    ['workflow/externalstoragelocation?path=x&operation=READ', missing('payloadType')],
    ['scheduler/nextFewSchedules', missing('cronExpression')],
    [
      'tasks/queue/sizes',
      failure(500, 'Cannot invoke "java.util.List.iterator()" because "taskDefNames" is null'),
    ],
    [
      'tasks/externalstoragelocation?path=&operation=x&payloadType=y',
      failure(400, 'Invalid input - Operation: x, PayloadType: y'),
    ],
    [
      'workflow/externalstoragelocation?path=&operation=WRITE&payloadType=x',
      failure(400, 'Invalid input - Operation: WRITE, PayloadType: x'),
    ],
    [
      'tasks/poll/batch/none?timeout=5001',
      failure(400, 'Long Poll Timeout value cannot be more than 5 seconds'),
    ],
  ])('or is none: %s', async (path, answer) => {
    expect(await ask('GET', `/api/${path}`)).toEqual(answer);
  });
});

describe('a search', () => {
  const wrong = (clause: string) => failure(400, `Incorrectly formatted query string: ${clause}`);

  it.each([
    ['foo', wrong('foo')],
    ['%20', wrong(' ')],
    ['AND', wrong('AND')],
    ['status%3DRUNNING%20AND%20foo', wrong('foo')],
    ['startTime%3Eabc', failure(500, 'For input string: "abc"')],
    ['startTime%3E', failure(500, 'For input string: ""')],
  ])('SE2 is refused: %s', async (query, answer) => {
    expect(await ask('GET', `/api/workflow/search?query=${query}`)).toEqual(answer);
  });

  it.each([
    'query=status%3DRUNNING%20AND%20',
    'query=nope%3D1',
    'sort=startTime:NOPE',
    'sort=nope:ASC',
    'sort=;drop:ASC',
    'sort=x',
    'freeText=*',
    'classifier=',
    'topLevelOnly=true',
    'query=workflowType%20IN%20(p2)',
    'query=workflowType%3Dp*',
  ])('SE3 finds: %s', async (query) => {
    expect(await ask('GET', `/api/workflow/search?${query}`)).toMatchObject([200, { totalHits: 1 }]);
  });

  it.each(["freeText='", 'freeText=%25', 'freeText=_', 'query=status%3D', 'query=status%20IN%20()'])(
    'SE8 finds nothing: %s',
    async (query) => {
      expect(await ask('GET', `/api/workflow/search?${query}`)).toEqual([200, { totalHits: 0, results: [] }]);
    },
  );
});

describe('JS3 an address', () => {
  const nothingAt = (path: string) => failure(404, `No static resource ${path}.`);

  it.each([
    ['/api/nope', 'api/nope'],
    ['/api/nope/', 'api/nope'],
    ['/api', 'api'],
    ['/api/', 'api'],
    ['/api/Version', 'api/Version'],
    ['/api/version/', 'api/version'],
    ['/api/workflow/search/', 'api/workflow/search'],
    ['/api/metadata/taskdefs/', 'api/metadata/taskdefs'],
    ['/api/tasks/queue/size/', 'api/tasks/queue/size'],
    ['/api/workflow/p2/correlated/', 'api/workflow/p2/correlated'],
  ])('that is none: %s', async (path, named) => {
    expect(await ask('GET', path)).toEqual(nothingAt(named));
  });

  // Clients take 404 for a Conductor without these.
  it.each([
    ['POST', 'token'],
    ['GET', 'token/userInfo'],
    ['GET', 'schema'],
    ['GET', 'prompts'],
    ['GET', 'integrations'],
    ['GET', 'applications'],
    ['GET', 'users'],
    ['GET', 'groups'],
    ['GET', 'metadata/tags'],
    ['GET', 'metadata/webhook/x/y'],
    ['GET', 'event/queue/config/x'],
    ['GET', 'secrets-v2'],
    ['GET', 'scheduler/schedules/x/tags'],
    ['GET', 'registry/service'],
    ['POST', 'workflow/x/state/y'],
    ['POST', 'workflow/x/jump/y'],
    ['POST', 'human/tasks/search'],
  ] as const)('that only other Conductors have: %s %s', async (method, path) => {
    expect((await ask(method, `/api/${path}`))[0]).toBe(404);
  });

  it.each([
    ['a%20b', 'a b'],
    ['a+b', 'a+b'],
    ['%E4%B8%AD', '中'],
    ['a%3Bb', 'a;b'],
    ['a%25b', 'a%b'],
    ["a'b", "a'b"],
    ['a.json', 'a.json'],
    ['%20', ' '],
    ['a:b', 'a:b'],
    ['x'.repeat(4000), 'x'.repeat(4000)],
  ])('names things as they are called: %s', async (part, name) => {
    expect(await ask('GET', `/api/metadata/taskdefs/${part}`)).toEqual(
      failure(404, `No such taskType found by name: ${name}`),
    );
  });

  it('JS14 may hold a slash in a name', async () => {
    await ask('POST', '/api/metadata/taskdefs', [{ name: 'a/b c' }]);
    expect(await ask('GET', '/api/metadata/taskdefs/a%2Fb%20c')).toMatchObject([200, { name: 'a/b c' }]);
    expect(await ask('DELETE', '/api/metadata/taskdefs/a%2Fb%20c')).toEqual([200, '']);
  });
});

describe('JS3 a method', () => {
  it.each([
    ['GET', 'workflow'],
    ['DELETE', 'workflow'],
    ['PUT', 'workflow/search'],
    ['POST', 'workflow/bulk/pause'],
    ['GET', 'workflow/bulk/pause'],
    ['POST', 'workflow/x/pause'],
    ['GET', 'workflow/x/pause'],
    ['PUT', 'workflow/x'],
    ['POST', 'workflow/decide/x'],
    ['GET', 'workflow/execute/a/1'],
    ['DELETE', 'metadata/workflow'],
    ['DELETE', 'metadata/workflow/x'],
    ['PUT', 'metadata/workflow/x'],
    ['POST', 'metadata/taskdefs/x'],
    ['GET', 'tasks'],
    ['DELETE', 'tasks'],
    ['POST', 'tasks/search'],
    ['PUT', 'tasks/poll/x'],
    ['GET', 'tasks/x/y/COMPLETED'],
    ['PUT', 'tasks/x/y/COMPLETED'],
    ['DELETE', 'tasks/queue/all'],
    ['POST', 'event/x'],
    ['DELETE', 'event'],
    ['PUT', 'version'],
  ] as const)('that an address does not know: %s %s', async (method, path) => {
    expect(await ask(method, `/api/${path}`)).toEqual(
      failure(405, `Request method '${method}' is not supported`),
    );
  });

  it.each([
    '/api/workflow/search',
    '/api/version',
    '/health',
    '/api/metadata/workflow',
    '/api/tasks/queue/all',
  ])('HEAD is GET without a body: %s', async (path) => {
    const got = await send(path, { method: 'GET' });
    expect(await send(path, { method: 'HEAD' })).toEqual({ ...got, text: '' });
  });

  it.each([
    ['/api/workflow/none', 404],
    ['/api/nope', 404],
    ['/api/workflow/none/pause', 405],
    ['/api/workflow/search?size=x', 500],
  ])('HEAD fails as GET does: %s', async (path, status) => {
    expect(await send(path, { method: 'HEAD' })).toMatchObject({ status, text: '' });
  });

  it('OPTIONS names the methods of an address, and is not found where there is none', async () => {
    expect(await send('/api/metadata/taskdefs', { method: 'OPTIONS' })).toEqual({
      status: 200,
      type: null,
      text: '',
    });
    expect((await send('/api/nope', { method: 'OPTIONS' })).status).toBe(404);
  });

  it('PATCH is none of any address', async () => {
    expect((await send('/api/workflow/search', { method: 'PATCH' })).status).toBe(405);
    expect((await send('/api/nope', { method: 'PATCH' })).status).toBe(404);
  });
});
