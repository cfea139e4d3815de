import type { Task } from '#contract/index.ts';
import { membersOfTasks, type BranchRun } from './branch-runs.ts';
import { latestOf } from './attempts.ts';
import { findInInput, type InputPlace } from './input-search.ts';
import { isSelectable } from './navigate.ts';
import type { NodeRun, RunOverlay } from './run.ts';
import { isStatusWord, searchText, statusText, wordsOf, type SearchText } from './search-text.ts';
import type { GraphNode, WorkflowGraph } from './types.ts';

/** A task, or one of the branches that a placeholder stands for. */
export interface SearchHit {
  readonly node: GraphNode;
  /** The place of the branch in its fork; -1 for the node itself. */
  readonly branch: number;
  /** Where in the input of the run it was found; null where something else says it all. */
  readonly place: InputPlace | null;
}

/** What of a run is searched. */
type SearchedRun = Pick<RunOverlay, 'nodes' | 'attempts' | 'shown'>;

export interface GraphSearch {
  /**
   * The tasks that match every word of a query, in the order of the definition: in their reference name, name, type,
   * status or inputs as the definition writes them. In a run, the name of a status finds the tasks that have it, and
   * those called by it. None for a query without words. Of a large graph, inputs count once `findInInputs` has been
   * through them.
   */
  find(query: string, runs?: ReadonlyMap<string, NodeRun>): readonly SearchHit[];
  /** The same and the tasks with the words in what the run gave them, step by step: many steps find nothing. */
  findInInputs(query: string, run?: SearchedRun): Iterable<SearchHit | null>;
  /** The first of the tasks that match by name or type. */
  findNamed(query: string, most: number): readonly SearchHit[];
}

/** The inputs of more tasks than this take too long to be written down at once. */
const fewTasks = 1_000;

/** Builds its texts at the first search, even one for nothing: thousands of tasks are then found at each key. */
export function graphSearch(graph: WorkflowGraph): GraphSearch {
  let made: readonly SearchText[] | null = null;
  const texts = () => (made ??= graph.nodes.filter(isSelectable).map(searchText));
  let hasInputs = graph.nodes.length <= fewTasks;
  return {
    find(query, runs) {
      const words = wordsOf(query);
      const all = texts();
      if (words.length === 0) return [];
      const hits: SearchHit[] = [];
      for (const text of all) {
        const run = runs?.get(text.node.id);
        const rest = hasInputs ? text.rest() : '';
        if (words.every(matcher(text.names, text.type, rest, run, runs))) hits.push(hitOf(text));
        for (const [branch, member] of text.members.entries())
          if (words.every(matcher(member, '', '', run?.branches?.each[branch], runs)))
            hits.push(hitOf(text, branch));
      }
      return hits;
    },
    *findInInputs(query, of) {
      const words = wordsOf(query);
      if (words.length === 0) return;
      for (const text of texts()) {
        const { node, members } = text;
        const run = of?.nodes.get(node.id);
        const tasks = of?.attempts.get(node.id) ?? [];
        const matches = matcher(text.names, text.type, text.rest(), run, of?.nodes);
        const ofNode = members.length > 0 ? [] : inOrder(tasks, of?.shown.get(node.id));
        const unmatched = words.filter((word) => !matches(word));
        yield* hitIn(text, -1, unmatched, ofNode, tasks);
        const ofMembers = members.length > 0 ? membersOfTasks(node.members, tasks) : null;
        for (const [branch, member] of members.entries()) {
          const ofBranch = ofMembers?.get(branch) ?? [];
          const isIn = matcher(member, '', '', run?.branches?.each[branch], of?.nodes);
          const missing = words.filter((word) => !isIn(word));
          yield* hitIn(text, branch, missing, inOrder(ofBranch, latestOf(ofBranch)), ofBranch);
        }
      }
      hasInputs = true;
    },
    findNamed(query, most) {
      const words = wordsOf(query);
      if (words.length === 0) return [];
      const hits: SearchHit[] = [];
      for (const text of texts()) {
        if (words.every((word) => text.names.includes(word) || text.type.includes(word)))
          hits.push(hitOf(text));
        for (const [branch, member] of text.members.entries())
          if (hits.length < most && words.every((word) => member.includes(word)))
            hits.push(hitOf(text, branch));
        if (hits.length >= most) break;
      }
      return hits;
    },
  };
}

function hitOf({ node }: SearchText, branch = -1, place: InputPlace | null = null): SearchHit {
  return { node, branch, place };
}

/** Whether a word is in what is at hand of a task or a branch; `runs` are those of the graph, if any. */
function matcher(
  names: string,
  type: string,
  rest: string,
  run: NodeRun | BranchRun | undefined,
  runs: ReadonlyMap<string, NodeRun> | undefined,
): (word: string) => boolean {
  const status = statusText(run);
  return (word) =>
    names.includes(word) ||
    status.includes(word) ||
    ((runs === undefined || !isStatusWord(word)) &&
      (type.includes(word) ||
        rest.includes(word) ||
        (run !== undefined && run.reason !== '' && run.reason.toLowerCase().includes(word))));
}

/** What a join is given is the names of what it waits for. */
const withoutData: ReadonlySet<string> = new Set(['JOIN', 'EXCLUSIVE_JOIN']);

function* hitIn(
  text: SearchText,
  branch: number,
  missing: readonly string[],
  tasks: Iterable<Task>,
  all: readonly Task[],
): Generator<SearchHit | null, void> {
  yield missing.length === 0 ? hitOf(text, branch) : null;
  if (missing.length === 0 || missing.some(isStatusWord) || withoutData.has(text.node.type)) return;
  for (const task of tasks) {
    const line = yield* findInInput(task.inputData, missing);
    if (line === null) continue;
    const tries = all.filter(({ referenceTaskName }) => referenceTaskName === task.referenceTaskName);
    yield hitOf(text, branch, { task, status: latestOf(tries)?.status ?? task.status, line });
    return;
  }
}

/** What the graph shows, then from the latest to the first. */
function* inOrder(tasks: readonly Task[], shown: Task | undefined): Generator<Task, void> {
  if (shown !== undefined) yield shown;
  for (let at = tasks.length - 1; at >= 0; at -= 1) {
    const task = tasks[at];
    if (task !== undefined && task !== shown) yield task;
  }
}
