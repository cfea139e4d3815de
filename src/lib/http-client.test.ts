import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ApiError } from './api-error.ts';
import { callApi, noAnswer, textAnswer } from './http-client.ts';
import { ExactNumber } from './json.ts';

function answering(answer: () => Promise<Response>): ReturnType<typeof vi.fn<typeof fetch>> {
  const fetchMock = vi.fn<typeof fetch>(answer);
  vi.stubGlobal('fetch', fetchMock);
  return fetchMock;
}

function json(value: string, status = 200): Response {
  return new Response(value, { status, headers: { 'content-type': 'application/json' } });
}

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error('expected an ApiError', { cause: error });
  return error;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('callApi', () => {
  test('puts a text together that comes in pieces', async () => {
    const bytes = new TextEncoder().encode('a€b');
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    answering(async () => new Response(body));
    expect(await callApi({ path: '/x', schema: textAnswer })).toBe('a€b');
  });

  test('sends method, query and JSON body, and gives the checked answer', async () => {
    const fetchMock = answering(async () => json('{"n":1,"big":9223372036854775807}'));
    const answer = await callApi({
      method: 'POST',
      path: '/workflow/bulk/restart',
      query: { useLatestDefinitions: true, reason: undefined, status: ['A', 'B'] },
      body: ['a'],
      schema: z.object({ n: z.number(), big: z.unknown() }),
    });
    expect(answer.n).toBe(1);
    expect(answer.big).toEqual(new ExactNumber('9223372036854775807'));
    const [url, init] = fetchMock.mock.calls[0] ?? [];
    expect(url).toBe('/api/workflow/bulk/restart?useLatestDefinitions=true&status=A&status=B');
    expect(init).toMatchObject({ method: 'POST', body: '["a"]' });
  });

  test('sends JSON that is text already to the last character as it is', async () => {
    const fetchMock = answering(async () => json(''));
    await callApi({ method: 'PUT', path: '/m', bodyText: '[ {"n":1.50} ]', schema: noAnswer });
    const [, init] = fetchMock.mock.calls[0] ?? [];
    expect(init).toMatchObject({ body: '[ {"n":1.50} ]', headers: { 'Content-Type': 'application/json' } });
  });

  test('reads text answers as they are, and ignores the body where nothing is expected', async () => {
    answering(async () => new Response('5b1f2c', { headers: { 'content-type': 'text/plain' } }));
    await expect(callApi({ path: '/workflow', schema: textAnswer })).resolves.toBe('5b1f2c');
    answering(async () => new Response(null, { status: 204 }));
    await expect(callApi({ path: '/x', schema: noAnswer })).resolves.toBeUndefined();
  });

  test("a refusal carries the server's message, its field errors and the request", async () => {
    answering(async () =>
      json(
        '{"status":400,"message":"Validation failed","validationErrors":[{"path":"a.name","message":"missing"}]}',
        400,
      ),
    );
    const error = await failureOf(
      callApi({ method: 'PUT', path: '/m', body: { a: 1 }, schema: z.unknown() }),
    );
    expect(error).toMatchObject({
      kind: 'refused',
      status: 400,
      message: 'Validation failed',
      validationErrors: [{ path: 'a.name', message: 'missing' }],
      request: { method: 'PUT', url: '/api/m', body: '{"a":1}' },
    });
  });

  test.each([
    ['a proxy without a server behind it', () => new Response('<h1>Bad gateway', { status: 502 })],
    [
      'a host that serves pages only',
      () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
    ],
  ])('%s is the server being away', async (_name, answer) => {
    answering(async () => answer());
    expect((await failureOf(callApi({ path: '/version', schema: textAnswer }))).kind).toBe('away');
  });

  test('no network is told apart from a refusal', async () => {
    answering(async () => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failureOf(callApi({ path: '/version', schema: textAnswer }))).kind).toBe('network');
  });

  test('an answer of another shape is unreadable, and says where', async () => {
    answering(async () => json('{"n":"one"}'));
    const error = await failureOf(callApi({ path: '/x', schema: z.object({ n: z.number() }) }));
    expect(error.kind).toBe('unreadable');
    expect(error.message).toContain('n');
    answering(async () => json('not json'));
    expect((await failureOf(callApi({ path: '/x', schema: z.unknown() }))).kind).toBe('unreadable');
  });

  test('waits no longer than it is told', async () => {
    answering(
      async (...args: Parameters<typeof fetch> | []) =>
        new Promise((_resolve, reject) => {
          const signal = args[1]?.signal;
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const error = await failureOf(callApi({ path: '/x', schema: z.unknown(), timeoutMs: 1 }));
    expect(error.kind).toBe('timeout');
  });

  test("the caller's own abort is no failure of the API", async () => {
    const controller = new AbortController();
    answering(async () => Promise.reject(new DOMException('gone', 'AbortError')));
    controller.abort();
    await expect(
      callApi({ path: '/x', schema: z.unknown(), signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
