import { useCallback, useEffect, useState } from 'react';
import {
  loopsAround,
  nodeOfTask,
  type ChosenIterations,
  type GraphNode,
  type RunOverlay,
  type WorkflowGraph,
} from '#graph/index.ts';
import { useRunGraph } from '#ui/workflow-graph/use-run-graph.ts';
import type { Step } from '../model/attempts.ts';
import type { Execution } from '../model/execution.ts';
import { useSubRuns } from './use-sub-runs.ts';

export interface RunView {
  readonly graph: WorkflowGraph;
  readonly overlay: RunOverlay;
  readonly expansionNotes: ReadonlyMap<string, string>;
  readonly expand: (node: GraphNode) => void;
  readonly showIteration: (loop: GraphNode, iteration: number) => void;
  /** Shows the iterations of the loops around a step that was chosen elsewhere. */
  readonly showStep: (step: Step) => void;
  /** The execution that a node belongs to: the page's own, or that of a sub-workflow drawn in place. */
  readonly executionOf: (node: GraphNode | undefined) => Execution;
}

/** An execution as it is drawn: with sub-workflows in place and the iterations that the reader looks at. */
export function useRunView(execution: Execution): RunView {
  const { follow, toggle, executions, notes, expansions, inside } = useSubRuns();
  const [iterations, choose] = useState<ChosenIterations>(new Map());
  const { workflow, definition } = execution;
  const { graph, overlay } = useRunGraph(definition, workflow.tasks, { expansions, inside, iterations });
  useEffect(() => follow(overlay), [follow, overlay]);

  const showIteration = useCallback(
    (loop: GraphNode, iteration: number) => choose((before) => new Map(before).set(loop.id, iteration)),
    [],
  );
  const showStep = useCallback(
    ({ ref, latest }: Step) => {
      const node = nodeOfTask(graph, ref);
      const loop = node === undefined ? undefined : loopsAround(node).at(-1);
      if (loop !== undefined && latest.iteration > 0) showIteration(loop, latest.iteration);
    },
    [graph, showIteration],
  );
  const expand = useCallback((node: GraphNode) => toggle(node, overlay), [toggle, overlay]);
  const executionOf = useCallback(
    (node: GraphNode | undefined) => executions.get(node?.scope ?? '') ?? execution,
    [executions, execution],
  );
  return { graph, overlay, expansionNotes: notes, expand, showIteration, showStep, executionOf };
}
