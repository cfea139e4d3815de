import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { HttpCall } from '../../ports.ts';
import { createHttpCaller, type HttpCallerOptions } from './http-fetch.ts';

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

const call = (url: string, fields: Partial<HttpCall> = {}, options: HttpCallerOptions = {}) =>
  createHttpCaller(options).call({
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

  it('HT17 give up when their time is over', async () => {
    const silent: RequestListener = () => undefined;
    await withServer(silent, async (url) => {
      await expect(call(`${url}/x`, { connectTimeoutMs: 10, readTimeoutMs: 10 })).rejects.toThrow(
        `I/O error on GET request for "${url}/x": Read timed out`,
      );
    });
  });

  it('HT17 give up when an answer stops midway', async () => {
    const stalling: RequestListener = (_, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('some');
    };
    await withServer(stalling, async (url) => {
      await expect(call(url, { readTimeoutMs: 20 })).rejects.toThrow('Read timed out');
    });
  });

  it('HT17 give up when an answer takes too long in all', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<boolean>();
    const dribbling: RequestListener = (_, response) => {
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => {
        clearInterval(timer);
        resolve(true);
      });
    };
    await withServer(dribbling, async (url) => {
      await expect(call(url, {}, { maxAnswerMs: 50 })).rejects.toThrow('The answer takes too long');
      expect(await closed).toBe(true);
    });
  });

  it('HT16 stop reading an answer that never ends, and let go of the connection', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<number>();
    const endless: RequestListener = (_, response) => {
      let written = 0;
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(1000))) written += 1000;
      };
      response.on('drain', pour).on('close', () => resolve(written));
      pour();
    };
    await withServer(endless, async (url) => {
      await expect(call(url, {}, { maxAnswerBytes: 50_000 })).rejects.toThrow(
        `I/O error on GET request for "${url}": The answer is greater than the permissible limit: 50000 bytes`,
      );
      expect(await closed).toBeGreaterThan(0);
    });
  });

  it('HT16 count what an answer is unpacked', async () => {
    const bomb: RequestListener = (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000)));
    };
    await withServer(bomb, async (url) => {
      await expect(call(url, {}, { maxAnswerBytes: 99_999 })).rejects.toThrow('99999 bytes');
      expect((await call(url, {}, { maxAnswerBytes: 100_000 })).body).toHaveLength(100_000);
    });
  });

  it('HT16 count bytes, not characters', async () => {
    const listener: RequestListener = (_, response) => response.end('€'.repeat(100));
    await withServer(listener, async (url) => {
      await expect(call(url, {}, { maxAnswerBytes: 299 })).rejects.toThrow('299 bytes');
      expect((await call(url, {}, { maxAnswerBytes: 300 })).body).toBe('€'.repeat(100));
    });
  });

  it('HT16 fail when the server breaks off midway', async () => {
    const cut: RequestListener = (_, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('some', () => response.destroy());
    };
    await withServer(cut, async (url) => {
      await expect(call(url)).rejects.toThrow(/^I\/O error on GET request for "http:.*": .+/);
    });
  });

  it.each([
    ['text/plain;charset=ISO-8859-1', [0xfc], 'ü'],
    ['text/plain; charset="utf-16le"', [0xfc, 0], 'ü'],
    ['text/plain;charset=nonsense', [0xc3, 0xbc], 'ü'],
    ['text/plain', [0xc3, 0xbc], 'ü'],
    ['application/json', [0x22, 0xff, 0x22], '"\ufffd"'],
  ])('HT14 read the charset that a %s is in', async (type, bytes, text) => {
    const listener: RequestListener = (_, response) => {
      response.writeHead(200, { 'Content-Type': type }).end(Buffer.from(bytes));
    };
    expect((await withServer(listener, (url) => call(url))).body).toBe(text);
  });

  it('HT14 put a character together that comes in parts', async () => {
    const listener: RequestListener = (_, response) => {
      response.write(Buffer.from([0xe2, 0x82]), () => setImmediate(() => response.end(Buffer.from([0xac]))));
    };
    expect((await withServer(listener, (url) => call(url))).body).toBe('€');
  });

  it.each([204, 304])('give an empty body for a %i', async (status) => {
    const listener: RequestListener = (_, response) => response.writeHead(status).end();
    expect(await withServer(listener, (url) => call(url))).toMatchObject({ status, body: '' });
  });

  it('go round in circles no more than twenty times', async () => {
    let asked = 0;
    const circle: RequestListener = (_, response) => {
      asked += 1;
      response.writeHead(302, { Location: '/' }).end();
    };
    await withServer(circle, async (url) => {
      await expect(call(url)).rejects.toThrow('redirect count exceeded');
    });
    expect(asked).toBeLessThanOrEqual(21);
  });

  it.each([
    ['http://127.0.0.1:1/x?token=secret', 'http://127.0.0.1:1/x'],
    ['http://me:secret@127.0.0.1:1/x', 'http://127.0.0.1:1/x'],
    ['nowhere/x?token=secret#secret', 'nowhere/x'],
    ['ftp://127.0.0.1/x?token=secret', 'ftp://127.0.0.1/x'],
  ])('HT15 keep what is secret of %s to themselves', async (url, address) => {
    const failed = await call(url).catch((error: unknown) => String(error));
    expect(failed).toContain(`I/O error on GET request for "${address}": `);
    expect(failed).not.toContain('secret');
  });

  it.each(['secret\n', 'sec\u0000ret', 'secret\u20ac'])(
    'HT15 keep what is in a header to themselves: %j',
    async (value) => {
      const failed = await call('http://127.0.0.1:1/', { headers: { Authorization: value } }).catch(String);
      expect(failed).toContain('I/O error on GET request for "http://127.0.0.1:1/": ');
      expect(failed).not.toMatch(/sec|ret"/);
    },
  );

  it.each([10080, 6000, 6667])('HT18 never call the port %d, and say so', async (port) => {
    await expect(call(`http://127.0.0.1:${port}/`)).rejects.toThrow(
      `"http://127.0.0.1:${port}/": This port is one of those that fetch never calls`,
    );
  });

  it('say so when the address is none', async () => {
    await expect(call('no address')).rejects.toThrow('no address');
  });
});
