import http, { type IncomingMessage, type OutgoingHttpHeaders, type RequestListener } from 'node:http';
import net from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyOf, TestServers } from './testing/servers.ts';

const servers = new TestServers();

afterEach(() => servers.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Asks with just these headers, as no browser would, and follows nothing. */
async function ask(
  url: string,
  method = 'GET',
  headers: OutgoingHttpHeaders = {},
  body?: string,
): Promise<Answer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false });
    request.on('response', resolve).on('error', reject).end(body);
  });
  return { status: answer.statusCode, headers: answer.headers, body: await bodyOf(answer) };
}

async function inFrontOf(handle: RequestListener, basePath = ''): Promise<string> {
  return servers.proxyTo(`${await servers.serve(handle)}${basePath}`);
}

/** A server that reads a request's head and then does this to the connection. */
async function inFrontOfRaw(answer: (socket: net.Socket, asked: number) => void): Promise<string> {
  let asked = 0;
  const upstream = await servers.serveRaw((socket) => {
    socket.on('data', () => answer(socket, (asked += 1)));
  });
  return servers.proxyTo(upstream);
}

describe('headers', () => {
  const echo: RequestListener = (request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ headers: request.headers, url: request.url, method: request.method }));
  };

  it.each([
    ['Keep-Alive', 'timeout=5'],
    ['Proxy-Authorization', 'Basic eA=='],
    ['Proxy-Connection', 'keep-alive'],
    ['TE', 'trailers'],
    ['Upgrade', 'h2c'],
  ])('of one connection go no further: %s', async (name, value) => {
    const { body } = await ask(await inFrontOf(echo), 'GET', { [name]: value, 'X-Kept': 'yes' });
    const { headers } = JSON.parse(body) as { headers: Record<string, string> };
    expect([headers[name.toLowerCase()], headers['x-kept']]).toEqual([undefined, 'yes']);
  });

  it('that Connection names go no further, in either direction', async () => {
    const url = await inFrontOf((request, response) => {
      response.writeHead(200, { Connection: 'X-Hop, close', 'X-Hop': 'mine', 'X-Kept': 'yes' });
      response.end(JSON.stringify(request.headers));
    });
    const answer = await ask(url, 'GET', { Connection: 'X-Secret', 'X-Secret': '1', 'X-Other': '2' });
    const headers = JSON.parse(answer.body) as Record<string, string>;
    expect([headers['x-secret'], headers['x-other']]).toEqual([undefined, '2']);
    expect([answer.headers['x-hop'], answer.headers['x-kept']]).toEqual([undefined, 'yes']);
  });

  it('say who asked whom, and keep what proxies before said', async () => {
    const url = await inFrontOf(echo);
    const { host } = new URL(url);
    const headersOf = async (headers: OutgoingHttpHeaders) =>
      (JSON.parse((await ask(url, 'GET', headers)).body) as { headers: object }).headers;
    expect(await headersOf({})).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': host,
      'x-forwarded-proto': 'http',
    });
    const before = {
      'X-Forwarded-For': '10.0.0.1',
      'X-Forwarded-Host': 'page.test',
      'X-Forwarded-Proto': 'https',
    };
    expect(await headersOf(before)).toMatchObject({
      'x-forwarded-for': '10.0.0.1, 127.0.0.1',
      'x-forwarded-host': 'page.test',
      'x-forwarded-proto': 'https',
    });
  });

  it('that are set several times arrive several times', async () => {
    const url = await inFrontOf((_, response) => {
      response.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'], 'X-Many': ['c', 'd'] }).end();
    });
    const { headers } = await ask(url);
    expect([headers['set-cookie'], headers['x-many']]).toEqual([['a=1', 'b=2'], 'c, d']);
  });

  it.each(['', '/base', '/a/b/api', '/api'])(
    'and paths are passed on as they are, below %j',
    async (base) => {
      const url = await inFrontOf(echo, base);
      const path = '/api/metadata/taskdefs/a%2Fb%20c;d=e?x=%25&y=&y=z';
      const { body } = await ask(`${url}${path}`, 'DELETE');
      expect(JSON.parse(body)).toMatchObject({
        method: 'DELETE',
        url: `${base.replace(/\/api$/, '')}${path}`,
      });
    },
  );
});

