import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream';
import { sendError } from './refusal.ts';
import { reasonOf } from './start-failure.ts';
import type { Upstream } from './upstream.ts';

/** Headers that speak of one connection only and are never passed on. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Methods that may be asked again when nobody knows whether the server has heard. */
const repeatable: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Connecting takes a server that is there well below a second. */
const defaultConnectTimeoutMs = 5000;

export interface Proxy {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Resolves to undefined when the server answers, else to what keeps it from answering. */
  probe(): Promise<string | undefined>;
  close(): void;
}

/** Passes requests on to a Conductor server, bodies streaming both ways, and says so when it does not answer. */
export function createProxy(upstream: Upstream, connectTimeoutMs = defaultConnectTimeoutMs): Proxy {
  const isSecure = upstream.protocol === 'https:';
  const client = isSecure ? https : http;
  const agent = new client.Agent({ keepAlive: true });

  function open(method: string, path: string, headers: IncomingHttpHeaders) {
    const { hostname, port, basePath } = upstream;
    const request = client.request({
      agent,
      hostname,
      port,
      method,
      path: `${basePath}${path}`,
      headers: { ...headers, host: hostOf(upstream) },
    });
    request.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => socket.destroy(timedOut()), connectTimeoutMs);
      // Whoever takes the connection may still say nothing when it is to be secured.
      for (const event of [isSecure ? 'secureConnect' : 'connect', 'close']) {
        socket.once(event, () => clearTimeout(timer));
      }
    });
    return request;
  }

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const method = incoming.method ?? 'GET';
    const headers = forwardedHeaders(incoming, upstream);
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = incoming.headers;
    const hasBody = Number(length) > 0 || encoding !== undefined;
    const mayRepeat = !hasBody && repeatable.has(method);
    let request = send(true);

    function send(mayRetry: boolean): http.ClientRequest {
      const sent = open(method, incoming.url ?? '/', headers);
      sent.on('response', (answer) => {
        const answered = answeredHeaders(answer, upstream);
        outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, answered);
        // A client that goes away or a server that fails midway ends both sides.
        pipeline(answer, outgoing, () => {});
      });
      sent.on('error', (error) => {
        // Of an answer that has begun, its end says whether it is whole: a server may give one without reading on.
        if (outgoing.destroyed || outgoing.headersSent) return;
        // An idle connection that the server closed just now: ask again on a new one.
        if (mayRetry && mayRepeat && sent.reusedSocket && isReset(error)) {
          request = send(false);
          return;
        }
        sendUnreachable(incoming, outgoing, upstream, reasonOf(error));
      });
      // Not a pipeline: that would cut the client off before it hears that the server is away.
      if (hasBody) incoming.pipe(sent);
      else sent.end();
      return sent;
    }

    outgoing.once('close', () => {
      if (!outgoing.writableFinished) request.destroy();
    });
  }

  function probe(): Promise<string | undefined> {
    return new Promise((resolve) => {
      const request = open('GET', '/api/version', authorizationOf(upstream));
      request.on('response', (answer) => {
        answer.resume();
        resolve(undefined);
      });
      request.on('error', (error) => resolve(reasonOf(error)));
      request.end();
    });
  }

  return { handle, probe, close: () => agent.destroy() };
}

function hostOf({ hostname, port, protocol }: Upstream): string {
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  return port === (protocol === 'https:' ? 443 : 80) ? host : `${host}:${port}`;
}

function authorizationOf({ authorization }: Upstream): IncomingHttpHeaders {
  return authorization === undefined ? {} : { authorization };
}

function forwardedHeaders(incoming: IncomingMessage, upstream: Upstream): IncomingHttpHeaders {
  // The page's origin is ours: the other server would take it for a foreign one.
  const { origin: _, ...headers } = passedOn(incoming.headers);
  return {
    ...authorizationOf(upstream),
    ...headers,
    ...(incoming.headers['transfer-encoding'] !== undefined && { 'transfer-encoding': 'chunked' }),
    'x-forwarded-for': [headers['x-forwarded-for'], incoming.socket.remoteAddress].filter(Boolean).join(', '),
    'x-forwarded-host': headers['x-forwarded-host'] ?? headers.host,
    'x-forwarded-proto': headers['x-forwarded-proto'] ?? 'http',
  };
}

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !hopByHop.has(name) && !named.has(name)),
  );
}

function answeredHeaders({ headers }: IncomingMessage, upstream: Upstream): IncomingHttpHeaders {
  const { location, ...others } = passedOn(headers);
  return location === undefined ? others : { ...others, location: seenFromHere(location, upstream) };
}

/** What leads to a place on that server leads to the same place on this one; anywhere else it leads there. */
function seenFromHere(location: string, { label, basePath }: Upstream): string {
  const origin = new URL(label).origin;
  const isAbsolute = location.startsWith(`${origin}/`);
  const path = isAbsolute ? location.slice(origin.length) : location;
  if (!path.startsWith('/') || path.startsWith('//')) return location;
  if (path === basePath) return '/';
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : location;
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function timedOut(): Error {
  return Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' });
}

function sendUnreachable(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  upstream: Upstream,
  reason: string,
): void {
  const message = `The Conductor server at ${upstream.label} does not answer: ${reason}. Start it, or set WF_SERVER to the address of another one.`;
  sendError(incoming, outgoing, { status: 502, message, title: 'The Conductor server does not answer' });
}
