import type { BranchRun } from './branch-runs.ts';
import { isSelectable } from './navigate.ts';
import type { NodeRun } from './run.ts';
import { taskTypeInfo } from './task-types.ts';
import type { GraphNode, WorkflowGraph } from './types.ts';

/** A task, or one of the branches that a placeholder stands for. */
export interface SearchHit {
  readonly node: GraphNode;
  /** The place of the branch in its fork; -1 for the node itself. */
  readonly branch: number;
}

export interface GraphSearch {
  /**
   * The tasks that match every word of a query, in the order of the definition: in their reference name, name, type,
   * status or inputs. None for a query without words.
   */
  find(query: string, runs?: ReadonlyMap<string, NodeRun>): readonly SearchHit[];
}

/** Inputs beyond this many characters are not searched. */
const searchedInput = 20_000;

/** Builds its texts at the first search, even one for nothing: thousands of tasks are then found at each key. */
export function graphSearch(graph: WorkflowGraph): GraphSearch {
  let texts: readonly SearchText[] | null = null;
  return {
    find(query, runs) {
      texts ??= graph.nodes.filter(isSelectable).map(textOf);
      const words = query
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      if (words.length === 0) return [];
      const matches = (text: string, run: NodeRun | BranchRun | undefined): boolean => {
        const status = statusText(run);
        return words.every((word) => text.includes(word) || status.includes(word));
      };
      const hits: SearchHit[] = [];
      for (const { node, text, members } of texts) {
        const run = runs?.get(node.id);
        if (matches(text, run)) hits.push({ node, branch: -1 });
        for (const [branch, member] of members.entries())
          if (matches(member, run?.branches?.each[branch])) hits.push({ node, branch });
      }
      return hits;
    },
  };
}

interface SearchText {
  readonly node: GraphNode;
  readonly text: string;
  /** The names of the branches it stands for. */
  readonly members: readonly string[];
}

function textOf(node: GraphNode): SearchText {
  const { ref, name, type, task, members, detail } = node;
  const inputs = JSON.stringify(task['inputParameters'] ?? '').slice(0, searchedInput);
  const text = [ref, name, type, taskTypeInfo(type).label, detail, inputs].join('\n').toLowerCase();
  return { node, text, members: members.map((member) => member.toLowerCase()) };
}

/** `TIMED_OUT` is found by that, and as `timed out`. */
function statusText(run: NodeRun | BranchRun | undefined): string {
  if (run === undefined) return '';
  const status = run.status.toLowerCase();
  return `${status} ${status.replaceAll('_', ' ')} ${run.reason.toLowerCase()}`;
}
