import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { BasicAuth } from './config-file.ts';
import type { Refusal } from './refusal.ts';

/** Looks at a request before anything else does; what it returns is the answer. */
export type Guard = (request: IncomingMessage) => Refusal | undefined;

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * A page of another site can point a name of its own at this machine and so reach what listens on it. A server for
 * this machine alone therefore answers only to this machine's names.
 */
export function hostGuard(boundTo: string): Guard {
  if (!loopback.has(boundTo)) return () => undefined;
  return (request) => {
    const name = nameOf(request.headers.host);
    if (name === undefined || loopback.has(name) || name.endsWith('.localhost')) return undefined;
    return {
      status: 403,
      title: 'Unknown host name',
      message: `This server does not answer to the name ${name}. Use localhost, or start it with --host to open it to others.`,
    };
  };
}

function nameOf(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  return URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? host;
}

/** Pages of other origins may not change anything, unless their origin is allowed. */
export function originGuard(allowed: readonly string[]): Guard {
  return ({ method, headers }) => {
    const { origin, host } = headers;
    if (origin === undefined || method === 'GET' || method === 'HEAD' || method === 'OPTIONS')
      return undefined;
    if (allowed.includes('*') || allowed.includes(origin) || URL.parse(origin)?.host === host)
      return undefined;
    return { status: 403, title: 'Foreign origin', message: 'Invalid CORS request' };
  };
}

/** What monitoring asks without a password, and as often as it likes. */
function isForHealth({ url }: IncomingMessage): boolean {
  return url === '/health' || url === '/api/health';
}

/** Asks for a user and password, except for health. */
export function basicAuthGuard({ user, password }: BasicAuth): Guard {
  const expected = digest(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  return (request) => {
    if (isForHealth(request)) return undefined;
    // The scheme's name may be in any case, what follows it may not.
    const given = (request.headers.authorization ?? '').replace(/^basic +/i, 'Basic ');
    if (timingSafeEqual(digest(given), expected)) return undefined;
    return {
      status: 401,
      title: 'User and password needed',
      message: 'Full authentication is required to access this resource',
      headers: { 'WWW-Authenticate': 'Basic realm="Conductor", charset="UTF-8"' },
    };
  };
}

/** Equal lengths are what a comparison in constant time needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** At most so many requests a second from one address, except for health; `now` gives milliseconds. */
export function rateGuard(perSecond: number, now: () => number = Date.now): Guard {
  let second = 0;
  const counts = new Map<string, number>();
  return (request) => {
    if (isForHealth(request)) return undefined;
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      counts.clear();
    }
    const address = request.socket.remoteAddress ?? '';
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count <= perSecond) return undefined;
    return {
      status: 429,
      title: 'Too many requests',
      message: `More than ${perSecond} requests in one second. Try again in a moment.`,
      headers: { 'Retry-After': '1' },
    };
  };
}

/** A guard that looks at some requests only. */
export function onlyFor(isMeant: (request: IncomingMessage) => boolean, guard: Guard): Guard {
  return (request) => (isMeant(request) ? guard(request) : undefined);
}

/** The first objection of several. */
export function allOf(guards: readonly Guard[]): Guard {
  return (request) => {
    for (const guard of guards) {
      const refusal = guard(request);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
}
