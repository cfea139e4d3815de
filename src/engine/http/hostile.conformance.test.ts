import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createEngine } from '../index.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { createApi } from './api.ts';
import { conversation, definition, failure, type Ask } from './testing/conversation.ts';

// What Conductor 3.32.1 answers here was recorded from a running one, but for what is said to be alike everywhere.

const operation = z.object({ requestBody: z.unknown().optional() });
const documentation = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

const malformed = [
  ['no JSON', '{', 'JSON parse error: '],
  ['half a text', '"\\u12', 'JSON parse error: '],
  ['not a number', '{"a":NaN}', "JSON parse error: Non-standard token 'NaN'"],
  ['a number', '5', 'JSON parse error: Cannot '],
  ['null', 'null', 'Required request body is missing'],
  ['nested too deeply', `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, 'JSON parse error: Document nesting'],
] as const;

describe('every operation with a JSON body', () => {
  it('JS2, JS5 refuses what is malformed, with the same error everywhere, and stores nothing', async () => {
    const ports = fakePorts();
    const engine = await createEngine(ports);
    const app = createApi(engine, { version: '1.0.0', instance: 'here', log: ports.log });
    const { paths } = documentation.parse(await (await app.request('/api-docs')).json());
    const commits = ports.store.commits.length;
    let asked = 0;
    for (const [path, methods] of Object.entries(paths)) {
      if (path.endsWith('/log')) continue;
      for (const [method, { requestBody }] of Object.entries(methods)) {
        if (requestBody === undefined) continue;
        const url = path
          .replace('{status}', 'COMPLETED')
          .replace('{version}', '1')
          .replace(/\{\w+\}/g, 'x');
        for (const [what, body, start] of malformed) {
          if (what === 'null' && path.includes('skiptask')) continue;
          const request = { method, headers: { 'Content-Type': 'application/json' }, body };
          const response = await app.request(url, request);
          const answer = {
            of: `${method} ${path} ${what}`,
            status: response.status,
            body: await response.json(),
          };
          expect(answer).toMatchObject({ status: 500, body: { status: 500, retryable: false } });
          expect(answer).toHaveProperty('body.message', expect.stringMatching(literally(start)));
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(150);
    expect(ports.store.commits.length).toBe(commits);
    expect(ports.log.lines).toEqual([]);
  });
});

function literally(start: string): RegExp {
  return new RegExp(`^${start.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`);
}

describe('odd requests', () => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await conversation();
    await ask('POST', '/api/metadata/workflow', definition);
  });

  const nested = (depth: number): unknown =>
    Array.from({ length: depth }).reduce<unknown>((inner) => ({ a: inner }), 1);

  it('JS5 nest a thousand deep and no deeper', async () => {
    const [status, id] = await ask('POST', '/api/workflow/p1', nested(1000));
    expect(status).toBe(200);
    expect(await ask('GET', `/api/workflow/${String(id)}`)).toMatchObject([200, { status: 'RUNNING' }]);
    const refusal = failure(
      500,
      'JSON parse error: Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)',
    );
    expect(await ask('POST', '/api/workflow/p1', nested(1001))).toEqual(refusal);
    expect(await ask('POST', '/api/workflow/p1', nested(3000))).toEqual(refusal);
    const task = { ...definition.tasks[0], inputParameters: nested(3000) };
    expect(await ask('PUT', '/api/metadata/workflow', [{ ...definition, tasks: [task] }])).toEqual(refusal);
    expect(await ask('POST', `/api/workflow/${String(id)}/messages`, nested(3000))).toEqual(refusal);
  });

  it('JS6 repeat a parameter', async () => {
    const [, id] = await ask(
      'POST',
      '/api/workflow/p1?correlationId=a&correlationId=b&priority=1&priority=x',
      {},
    );
    expect(await ask('GET', '/api/workflow/p1/correlated/a,b')).toMatchObject([
      200,
      [{ workflowId: id, correlationId: 'a,b', priority: 1 }],
    ]);
    expect(await ask('GET', '/api/metadata/workflow/p1?version=1&version=x')).toMatchObject([
      200,
      { version: 1 },
    ]);
  });

  it('JS7 name what every object of JavaScript has', async () => {
    const names = ['__proto__', 'constructor'];
    const each = (text: (name: string) => string) =>
      Object.fromEntries(names.map((name) => [name, text(name)]));
    expect(await ask('PUT', '/api/workflow/bulk/pause', names)).toEqual([
      200,
      {
        bulkErrorResults: each((name) => `No such workflow found by id: ${name}`),
        bulkSuccessfulResults: [],
      },
    ]);
    expect(await ask('PUT', '/api/scheduler/bulk/pause', names)).toEqual([
      200,
      { bulkErrorResults: each((name) => `Schedule '${name}' not found`), bulkSuccessfulResults: [] },
    ]);
    expect(await ask('GET', '/api/tasks/queue/sizes?taskType=constructor&taskType=__proto__')).toEqual([
      200,
      Object.fromEntries(names.map((name) => [name, 0])),
    ]);
    expect(await ask('GET', '/api/tasks/queue/size?taskType=constructor')).toEqual([200, 0]);
    expect(await ask('POST', '/api/tasks/queue/requeue/__proto__')).toEqual([200, '0']);
    expect(await ask('POST', '/api/workflow/p1/correlated', names)).toEqual([
      200,
      Object.fromEntries(names.map((name) => [name, []])),
    ]);
    expect(await ask('GET', '/api/metadata/taskdefs/__proto__')).toEqual(
      failure(404, 'No such taskType found by name: __proto__'),
    );
  });

  it('SY6 execute with null for an input', async () => {
    expect(await ask('POST', '/api/workflow/execute/p1/1?waitForSeconds=1', { input: null })).toEqual(
      failure(400, 'NULL input passed when starting workflow'),
    );
  });

  it('echo what they were sent as JSON, never as a page', async () => {
    const engine = await createEngine(fakePorts());
    const app = createApi(engine, { version: '1.0.0', instance: 'here', log: fakePorts().log });
    for (const path of [
      '/api/workflow/%3Cscript%3E',
      '/%3Cscript%3E',
      '/api/tasks/queue/size?tasktype=%3Cscript%3E',
    ]) {
      const response = await app.request(path, { headers: { Accept: 'text/html' } });
      expect([response.status >= 400, response.headers.get('content-type')]).toEqual([
        true,
        'application/json',
      ]);
    }
  });
});
