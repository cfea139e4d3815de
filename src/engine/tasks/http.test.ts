import { describe, expect, it } from 'vitest';
import { simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import type { HttpAnswer } from '../ports.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const call = (request: Fields, fields: Fields = {}) =>
  workflowDef([
    step('HTTP', 'h', { inputParameters: { http_request: request }, ...fields }),
    simple('after'),
  ]);

async function answered(def: ReturnType<typeof call>, answer: Partial<HttpAnswer>) {
  const scenario = await Scenario.open();
  const id = await scenario.start(def);
  scenario.ports.http.calls[0]?.answer(answer);
  await settled();
  return { scenario, id, task: await scenario.task(id, 'h') };
}

const get = { uri: 'http://example.test/x', method: 'GET' };

describe('HTTP', () => {
  it('JS8 keeps the names of numbers that no double holds', async () => {
    const { task } = await answered(call(get), { body: '{"a":[1e999,-1e999,1e308]}' });
    expect(task.outputData).toMatchObject({ response: { body: { a: ['Infinity', '-Infinity', 1e308] } } });
  });

  it('HT1 calls with what http_request says', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      call({
        uri: 'http://example.test/${workflow.input.path}',
        method: 'POST',
        headers: { 'X-Trace': 7, accept: 'text/plain' },
        body: { a: [1] },
        connectionTimeOut: 500,
        readTimeOut: 1500,
      }),
      { input: { path: 'x' } },
    );
    expect(scenario.ports.http.calls.map((each) => each.request)).toEqual([
      {
        url: 'http://example.test/x',
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Trace': '7', accept: 'text/plain' },
        body: '{"a":[1]}',
        connectTimeoutMs: 500,
        readTimeoutMs: 1500,
      },
    ]);
    expect((await scenario.task(id, 'h')).status).toBe('SCHEDULED');
    expect((await scenario.task(id, 'h')).inputData['asyncComplete']).toBe(false);
  });

  it('HT1 the request may be the input itself', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([step('HTTP', 'h', { inputParameters: get })]));
    expect(scenario.ports.http.calls[0]?.request).toEqual({
      url: get.uri,
      method: 'GET',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      connectTimeoutMs: 3000,
      readTimeoutMs: 3000,
    });
  });

  it('HT2 a 2xx answer completes the task', async () => {
    const headers = { 'content-type': ['application/json'] };
    const { scenario, id, task } = await answered(call(get), {
      status: 201,
      statusText: 'Created',
      headers,
      body: '{"id": 4}',
    });
    expect(task.status).toBe('COMPLETED');
    expect(task.outputData).toEqual({
      response: { statusCode: 201, reasonPhrase: 'Created', headers, body: { id: 4 } },
    });
    expect(task.pollCount).toBe(1);
    expect(await scenario.trace(id)).toEqual(['h COMPLETED', 'after SCHEDULED']);
  });

  it.each([
    { body: '[1, 2]', value: [1, 2] },
    { body: '12', value: 12 },
    { body: 'true', value: 'true' },
    { body: '"quoted"', value: 'quoted' },
    { body: 'plain', value: 'plain' },
    { body: '', value: null },
  ])('HT2 the body $body', async ({ body, value }) => {
    const { task } = await answered(call(get), { body });
    expect(task.outputData).toMatchObject({ response: { body: value } });
  });

  it.each([404, 503])('HT3 a %s fails the task', async (status) => {
    const { scenario, id, task } = await answered(call(get), { status, statusText: 'Oh', body: 'sorry' });
    expect(task.status).toBe('FAILED');
    const exception = `java.lang.Exception: ${status} Oh on GET request for "http://example.test/x": "sorry"`;
    expect(task.reasonForIncompletion).toBe(`Failed to invoke HTTP task due to: ${exception}`);
    expect(task.outputData).toEqual({ response: exception });
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it.each([1001, 20_000])(
    'HT11 an answer nested %i deep is kept as text, and not asked for again',
    async (depth) => {
      const body = '['.repeat(depth) + ']'.repeat(depth);
      const { scenario, id, task } = await answered(call(get), { body });
      expect([task.status, task.outputData]).toMatchObject(['COMPLETED', { response: { body } }]);
      await scenario.advance(3600);
      expect(scenario.ports.http.calls).toHaveLength(1);
      expect(await scenario.trace(id)).toEqual(['h COMPLETED', 'after SCHEDULED']);
      expect(scenario.ports.log.lines).toEqual([]);
    },
  );

  it('HT11 an answer that nests less is JSON', async () => {
    const body = '['.repeat(900) + ']'.repeat(900);
    const { task } = await answered(call(get), { body });
    expect(JSON.stringify(task.outputData)).toContain(`"body":${body}`);
  });

  it('HT3 no answer fails the task', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(call(get));
    scenario.ports.http.calls[0]?.fail('connect ECONNREFUSED');
    await settled();
    expect((await scenario.task(id, 'h')).reasonForIncompletion).toBe(
      'Failed to invoke HTTP task due to: java.lang.Exception: connect ECONNREFUSED',
    );
  });

  it('HT4 a 3xx fails the task', async () => {
    const { task } = await answered(call(get), { status: 304, body: '' });
    expect(task.status).toBe('FAILED');
    expect(task.reasonForIncompletion).toBe('No response from the remote service');
  });

  it.each([
    {
      request: { method: 'GET' },
      reason: 'Missing HTTP URI.  See documentation for HttpTask for required input parameters',
    },
    { request: { uri: 'http://example.test' }, reason: 'No HTTP method specified' },
  ])('HT5 $reason', async ({ request, reason }) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(call(request));
    await settled();
    const task = await scenario.task(id, 'h');
    expect({ status: task.status, reason: task.reasonForIncompletion }).toEqual({ status: 'FAILED', reason });
    expect(scenario.ports.http.calls).toEqual([]);
  });

  it('HT6 with asyncComplete the task stays open', async () => {
    const { scenario, id, task } = await answered(call(get, { asyncComplete: true }), { body: '{}' });
    expect(task.status).toBe('IN_PROGRESS');
    await scenario.update(task, 'COMPLETED');
    expect(await scenario.trace(id)).toEqual(['h COMPLETED', 'after SCHEDULED']);
    expect(scenario.ports.http.calls).toHaveLength(1);
  });

  it('HT7 an answer that comes too late changes nothing', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(call(get));
    await scenario.engine.workflows.terminate(id, 'enough');
    scenario.ports.http.calls[0]?.answer({});
    await settled();
    expect(await scenario.trace(id)).toEqual(['h CANCELED']);
  });

  it('HT8 at most 100 calls at a time', async () => {
    const scenario = await Scenario.open();
    const ids: string[] = [];
    for (let n = 0; n < 101; n += 1) ids.push(await scenario.start(call(get)));
    const { calls } = scenario.ports.http;
    expect(calls).toHaveLength(100);
    calls[0]?.answer({});
    await settled();
    expect(calls).toHaveLength(101);
  });

  it('RT10 a registered HTTP task is called again after its delay', async () => {
    const scenario = await Scenario.open({
      taskDefs: [taskDef('h', { retryCount: 1, retryDelaySeconds: 5 })],
    });
    const id = await scenario.start(call(get));
    const { calls } = scenario.ports.http;
    calls[0]?.answer({ status: 500 });
    await settled();
    expect(await scenario.trace(id)).toEqual(['h FAILED', 'h SCHEDULED']);
    expect(calls).toHaveLength(1);
    await scenario.advance(5);
    expect(calls).toHaveLength(2);
    calls[1]?.answer({});
    await settled();
    expect(await scenario.trace(id)).toEqual(['h FAILED', 'h COMPLETED', 'after SCHEDULED']);
  });
});
