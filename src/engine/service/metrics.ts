import { isTaskTerminal, isWorkflowTerminal } from '#contract/index.ts';
import type { Committed } from '../core/draft.ts';
import type { EngineMetrics } from '../engine.ts';

type Counts = Map<string, number>;

/** Whoever polls can make up names. */
const mostQueues = 10_000;

/** Counts what the engine does. */
export class Metrics {
  readonly #workflowsStarted: Counts = new Map();
  readonly #workflowsEnded = new Map<string, Counts>();
  readonly #polls: Counts = new Map();
  readonly #tasksPolled = new Map<string, Counts>();
  readonly #tasksEnded = new Map<string, Counts>();
  readonly #eventsHandled = new Map<string, Counts>();
  #openWorkflows = 0;

  /** A worker has asked for tasks of a queue. */
  asked(queue: string): void {
    if (this.#polls.has(queue) || this.#polls.size < mostQueues) add(this.#polls, queue);
  }

  /** It was given some. */
  polled(taskType: string, domain: string | undefined, count: number): void {
    if (count > 0) add(countsOf(this.#tasksPolled, taskType), domain ?? 'NO_DOMAIN', count);
  }

  /** What came of one action of an event handler, or of its condition. */
  handled(handler: string, status: 'COMPLETED' | 'FAILED' | 'SKIPPED'): void {
    add(countsOf(this.#eventsHandled, handler), status);
  }

  /** Executions taken up at the engine's start. */
  adopted(count: number): void {
    this.#openWorkflows += count;
  }

  committed({ workflow, statusBefore, tasks }: Committed): void {
    const wasOpen = statusBefore !== undefined && !isWorkflowTerminal(statusBefore);
    const isOpen = !isWorkflowTerminal(workflow.status);
    if (statusBefore === undefined) add(this.#workflowsStarted, workflow.workflowName);
    this.#openWorkflows += Number(isOpen) - Number(wasOpen);
    if (!isOpen && (wasOpen || statusBefore === undefined)) {
      add(countsOf(this.#workflowsEnded, workflow.workflowName), workflow.status);
    }
    for (const { before, after } of tasks) {
      const wasEnded = before !== undefined && isTaskTerminal(before.status);
      if (!wasEnded && isTaskTerminal(after.status))
        add(countsOf(this.#tasksEnded, after.taskType), after.status);
    }
  }

  removed(wasOpen: boolean): void {
    if (wasOpen) this.#openWorkflows -= 1;
  }

  snapshot(): EngineMetrics {
    return {
      workflowsStarted: Object.fromEntries(this.#workflowsStarted),
      workflowsEnded: nested(this.#workflowsEnded),
      polls: Object.fromEntries(this.#polls),
      tasksPolled: nested(this.#tasksPolled),
      tasksEnded: nested(this.#tasksEnded),
      eventsHandled: nested(this.#eventsHandled),
      openWorkflows: this.#openWorkflows,
    };
  }
}

function add(counts: Counts, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

function countsOf(groups: Map<string, Counts>, name: string): Counts {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const counts: Counts = new Map();
  groups.set(name, counts);
  return counts;
}

function nested(groups: ReadonlyMap<string, Counts>): Record<string, Record<string, number>> {
  return Object.fromEntries([...groups].map(([name, counts]) => [name, Object.fromEntries(counts)]));
}
