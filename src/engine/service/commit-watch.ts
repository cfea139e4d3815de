import type { Cancellation, Clock } from '../ports.ts';

/** Tells those who wait for executions that something of them was committed. */
export class CommitWatch {
  readonly #clock: Clock;
  readonly #watchers = new Map<string, Set<Watcher>>();
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  committed(workflowId: string): void {
    for (const watcher of this.#watchers.get(workflowId) ?? []) watcher.wake();
  }

  /**
   * Somebody who looks at executions until `isOver` says so or the time is over. `look` names each execution to
   * `follow` before it reads it, so that no commit goes unseen. Resolves to what was seen last.
   */
  async until<Seen>(
    look: (follow: (workflowId: string) => void) => Promise<Seen>,
    isOver: (seen: Seen) => boolean,
    deadline: number,
    cancellation?: Cancellation,
  ): Promise<{ readonly seen: Seen; readonly isInTime: boolean }> {
    const watcher = new Watcher();
    const followed = new Set<string>();
    const follow = (workflowId: string) => {
      followed.add(workflowId);
      this.#add(workflowId, watcher);
    };
    const stopClock = this.#clock.at(deadline, () => watcher.wake());
    const cancel = () => watcher.wake();
    cancellation?.addEventListener('abort', cancel);
    try {
      for (;;) {
        const woken = watcher.woken();
        const seen = await look(follow);
        if (isOver(seen)) return { seen, isInTime: true };
        const isCancelled = cancellation?.aborted === true || this.#isClosed;
        if (isCancelled || this.#clock.now() >= deadline) return { seen, isInTime: false };
        await woken;
      }
    } finally {
      stopClock();
      cancellation?.removeEventListener('abort', cancel);
      for (const workflowId of followed) this.#remove(workflowId, watcher);
    }
  }

  /** Whoever waits, waits no longer. */
  close(): void {
    this.#isClosed = true;
    for (const watchers of this.#watchers.values()) for (const watcher of watchers) watcher.wake();
  }

  #add(workflowId: string, watcher: Watcher): void {
    const watchers = this.#watchers.get(workflowId);
    if (watchers === undefined) this.#watchers.set(workflowId, new Set([watcher]));
    else watchers.add(watcher);
  }

  #remove(workflowId: string, watcher: Watcher): void {
    const watchers = this.#watchers.get(workflowId);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.#watchers.delete(workflowId);
  }
}

class Watcher {
  #wake: () => void = () => undefined;

  /** Resolves at the next call of `wake`. */
  woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  wake(): void {
    this.#wake();
  }
}
