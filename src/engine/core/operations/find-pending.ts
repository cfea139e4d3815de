import type { TaskModel } from '../../model.ts';
import type { Draft } from '../draft.ts';
import { bareReference } from '../loops.ts';
import { isOpen } from '../workflow-state.ts';

/** The open task that a reference means: the one of just that name, else the first of a loop's that begins with it. */
export function findPending(draft: Draft, reference: string): TaskModel | undefined {
  const exact = draft.latest(reference);
  if (exact !== undefined && isOpen(exact)) return exact;
  return draft.openTasks().find((task) => task.iteration > 0 && bareReference(task) === reference);
}
