import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { HttpCall } from '../../ports.ts';
import { createHttpCaller } from './http-fetch.ts';

async function withServer<T>(listener: RequestListener, ask: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    return await ask(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
}

const call = (url: string, fields: Partial<HttpCall> = {}) =>
  createHttpCaller().call({
    url,
    method: 'GET',
    headers: {},
    connectTimeoutMs: 3000,
    readTimeoutMs: 3000,
    ...fields,
  });

describe('calls over fetch', () => {
  it('send method, headers and body, and give the answer whatever its status', async () => {
    const listener: RequestListener = (request, response) => {
      void bodyOf(request).then((body) =>
        response
          .writeHead(404, 'Not Here', { 'X-Many': ['a', 'b'], 'Set-Cookie': ['c=1', 'd=2'] })
          .end(JSON.stringify({ method: request.method, trace: request.headers['x-trace'], body })),
      );
    };
    const answer = await withServer(listener, (url) =>
      call(url, { method: 'POST', headers: { 'X-Trace': '7' }, body: '{"a":1}' }),
    );
    expect(answer).toMatchObject({
      status: 404,
      statusText: 'Not Here',
      headers: { 'x-many': ['a, b'], 'set-cookie': ['c=1', 'd=2'] },
    });
    expect(JSON.parse(answer.body)).toEqual({ method: 'POST', trace: '7', body: '{"a":1}' });
  });

  it('follow redirects', async () => {
    const listener: RequestListener = (request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/there' }).end();
      else response.end('arrived');
    };
    expect(await withServer(listener, (url) => call(`${url}/`))).toMatchObject({
      status: 200,
      body: 'arrived',
    });
  });

  it('say why no answer came', async () => {
    const url = await withServer(
      (_, response) => response.end(),
      async (address) => address,
    );
    await expect(call(url)).rejects.toThrow(/^I\/O error on GET request for "http:.*": .*ECONNREFUSED/);
  });

  it('give up when their time is over', async () => {
    const silent: RequestListener = () => undefined;
    await withServer(silent, async (url) => {
      await expect(call(url, { connectTimeoutMs: 10, readTimeoutMs: 10 })).rejects.toThrow(
        `No answer from ${url} within 20 ms`,
      );
    });
  });

  it('say so when the address is none', async () => {
    await expect(call('no address')).rejects.toThrow('no address');
  });
});
