import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import net from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createApi } from '#engine/http/api.ts';
import { createEngine } from '#engine/index.ts';
import { fakePorts } from '#engine/testing/fake-ports.ts';
import { defaultSettings, type Settings } from './config-file.ts';
import { listen, stopListening, urlOf } from './listening.ts';
import { guardsFor } from './run.ts';

// The API as it is reached over connections, with the guards that stand before it.

const maxBodyBytes = 100_000;
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface Site {
  readonly url: string;
  readonly logged: readonly unknown[];
  ask(method: string, path: string, body?: unknown, headers?: OutgoingHttpHeaders): Promise<Reply>;
}

interface Reply {
  readonly status: number | undefined;
  readonly text: string;
}

async function open(settings: Partial<Settings> = {}): Promise<Site> {
  const ports = fakePorts();
  const engine = await createEngine(ports);
  const api = createApi(engine, { version: '1.0.0', instance: 'here', log: ports.log, maxBodyBytes });
  const guards = guardsFor('127.0.0.1', { ...defaultSettings, ...settings }, () => 0);
  const respond = getRequestListener(api.fetch);
  const address = { host: '127.0.0.1', port: 0, portFlag: '' };
  const server = await listen(address, guards.api, (request, response) => void respond(request, response));
  cleanups.push(() => stopListening([server], 0));
  const url = urlOf(server, '127.0.0.1');
  return {
    url,
    logged: ports.log.lines,
    ask: async (method, path, body, headers) => {
      const json = body === undefined ? undefined : JSON.stringify(body);
      const type = json === undefined ? {} : { 'Content-Type': 'application/json' };
      const request = http.request(`${url}/api/${path}`, {
        method,
        agent: false,
        headers: { ...type, ...headers },
      });
      request.end(json);
      return reply(request);
    },
  };
}

async function reply(request: http.ClientRequest): Promise<Reply> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject);
  });
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { status: answer.statusCode, text };
}

/** Says just these characters to the server and gives all that it says until it hangs up. */
function say(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (data) => (heard += String(data)));
    socket.on('end', () => resolve(heard)).on('error', reject);
    cleanups.push(() => socket.destroy());
  });
}

const definition = {
  name: 'flow',
  version: 1,
  tasks: [
    { name: 'work', taskReferenceName: 'a', type: 'SIMPLE' },
    { name: 'after', taskReferenceName: 'b', type: 'SIMPLE' },
  ],
};

async function openWithFlow(): Promise<Site> {
  const site = await open();
  expect((await site.ask('POST', 'metadata/workflow', definition)).status).toBe(200);
  return site;
}

const tooLarge = 'The request body is greater than the permissible limit: 100000 bytes';

