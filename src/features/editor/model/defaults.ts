import { parseTree, type Node } from 'jsonc-parser';
import { applyEdits } from './edits.ts';
import type { TextEdit } from './problem.ts';
import { indexTasks, textOf } from './task-places.ts';

/** What a server adds to every task, as it is written when it says nothing. */
const empty: ReadonlyMap<string, string> = new Map([
  ['decisionCases', '{}'],
  ['defaultCase', '[]'],
  ['forkTasks', '[]'],
  ['loopOver', '[]'],
  ['joinOn', '[]'],
  ['defaultExclusiveJoinTask', '[]'],
  ['onStateChange', '{}'],
  ['metadata', '{}'],
  ['startDelay', '0'],
  ['optional', 'false'],
  ['asyncComplete', 'false'],
  ['permissive', 'false'],
]);

/**
 * A server's answer without the dozen empty fields that it adds to every task: with them a task of four lines takes
 * sixteen. They mean the same when absent. Nothing else is touched.
 */
export function withoutEmptyDefaults(text: string): string {
  const edits: TextEdit[] = [];
  for (const task of indexTasks(parseTree(text)).all) addRemovals(text, task.node, edits);
  return applyEdits(text, edits);
}

function addRemovals(text: string, task: Node, edits: TextEdit[]): void {
  const fields = task.children ?? [];
  let keptBefore = false;
  for (const [index, field] of fields.entries()) {
    if (!isWrittenEmpty(text, field)) {
      keptBefore = true;
      continue;
    }
    // The comma goes with it: the one before, or where nothing stands before, the one behind.
    const start = keptBefore ? endOf(fields[index - 1]) : field.offset;
    const end = keptBefore ? endOf(field) : (fields[index + 1]?.offset ?? endOf(field));
    edits.push({ offset: start, length: end - start, content: '' });
  }
}

/** Whether a field of a task says nothing. */
export function isEmptyDefault(key: string, value: unknown): boolean {
  const written = empty.get(key);
  if (written === undefined) return false;
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) return false;
  return JSON.stringify(value) === written;
}

function isWrittenEmpty(text: string, field: Node): boolean {
  const [key, value] = field.children ?? [];
  if (value === undefined || value.length > 5) return false;
  return empty.get(textOf(key)) === text.slice(value.offset, value.offset + value.length);
}

function endOf(node: Node | undefined): number {
  return node === undefined ? 0 : node.offset + node.length;
}
