import { useCallback, useMemo } from 'react';
import { parseAsString, useQueryState } from 'nuqs';
import { buildGraph, pathKeys, type GraphNode, type WorkflowGraph } from '#graph/index.ts';
import { findNodeAtLocation } from 'jsonc-parser';
import type { Analysis } from '../model/analysis.ts';
import type { TextRange } from '../model/parsed-text.ts';
import type { TaskPlace } from '../model/task-places.ts';
import { useSubWorkflows, type SubWorkflows } from './use-sub-workflows.ts';

export interface SelectedTask {
  readonly graph: WorkflowGraph;
  readonly subWorkflows: SubWorkflows;
  /** Id of the node in the graph; kept in the address. */
  readonly id: string | null;
  readonly select: (id: string | null) => void;
  /** Where a node's task stands in the text as it was last read. */
  readonly rangeOf: (node: GraphNode) => TextRange | undefined;
  /** The node of the task that holds this place in the text. */
  readonly nodeAt: (offset: number) => GraphNode | undefined;
  /** The text of the selected task. */
  readonly highlight: TextRange | undefined;
}

/** One selection for graph and text, whichever it was made in. */
export function useSelectedTask(analysis: Analysis, lastValid: Analysis): SelectedTask {
  const [id, setId] = useQueryState('task', parseAsString);
  const subWorkflows = useSubWorkflows();
  const { expansions } = subWorkflows;
  const graph = useMemo(() => buildGraph(lastValid.definition, { expansions }), [lastValid, expansions]);

  const rangeOf = useCallback((node: GraphNode) => taskRange(analysis, node), [analysis]);
  const nodeAt = useCallback(
    (offset: number) => {
      const place = analysis.tasks.at(offset);
      return place === undefined ? undefined : nodeOf(graph, place);
    },
    [analysis, graph],
  );
  const select = useCallback((next: string | null) => void setId(next), [setId]);

  const highlight = useMemo(() => {
    const node = id === null ? undefined : (graph.byId.get(id) ?? graph.byRef.get(id));
    return node === undefined ? undefined : taskRange(analysis, node);
  }, [id, graph, analysis]);

  return { graph, subWorkflows, id, select, rangeOf, nodeAt, highlight };
}

// The graph may be older than the text: a reference name is found wherever its task has moved to since.
function taskRange(analysis: Analysis, node: GraphNode): TextRange | undefined {
  if (node.path === null) return undefined;
  const { tasks, parsed } = analysis;
  const unique = node.id === node.ref ? tasks.byRef.get(node.ref)?.node : undefined;
  const found = unique ?? (parsed.root && findNodeAtLocation(parsed.root, [...pathKeys(node.path)]));
  return found === undefined ? undefined : { offset: found.offset, length: found.length };
}

function nodeOf(graph: WorkflowGraph, place: TaskPlace): GraphNode | undefined {
  const named = graph.byRef.get(place.ref);
  if (named !== undefined && isAt(named, place)) return named;
  return graph.nodes.find((node) => node.path !== null && isAt(node, place)) ?? named;
}

function isAt(node: GraphNode, place: TaskPlace): boolean {
  const keys = pathKeys(node.path);
  return keys.length === place.path.length && keys.every((key, index) => key === place.path[index]);
}