describe('answers', () => {
  it('stay packed as the server packed them', async () => {
    const packed = gzipSync('{"a":1}');
    const url = await inFrontOf((request, response) => {
      response.writeHead(200, {
        'Content-Encoding': request.headers['accept-encoding'],
        'X-Length': packed.length,
      });
      response.end(packed);
    });
    const chunks: Buffer[] = [];
    const answer = await new Promise<IncomingMessage>((resolve) => {
      http.get(url, { headers: { 'Accept-Encoding': 'gzip' }, agent: false }, resolve);
    });
    for await (const chunk of answer) chunks.push(Buffer.from(chunk as Buffer));
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(Buffer.concat(chunks)).toString()).toBe('{"a":1}');
  });

  it.each([204, 304])('without a body have none: %i', async (status) => {
    const url = await inFrontOf((_, response) => response.writeHead(status, { ETag: '"1"' }).end());
    expect(await ask(url)).toMatchObject({ status, body: '', headers: { etag: '"1"' } });
  });

  it('to HEAD keep the length of what is not sent', async () => {
    const url = await inFrontOf((_, response) => response.writeHead(200, { 'Content-Length': 7 }).end());
    expect(await ask(url, 'HEAD')).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-length': '7' },
    });
  });

  it.each([
    ['/swagger-ui/index.html', '/swagger-ui/index.html'],
    ['/base/swagger-ui/index.html?a=b#c', '/swagger-ui/index.html?a=b#c'],
    ['HERE/base/api/x', '/api/x'],
    ['HERE/base', '/'],
    ['HERE/elsewhere', 'HERE/elsewhere'],
    ['/basement', '/basement'],
    ['http://other.test/base/x', 'http://other.test/base/x'],
    ['next', 'next'],
    ['http://[', 'http://['],
  ])('that lead to %s lead to the same place from here', async (location, expected) => {
    let upstream = '';
    const here = (text: string) => text.replace('HERE', upstream);
    upstream = await servers.serve((_, response) => {
      response.writeHead(302, { Location: here(location) }).end();
    });
    const { status, headers } = await ask(await servers.proxyTo(`${upstream}/base/api`));
    expect([status, headers.location]).toEqual([302, here(expected)]);
  });

  it('that come before the request has been read are given', async () => {
    const url = await inFrontOfRaw((socket, asked) => {
      if (asked === 1) socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 9\r\n\r\ntoo large');
    });
    const answer = await new Promise<IncomingMessage>((resolve) => {
      const request = http.request(url, { method: 'POST', agent: false });
      request.on('response', resolve).on('error', () => {});
      request.write('x'.repeat(1_000_000));
    });
    expect([answer.statusCode, await bodyOf(answer)]).toEqual([413, 'too large']);
  });
});

