import { isTaskTerminal, isWorkflowTerminal } from '#contract/index.ts';
import type { Committed } from '../core/draft.ts';
import type { EngineMetrics } from '../engine.ts';

type Counts = Record<string, number>;

/** Counts what the engine does. */
export class Metrics {
  readonly #workflowsStarted: Counts = {};
  readonly #workflowsEnded: Record<string, Counts> = {};
  readonly #tasksPolled: Counts = {};
  readonly #tasksEnded: Record<string, Counts> = {};
  #openWorkflows = 0;

  polled(taskType: string, count: number): void {
    if (count > 0) add(this.#tasksPolled, taskType, count);
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
      add((this.#workflowsEnded[workflow.workflowName] ??= {}), workflow.status);
    }
    for (const { before, after } of tasks) {
      const wasEnded = before !== undefined && isTaskTerminal(before.status);
      if (!wasEnded && isTaskTerminal(after.status))
        add((this.#tasksEnded[after.taskType] ??= {}), after.status);
    }
  }

  removed(wasOpen: boolean): void {
    if (wasOpen) this.#openWorkflows -= 1;
  }

  snapshot(): EngineMetrics {
    return {
      workflowsStarted: this.#workflowsStarted,
      workflowsEnded: this.#workflowsEnded,
      tasksPolled: this.#tasksPolled,
      tasksEnded: this.#tasksEnded,
      openWorkflows: this.#openWorkflows,
    };
  }
}

function add(counts: Counts, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}
