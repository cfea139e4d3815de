import { IncomingMessage, type IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { allOf, basicAuthGuard, hostGuard, originGuard, rateGuard } from './guard.ts';

function request(headers: IncomingHttpHeaders, method = 'GET', url = '/api/version'): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { headers, method, url });
}

describe('hostGuard', () => {
  const guard = hostGuard('127.0.0.1');

  it.each(['localhost:5001', '127.0.0.1:5001', '[::1]:5001', 'localhost', 'page.localhost:5001'])(
    'lets %s in',
    (host) => {
      expect(guard(request({ host }))).toBeUndefined();
    },
  );

  it.each(['evil.test', 'evil.test:5001', '127.0.0.1.evil.test', '10.0.0.1:5001'])('refuses %s', (host) => {
    expect(guard(request({ host }))?.status).toBe(403);
  });

  it('asks nothing of a server that is open to others', () => {
    expect(hostGuard('0.0.0.0')(request({ host: 'any.test' }))).toBeUndefined();
  });
});

describe('originGuard', () => {
  const guard = originGuard(['http://page.test']);
  const host = 'localhost:5001';

  it.each([undefined, 'http://localhost:5001', 'http://page.test'])('lets %s change things', (origin) => {
    const headers = origin === undefined ? { host } : { host, origin };
    expect(guard(request(headers, 'POST'))).toBeUndefined();
  });

  it.each(['http://evil.test', 'null', 'http://localhost:9999'])('refuses %s', (origin) => {
    expect(guard(request({ host, origin }, 'DELETE'))).toMatchObject({
      status: 403,
      message: 'Invalid CORS request',
    });
  });

  it('lets everyone read, which browsers guard themselves', () => {
    expect(guard(request({ host, origin: 'http://evil.test' }))).toBeUndefined();
  });
});

describe('basicAuthGuard', () => {
  const guard = basicAuthGuard({ user: 'me', password: 'pass' });

  it('asks for user and password', () => {
    const refusal = guard(request({}));
    expect(refusal?.status).toBe(401);
    expect(refusal?.headers).toHaveProperty('WWW-Authenticate');
    expect(guard(request({ authorization: `Basic ${btoa('me:wrong')}` }))?.status).toBe(401);
    expect(guard(request({ authorization: `Basic ${btoa('me:pass')}` }))).toBeUndefined();
  });

  it('lets monitoring ask for health', () => {
    expect(guard(request({}, 'GET', '/health'))).toBeUndefined();
  });
});

describe('rateGuard', () => {
  it('counts anew each second', () => {
    let now = 0;
    const guard = rateGuard(2, () => now);
    expect([guard(request({})), guard(request({}))]).toEqual([undefined, undefined]);
    expect(guard(request({}))?.status).toBe(429);
    now = 1000;
    expect(guard(request({}))).toBeUndefined();
  });

  it('lets monitoring ask for health', () => {
    const guard = rateGuard(0, () => 0);
    expect(guard(request({}, 'GET', '/health'))).toBeUndefined();
    expect(guard(request({}, 'GET', '/api/health'))).toBeUndefined();
    expect(guard(request({}, 'GET', '/api/version'))?.status).toBe(429);
  });
});

describe('allOf', () => {
  it('gives the first objection', () => {
    const guard = allOf([hostGuard('localhost'), basicAuthGuard({ user: 'a', password: 'b' })]);
    expect(guard(request({ host: 'evil.test' }))?.status).toBe(403);
    expect(guard(request({ host: 'localhost' }))?.status).toBe(401);
  });
});
