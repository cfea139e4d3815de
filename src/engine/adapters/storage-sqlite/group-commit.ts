import type { DatabaseSync, StatementSync } from 'node:sqlite';

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

export interface GroupHooks {
  /** What belongs into every transaction, once, at its end. */
  beforeCommit(): void;
  /** Resolves when what was committed before would survive a crash of the machine. */
  sync(): Promise<void>;
  /** Hears that a whole group was undone, or may be lost, and says which error its commits get. */
  onUndone(error: unknown): Error;
}

/**
 * Runs pieces of work in one transaction that lasts until the end of the event loop's turn, or until the disk has the
 * one before it: waiting for the disk once serves all requests that come meanwhile. Each piece runs at once, so that
 * reads see it, and alone is undone when it fails. Once the disk has failed to keep what was committed, nobody knows
 * what it holds: nothing more is accepted.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  readonly #hooks: GroupHooks;
  readonly #savepoint: StatementSync;
  readonly #release: StatementSync;
  readonly #rollbackTo: StatementSync;
  #waiters: Waiter[] = [];
  #isUnderWay = false;
  #turnEnd: NodeJS.Immediate | undefined;
  #keeping: Promise<void> | undefined;
  #broken: Error | undefined;

  constructor(db: DatabaseSync, hooks: GroupHooks) {
    this.#db = db;
    this.#hooks = hooks;
    this.#savepoint = db.prepare('SAVEPOINT piece');
    this.#release = db.prepare('RELEASE piece');
    this.#rollbackTo = db.prepare('ROLLBACK TO piece');
  }

  /** Does the work now; resolves when it is on disk. */
  run(work: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#broken !== undefined) {
        reject(this.#broken);
        return;
      }
      try {
        this.#begin();
        this.#savepoint.run();
      } catch (error) {
        reject(this.#undo(error));
        return;
      }
      this.#waiters.push({ resolve, reject });
      try {
        work();
        this.#release.run();
      } catch (error) {
        this.#undoPiece(error);
      }
    });
  }

  /** Ends the group under way, if there is one; resolves when nothing is left to wait for. */
  async flush(): Promise<void> {
    while (this.#isUnderWay || this.#keeping !== undefined) {
      if (this.#keeping === undefined) this.#commit();
      await this.#keeping;
    }
  }

  #commit(): void {
    this.#end();
    try {
      this.#hooks.beforeCommit();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#undo(error);
      return;
    }
    this.#keeping = this.#keep(this.#takeWaiters());
  }

  async #keep(waiters: readonly Waiter[]): Promise<void> {
    try {
      await this.#hooks.sync();
      for (const waiter of waiters) waiter.resolve();
    } catch (error) {
      this.#broken = this.#undo(error);
      for (const waiter of waiters) waiter.reject(this.#broken);
    }
    this.#keeping = undefined;
    if (this.#isUnderWay) this.#commitAtTurnEnd();
  }

  #begin(): void {
    if (this.#isUnderWay) return;
    this.#db.exec('BEGIN');
    this.#isUnderWay = true;
    if (this.#keeping === undefined) this.#commitAtTurnEnd();
  }

  #commitAtTurnEnd(): void {
    this.#turnEnd = setImmediate(() => this.#commit());
  }

  /** Undoes the last piece. Errors such as a full disk make SQLite undo the whole transaction by itself. */
  #undoPiece(error: unknown): void {
    if (!this.#db.isTransaction) {
      this.#undo(error);
      return;
    }
    this.#rollbackTo.run();
    this.#release.run();
    this.#waiters.pop()?.reject(error);
  }

  /** Undoes the whole group and says why. */
  #undo(error: unknown): Error {
    this.#end();
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
    const reason = this.#hooks.onUndone(error);
    for (const waiter of this.#takeWaiters()) waiter.reject(reason);
    return reason;
  }

  #end(): void {
    if (this.#turnEnd !== undefined) clearImmediate(this.#turnEnd);
    this.#turnEnd = undefined;
    this.#isUnderWay = false;
  }

  #takeWaiters(): Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    return waiters;
  }
}
