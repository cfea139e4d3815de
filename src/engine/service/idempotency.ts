import { isWorkflowTerminal, type IdempotencyStrategy } from '#contract/index.ts';
import { idempotencyDocument } from '../core/idempotency.ts';
import { conflict } from '../errors.ts';
import type { WorkflowModel } from '../model.ts';
import type { Change, Store } from '../ports.ts';
import { KeyedMutex } from './keyed-mutex.ts';

/** What a start is asked to happen once under. */
export interface OncePerKey {
  readonly workflowName: string;
  readonly key: string;
  readonly strategy: IdempotencyStrategy;
}

/** What a request with an idempotency key asks for; without a strategy the start is refused. */
export function oncePerKey(
  workflowName: string,
  key: string | undefined,
  strategy: IdempotencyStrategy = 'FAIL',
): OncePerKey | undefined {
  return key === undefined || key === '' ? undefined : { workflowName, key, strategy };
}

/**
 * Starts that are to happen once for a key. Which execution a key stands for is written in the same commit as that
 * execution, and whoever asks for a key waits for whoever asked before: so neither a crash nor a race starts two.
 */
export class Idempotency {
  readonly #store: Store;
  readonly #asking = new KeyedMutex();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Starts the execution of an id, unless the key stands for another one already: then the strategy says whether that
   * is refused or the other's id is the answer. `start` writes the key with the execution. Resolves to an id.
   */
  once(asked: OncePerKey | undefined, workflowId: string, start: () => Promise<void>): Promise<string> {
    const startNow = async () => {
      await start();
      return workflowId;
    };
    if (asked === undefined) return startNow();
    const { workflowName, key, strategy } = asked;
    const document = idempotencyDocument(workflowName, key);
    return this.#asking.run(document, async () => {
      const known = await this.#holder(document);
      if (known === undefined || known.workflowId === workflowId) return startNow();
      if (strategy === 'RETURN_EXISTING') return known.workflowId;
      if (strategy === 'FAIL_ON_RUNNING' && isWorkflowTerminal(known.status)) return startNow();
      throw conflict(
        `Workflow ${workflowName} has been started with the idempotency key ${key} already: ` +
          `${known.workflowId} is ${known.status}`,
      );
    });
  }

  /** Removes an execution, with what must go in the same commit: its key, as long as that stands for it. */
  async forget(
    workflow: WorkflowModel | undefined,
    remove: (changes: readonly Change[]) => Promise<void>,
  ): Promise<void> {
    if (workflow?.idempotencyKey === undefined) return remove([]);
    const document = idempotencyDocument(workflow.workflowName, workflow.idempotencyKey);
    return this.#asking.run(document, async () => {
      const holder = await this.#holder(document);
      const isOwn = holder === undefined || holder.workflowId === workflow.workflowId;
      await remove(isOwn ? [{ kind: 'document.delete', collection: 'idempotencyKey', key: document }] : []);
    });
  }

  async #holder(document: string): Promise<WorkflowModel | undefined> {
    const entry = await this.#store.document('idempotencyKey', document);
    return entry === undefined ? undefined : this.#store.workflowModel(entry.workflowId);
  }
}