describe('a body', () => {
  const head = (fields: string) =>
    `POST /api/workflow/flow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n${fields}\r\n\r\n`;

  it('that is announced as too large is refused before it is sent', async () => {
    const { url } = await open();
    const request = http.request(`${url}/api/workflow/flow`, {
      method: 'POST',
      agent: false,
      headers: { 'Content-Type': 'application/json', 'Content-Length': 1_000_000 },
    });
    request.on('error', () => {}).flushHeaders();
    const { status, text } = await reply(request);
    expect([status, JSON.parse(text)]).toMatchObject([413, { status: 413, message: tooLarge }]);
    request.destroy();
  });

  it('that grows too large on its way is refused, and the server goes on', async () => {
    const site = await openWithFlow();
    const request = http.request(`${site.url}/api/workflow/flow`, {
      method: 'POST',
      agent: false,
      headers: { 'Content-Type': 'application/json' },
    });
    request.on('error', () => {});
    request.write('{"a":"');
    for (let part = 0; part < 11; part += 1) request.write('x'.repeat(10_000));
    expect(await reply(request)).toMatchObject({ status: 413, text: expect.stringContaining(tooLarge) });
    request.destroy();
    expect((await site.ask('POST', 'workflow/flow', {})).status).toBe(200);
  });

  it('of just the limit is taken, and one byte more is not', async () => {
    const site = await openWithFlow();
    const exact = { a: 'x'.repeat(maxBodyBytes - '{"a":""}'.length) };
    expect((await site.ask('POST', 'workflow/flow', exact)).status).toBe(200);
    expect((await site.ask('POST', 'workflow/flow', { a: `${exact.a}x` })).status).toBe(413);
  });

  it('that comes in small parts is put together', async () => {
    const site = await openWithFlow();
    const parts = ['{"a"', ':"\u20ac', '"}'].map((part) => Buffer.from(part));
    const chunks = parts
      .map((part) => `${part.length.toString(16)}\r\n${part.toString('latin1')}\r\n`)
      .join('');
    const heard = await new Promise<string>((resolve) => {
      const socket = net.connect(Number(new URL(site.url).port), '127.0.0.1');
      let text = '';
      socket.on('data', (data) => (text += String(data))).on('end', () => resolve(text));
      socket.write(head('Transfer-Encoding: chunked'));
      socket.end(Buffer.from(`${chunks}0\r\n\r\n`, 'latin1'));
    });
    const id = heard.slice(heard.indexOf('\r\n\r\n') + 4);
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(JSON.parse((await site.ask('GET', `workflow/${id}`)).text)).toMatchObject({ input: { a: '€' } });
  });

  it('that never comes whole starts nothing', async () => {
    const site = await openWithFlow();
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    const socket = net.connect(Number(new URL(site.url).port), '127.0.0.1', () => {
      socket.write(`${head('Content-Length: 100')}{"a":1`, () => socket.destroy());
    });
    socket.on('close', () => resolve());
    await gone;
    expect(JSON.parse((await site.ask('GET', 'workflow/search')).text)).toEqual({
      totalHits: 0,
      results: [],
    });
  });
});

describe('a connection', () => {
  it('may carry several requests at once, answered in their order', async () => {
    const { url } = await open();
    const get = (path: string, close = '') => `GET /api/${path} HTTP/1.1\r\nHost: localhost\r\n${close}\r\n`;
    const heard = await say(
      url,
      get('version') + get('workflow/none') + get('metadata/workflow/names', 'Connection: close\r\n'),
    );
    expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  });

  it.each([
    'nonsense\r\n\r\n',
    'FOO /api/version HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'GET /api/version HTTP/1.1\r\n\r\n',
    'POST /api/workflow/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n',
    'POST /api/workflow/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
    'POST /api/workflow/a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  ])('that does not speak HTTP is closed, and the others are served: %#', async (text) => {
    const site = await open();
    expect(await say(site.url, text)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await site.ask('GET', 'version')).text).toBe('1.0.0');
    expect(site.logged).toEqual([]);
  });
});

