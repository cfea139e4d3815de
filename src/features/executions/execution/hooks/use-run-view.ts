import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  closedAround,
  placeNamed,
  type ChosenIterations,
  type GraphNode,
  type RunOverlay,
  type StoppedAt,
  type WorkflowGraph,
} from '#graph/index.ts';
import { fetching } from '#ui/workflow-graph/expansions.ts';
import { useRunGraph } from '#ui/workflow-graph/use-run-graph.ts';
import type { Step } from '../model/attempts.ts';
import type { Execution } from '../model/execution.ts';
import { iterationsNamed } from '../model/keys.ts';
import { endedBy } from '../model/outcome.ts';
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
export function useRunView(
  execution: Execution,
  steps: readonly Step[],
  asked: string | undefined,
  stopped: StoppedAt | undefined,
): RunView {
  const { follow, open, toggle, executions, notes, expansions, inside } = useSubRuns();
  const [iterations, choose] = useState<ChosenIterations>(new Map());
  const { workflow, definition } = execution;
  const { graph, overlay } = useRunGraph(definition, workflow.tasks, {
    expansions,
    inside,
    iterations,
    status: workflow.status,
    endedBy: workflow.status === 'COMPLETED' ? undefined : endedBy(workflow, steps)?.taskId,
    stopped,
  });
  useEffect(() => follow(overlay), [follow, overlay]);

  const showIteration = useCallback(
    (loop: GraphNode, iteration: number) => choose((before) => new Map(before).set(loop.id, iteration)),
    [],
  );
  const closed = useMemo(
    () => (asked === undefined ? undefined : closedAround(placeNamed(graph, asked))),
    [graph, asked],
  );
  useEffect(() => {
    if (closed !== undefined) open(closed, overlay);
  }, [closed, open, overlay]);
  const named = useMemo(
    () => (asked === undefined ? undefined : iterationsNamed(graph, overlay, asked)),
    [graph, overlay, asked],
  );
  // Once for each task on the way: the reader may then look at other iterations.
  const [reached, reach] = useState({ asked, found: 0 });
  const before = reached.asked === asked ? reached.found : 0;
  const found = Math.max(before, named?.found ?? 0);
  if (reached.asked !== asked || found > before) {
    reach({ asked, found });
    if (named !== undefined && found > before)
      choose((chosen) => (named.iterations.size === 0 ? chosen : new Map([...chosen, ...named.iterations])));
  }
  const noteOn = useCallback(
    (key: string) => {
      const node = closedAround(placeNamed(graph, key));
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
