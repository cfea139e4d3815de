import type { Engine } from '../../engine.ts';
import { createApi, type ApiOptions } from '../api.ts';

type Methods<T> = {
  [K in keyof T]?: T[K] extends (...input: infer P) => infer R ? (...input: P) => R : never;
};

interface EngineParts {
  readonly metadata?: Methods<Engine['metadata']>;
  readonly workflows?: Methods<Engine['workflows']>;
  readonly tasks?: Methods<Engine['tasks']>;
  readonly events?: Methods<Engine['events']>;
  readonly schedules?: Methods<Engine['schedules']>;
}

/** An engine of which only the given methods are there: a call of any other fails the test's request. */
function engineWith(parts: EngineParts): Engine {
  return {
    metadata: {},
    workflows: {},
    events: {},
    schedules: {},
    metrics: () => ({
      workflowsStarted: { hello: 2 },
      workflowsEnded: { hello: { COMPLETED: 1, FAILED: 1 } },
      polls: {},
      tasksPolled: {},
      tasksEnded: {},
      eventsHandled: {},
      openWorkflows: 0,
    }),
    surroundings: { secrets: () => [], variables: () => [], variable: () => undefined },
    close: () => Promise.resolve(),
    ...parts,
    tasks: { queueSizes: () => ({}), ...parts.tasks },
  } as Engine;
}

export const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The API over an engine with just these methods. */
export function api(parts: EngineParts = {}, options: Partial<ApiOptions> = {}) {
  return createApi(engineWith(parts), { version: '1.2.3', instance: 'here', log: silent, ...options });
}

export const json = { 'Content-Type': 'application/json' };

export const post = (body: string, headers: Record<string, string> = json) => ({
  method: 'POST',
  headers,
  body,
});