describe('a server', () => {
  it.each<[what: string, answer: (socket: net.Socket) => unknown]>([
    ['hangs up without a word', (socket) => socket.destroy()],
    ['says goodbye without a word', (socket) => socket.end()],
    ['resets the connection', (socket) => socket.resetAndDestroy()],
    ['does not speak HTTP', (socket) => socket.end('SSH-2.0-OpenSSH\r\n')],
    ['breaks off in its headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
    ['has no end of headers', (socket) => socket.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)],
  ])('that %s is said not to answer', async (_, answer) => {
    const url = await inFrontOfRaw(answer);
    const { status, body, headers } = await ask(`${url}/api/version`);
    expect([status, headers['content-type']]).toEqual([502, 'application/json']);
    expect(JSON.parse(body)).toMatchObject({
      status: 502,
      retryable: true,
      message: expect.stringMatching(
        /^The Conductor server at http:\/\/127\.0\.0\.1:\d+ does not answer: .+\. Start it, or set WF_SERVER/,
      ),
    });
  });

  it('that takes a connection and never secures it is said not to answer', async () => {
    const silent = await servers.serveRaw(() => {});
    const url = await servers.proxyTo(silent.replace('http:', 'https:'), 50);
    const { status, body } = await ask(`${url}/api/version`);
    expect(status).toBe(502);
    expect(JSON.parse(body)).toMatchObject({
      message: expect.stringContaining(
        'does not answer: it took too long to answer. Start it, or set WF_SERVER',
      ),
    });
  });

  it.each<[what: string, head: string]>([
    ['a length', 'Content-Length: 100'],
    ['chunks', 'Transfer-Encoding: chunked'],
  ])('that breaks off after announcing %s leaves no whole answer', async (_, head) => {
    const part = head.includes('chunked') ? '4\r\nsome\r\n' : 'some';
    const url = await inFrontOfRaw((socket) => socket.end(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n${part}`));
    await expect(ask(url)).rejects.toThrow('aborted');
  });

  const once = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

  /** Answers once, keeps the connection, and drops it at the second request on it. */
  async function forgetful(): Promise<{ readonly url: string; readonly heads: string[] }> {
    const heads: string[] = [];
    const upstream = await servers.serveRaw((socket) => {
      let isFirst = true;
      socket.on('data', (data) => {
        heads.push(String(data).split(' ', 1).join(''));
        if (isFirst) socket.write(once);
        else socket.destroy();
        isFirst = false;
      });
    });
    return { url: await servers.proxyTo(upstream), heads };
  }

  it.each(['GET', 'PUT', 'DELETE'])('that drops an idle connection is asked again: %s', async (method) => {
    const { url, heads } = await forgetful();
    expect((await ask(url)).body).toBe('ok');
    expect((await ask(url, method)).body).toBe('ok');
    expect(heads).toEqual(['GET', method, method]);
  });

  it('that drops a connection is not asked to do again what may have been done', async () => {
    const { url, heads } = await forgetful();
    expect((await ask(url)).body).toBe('ok');
    expect((await ask(url, 'POST')).status).toBe(502);
    expect(heads).toEqual(['GET', 'POST']);
  });

  it('that drops every connection is asked twice at most', async () => {
    let asked = 0;
    const upstream = await servers.serveRaw((socket) => {
      socket.on('data', () => {
        asked += 1;
        if (asked === 1) socket.write(once);
        else socket.destroy();
      });
    });
    const url = await servers.proxyTo(upstream);
    await ask(url);
    expect((await ask(url)).status).toBe(502);
    expect(asked).toBe(3);
  });
});

describe('a client', () => {
  it('that goes away in the middle of its body ends the request to the server', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<boolean>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const url = await inFrontOf((request) => {
      request.once('data', () => arrive());
      request.on('error', () => {}).on('close', () => resolve(request.complete));
    });
    const request = http.request(url, { method: 'POST', agent: false }).on('error', () => {});
    request.write('first');
    await arrived;
    request.destroy();
    expect(await ended).toBe(false);
  });

  it('that goes away in the middle of an answer ends it', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<boolean>();
    const url = await inFrontOf((_, response) => {
      response.write('first');
      response.on('close', () => resolve(response.writableFinished));
    });
    const answer = await new Promise<IncomingMessage>((done) => {
      http.get(url, { agent: false }, done);
    });
    answer.on('error', () => {});
    await new Promise((done) => {
      answer.once('data', done);
    });
    answer.destroy();
    expect(await ended).toBe(false);
  });

  it('that is gone does not keep the next one from being served', async () => {
    let asked = 0;
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const url = await inFrontOf((_, response) => {
      asked += 1;
      if (asked === 1) arrive();
      else response.end('served');
    });
    const first = http.get(url, { agent: false }).on('error', () => {});
    await arrived;
    first.destroy();
    expect((await ask(url)).body).toBe('served');
  });

  it('may be one of many at a time, each with its own answer', async () => {
    const url = await inFrontOf((request, response) => {
      void bodyOf(request).then((body) => response.end(`${request.url ?? ''} ${body}`));
    });
    const bodies = Array.from({ length: 100 }, (_, index) => `${index}:${'x'.repeat(index * 100)}`);
    const answers = await Promise.all(bodies.map((body, index) => ask(`${url}/${index}`, 'POST', {}, body)));
    expect(answers.map(({ body }) => body)).toEqual(bodies.map((body, index) => `/${index} ${body}`));
  });
});
