import { inputLines, lineText } from './input-lines.ts';
import { iterationsOfTask, loopsAround } from './iterations.ts';
import type { NodeRun } from './run.ts';
import { statusText, wordsOf } from './search-text.ts';
import type { SearchHit } from './search.ts';
import { taskTypeInfo } from './task-types.ts';
import { scopedRef } from './types.ts';

/** Why a search has found something, where its reference name does not tell. */
export interface Finding {
  readonly kind: 'reference' | 'name' | 'type' | 'status' | 'reason' | 'detail' | 'input';
  /** The words and what is around them. */
  readonly text: string;
  /** The iteration of the innermost loop whose input it was in; 0 outside loops and where no run was looked at. */
  readonly iteration: number;
}

/** Of a text longer than a short line, no more shows than what is around the words. */
const shortLine = 34;
const before = 20;
const behind = 100;

/** What of a hit the words of the query are in: made for the few that show. */
export function findingOf(hit: SearchHit, query: string, runs?: ReadonlyMap<string, NodeRun>): Finding {
  const { node, branch, place } = hit;
  const words = wordsOf(query);
  if (place !== null) {
    const iteration = iterationsOfTask(place.task, loopsAround(node)).at(-1) ?? 0;
    return { kind: 'input', text: excerpt(lineText(place.line), words), iteration };
  }
  const found = (kind: Finding['kind'], text: string): Finding => ({
    kind,
    text: excerpt(text, words),
    iteration: 0,
  });
  const title = (node.members[branch] ?? node.ref).toLowerCase();
  const word = words.find((each) => !title.includes(each));
  const isIn = (text: string) => word !== undefined && text.toLowerCase().includes(word);
  const run = runs?.get(node.id);
  const ofBranch = run?.branches?.each[branch];
  if (word === undefined) return found('reference', node.members[branch] ?? node.ref);
  if (statusText(branch === -1 ? run : ofBranch).includes(word)) return found('status', '');
  const reason = (branch === -1 ? run : ofBranch)?.reason ?? '';
  if (branch !== -1 || isIn(reason)) return found('reason', reason);
  const { label } = taskTypeInfo(node.type);
  if (isIn(node.name)) return found('name', node.name);
  if (isIn(node.type) || isIn(label)) return found('type', label);
  for (const line of inputLines(node.task['inputParameters'] ?? {}))
    if (isIn(lineText(line))) return found('input', lineText(line));
  return found('detail', node.detail);
}

/** How the address names what a hit leads to; undefined for a node as the graph shows it. */
export function hitKey(
  { node, branch, place }: SearchHit,
  runs?: ReadonlyMap<string, NodeRun>,
): string | undefined {
  const name = node.members[branch];
  if (name !== undefined) {
    const known = place?.task.referenceTaskName ?? runs?.get(node.id)?.branches?.each[branch]?.ref;
    return scopedRef(node.scope, known ?? name);
  }
  return place === null || loopsAround(node).length === 0
    ? undefined
    : scopedRef(node.scope, place.task.referenceTaskName);
}

/** The part of a text around the first of the words in it, on one line. */
function excerpt(text: string, words: readonly string[]): string {
  const small = text.toLowerCase();
  const places = words.map((word) => small.indexOf(word)).filter((at) => at !== -1);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const start = text.length <= shortLine ? 0 : Math.max(0, first - before);
  const end = first + behind;
  const part = text.slice(start, end).replaceAll(/\s+/g, ' ');
  return `${start > 0 ? '…' : ''}${part}${end < text.length ? '…' : ''}`;
}
