import { isTaskSuccessful, isTaskTerminal, type StateChangeEvent } from '#contract/index.ts';
import type { TaskModel } from '../../model.ts';
import { expressionScope, resolvePayload } from '../document.ts';
import type { Draft } from '../draft.ts';
import type { Tools } from '../task-type.ts';

/** The states that onStateChange names, in the order in which a task goes through them. */
const states = ['onScheduled', 'onStart', 'onSuccess', 'onFailed', 'onCancelled'] as const;
type State = (typeof states)[number];

/** Publishes what the steps of a decision's changed tasks say about the states that those have reached in it. */
export function publishStateChanges(draft: Draft, tools: Pick<Tools, 'environment'>): void {
  for (const { before, after } of draft.changedTasks()) {
    const { onStateChange } = after.workflowTask;
    if (Object.keys(onStateChange).length === 0) continue;
    for (const state of states) {
      if (!hasReached(state, after) || (before !== undefined && hasReached(state, before))) continue;
      const scope = expressionScope(draft, tools, after.taskId);
      for (const [index, { type, payload }] of eventsFor(state, onStateChange).entries()) {
        draft.publish({
          // A task that is run again reaches its states again.
          id: `${after.taskId}_${state}_${index}_${draft.now}`,
          event: type.includes(':') ? type : `conductor:${type}`,
          payload: resolvePayload(payload, scope),
        });
      }
    }
  }
}

/** One key may name several states, with commas between. */
function eventsFor(
  state: State,
  onStateChange: Readonly<Record<string, readonly StateChangeEvent[]>>,
): readonly StateChangeEvent[] {
  return Object.entries(onStateChange).flatMap(([names, events]) =>
    names.split(',').some((name) => name.trim() === state) ? events : [],
  );
}

function hasReached(state: State, { status, startTime }: TaskModel): boolean {
  switch (state) {
    case 'onScheduled':
      return true;
    case 'onStart':
      return startTime > 0 && status !== 'SKIPPED';
    case 'onSuccess':
      return isTaskTerminal(status) && isTaskSuccessful(status) && status !== 'SKIPPED';
    case 'onFailed':
      return isTaskTerminal(status) && !isTaskSuccessful(status) && status !== 'CANCELED';
    case 'onCancelled':
      return status === 'CANCELED';
  }
}
