import type { WorkflowState } from '../core/workflow-state.ts';

/** Executions kept decoded. Bounded by what they weigh; those not used for longest go first. */
export class StateCache {
  readonly #states = new Map<string, WorkflowState>();
  readonly #weights = new Map<string, number>();
  readonly #limit: number;
  #weight = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(workflowId: string): WorkflowState | undefined {
    const state = this.#states.get(workflowId);
    if (state === undefined) return undefined;
    this.#states.delete(workflowId);
    this.#states.set(workflowId, state);
    return state;
  }

  put(workflowId: string, state: WorkflowState): void {
    this.drop(workflowId);
    const { weight } = state;
    this.#states.set(workflowId, state);
    this.#weights.set(workflowId, weight);
    this.#weight += weight;
    for (const oldest of this.#states.keys()) {
      if (this.#weight <= this.#limit || oldest === workflowId) break;
      this.drop(oldest);
    }
  }

  drop(workflowId: string): void {
    if (!this.#states.delete(workflowId)) return;
    this.#weight -= this.#weights.get(workflowId) ?? 0;
    this.#weights.delete(workflowId);
  }
}
