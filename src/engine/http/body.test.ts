import { describe, expect, it } from 'vitest';
import { workflowDefSchema } from '#contract/index.ts';
import { api, json, post } from './testing/fake-engine.ts';

describe('bodies', () => {
  const start = {
    metadata: { workflow: () => Promise.resolve(workflowDefSchema.parse({ name: 'a' })) },
    workflows: { start: () => Promise.resolve('id-1') },
  };

  const message = async (response: Response) => {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
  };

  it('must be there', async () => {
    for (const body of ['', 'null']) {
      const response = await api(start).request('/api/workflow/a', post(body));
      expect([response.status, await message(response)]).toEqual([500, 'Required request body is missing']);
    }
  });

  it('must be JSON', async () => {
    const response = await api(start).request('/api/workflow/a', post('{bad'));
    expect([response.status, await message(response)]).toEqual([
      500,
      "JSON parse error: Unexpected character ('b' (code 98)): was expecting double-quote to start field name",
    ]);
  });

  it('must be declared as JSON', async () => {
    const text = { 'Content-Type': 'text/plain;charset=UTF-8' };
    const response = await api(start).request('/api/workflow/a', post('{}', text));
    expect([response.status, await message(response)]).toEqual([
      500,
      "Content-Type 'text/plain;charset=UTF-8' is not supported",
    ]);
  });

  it.each(['application/json; charset=utf-8', 'application/foo+json'])('may come as %s', async (type) => {
    const response = await api(start).request('/api/workflow/a', post('{}', { 'Content-Type': type }));
    expect(response.status).toBe(200);
  });

  it('of a start need not hold an input, but must not hold null', async () => {
    const accepted = await api(start).request('/api/workflow', post('{"name":"a"}'));
    expect(accepted.status).toBe(200);
    const refused = await api(start).request('/api/workflow', post('{"name":"a","input":null}'));
    expect([refused.status, await message(refused)]).toEqual([
      400,
      'NULL input passed when starting workflow',
    ]);
  });

  it('of a result are checked for ids before anything else', async () => {
    const response = await api().request('/api/tasks', post('{}'));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      validationErrors: [
        { path: 'updateTask.arg0.workflowInstanceId', message: 'Workflow Id cannot be null or empty' },
        { path: 'updateTask.arg0.taskId', message: 'Task ID cannot be null or empty' },
      ],
    });
    const second = await api().request('/api/tasks/update-v2', post('{}'));
    expect([second.status, await message(second)]).toEqual([
      500,
      'Validation failed for argument [0]: Workflow Id cannot be null or empty, Task ID cannot be null or empty',
    ]);
  });

  it('of a skipped task may be left out', async () => {
    const skipped: unknown[] = [];
    const app = api({
      workflows: {
        skipTask: (_id, _reference, given) => {
          skipped.push(given);
          return Promise.resolve();
        },
      },
    });
    const put = (init: RequestInit) => app.request('/api/workflow/x/skiptask/t', { ...init, method: 'PUT' });
    await put({});
    await put(post('{"taskOutput":{"a":1}}'));
    expect(skipped).toEqual([{}, { taskOutput: { a: 1 } }]);
  });

  it('are refused unread when announced as too large', async () => {
    const app = api(start, { maxBodyBytes: 100 });
    const response = await app.request(
      '/api/workflow/a',
      post(JSON.stringify({ text: 'x'.repeat(200) }), { ...json, 'Content-Length': '211' }),
    );
    expect([response.status, await message(response)]).toEqual([
      413,
      'The request body is greater than the permissible limit: 100 bytes',
    ]);
  });

  it('are cut off when they grow too large on the way', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new TextEncoder().encode('x'.repeat(40)));
      },
    });
    const init = {
      method: 'POST',
      headers: { ...json, 'Transfer-Encoding': 'chunked' },
      body: endless,
      duplex: 'half',
    };
    const request = new Request('http://localhost/api/workflow/a', init);
    const response = await api(start, { maxBodyBytes: 100 }).request(request);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(10);
  });

  it('of a task log are taken as they stand', async () => {
    const logged: string[] = [];
    const app = api({
      tasks: {
        log: (_, line) => {
          logged.push(line);
          return Promise.resolve();
        },
      },
    });
    await app.request('/api/tasks/t/log', post('"quoted"'));
    await app.request('/api/tasks/t/log', post('plain', { 'Content-Type': 'text/plain' }));
    expect(logged).toEqual(['"quoted"', 'plain']);
  });
});
