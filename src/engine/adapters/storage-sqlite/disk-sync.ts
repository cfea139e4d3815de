import { closeSync, fdatasync, openSync } from 'node:fs';

/** Waits for the disk beside the event loop, so that requests are served meanwhile. */
export class DiskSync {
  readonly #file: string;
  #descriptor: number | undefined;

  /** `file` need not exist before the first sync. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves when everything written so far would survive a crash of the machine. */
  sync(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#descriptor ??= openSync(this.#file, 'r+');
      fdatasync(this.#descriptor, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  /** Nothing may be under way any more. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
