import { Worker } from 'node:worker_threads';
import type { ScriptLimits } from '#engine/adapters/script-quickjs/sandbox.ts';
import type { ScriptResult } from '#engine/index.ts';

export interface ScriptQuestion {
  readonly script: string;
  /** As JSON. */
  readonly bindings: string;
}

interface Waiting extends ScriptQuestion {
  readonly resolve: (result: ScriptResult) => void;
  readonly reject: (error: Error) => void;
}

/** A thread for the scripts that take long, one after the other. It begins with the first and keeps no process alive. */
export class ScriptThread {
  readonly #limits: Partial<ScriptLimits>;
  /** The first one is being evaluated. */
  readonly #waiting: Waiting[] = [];
  #worker: Worker | undefined;
  #isClosed = false;

  constructor(limits: Partial<ScriptLimits> = {}) {
    this.#limits = limits;
  }

  /** Rejects when the thread is closed before. */
  evaluate(script: string, bindings: string): Promise<ScriptResult> {
    if (this.#isClosed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ script, bindings, resolve, reject });
      if (this.#waiting.length === 1) this.#askNext();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(closed());
    await this.#worker?.terminate();
  }

  #askNext(): void {
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#worker ??= this.#start();
    const question: ScriptQuestion = { script: next.script, bindings: next.bindings };
    this.#worker.postMessage(question, []);
  }

  #start(): Worker {
    const worker = new Worker(new URL('script-worker.ts', import.meta.url), { workerData: this.#limits });
    worker.unref();
    worker.on('message', (result: ScriptResult) => this.#answer(result));
    worker.on('error', ({ message }) => {
      this.#worker = undefined;
      this.#answer({
        ok: false,
        kind: 'error',
        message: `InternalError: the script thread ended: ${message}`,
      });
    });
    return worker;
  }

  #answer(result: ScriptResult): void {
    this.#waiting.shift()?.resolve(result);
    this.#askNext();
  }
}

function closed(): Error {
  return new Error('The thread for scripts is closed');
}
