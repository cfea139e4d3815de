/** How long something is waited for: so long for each step, and no longer in all. Times are milliseconds. */
export class Patience {
  readonly #abort = new AbortController();
  readonly #deadline: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(totalMs: number) {
    this.#deadline = performance.now() + totalMs;
  }

  /** Aborts once the time is over. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Begins a step: the one before it was in time. */
  allow(stepMs: number): void {
    clearTimeout(this.#timer);
    const left = this.#deadline - performance.now();
    const isLast = left < stepMs;
    const reason = isLast ? 'The answer takes too long' : 'Read timed out';
    this.#timer = setTimeout(
      () => this.#abort.abort(new OutOfPatience(reason)),
      Math.max(0, Math.min(left, stepMs)),
    );
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

export class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience';
}
