import http from 'node:http';

/** Requests to a server over connections that are kept, as workers have them. */
export class Api {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** Resolves to the body; rejects unless the status says that it went well. */
  call(method: string, path: string, body?: unknown): Promise<string> {
    const url = this.#base + path;
    return new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json' };
      const sent = http.request(url, { agent: this.#agent, method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          if (response.statusCode !== undefined && response.statusCode < 300) resolve(text);
          else reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
