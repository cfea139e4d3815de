import { parseWaitDuration, parseWaitUntil } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';
import type { Draft } from '../core/draft.ts';
import type { TaskOutcome, WaitType } from '../core/task-type.ts';

/** Conductor's "never by itself". */
const endless = 2 ** 31 - 1;

/** Waits for a duration, until a moment, or for somebody to complete it over the API. */
export const wait: WaitType = { mode: 'wait', begin, wake: () => ({ status: 'COMPLETED' }) };

function begin(task: TaskModel, draft: Draft): TaskOutcome {
  const { duration, until } = task.inputData;
  if (isGiven(duration) && isGiven(until)) {
    return wrong("Both 'duration' and 'until' specified. Please provide only one input");
  }
  if (isGiven(duration)) {
    const end = draft.now + (parseWaitDuration(String(duration)) ?? NaN);
    // A moment beyond all numbers that can be kept is none.
    return Number.isSafeInteger(end) ? endAt(end, draft) : wrong(`Not valid duration: ${String(duration)}`);
  }
  if (isGiven(until)) {
    const moment = parseWaitUntil(String(until));
    return moment === undefined
      ? wrong(`Invalid/Unsupported Wait Until format.  Provided: ${String(until)}`)
      : endAt(moment, draft);
  }
  return { callbackAfterSeconds: endless };
}

function endAt(moment: number, draft: Draft): TaskOutcome {
  if (moment <= draft.now) return { status: 'COMPLETED' };
  const seconds = Math.ceil((moment - draft.now) / 1000);
  return { wakeAt: moment, callbackAfterSeconds: Math.min(seconds, endless) };
}

function isGiven(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

function wrong(message: string): TaskOutcome {
  return { status: 'FAILED_WITH_TERMINAL_ERROR', reasonForIncompletion: message };
}
