import type { Change, Store } from '../ports.ts';

/** A store that remembers its commits, and refuses or delays one when told to. */
export interface RecordingStore extends Store {
  readonly commits: (readonly Change[])[];
  /** The next commit fails, or one that comes later. */
  failNext(options?: { readonly after: number }): void;
  /** From so many commits on, none takes place and none is answered: as when the process has been killed. */
  dieAfter(commits: number): void;
  /** For those who come after. */
  revive(): void;
  /** Commits wait until the returned function is called. */
  hold(): () => void;
}

export function recordingStore(store: Store): RecordingStore {
  const commits: (readonly Change[])[] = [];
  let failsIn: number | undefined;
  let left = Number.POSITIVE_INFINITY;
  let gate: Promise<void> = Promise.resolve();
  return {
    ...store,
    commits,
    failNext({ after } = { after: 0 }) {
      failsIn = after;
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    dieAfter(count) {
      left = count;
    },
    revive() {
      left = Number.POSITIVE_INFINITY;
    },
    async commit(changes) {
      await gate;
      if (left === 0) return new Promise(() => undefined);
      left -= 1;
      if (failsIn === 0) {
        failsIn = undefined;
        throw new Error('the disk is full');
      }
      if (failsIn !== undefined) failsIn -= 1;
      commits.push(changes);
      await store.commit(changes);
    },
  };
}

/** What a commit writes, in short: `task a COMPLETED`, `workflow RUNNING`. */
export function written(changes: readonly Change[]): string[] {
  return changes.map((change) => {
    if (change.kind === 'workflow.put') return `workflow ${change.workflow.status}`;
    if (change.kind === 'task.put') return `task ${change.task.referenceTaskName} ${change.task.status}`;
    return change.kind;
  });
}
