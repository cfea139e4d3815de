import { Worker } from 'node:worker_threads';

/** What a thread is asked to evaluate, over a JSON input. */
export interface Question {
  readonly text: string;
  readonly input: string;
}

interface Waiting<Result> extends Question {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

interface ThreadOptions<Result> {
  /** The program of the thread, which answers each message, a Question, by one with the result. */
  readonly program: URL;
  /** What the program is given to begin with. */
  readonly data?: unknown;
  /** The result when the thread itself has failed over a question. */
  failed(this: void, message: string): Result;
}

/** A thread for what takes long to evaluate, one after the other. It begins with the first and keeps no process alive. */
export class EvaluationThread<Result> {
  readonly #options: ThreadOptions<Result>;
  /** The first one is being evaluated. */
  readonly #waiting: Waiting<Result>[] = [];
  #worker: Worker | undefined;
  #isClosed = false;

  constructor(options: ThreadOptions<Result>) {
    this.#options = options;
  }

  /** Rejects when the thread is closed before. */
  evaluate(text: string, input: string): Promise<Result> {
    if (this.#isClosed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, input, resolve, reject });
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
    const question: Question = { text: next.text, input: next.input };
    this.#worker.postMessage(question, []);
  }

  #start(): Worker {
    const { program, data, failed } = this.#options;
    const worker = new Worker(program, { workerData: data });
    worker.unref();
    worker.on('message', (result: Result) => this.#answer(result));
    worker.on('error', (error: unknown) => {
      this.#worker = undefined;
      this.#answer(failed(error instanceof Error ? error.message : String(error)));
    });
    return worker;
  }

  #answer(result: Result): void {
    this.#waiting.shift()?.resolve(result);
    this.#askNext();
  }
}

function closed(): Error {
  return new Error('The thread is closed');
}
