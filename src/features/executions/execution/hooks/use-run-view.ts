import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Task } from '#contract/index.ts';
import {
  closedAround,
  iterationsOfTask,
  loopsAround,
  scopedRef,
  type ChosenIterations,
  type GraphNode,
  type RunOverlay,
  type WorkflowGraph,
} from '#graph/index.ts';
import { fetching } from '#ui/workflow-graph/expansions.ts';
import { useRunGraph } from '#ui/workflow-graph/use-run-graph.ts';
import type { Execution } from '../model/execution.ts';
import { nodeNamed } from '../model/selection.ts';
import { useSubRuns } from './use-sub-runs.ts';

export interface RunView {
  readonly graph: WorkflowGraph;
  readonly overlay: RunOverlay;
  readonly expansionNotes: ReadonlyMap<string, string>;
  readonly expand: (node: GraphNode) => void;
  readonly showIteration: (loop: GraphNode, iteration: number) => void;
  /** Why a task that is not drawn may still come to be: that what it is in is being fetched, or cannot be. */
  readonly noteOn: (key: string) => string | undefined;
  /** The execution that a node belongs to: the page's own, or that of a sub-workflow drawn in place. */
  readonly executionOf: (node: GraphNode | undefined) => Execution;
}

/**
 * An execution as it is drawn: with sub-workflows in place and the iterations that the reader looks at. The task that
 * is asked for by its key is drawn with what it is in: the sub-workflows and the iterations of loops.
 */
export function useRunView(execution: Execution, asked: string | undefined): RunView {
  const { follow, open, toggle, executions, notes, expansions, inside } = useSubRuns();
  const [iterations, choose] = useState<ChosenIterations>(new Map());
  const { workflow, definition } = execution;
  const { graph, overlay } = useRunGraph(definition, workflow.tasks, { expansions, inside, iterations });
  useEffect(() => follow(overlay), [follow, overlay]);

  const showIteration = useCallback(
    (loop: GraphNode, iteration: number) => choose((before) => new Map(before).set(loop.id, iteration)),
    [],
  );
  const closed = useMemo(
    () => (asked === undefined ? undefined : closedOnTheWay(graph, asked)),
    [graph, asked],
  );
  useEffect(() => {
    if (closed !== undefined) open(closed, overlay);
  }, [closed, open, overlay]);
  const place = useMemo(
    () => (asked === undefined ? undefined : iterationsAround(graph, overlay, asked)),
    [graph, overlay, asked],
  );
  // Once for each task: the reader may then look at other iterations.
  const [reached, reach] = useState<string>();
  if (reached !== asked && (asked === undefined || place !== undefined)) {
    reach(asked);
    if (place !== undefined && place.size > 0) choose((before) => new Map([...before, ...place]));
  }
  const noteOn = useCallback(
    (key: string) => {
      const node = closedOnTheWay(graph, key);
      return node === undefined ? undefined : (notes.get(node.id) ?? fetching);
    },
    [graph, notes],
  );
  const expand = useCallback((node: GraphNode) => toggle(node, overlay), [toggle, overlay]);
  const executionOf = useCallback(
    (node: GraphNode | undefined) => executions.get(node?.scope ?? '') ?? execution,
    [executions, execution],
  );
  return { graph, overlay, expansionNotes: notes, noteOn, expand, showIteration, executionOf };
}

function closedOnTheWay(graph: WorkflowGraph, key: string): GraphNode | undefined {
  return nodeNamed(graph, key) === undefined ? closedAround(graph, key) : undefined;
}

/** Which iterations a task is in, by the node ids of the loops around it; undefined while it is not known. */
function iterationsAround(
  graph: WorkflowGraph,
  { attempts }: RunOverlay,
  key: string,
): ChosenIterations | undefined {
  const node = nodeNamed(graph, key);
  const isIt = (task: Task) => scopedRef(node?.scope ?? '', task.referenceTaskName) === key;
  const task = attempts.get(node?.id ?? '')?.find(isIt);
  if (node === undefined || task === undefined) return undefined;
  const loops = loopsAround(node);
  const iterations = iterationsOfTask(task, loops);
  return new Map(
    loops.map(({ id }, depth) => [id, iterations[depth] ?? 0] as const).filter(([, at]) => at !== 0),
  );
}
