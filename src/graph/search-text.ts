import { knownTaskStatuses } from '#contract/index.ts';
import type { BranchRun } from './branch-runs.ts';
import { inputLines, lineText } from './input-lines.ts';
import type { NodeRun } from './run.ts';
import { taskTypeInfo } from './task-types.ts';
import type { GraphNode } from './types.ts';

/** What a task is searched by, in small letters. */
export interface SearchText {
  readonly node: GraphNode;
  readonly names: string;
  readonly type: string;
  /** The names of the branches it stands for. */
  readonly members: readonly string[];
  /** The detail and the input as the definition writes it: made when first asked for. */
  readonly rest: () => string;
}

/** Inputs in a definition are not searched beyond this many characters. */
const searchedInput = 20_000;

export function searchText(node: GraphNode): SearchText {
  const { ref, name, type, members, detail } = node;
  let rest: string | null = null;
  return {
    node,
    names: `${ref}\n${name}`.toLowerCase(),
    type: `${type}\n${taskTypeInfo(type).label}`.toLowerCase(),
    members: members.map((member) => member.toLowerCase()),
    rest: () => (rest ??= `${detail}\n${definitionInput(node)}`.toLowerCase()),
  };
}

export function wordsOf(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function definitionInput({ task }: GraphNode): string {
  const parameters = task['inputParameters'];
  if (parameters === undefined) return '';
  let text = '';
  for (const line of inputLines(parameters)) {
    if (text.length >= searchedInput) break;
    text += `${lineText({ ...line, value: line.value.slice(0, searchedInput) })}\n`;
  }
  return text.slice(0, searchedInput);
}

/** What people call a status besides its name in the API. */
const otherWord: ReadonlyMap<string, string> = new Map([
  ['IN_PROGRESS', 'running'],
  ['CANCELED', 'cancelled'],
]);

const statusWords: ReadonlySet<string> = new Set(
  [...knownTaskStatuses, ...otherWord.values()].map((word) => word.toLowerCase()),
);

/** What a task would end as, or is told of another's end, is no status it has: in a run such a word means statuses. */
export function isStatusWord(word: string): boolean {
  return statusWords.has(word);
}

/** Thousands of branches have one of a few statuses. */
const statusTexts = new Map<string, string>();

/** `TIMED_OUT` is found by that, and as `timed out`. */
export function statusText(run: NodeRun | BranchRun | undefined): string {
  if (run === undefined) return '';
  const known = statusTexts.get(run.status);
  if (known !== undefined) return known;
  const status = run.status.toLowerCase();
  const text = `${status} ${status.replaceAll('_', ' ')} ${otherWord.get(run.status) ?? ''}`;
  statusTexts.set(run.status, text);
  return text;
}
