import { useMemo, useState } from 'react';
import type { Task } from '#contract/index.ts';
import {
  buildGraph,
  dynamicForks,
  forksKey,
  overlayRun,
  type RunOverlay,
  type WorkflowGraph,
} from '#graph/index.ts';

export interface RunGraph {
  readonly graph: WorkflowGraph;
  readonly overlay: RunOverlay;
}

/** The graph of an execution, drawn anew only when its definition changes or a dynamic fork has opened. */
export function useRunGraph(definition: unknown, tasks: readonly Task[]): RunGraph {
  const forks = useMemo(() => dynamicForks(tasks), [tasks]);
  const key = forksKey(forks);
  // Every poll brings new objects; only forks that differ make a new graph.
  const [kept, keep] = useState({ key, forks });
  if (kept.key !== key) keep({ key, forks });
  const known = kept.key === key ? kept.forks : forks;
  const graph = useMemo(() => buildGraph(definition, { forks: known }), [definition, known]);
  const overlay = useMemo(() => overlayRun(graph, tasks), [graph, tasks]);
  return { graph, overlay };
}
