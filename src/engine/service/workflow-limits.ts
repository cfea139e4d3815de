import { isWorkflowTerminal } from '#contract/index.ts';
import type { RateLimit, WorkflowModel } from '../model.ts';

interface Group {
  limit: number;
  readonly running: Set<string>;
  /** In the order in which they were started. */
  readonly waiting: Set<string>;
}

/**
 * How many executions of a workflow run at a time under each rate limit key. It knows what is open from the commits, and
 * after a start of the engine from the store; places are given away before a commit and come back when that fails.
 */
export class WorkflowLimits {
  readonly #groups = new Map<string, Group>();
  readonly #admit: (workflowId: string) => void;

  /** `admit` lets an execution go on that has waited. */
  constructor(admit: (workflowId: string) => void) {
    this.#admit = admit;
  }

  /** Takes a place for a new execution; false when there is none. */
  reserve(
    workflow: Pick<WorkflowModel, 'workflowId' | 'workflowName'>,
    { key, limit }: Pick<RateLimit, 'key' | 'limit'>,
  ): boolean {
    const group = this.#group(workflow.workflowName, key);
    group.limit = limit;
    if (group.waiting.size > 0 || group.running.size >= limit) return false;
    group.running.add(workflow.workflowId);
    return true;
  }

  /** Gives back what a start has taken that did not take place. */
  release({ workflowId, workflowName, rateLimit }: WorkflowModel): void {
    if (rateLimit !== undefined) this.#leave(workflowName, rateLimit.key, workflowId);
  }

  /** Takes note of what was committed. */
  follow(workflow: WorkflowModel): void {
    const { workflowId, workflowName, rateLimit, status } = workflow;
    if (rateLimit === undefined) return;
    if (isWorkflowTerminal(status)) return this.#leave(workflowName, rateLimit.key, workflowId);
    this.adopt(workflow);
    this.#admitTo(this.#group(workflowName, rateLimit.key));
  }

  /** Takes note of an open execution that was found in the store. */
  adopt({ workflowId, workflowName, rateLimit }: WorkflowModel): void {
    if (rateLimit === undefined) return;
    const group = this.#group(workflowName, rateLimit.key);
    group.limit = rateLimit.limit;
    if (!rateLimit.isWaiting) {
      group.waiting.delete(workflowId);
      group.running.add(workflowId);
    } else if (!group.running.has(workflowId)) group.waiting.add(workflowId);
  }

  /** Lets those go on for whom there is room, as after a start of the engine. */
  admitAll(): void {
    for (const group of this.#groups.values()) this.#admitTo(group);
  }

  #leave(workflowName: string, key: string, workflowId: string): void {
    const name = groupName(workflowName, key);
    const group = this.#groups.get(name);
    if (group === undefined) return;
    group.running.delete(workflowId);
    group.waiting.delete(workflowId);
    this.#admitTo(group);
    if (group.running.size === 0 && group.waiting.size === 0) this.#groups.delete(name);
  }

  #admitTo(group: Group): void {
    for (const workflowId of group.waiting) {
      if (group.running.size >= group.limit) return;
      group.waiting.delete(workflowId);
      group.running.add(workflowId);
      this.#admit(workflowId);
    }
  }

  #group(workflowName: string, key: string): Group {
    const name = groupName(workflowName, key);
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group: Group = { limit: 0, running: new Set(), waiting: new Set() };
    this.#groups.set(name, group);
    return group;
  }
}

function groupName(workflowName: string, key: string): string {
  return `${workflowName}\n${key}`;
}
