import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import type { HttpCall } from '../ports.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const site = { uri: 'http://site.test/x', method: 'GET' };

/** Starts a call of the request, which is not to be looked at before. */
async function calling(http_request: unknown) {
  const scenario = await Scenario.open();
  const http = step('HTTP', 'h', { inputParameters: { http_request: '${workflow.input.request}' } });
  const id = await scenario.start(workflowDef([http, simple('after')]), { input: { request: http_request } });
  await settled();
  return { scenario, id, task: await scenario.task(id, 'h'), calls: scenario.ports.http.calls };
}

async function request(fields: Fields): Promise<HttpCall | undefined> {
  return (await calling({ ...site, ...fields })).calls[0]?.request;
}

const illegal = 'Failed to invoke HTTP task due to: java.lang.IllegalArgumentException: Invalid HTTP method:';
const noUri = 'Missing HTTP URI.  See documentation for HttpTask for required input parameters';
const noMethod = 'No HTTP method specified';
const failing = 'Failed to invoke HTTP task due to: java.lang.Exception:';

describe('HTTP requests', () => {
  it.each([
    [{ method: 'GET' }, noUri],
    [{ method: 'GET', uri: null }, noUri],
    [{ method: 'GET', uri: 5 }, noUri],
    [{ method: 'GET', uri: ['http://site.test'] }, noUri],
    [{ uri: '', method: 'GET' }, `${failing} I/O error on GET request for "": Target host is not specified`],
    [
      { uri: ' ', method: 'POST' },
      `${failing} I/O error on POST request for " ": Target host is not specified`,
    ],
    [{ uri: site.uri }, noMethod],
    [{ uri: site.uri, method: null }, noMethod],
    [{ uri: site.uri, method: 5 }, noMethod],
    [{}, noUri],
  ])('HT5 HT13 %j fails the task, and calls nobody', async (wanted, reason) => {
    const { scenario, id, task, calls } = await calling(wanted);
    expect(task).toMatchObject({ status: 'FAILED', reasonForIncompletion: reason });
    expect(calls).toEqual([]);
    expect((await scenario.get(id)).reasonForIncompletion).toBe(
      `Task ${task.taskId} failed with status: FAILED and reason: '${reason}'`,
    );
  });

  it.each(['', ' ', 'get', 'Get', ' GET', 'GET ', 'CONNECT', 'LINK', 'constructor', 'G\nT'])(
    'HT13 the method "%s" fails the task, and calls nobody',
    async (method) => {
      const { task, calls } = await calling({ ...site, method });
      expect(task.reasonForIncompletion).toBe(`${illegal} ${method}`);
      expect(task.outputData).toEqual({
        response: `java.lang.IllegalArgumentException: Invalid HTTP method: ${method}`,
      });
      expect(calls).toEqual([]);
    },
  );

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])(
    'HT13 calls with the method %s',
    async (method) => {
      expect((await request({ method }))?.method).toBe(method);
    },
  );

  it.each(['text', 5, true, ['X-A: 1']])('HT12 the headers %j fail the task', async (headers) => {
    const { task, calls } = await calling({ ...site, headers });
    expect(task.status).toBe('FAILED');
    expect(task.reasonForIncompletion).toContain(`${failing} headers are not a map: `);
    expect(calls).toEqual([]);
  });

  const usual = { Accept: 'application/json', 'Content-Type': 'application/json' };

  it.each<[string, Fields, Fields]>([
    ['none', {}, usual],
    ['null', { headers: null }, usual],
    ['an empty map', { headers: {} }, usual],
    [
      'a number, a flag and null',
      { headers: { a: 5, b: true, c: null } },
      { ...usual, a: '5', b: 'true', c: 'null' },
    ],
    ['a list and a map', { headers: { a: [1, 'x'], b: { c: 1 } } }, { ...usual, a: '[1, x]', b: '{c=1}' }],
    [
      'one in place of a usual one, in other letters',
      { headers: { ACCEPT: 'text/plain', 'content-type': 'text/csv' } },
      { ACCEPT: 'text/plain', 'content-type': 'text/csv' },
    ],
    [
      'accept and contentType',
      { accept: 'a/b', contentType: 'c/d' },
      { Accept: 'a/b', 'Content-Type': 'c/d' },
    ],
    ['accept of several', { accept: ['a/b', 'c/d'] }, { ...usual, Accept: 'a/b, c/d' }],
    ['accept and contentType that are no text', { accept: 5, contentType: null }, usual],
    ['empty accept and contentType', { accept: '', contentType: '' }, usual],
    ['a name that objects inherit', { headers: { constructor: 'x' } }, { ...usual, constructor: 'x' }],
  ])('HT1 headers: %s', async (_what, fields, headers) => {
    expect((await request(fields))?.headers).toEqual(headers);
  });

  it.each<[unknown, string | undefined]>([
    [undefined, undefined],
    [null, undefined],
    ['', ''],
    ['text', 'text'],
    ['{"a": 1}', '{"a": 1}'],
    [5, '5'],
    [0, '0'],
    [false, 'false'],
    [[1, null, 'x'], '[1,null,"x"]'],
    [{ a: { b: [] } }, '{"a":{"b":[]}}'],
  ])('HT1 the body %j is sent as %j', async (body, sent) => {
    expect((await request({ method: 'POST', body }))?.body).toBe(sent);
  });

  it.each<[unknown, number]>([
    [undefined, 3000],
    [null, 3000],
    [1500, 1500],
    ['1500', 1500],
    [0, 3000],
    [-1, 3000],
    ['soon', 3000],
    [{}, 3000],
    [true, 1],
  ])('HT1 the timeouts %j are %i ms', async (given, milliseconds) => {
    const sent = await request({ connectionTimeOut: given, readTimeOut: given });
    expect([sent?.connectTimeoutMs, sent?.readTimeoutMs]).toEqual([milliseconds, milliseconds]);
  });

  it.each<[string, unknown]>([
    ['a text', 'http://site.test/x'],
    ['null', null],
    ['a list', [site]],
  ])('HT1 an http_request that is %s is none: the input itself counts', async (_what, http_request) => {
    const { task, calls } = await calling(http_request);
    expect(task.reasonForIncompletion).toBe(noUri);
    expect(calls).toEqual([]);
  });
});

