import { describe, expect, it } from 'vitest';
import { EngineError, internal, validationFailed } from '../errors.ts';
import { api, post, silent } from './testing/fake-engine.ts';

describe('errors', () => {
  it.each([
    ['notFound', 404],
    ['conflict', 409],
    ['invalid', 400],
    ['forbidden', 403],
    ['tooLarge', 413],
    ['internal', 500],
  ] as const)('of kind %s have status %i', async (kind, status) => {
    const app = api({ workflows: { get: () => Promise.reject(new EngineError(kind, 'because')) } });
    const response = await app.request('/api/workflow/x');
    expect([response.status, await response.json()]).toEqual([
      status,
      { status, message: 'because', instance: 'here', retryable: false },
    ]);
  });

  it('of validation name each fault and no instance', async () => {
    const faults = [{ path: 'a.b', message: 'c' }];
    const app = api({ metadata: { registerWorkflow: () => Promise.reject(validationFailed(faults)) } });
    const response = await app.request('/api/metadata/workflow', post('{}'));
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        status: 400,
        message: 'Validation failed, check below errors for detail.',
        retryable: false,
        validationErrors: faults,
      },
    ]);
  });

  it('that nobody foresaw are answered and logged', async () => {
    const logged: string[] = [];
    const log = { ...silent, error: (message: string) => logged.push(message) };
    const app = api({ workflows: { get: () => Promise.reject(new Error('disk full')) } }, { log });
    const response = await app.request('/api/workflow/x');
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ message: 'disk full' });
    expect(logged).toEqual(['GET /api/workflow/x failed']);
  });

  it('that are answers are not logged', async () => {
    const logged: string[] = [];
    const log = { ...silent, error: (message: string) => logged.push(message) };
    const app = api({ workflows: { resume: () => Promise.reject(internal('not PAUSED')) } }, { log });
    await app.request('/api/workflow/x/resume', { method: 'PUT' });
    expect(logged).toEqual([]);
  });

  it.each(['/api/nope', '/api/token', '/api/schema', '/nope.txt'])('404 for %s', async (path) => {
    const response = await api().request(path);
    expect([response.status, await response.json()]).toEqual([
      404,
      {
        status: 404,
        message: `No static resource ${path.slice(1)}.`,
        instance: 'here',
        retryable: false,
      },
    ]);
  });

  it('405 for a known path with another method, which OPTIONS names', async () => {
    const refused = await api().request('/api/workflow/bulk/pause', { method: 'POST' });
    expect(refused.status).toBe(405);
    expect(await refused.json()).toMatchObject({ message: "Request method 'POST' is not supported" });
    const asked = await api().request('/api/workflow/search', { method: 'OPTIONS' });
    expect(asked.status).toBe(200);
    expect(asked.headers.get('allow')?.split(',').toSorted()).toEqual([
      'DELETE',
      'GET',
      'HEAD',
      'OPTIONS',
      'POST',
    ]);
  });
});
