import type { Draft } from '../core/draft.ts';
import { Postponed } from '../postponed.ts';

/** Something that waits to be done to an execution, and whoever waits for it. */
export interface Operation {
  run(draft: Draft): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** Enough to make a write worth while, few enough for it to stay short. */
const mostTogether = 500;

/** Does, when a turn has come, what `operations` names by then; rejects when none of it could be done. */
type TakeTurn = (workflowId: string, operations: () => readonly Operation[]) => Promise<void>;

/** Gathers the operations that wait for the same execution while another one is at work on it. */
export class Turns {
  readonly #takeTurn: TakeTurn;
  readonly #waiting = new Map<string, Operation[]>();

  constructor(takeTurn: TakeTurn) {
    this.#takeTurn = takeTurn;
  }

  take<T>(workflowId: string, run: (draft: Draft) => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let value: T;
    const operation: Operation = {
      run: (draft) => {
        value = run(draft);
      },
      resolve: () => resolve(value),
      reject,
    };
    const waiting = this.#waiting.get(workflowId);
    if (waiting !== undefined && waiting.length < mostTogether) waiting.push(operation);
    else this.#open(workflowId, [operation]);
    return promise;
  }

  #open(workflowId: string, operations: Operation[]): void {
    this.#waiting.set(workflowId, operations);
    const turn = this.#takeTurn(workflowId, () => {
      if (this.#waiting.get(workflowId) === operations) this.#waiting.delete(workflowId);
      return operations;
    });
    turn.catch((error: unknown) => {
      if (this.#waiting.get(workflowId) === operations) this.#waiting.delete(workflowId);
      for (const operation of operations) operation.reject(error);
    });
  }
}

interface DoneTogether {
  /** To be called once the draft is committed. */
  readonly settling: readonly (() => void)[];
  /** Those that come after a commit of their own: the execution has failed, and of that others are to be told first. */
  readonly left: readonly Operation[];
}

/**
 * Runs operations on one draft. Those that refuse to do anything are refused; when one fails half-way the draft is
 * spoilt. Throws Postponed when one of them is, with all of them to be run again.
 */
export function runTogether(draft: Draft, operations: readonly Operation[]): DoneTogether | 'spoilt' {
  const settling: (() => void)[] = [];
  for (const [at, operation] of operations.entries()) {
    if (draft.failureWorkflow !== undefined) return { settling, left: operations.slice(at) };
    const { revision } = draft;
    try {
      operation.run(draft);
      settling.push(() => operation.resolve());
    } catch (error) {
      if (error instanceof Postponed) throw error;
      if (draft.revision !== revision) return 'spoilt';
      settling.push(() => operation.reject(error));
    }
  }
  return { settling, left: [] };
}