describe('HTTP answers', () => {
  async function answered(status: number, body: string, fields: Fields = {}) {
    const { scenario, id, calls } = await calling({ ...site, uri: 'http://site.test/x?secret=1', ...fields });
    calls[0]?.answer({ status, statusText: 'So', body });
    await settled();
    return { scenario, id, task: await scenario.task(id, 'h') };
  }

  it.each([
    [200, 'COMPLETED'],
    [299, 'COMPLETED'],
    [300, 'FAILED'],
    [304, 'FAILED'],
    [399, 'FAILED'],
  ])('HT2 HT4 of status %i the task is %s and holds the answer', async (status, expected) => {
    const { task } = await answered(status, '{"a":1}');
    expect(task).toMatchObject({
      status: expected,
      outputData: { response: { statusCode: status, reasonPhrase: 'So', body: { a: 1 } } },
    });
    expect(task.reasonForIncompletion).toBe(expected === 'FAILED' ? '{"a":1}' : undefined);
  });

  it.each([
    [400, '', '400 So on GET request for "http://site.test/x": [no body]'],
    [404, 'gone', '404 So on GET request for "http://site.test/x": "gone"'],
    [599, '{"a":"b"}', '599 So on GET request for "http://site.test/x": "{"a":"b"}"'],
  ])('HT3 of status %i the output is a text, without the query', async (status, body, message) => {
    const { task } = await answered(status, body);
    expect(task).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: `${failing} ${message}`,
      outputData: { response: `java.lang.Exception: ${message}` },
    });
  });

  it('HT4 nothing at all but a status has a reason', async () => {
    const { task } = await answered(302, '');
    expect(task.reasonForIncompletion).toBe('No response from the remote service');
  });

  it.each<[string, unknown]>([
    ['', null],
    [' \n', ''],
    ['null', 'null'],
    ['[null]', [null]],
    ['true', 'true'],
    ['false', 'false'],
    ['0', 0],
    ['"text"', 'text'],
    ['[]', []],
    ['{"a":}', '{"a":}'],
    [' {"a": 1} ', { a: 1 }],
    ['{"a": 1} {"a": 2}', '{"a": 1} {"a": 2}'],
    ['42 apples', '42 apples'],
    ['NaN', 'NaN'],
    ['\u0000', '\u0000'],
  ])('HT2 HT19 of the body %j is kept %j', async (body, kept) => {
    const { task } = await answered(200, body);
    expect(task.outputData).toMatchObject({ response: { body: kept } });
  });
});
