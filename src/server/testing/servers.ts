import type { IncomingMessage, RequestListener, Server } from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { listen, stopListening, urlOf } from '../listening.ts';
import { createProxy, type Proxy } from '../proxy.ts';
import { readUpstream } from '../upstream.ts';

/** Servers of a test, and proxies in front of them. All of them end with it. */
export class TestServers {
  readonly #servers: Server[] = [];
  readonly #raw: net.Server[] = [];
  readonly #sockets = new Set<net.Socket>();
  readonly #proxies: Proxy[] = [];

  /** The address of a server that answers so. */
  async serve(handle: RequestListener, port = 0): Promise<string> {
    const server = await listen({ host: '127.0.0.1', port, portFlag: '--port' }, () => undefined, handle);
    this.#servers.push(server);
    return urlOf(server, '127.0.0.1');
  }

  /** The address of what need not be a web server at all. */
  async serveRaw(handle: (socket: net.Socket) => void): Promise<string> {
    const server = net.createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      handle(socket);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    this.#raw.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  proxy(address: string, connectTimeoutMs?: number): Proxy {
    const proxy = createProxy(readUpstream(address), connectTimeoutMs);
    this.#proxies.push(proxy);
    return proxy;
  }

  /** The address of a proxy in front of a server. */
  async proxyTo(address: string, connectTimeoutMs?: number): Promise<string> {
    const proxy = this.proxy(address, connectTimeoutMs);
    return this.serve((request, response) => proxy.handle(request, response));
  }

  /** An address where nothing listens. */
  async deadAddress(): Promise<string> {
    const address = await this.serve(() => {});
    await stopListening(this.#servers.splice(-1), 0);
    return address;
  }

  async close(): Promise<void> {
    for (const proxy of this.#proxies.splice(0)) proxy.close();
    for (const socket of this.#sockets) socket.destroy();
    await stopListening(this.#servers.splice(0), 0);
    await Promise.all(this.#raw.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
