import { closeSync, fdatasync, openSync } from 'node:fs';

/**
 * Waits for the disk beside the event loop, so that requests are served meanwhile. One wait at a time: what is
 * written while it lasts shares the next one.
 */
export class DiskSync {
  readonly #file: string;
  #descriptor: number | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** `file` need not exist before the first sync. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves when everything written so far would survive a crash of the machine. */
  sync(): Promise<void> {
    if (this.#running === undefined) return (this.#running = this.#start());
    this.#next ??= this.#afterRunning(this.#running);
    return this.#next;
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#running, this.#next]);
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  async #afterRunning(running: Promise<void>): Promise<void> {
    await running.catch(() => undefined);
    this.#next = undefined;
    await (this.#running = this.#start());
  }

  #start(): Promise<void> {
    const sync = new Promise<void>((resolve, reject) => {
      this.#descriptor ??= openSync(this.#file, 'r+');
      fdatasync(this.#descriptor, (error) => (error === null ? resolve() : reject(error)));
    });
    const ended = () => {
      if (this.#running === sync) this.#running = undefined;
    };
    void sync.then(ended, ended);
    return sync;
  }
}
