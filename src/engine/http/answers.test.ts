import { describe, expect, it } from 'vitest';
import { notFound } from '../errors.ts';
import { api, post } from './testing/fake-engine.ts';

describe('answers', () => {
  it('gives ids as plain text', async () => {
    const app = api({ workflows: { start: () => Promise.resolve('id-1') } });
    const response = await app.request('/api/workflow', post('{"name":"a"}'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
    expect(await response.text()).toBe('id-1');
  });

  it('answers 200 with an empty body where nothing is returned', async () => {
    const app = api({ workflows: { pause: () => Promise.resolve() } });
    const response = await app.request('/api/workflow/x/pause', { method: 'PUT' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBeNull();
    expect(await response.text()).toBe('');
  });

  it('answers 204 to restart, retry and a poll without a task', async () => {
    const app = api({
      workflows: { restart: () => Promise.resolve(), retry: () => Promise.resolve() },
      tasks: { poll: () => Promise.resolve([]), logs: () => Promise.resolve([]) },
    });
    const statuses = await Promise.all(
      [
        app.request('/api/workflow/x/restart', { method: 'POST' }),
        app.request('/api/workflow/x/retry', { method: 'POST' }),
        app.request('/api/tasks/poll/some_type'),
        app.request('/api/tasks/some-id/log'),
      ].map(async (response) => (await response).status),
    );
    expect(statuses).toEqual([204, 204, 204, 204]);
  });

  it('answers an empty list to a batch poll without tasks', async () => {
    const app = api({ tasks: { poll: () => Promise.resolve([]) } });
    const response = await app.request('/api/tasks/poll/batch/some_type?count=3&timeout=10');
    expect([response.status, await response.json()]).toEqual([200, []]);
  });

  it('prefers literal paths to parameters', async () => {
    const app = api({
      workflows: {
        search: () => Promise.resolve({ totalHits: 0, results: [] }),
        decide: () => Promise.resolve(),
        pause: () => Promise.reject(new Error('not this one')),
      },
    });
    expect(await (await app.request('/api/workflow/search')).json()).toEqual({ totalHits: 0, results: [] });
    expect((await app.request('/api/workflow/decide/pause', { method: 'PUT' })).status).toBe(200);
  });

  it('decodes names in the path', async () => {
    const asked: string[] = [];
    const app = api({
      metadata: {
        task: (name) => {
          asked.push(name);
          return Promise.reject(notFound('none'));
        },
      },
    });
    await app.request('/api/metadata/taskdefs/a%20b%2Fc');
    expect(asked).toEqual(['a b/c']);
  });
});

describe('bulk operations', () => {
  it('say what became of each id', async () => {
    const app = api({
      workflows: {
        pause: (id) => (id === 'bad' ? Promise.reject(notFound('no such')) : Promise.resolve()),
      },
    });
    const request = { ...post('["a","bad","b"]'), method: 'PUT' };
    const response = await app.request('/api/workflow/bulk/pause', request);
    expect(await response.json()).toEqual({
      bulkErrorResults: { bad: 'no such' },
      bulkSuccessfulResults: ['a', 'b'],
    });
  });

  it('name an id twice when they did two things to it', async () => {
    const app = api({
      workflows: { terminate: () => Promise.resolve(), remove: () => Promise.resolve() },
    });
    const request = { ...post('["a"]'), method: 'DELETE' };
    const response = await app.request('/api/workflow/bulk/terminate-remove', request);
    expect(await response.json()).toEqual({ bulkErrorResults: {}, bulkSuccessfulResults: ['a', 'a'] });
  });

  it.each([
    ['[]', 'WorkflowIds list cannot be null.'],
    [
      JSON.stringify(Array.from({ length: 1001 }, (_, index) => `id-${index}`)),
      'Cannot process more than 1000 workflows. Please use multiple requests.',
    ],
  ])('take from 1 to 1000 ids', async (body, message) => {
    const response = await api().request('/api/workflow/bulk/resume', { ...post(body), method: 'PUT' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      validationErrors: [{ path: 'resumeWorkflow.arg0', message }],
    });
  });
});
