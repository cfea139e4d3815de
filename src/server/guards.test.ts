import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from './config-file.ts';
import { guardsFor } from './run.ts';

function ask(url: string, authorization?: string): IncomingMessage {
  const headers = { host: 'localhost:5001', ...(authorization !== undefined && { authorization }) };
  return Object.assign(new IncomingMessage(new Socket()), { headers, method: 'GET', url });
}

const ofApi = [
  '/api/workflow/execute/a/1',
  '/api/secrets',
  '/actuator/info',
  '/actuator/prometheus',
  '/metrics',
  '/context.js',
  '/api-docs',
  '/v3/api-docs',
  '/swagger-ui/index.html',
];

describe('what a properties file asks for', () => {
  it.each([...ofApi, '/', '/executions'])('a password guards on both ports: %s', (url) => {
    const guards = guardsFor('localhost', { ...defaultSettings, basicAuth: { user: 'a', password: 'b' } });
    for (const guard of [guards.api, guards.page]) {
      expect(guard(ask(url))?.status).toBe(401);
      expect(guard(ask(url, `Basic ${btoa('a:b')}`))).toBeUndefined();
    }
  });

  it.each(ofApi)('a rate limit holds on both ports together: %s', (url) => {
    const guards = guardsFor('localhost', { ...defaultSettings, rateLimit: 1 }, () => 0);
    expect(guards.api(ask(url))).toBeUndefined();
    expect([guards.api(ask(url))?.status, guards.page(ask(url))?.status]).toEqual([429, 429]);
  });

  it.each(['/%61pi/version', 'http://localhost:5001/api/version', '//api/version'])(
    'a rate limit is not got around by spelling: %s',
    (url) => {
      const { api } = guardsFor('localhost', { ...defaultSettings, rateLimit: 1 }, () => 0);
      expect([api(ask(url))?.status, api(ask(url))?.status]).toEqual([undefined, 429]);
    },
  );

  it('a rate limit does not count the page', () => {
    const { page } = guardsFor('localhost', { ...defaultSettings, rateLimit: 0 }, () => 0);
    expect([page(ask('/executions'))?.status, page(ask('/assets/a.js'))?.status]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('a rate limit keeps passwords from being guessed in a hurry', () => {
    const settings = { ...defaultSettings, rateLimit: 1, basicAuth: { user: 'a', password: 'b' } };
    const { api } = guardsFor('localhost', settings, () => 0);
    expect([api(ask('/api/version'))?.status, api(ask('/api/version'))?.status]).toEqual([401, 429]);
  });
});
