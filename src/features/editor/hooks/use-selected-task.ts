import { useCallback, useMemo } from 'react';
import { parseAsString, useQueryState } from 'nuqs';
import {
  buildGraph,
  pathKeys,
  type GraphNode,
  type KnownWorkflows,
  type WorkflowGraph,
} from '#graph/index.ts';
import { hasMissing } from '../model/mentions.ts';
import type { TextRange } from '../model/parsed-text.ts';
import type { Reading } from '../model/reading.ts';
import { taskFinder, type NamedTask, type TaskFinder } from '../model/task-table.ts';
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
export function useSelectedTask(
  { tasks }: Reading,
  lastValid: Reading,
  known: KnownWorkflows | undefined,
): SelectedTask {
  const { definition } = lastValid;
  const [id, setId] = useQueryState('task', parseAsString);
  const subWorkflows = useSubWorkflows();
  const { expansions } = subWorkflows;
  const isLacking = useMemo(() => known !== undefined && hasMissing(lastValid, known), [known, lastValid]);
  // A large graph is not built once more when the list of workflows comes, only to be as it was.
  const marked = isLacking || expansions.size > 0 ? known : undefined;
  const graph = useMemo(
    () => buildGraph(definition, { expansions, known: marked }),
    [definition, expansions, marked],
  );
  const finder = useMemo(() => taskFinder(tasks), [tasks]);

  const rangeOf = useCallback((node: GraphNode) => taskRange(finder, node), [finder]);
  const nodeAt = useCallback(
    (offset: number) => {
      const place = finder.at(offset);
      return place === undefined ? undefined : nodeOf(graph, place);
    },
    [finder, graph],
  );
  const select = useCallback((next: string | null) => void setId(next), [setId]);

  const highlight = useMemo(() => {
    const node = id === null ? undefined : (graph.byId.get(id) ?? graph.byRef.get(id));
    return node === undefined ? undefined : taskRange(finder, node);
  }, [id, graph, finder]);

  return { graph, subWorkflows, id, select, rangeOf, nodeAt, highlight };
}

// The graph may be older than the text: a reference name is found wherever its task has moved to since.
function taskRange(finder: TaskFinder, node: GraphNode): TextRange | undefined {
  if (node.path === null) return undefined;
  const unique = node.id === node.ref ? finder.named(node.ref) : undefined;
  return unique ?? finder.on(pathKeys(node.path));
}

function nodeOf(graph: WorkflowGraph, place: NamedTask): GraphNode | undefined {
  const named = graph.byRef.get(place.ref);
  if (named !== undefined && isAt(named, place)) return named;
  return graph.nodes.find((node) => node.path !== null && isAt(node, place)) ?? named;
}

function isAt(node: GraphNode, place: NamedTask): boolean {
  return JSON.stringify(pathKeys(node.path)) === place.path;
}