describe('many clients at a time', () => {
  it('ST1 start each an execution of their own', async () => {
    const site = await openWithFlow();
    const starts = await Promise.all(
      Array.from({ length: 100 }, (_, index) => site.ask('POST', 'workflow/flow', { index })),
    );
    expect(new Set(starts.map(({ text }) => text)).size).toBe(100);
    expect(JSON.parse((await site.ask('GET', 'tasks/queue/all')).text)).toEqual({ work: 100 });
  });

  it('PO get each a task of its own', async () => {
    const site = await openWithFlow();
    await Promise.all(Array.from({ length: 60 }, () => site.ask('POST', 'workflow/flow', {})));
    const batches = await Promise.all(
      Array.from({ length: 20 }, (_, worker) =>
        site.ask('GET', `tasks/poll/batch/work?count=3&workerid=${worker}&timeout=0`),
      ),
    );
    const ids = batches.flatMap(({ text }) =>
      (JSON.parse(text) as { taskId: string }[]).map(({ taskId }) => taskId),
    );
    expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
  });

  it('TK8 that report one task take it on once', async () => {
    const site = await openWithFlow();
    const { text: id } = await site.ask('POST', 'workflow/flow', {});
    const task = JSON.parse((await site.ask('GET', 'tasks/poll/work')).text) as { taskId: string };
    const reports = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        site.ask('POST', 'tasks', {
          workflowInstanceId: id,
          taskId: task.taskId,
          status: index % 2 === 0 ? 'COMPLETED' : 'FAILED',
          outputData: { index },
        }),
      ),
    );
    expect(reports.every(({ status, text }) => status === 200 && text === task.taskId)).toBe(true);
    const { tasks } = JSON.parse((await site.ask('GET', `workflow/${id}`)).text) as { tasks: object[] };
    expect(tasks).toHaveLength(2);
  });

  it('MD1 register one definition once', async () => {
    const site = await open();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => site.ask('POST', 'metadata/workflow', definition)),
    );
    const statuses = replies.map(({ status }) => status ?? 0).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('PO lose no task to one that has gone', async () => {
    const site = await openWithFlow();
    const gone = http.get(`${site.url}/api/tasks/poll/batch/work?timeout=5000`, { agent: false });
    gone.on('error', () => {});
    await new Promise((resolve) => {
      gone.on('finish', resolve);
    });
    // An answer after it proves that the first poll has arrived.
    await site.ask('GET', 'version');
    gone.destroy();
    // And another that the server has seen it go.
    await site.ask('GET', 'tasks/poll/batch/other?timeout=0');
    const { text: id } = await site.ask('POST', 'workflow/flow', {});
    await site.ask('GET', 'version');
    const polled = JSON.parse((await site.ask('GET', 'tasks/poll/batch/work?timeout=0')).text) as unknown;
    expect(polled).toMatchObject([{ workflowInstanceId: id, status: 'IN_PROGRESS' }]);
  });
});

describe('guards', () => {
  const basicAuth = { user: 'me', password: 'päss:word' };
  const authorization = (pair: string) => ({
    Authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
  });

  it.each<[what: string, headers: OutgoingHttpHeaders]>([
    ['nothing', {}],
    ['another password', authorization('me:wrong')],
    ['another user', authorization('you:päss:word')],
    ['half a password', authorization('me:päss')],
    ['no password', authorization('me')],
    ['no pair at all', authorization('')],
    ['what is no base64', { Authorization: 'Basic %%%' }],
    ['another scheme', { Authorization: 'Bearer me:päss:word' }],
    ['no scheme', { Authorization: Buffer.from('me:päss:word').toString('base64') }],
  ])('refuse %s', async (_, headers) => {
    const site = await open({ basicAuth });
    for (const [method, path, body] of [
      ['GET', 'version', undefined],
      ['POST', 'workflow', { name: 'x'.repeat(1000) }],
      ['OPTIONS', 'version', undefined],
      ['GET', 'nope', undefined],
    ] as const) {
      expect((await site.ask(method, path, body, headers)).status).toBe(401);
    }
    expect((await site.ask('GET', 'health', undefined, headers)).status).toBe(200);
  });

  it('let in who knows the password, however it is spelt', async () => {
    const site = await open({ basicAuth });
    const headers = authorization('me:päss:word');
    expect((await site.ask('GET', 'version', undefined, headers)).status).toBe(200);
    const lower = { authorization: headers.Authorization.replace('Basic', 'basic') };
    expect((await site.ask('GET', 'version', undefined, lower)).status).toBe(200);
  });

  it('let so many requests through in a second, and no more, at once or one by one', async () => {
    const site = await open({ rateLimit: 10 });
    const first = await Promise.all(Array.from({ length: 30 }, () => site.ask('GET', 'version')));
    const statuses = first.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    expect((await site.ask('GET', 'version')).status).toBe(429);
    expect((await site.ask('GET', 'health')).status).toBe(200);
  });

  it('refuse what another page would change, before its body is read', async () => {
    const site = await open();
    const foreign = { Origin: 'http://evil.test' };
    const refused = await site.ask('POST', 'metadata/workflow', definition, foreign);
    expect([refused.status, JSON.parse(refused.text)]).toMatchObject([
      403,
      { status: 403, message: 'Invalid CORS request' },
    ]);
    expect(JSON.parse((await site.ask('GET', 'metadata/workflow/names')).text)).toEqual([]);
  });
});
