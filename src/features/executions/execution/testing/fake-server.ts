import { vi } from 'vitest';
import { isJsonObject, type JsonObject } from '#contract/index.ts';

interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: unknown;
}

interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** Answers the page's requests in place of a server: one execution, which a test may change under the page. */
export class FakeServer {
  execution: JsonObject;
  /** Others, by the end of their path. */
  readonly executions = new Map<string, JsonObject>();
  readonly logs = new Map<string, readonly JsonObject[]>();
  /** What was asked for, but for looks at the execution. */
  readonly asked: SeenRequest[] = [];
  looks = 0;
  /** Answers of a kind, by the end of a request's path. */
  readonly refusals = new Map<string, Refusal>();
  /** What a request does to the execution, by the end of its path. */
  readonly effects = new Map<string, () => void>();

  constructor(execution: JsonObject) {
    this.execution = execution;
  }

  install(): void {
    vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => this.answer(url, init));
  }

  private answer(url: string, init: RequestInit): Response {
    const { pathname, search } = new URL(url, 'http://server');
    const method = init.method ?? 'GET';
    const refusal = byEnd(this.refusals, pathname);
    if (refusal !== undefined) return json({ ...refusal, retryable: false }, refusal.status);
    if (method === 'GET') return this.read(pathname);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    this.asked.push({ method, path: `${pathname}${search}`, body });
    byEnd(this.effects, pathname)?.();
    return new Response('', { status: 200 });
  }

  private read(pathname: string): Response {
    const [, log] = /\/tasks\/([^/]+)\/log$/.exec(pathname) ?? [];
    if (log !== undefined) {
      const lines = this.logs.get(log);
      return lines === undefined ? new Response(null, { status: 204 }) : json(lines);
    }
    if (pathname.includes('/metadata/')) return json({});
    this.looks += 1;
    return json(byEnd(this.executions, pathname) ?? this.execution);
  }
}

function byEnd<T>(known: ReadonlyMap<string, T>, path: string): T | undefined {
  return [...known].find(([end]) => path.endsWith(end))?.[1];
}

function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });
}

/** The same execution with other fields. */
export function changed(execution: JsonObject, fields: JsonObject): JsonObject {
  return { ...execution, ...fields };
}

/** The same execution with other fields in one task. */
export function withTask(execution: JsonObject, taskId: string, fields: JsonObject): JsonObject {
  const { tasks } = execution;
  const list: readonly unknown[] = Array.isArray(tasks) ? tasks : [];
  return {
    ...execution,
    tasks: list.map((task) =>
      isJsonObject(task) && task['taskId'] === taskId ? { ...task, ...fields } : task,
    ),
  };
}
