import { createMemoryStore } from '../adapters/storage-memory/memory-store.ts';
import type {
  EnginePorts,
  HttpAnswer,
  HttpCall,
  HttpCaller,
  Ids,
  JqResult,
  JqRunner,
  Logger,
  ScriptResult,
  ScriptRunner,
} from '../ports.ts';
import { FakeClock } from './fake-clock.ts';
import { recordingStore, type RecordingStore } from './recording-store.ts';

/** UUIDs in sequence, so that a test's ids are the same each time. */
function sequentialIds(): Ids {
  let count = 0;
  return {
    uuid() {
      count += 1;
      const digits = count.toString(16).padStart(12, '0');
      return `00000000-0000-4000-8000-${digits}`;
    },
  };
}

/** A logger that remembers what it was told. */
interface RecordingLogger extends Logger {
  readonly lines: string[];
}

function recordingLogger(): RecordingLogger {
  const lines: string[] = [];
  const note = (level: string) => (message: string) => lines.push(`${level} ${message}`);
  return { lines, info: note('info'), warn: note('warn'), error: note('error') };
}

type Script = (bindings: Readonly<Record<string, unknown>>) => unknown;

/** Runs "scripts" that tests have given a meaning by their text; an unknown one is an error, as in the real runner. */
function fakeScripts(scripts: Readonly<Record<string, Script>>): ScriptRunner {
  return {
    evaluate(script, bindings): ScriptResult {
      const run = scripts[script];
      if (run === undefined)
        return { ok: false, kind: 'error', message: `ReferenceError: ${script} is not defined` };
      try {
        return { ok: true, value: run(bindings) };
      } catch (error) {
        if (error instanceof ScriptFailure) return { ok: false, kind: error.kind, message: error.message };
        throw error;
      }
    },
    check: () => undefined,
  };
}

/** Thrown by a fake script that is to fail. */
export class ScriptFailure extends Error {
  readonly kind: 'error' | 'timeout' | 'memory';

  constructor(kind: 'error' | 'timeout' | 'memory', message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Runs "queries" that tests have given a meaning by their text. */
function fakeJq(queries: Readonly<Record<string, (input: unknown) => JqResult>>): JqRunner {
  return {
    run: (query, input) => queries[query]?.(input) ?? { ok: false, message: `${query}/0 is not defined` },
  };
}

interface PendingCall {
  readonly request: HttpCall;
  answer(answer: Partial<HttpAnswer>): void;
  fail(message: string): void;
}

/** A server at the other end of HTTP tasks that answers when the test says so. */
class FakeHttp implements HttpCaller {
  readonly calls: PendingCall[] = [];

  call(request: HttpCall): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.calls.push({
        request,
        answer: (answer) => resolve({ status: 200, statusText: 'OK', headers: {}, body: '', ...answer }),
        fail: (message) => reject(new Error(message)),
      });
    });
  }
}

export interface FakePorts extends EnginePorts {
  readonly clock: FakeClock;
  readonly http: FakeHttp;
  readonly store: RecordingStore;
  readonly log: RecordingLogger;
}

export interface FakePortsOptions {
  readonly scripts?: Readonly<Record<string, Script>>;
  readonly queries?: Readonly<Record<string, (input: unknown) => JqResult>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Everything an engine needs, in memory and under the test's control. */
export function fakePorts({
  scripts = {},
  queries = {},
  environment = {},
}: FakePortsOptions = {}): FakePorts {
  return {
    store: recordingStore(createMemoryStore()),
    clock: new FakeClock(),
    ids: sequentialIds(),
    scripts: fakeScripts(scripts),
    jq: fakeJq(queries),
    http: new FakeHttp(),
    environment: {
      get: (name) => (Object.hasOwn(environment, name) ? environment[name] : undefined),
      names: () => Object.keys(environment),
    },
    log: recordingLogger(),
  };
}
