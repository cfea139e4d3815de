import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyOf, TestServers } from './testing/servers.ts';

const servers = new TestServers();

afterEach(() => servers.close());

describe('createProxy', () => {
  it('passes on method, path, headers and body, and brings back status, headers and body', async () => {
    const seen: unknown[] = [];
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      const body = await bodyOf(request);
      const { host, origin, te, connection } = request.headers;
      seen.push({ method: request.method, url: request.url, body, host, origin, te, connection });
      response.writeHead(409, 'Conflict', { 'X-Own': 'kept', 'Content-Type': 'application/json' });
      response.end('{"status":409}');
    };
    const upstream = await servers.serve((request, response) => void answer(request, response));
    const url = await servers.proxyTo(`${upstream}/conductor/api`);
    const response = await fetch(`${url}/api/workflow?x=1`, {
      method: 'POST',
      body: '{"a":1}',
      headers: { Origin: url, TE: 'trailers' },
    });
    expect([response.status, response.headers.get('x-own'), await response.text()]).toEqual([
      409,
      'kept',
      '{"status":409}',
    ]);
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/conductor/api/workflow?x=1',
        body: '{"a":1}',
        host: new URL(upstream).host,
        origin: undefined,
        te: undefined,
        connection: 'keep-alive',
      },
    ]);
  });

  it('gives the user and password of its address, unless the request has its own', async () => {
    const upstream = await servers.serve((request, response) => response.end(request.headers.authorization));
    const url = await servers.proxyTo(upstream.replace('//', '//me:pass@'));
    expect(await (await fetch(url)).text()).toBe(`Basic ${btoa('me:pass')}`);
    const own = await fetch(url, { headers: { Authorization: 'Bearer x' } });
    expect(await own.text()).toBe('Bearer x');
  });

  it('streams answers: the first part arrives before the last is there', async () => {
    let finish = () => {};
    const upstream = await servers.serve((_, response) => {
      response.write('first,');
      finish = () => response.end('last');
    });
    const response = await fetch(await servers.proxyTo(upstream));
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toBe('first,');
    finish();
    const last = await reader.read();
    expect(new TextDecoder().decode(last.value)).toBe('last');
  });

  it('streams requests: the server sees the first part before the last is sent', async () => {
    const { promise: firstPart, resolve } = Promise.withResolvers<string>();
    const upstream = await servers.serve((request, response) => {
      request.once('data', (chunk) => resolve(String(chunk)));
      request.on('end', () => response.end('thanks'));
    });
    const request = http.request(await servers.proxyTo(upstream), { method: 'POST' });
    const answered = new Promise<IncomingMessage>((done) => {
      request.on('response', done);
    });
    request.write('first');
    expect(await firstPart).toBe('first');
    request.end('last');
    expect(await bodyOf(await answered)).toBe('thanks');
  });

  it('gives up a request whose client has gone', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<boolean>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<ServerResponse>();
    const upstream = await servers.serve((_, response) => {
      response.on('close', () => resolve(response.writableFinished));
      arrive(response);
    });
    const url = await servers.proxyTo(upstream);
    const abort = new AbortController();
    const request = fetch(url, { signal: abort.signal }).catch(() => 'aborted');
    await arrived;
    abort.abort();
    expect([await request, await closed]).toEqual(['aborted', false]);
  });

  it('cuts the client off when the server breaks off midway', async () => {
    const upstream = await servers.serve((_, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('some', () => response.destroy());
    });
    const response = await fetch(await servers.proxyTo(upstream));
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('says in a Conductor error body which server is away, why, and what to do', async () => {
    const dead = await servers.deadAddress();
    const response = await fetch(`${await servers.proxyTo(`${dead}/api`)}/api/workflow`, {
      method: 'POST',
      body: 'x'.repeat(100_000),
    });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      status: 502,
      message: `The Conductor server at ${dead} does not answer: connection refused. Start it, or set WF_SERVER to the address of another one.`,
      retryable: true,
    });
  });

  it('says so on a page to a person', async () => {
    const url = await servers.proxyTo(await servers.deadAddress());
    const response = await fetch(`${url}/swagger-ui/index.html`, { headers: { Accept: 'text/html' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      502,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('<h1>The Conductor server does not answer</h1>');
  });

  it('tries again each time', async () => {
    const dead = await servers.deadAddress();
    const url = await servers.proxyTo(dead);
    expect((await fetch(url)).status).toBe(502);
    await servers.serve((_, response) => response.end('back'), Number(new URL(dead).port));
    expect(await (await fetch(url)).text()).toBe('back');
  });

  it('tells whether the server answers', async () => {
    const probe = (address: string) => servers.proxy(address).probe();
    expect(await probe(await servers.serve((_, response) => response.end('1')))).toBeUndefined();
    expect(await probe(await servers.deadAddress())).toBe('connection refused');
  });
});
