import type { TaskModel } from '../model.ts';
import type { Draft } from '../core/draft.ts';
import { takeMessages } from '../core/messages.ts';
import type { TaskOutcome, WaitType } from '../core/task-type.ts';

const mostAtOnce = 100;

/** Takes messages that were sent to the execution, and waits for one when there is none. */
export const pullWorkflowMessages: WaitType = { mode: 'wait', begin, wake: () => ({}) };

function begin(task: TaskModel, draft: Draft): TaskOutcome {
  const { batchSize, blocking } = task.inputData;
  const wanted = typeof batchSize === 'number' ? Math.trunc(batchSize) : 1;
  const messages = takeMessages(draft, Math.min(Math.max(wanted, 1), mostAtOnce));
  const isWaiting = messages.length === 0 && blocking !== false && blocking !== 'false';
  return isWaiting
    ? { callbackAfterSeconds: 1 }
    : { status: 'COMPLETED', outputData: { messages, count: messages.length } };
}
