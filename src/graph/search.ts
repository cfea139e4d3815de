import type { NodeRun } from './run.ts';
import { taskTypeInfo } from './task-types.ts';
import type { GraphNode, WorkflowGraph } from './types.ts';
import { isSelectable } from './navigate.ts';

export interface GraphSearch {
  /**
   * The tasks that match every word of a query, in the order of the definition: in their reference name, name, type,
   * status or inputs. None for a query without words.
   */
  find(query: string, runs?: ReadonlyMap<string, NodeRun>): readonly GraphNode[];
}

/** Inputs beyond this many characters are not searched. */
const searchedInput = 20_000;

/** Builds its texts at the first search, even one for nothing: thousands of tasks are then found at each key. */
export function graphSearch(graph: WorkflowGraph): GraphSearch {
  let texts: readonly SearchText[] | null = null;
  return {
    find(query, runs) {
      texts ??= graph.nodes.filter(isSelectable).map((node) => ({ node, text: textOf(node) }));
      const words = query
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      if (words.length === 0) return [];
      return texts
        .filter(({ node, text }) => {
          const status = statusText(runs?.get(node.id));
          return words.every((word) => text.includes(word) || status.includes(word));
        })
        .map(({ node }) => node);
    },
  };
}

interface SearchText {
  readonly node: GraphNode;
  readonly text: string;
}

function textOf({ ref, name, type, task, members, detail }: GraphNode): string {
  const inputs = JSON.stringify(task['inputParameters'] ?? '').slice(0, searchedInput);
  return [ref, name, type, taskTypeInfo(type).label, detail, inputs, ...members].join('\n').toLowerCase();
}

/** `TIMED_OUT` is found by that, and as `timed out`. */
function statusText(run: NodeRun | undefined): string {
  if (run === undefined) return '';
  const status = run.status.toLowerCase();
  return `${status} ${status.replaceAll('_', ' ')} ${run.reason.toLowerCase()}`;
}
