import { useMemo, useState } from 'react';
import type { Task } from '#contract/index.ts';
import {
  buildGraph,
  dynamicForks,
  forksKey,
  overlayRun,
  type ChosenIterations,
  type Expansions,
  type RunOverlay,
  type StoppedAt,
  type WorkflowGraph,
} from '#graph/index.ts';

export interface RunGraphOptions {
  /** The definitions of the sub-workflows that are drawn in place, by node id. */
  readonly expansions?: Expansions;
  /** The tasks of their runs, likewise. */
  readonly inside?: ReadonlyMap<string, readonly Task[]>;
  /** The iterations that the reader chose, by the node id of the loop. */
  readonly iterations?: ChosenIterations;
  /** Of the execution itself. */
  readonly status?: string;
  /** The id of the task that ended it, where it did not fail itself. */
  readonly endedBy?: string | undefined;
  readonly stopped?: StoppedAt | undefined;
}

export interface RunGraph {
  readonly graph: WorkflowGraph;
  readonly overlay: RunOverlay;
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/** The graph of an execution, drawn anew only when a definition changes or a dynamic fork has opened. */
export function useRunGraph(
  definition: unknown,
  tasks: readonly Task[],
  {
    expansions = nothing,
    inside = nothing,
    iterations = nothing,
    status = '',
    endedBy = '',
    stopped,
  }: RunGraphOptions = {},
): RunGraph {
  const forks = useMemo(() => dynamicForks(tasks), [tasks]);
  const key = forksKey(forks);
  // Every poll brings new objects; only forks that differ make a new graph.
  const [kept, keep] = useState({ key, forks });
  if (kept.key !== key) keep({ key, forks });
  const known = kept.key === key ? kept.forks : forks;
  const graph = useMemo(
    () => buildGraph(definition, { forks: known, expansions }),
    [definition, known, expansions],
  );
  const overlay = useMemo(
    () =>
      overlayRun(graph, tasks, {
        inside,
        iterations,
        stopped,
        ...(status === '' ? {} : { status }),
        ...(endedBy === '' ? {} : { endedBy }),
      }),
    [graph, tasks, inside, iterations, status, endedBy, stopped],
  );
  return { graph, overlay };
}
