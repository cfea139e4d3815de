import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { headOf, type StartingPlace } from '../hooks/use-editor-actions.ts';
import type { TextRange } from '../model/parsed-text.ts';

/** A new workflow begins with its name, ready to be typed over. */
export function nameIn(text: string): StartingPlace | undefined {
  const root = parseTree(text);
  const name = root && findNodeAtLocation(root, ['name']);
  if (name === undefined) return undefined;
  return { range: { offset: name.offset + 1, length: Math.max(0, name.length - 2) }, select: true };
}

/** Any other begins with the task named in the address. */
export function headOfTask(task: TextRange | undefined): StartingPlace | undefined {
  return task === undefined ? undefined : { range: headOf(task), select: false };
}
