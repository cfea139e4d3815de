import http, { type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createApi } from '#engine/http/api.ts';
import { createEngine } from '#engine/index.ts';
import { fakePorts } from '#engine/testing/fake-ports.ts';
import { listen, stopListening, urlOf } from './listening.ts';

const servers: Server[] = [];

afterEach(async () => {
  await stopListening(servers.splice(0), 0);
});

/** The API of an engine whose clock stands still and tells who waits for it. */
async function serve() {
  const ports = fakePorts();
  const waiting = new Set<number>();
  let count = 0;
  let told = () => {};
  const clock = {
    now: () => ports.clock.now(),
    at(time: number, run: () => void) {
      const stop = ports.clock.at(time, run);
      const id = (count += 1);
      waiting.add(id);
      told();
      return () => {
        stop();
        waiting.delete(id);
        told();
      };
    },
  };
  const engine = await createEngine({ ...ports, clock });
  const api = createApi(engine, { version: '1.0.0', instance: 'here', log: ports.log });
  const listener = getRequestListener(api.fetch);
  const address = { host: '127.0.0.1', port: 0, portFlag: '' };
  const server = await listen(
    address,
    () => undefined,
    (request, response) => void listener(request, response),
  );
  servers.push(server);
  return {
    ports,
    url: urlOf(server, '127.0.0.1'),
    /** Resolves when so many timers are set. */
    timers: async (wanted: number): Promise<void> => {
      while (waiting.size !== wanted) await new Promise<void>((resolve) => (told = resolve));
    },
    timersNow: () => waiting.size,
  };
}

const simple = { name: 't1', taskReferenceName: 'r1', type: 'SIMPLE' };
const wait = { name: 'w1', taskReferenceName: 'w1', type: 'WAIT' };
const definitions = [
  { name: 'works', version: 1, tasks: [simple] },
  { name: 'waits', version: 1, tasks: [wait, simple] },
];

const headers = { 'Content-Type': 'application/json' };

describe('a client that goes away', () => {
  it.each([
    ['GET', '/api/tasks/poll/none', undefined],
    ['GET', '/api/tasks/poll/batch/none?timeout=5000', undefined],
    ['POST', '/api/workflow/execute/works/1?waitForSeconds=2147483647&waitUntilTaskRef=r1', {}],
    ['POST', '/api/tasks/{id}/COMPLETED/signal/sync?timeoutMillis=60000', {}],
  ] as const)('SY2 leaves nothing that waits behind: %s %s', async (method, path, body) => {
    const { ports, url, timers, timersNow } = await serve();
    const post = (to: string, content: unknown) =>
      fetch(url + to, { method: 'POST', headers, body: JSON.stringify(content) });
    for (const definition of definitions) await post('/api/metadata/workflow', definition);
    const id = await (await post('/api/workflow/waits', {})).text();
    const before = timersNow();
    const request = http.request(url + path.replace('{id}', id), { method, headers });
    let isAnswered = false;
    request.on('response', () => (isAnswered = true));
    request.on('error', () => undefined);
    request.end(body === undefined ? undefined : JSON.stringify(body));
    await timers(before + 1);
    // A second request that is answered proves that the first one waits.
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect([isAnswered, timersNow()]).toEqual([false, before + 1]);
    request.destroy();
    await timers(before);
    expect(ports.log.lines).toEqual([]);
  });
});
