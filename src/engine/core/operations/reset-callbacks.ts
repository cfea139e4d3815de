import { isWorkflowTerminal } from '#contract/index.ts';
import { conflict } from '../../errors.ts';
import type { Draft } from '../draft.ts';

/** Lets workers have at once what they have put off. */
export function resetCallbacks(draft: Draft): void {
  const { status } = draft.workflow;
  if (isWorkflowTerminal(status)) throw conflict(`Workflow is in terminal state. Status = ${status}`);
  for (const task of draft.openTasks()) {
    if (task.status !== 'SCHEDULED' || task.callbackAfterSeconds <= 0 || task.availableAt === undefined)
      continue;
    const { availableAt: _, ...available } = task;
    draft.put({ ...available, callbackAfterSeconds: 0 });
  }
}
