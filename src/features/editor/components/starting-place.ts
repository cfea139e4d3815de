import { findNodeAtLocation } from 'jsonc-parser';
import { headOf, type StartingPlace } from '../hooks/use-editor-actions.ts';
import type { SelectedTask } from '../hooks/use-selected-task.ts';
import type { Analysis } from '../model/analysis.ts';

/** A new workflow begins with its name, ready to be typed over; any other with the task named in the address. */
export function startingPlace(
  isNew: boolean,
  analysis: Analysis,
  selected: SelectedTask,
): StartingPlace | undefined {
  if (!isNew) {
    const { highlight } = selected;
    return highlight === undefined ? undefined : { range: headOf(highlight), select: false };
  }
  const name = analysis.parsed.root && findNodeAtLocation(analysis.parsed.root, ['name']);
  if (name === undefined) return undefined;
  return { range: { offset: name.offset + 1, length: Math.max(0, name.length - 2) }, select: true };
}
