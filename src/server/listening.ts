import http, { type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Guard } from './guard.ts';
import { sendError } from './refusal.ts';
import { cannotRun, reasonOf } from './start-failure.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
  /** The flag that chooses another port. */
  readonly portFlag: string;
}

/** Workers keep their connections between polls; closing them early would make some requests fail. */
const keepAliveMs = 75_000;

/** Starts to listen; rejects with what to do when it cannot. */
export function listen(address: Address, guard: Guard, handle: RequestListener): Promise<Server> {
  const { host, port, portFlag } = address;
  const server = http.createServer({ keepAliveTimeout: keepAliveMs, noDelay: true }, (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'same-origin');
    const refusal = guard(request);
    if (refusal === undefined) handle(request, response);
    else sendError(request, response, refusal);
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const advice = isInUse(error)
        ? `Stop what uses it, or choose another with ${portFlag}`
        : `Choose another with --host or ${portFlag}`;
      reject(cannotRun(`Cannot listen on port ${port} of ${host}: ${reasonOf(error)}. ${advice}.`));
    });
    server.listen(port, host, () => resolve(server));
  });
}

function isInUse(error: Error): boolean {
  return 'code' in error && error.code === 'EADDRINUSE';
}

/** The address to show: of this machine, where the server listens on all. */
export function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Takes no more connections, lets the requests under way finish, and cuts those off that take too long. */
export function stopListening(servers: readonly Server[], graceMs: number): Promise<unknown> {
  const cutOff = setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, graceMs);
  // A connection that was busy at the close would else stay open, idle, until its client lets go.
  const sweep = setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, 50);
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  return Promise.all(closed).finally(() => {
    clearTimeout(cutOff);
    clearInterval(sweep);
  });
}
