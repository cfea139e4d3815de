import { createEngine } from '../../index.ts';
import { fakePorts } from '../../testing/fake-ports.ts';
import { createApi } from '../api.ts';
import { silent } from './fake-engine.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

type Outcome = [status: number, body: unknown];

/** Asks an API for one thing after another and gives status and body of each answer. */
export type Ask = (method: Method, path: string, body?: unknown) => Promise<Outcome>;

/** A fresh engine in memory to talk to. */
export async function conversation(): Promise<Ask> {
  const engine = await createEngine(fakePorts());
  const app = createApi(engine, { version: '1.0.0', instance: 'here', log: silent });
  return async (method, path, body) => {
    const response = await app.request(path, {
      method,
      ...(body !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return [response.status, isJson ? JSON.parse(text) : text];
  };
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
