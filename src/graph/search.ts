import { knownTaskStatuses } from '#contract/index.ts';
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
   * status or inputs. In a run, the name of a status finds the tasks that have it, and those called by it. None for a
   * query without words.
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
      const matches = (names: string, rest: string, run: NodeRun | BranchRun | undefined): boolean => {
        const status = statusText(run);
        const reason = run?.reason.toLowerCase() ?? '';
        return words.every(
          (word) =>
            names.includes(word) ||
            status.includes(word) ||
            // What a task would end as, or is told of another's end, is no status it has.
            ((runs === undefined || !statusWords.has(word)) &&
              (rest.includes(word) || reason.includes(word))),
        );
      };
      const hits: SearchHit[] = [];
      for (const { node, names, rest, members } of texts) {
        const run = runs?.get(node.id);
        if (matches(names, rest, run)) hits.push({ node, branch: -1 });
        for (const [branch, member] of members.entries())
          if (matches(member, '', run?.branches?.each[branch])) hits.push({ node, branch });
      }
      return hits;
    },
  };
}

interface SearchText {
  readonly node: GraphNode;
  readonly names: string;
  /** What else there is to find it by. */
  readonly rest: string;
  /** The names of the branches it stands for. */
  readonly members: readonly string[];
}

function textOf(node: GraphNode): SearchText {
  const { ref, name, type, task, members, detail } = node;
  const inputs = JSON.stringify(task['inputParameters'] ?? '').slice(0, searchedInput);
  return {
    node,
    names: [ref, name].join('\n').toLowerCase(),
    rest: [type, taskTypeInfo(type).label, detail, inputs].join('\n').toLowerCase(),
    members: members.map((member) => member.toLowerCase()),
  };
}

/** What people call a status besides its name in the API. */
const otherWord: ReadonlyMap<string, string> = new Map([
  ['IN_PROGRESS', 'running'],
  ['CANCELED', 'cancelled'],
]);

const statusWords: ReadonlySet<string> = new Set(
  [...knownTaskStatuses, ...otherWord.values()].map((word) => word.toLowerCase()),
);

/** `TIMED_OUT` is found by that, and as `timed out`. */
function statusText(run: NodeRun | BranchRun | undefined): string {
  if (run === undefined) return '';
  const status = run.status.toLowerCase();
  return `${status} ${status.replaceAll('_', ' ')} ${otherWord.get(run.status) ?? ''}`;
}
