import { createEngine } from '../../index.ts';
import { fakePorts } from '../../testing/fake-ports.ts';
import { createApi, type ApiOptions } from '../api.ts';
import { silent } from './fake-engine.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

type Outcome = [status: number, body: unknown];

/** Asks an API for one thing after another and gives status and body of each answer. */
export type Ask = (method: Method, path: string, body?: unknown) => Promise<Outcome>;

/** A fresh engine in memory to talk to. */
export async function conversation(): Promise<Ask> {
  return (await talk()).ask;
}

/** The same, also for requests that a client would not send. */
export async function talk(options: Partial<ApiOptions> = {}): Promise<Talk> {
  const engine = await createEngine(fakePorts());
  const app = createApi(engine, { version: '1.0.0', instance: 'here', log: silent, ...options });
  const send = async (path: string, sent: Sent): Promise<Received> => {
    const response = await app.request(path, sent);
    const type = response.headers.get('content-type');
    return { status: response.status, type, text: await response.text() };
  };
  const ask: Ask = async (method, path, body) => {
    const json = { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    const { status, type, text } = await send(path, { method, ...(body !== undefined && json) });
    return [status, type === 'application/json' ? JSON.parse(text) : text];
  };
  return { ask, send };
}

export const nothing: Outcome = [200, ''];

export function failure(status: number, message: string): Outcome {
  return [status, { status, message, instance: 'here', retryable: false }];
}

export function invalid(...validationErrors: unknown[]): Outcome {
  const message = 'Validation failed, check below errors for detail.';
  return [400, { status: 400, message, retryable: false, validationErrors }];
}

const simple = { name: 't1', taskReferenceName: 'r1', type: 'SIMPLE' };
const wait = { name: 'w1', taskReferenceName: 'w1', type: 'WAIT' };

/** A task for workers, then one that waits for a signal. */
export const definition = { name: 'p1', version: 1, tasks: [simple, wait], schemaVersion: 2 };

/** A request as it goes over the wire, with any body under any content type. */
interface Sent {
  readonly method: Method | 'HEAD' | 'OPTIONS' | 'PATCH';
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Received {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** Asks, and sends just what it is told to, over one engine in memory. */
export interface Talk {
  readonly ask: Ask;
  readonly send: (path: string, sent: Sent) => Promise<Received>;
}
