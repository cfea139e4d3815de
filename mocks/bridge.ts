import type { BridgeMessage, BridgeRequest } from './messages.ts';

/** The side of the page: sends requests to the engine's worker and matches its answers. */
export class Bridge {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, (response: Response) => void>();
  #lastId = 0;

  /** Resolves when the engine takes requests; rejects with the reason when it cannot start. */
  readonly ready: Promise<void>;

  constructor(port: MessagePort) {
    this.#port = port;
    this.ready = new Promise((resolve, reject) => {
      port.addEventListener('message', ({ data }: MessageEvent<BridgeMessage>) => {
        if (data.kind === 'ready') resolve();
        else if (data.kind === 'failed') reject(new Error(data.message));
        else this.#deliver(data);
      });
    });
    port.start();
  }

  /** `url` is the request's address as a server would see it. */
  async send(request: Request, url: string): Promise<Response> {
    await this.ready;
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const body = hasBody ? await request.arrayBuffer() : undefined;
    const id = ++this.#lastId;
    const message: BridgeRequest = {
      id,
      url,
      method: request.method,
      headers: [...request.headers],
      body,
    };
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#port.postMessage(message, body === undefined ? [] : [body]);
    });
  }

  #deliver({ id, status, headers, body }: Extract<BridgeMessage, { kind: 'answer' }>): void {
    // A Response of these statuses must not have a body, not even an empty one.
    const bodiless = status === 204 || status === 205 || status === 304;
    this.#waiting.get(id)?.(
      new Response(bodiless ? null : body, {
        status,
        headers: headers.map(([name, value]) => [name, value]),
      }),
    );
    this.#waiting.delete(id);
  }
}
