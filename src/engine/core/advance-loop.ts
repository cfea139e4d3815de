import type { TaskModel } from '../model.ts';
import type { Draft } from './draft.ts';
import { insideSuffix } from './loops.ts';
import { mapUnlessThere, schedule, settle } from './schedule.ts';
import type { LoopType, Tools } from './task-type.ts';

/** A loop that asks nobody could go on for ever: from so many changed tasks on it lets others have a turn. */
const mostChanges = 1000;

/** Takes a loop on to its next iteration, or to its end, unless something in it is open. */
export function advanceLoop(draft: Draft, tools: Tools, loop: TaskModel, type: LoopType): void {
  if (loop.wakeAt !== undefined || draft.isIterationOpen(loop)) return;
  if (draft.changedCount > mostChanges && loop.iteration > 0) {
    draft.put({ ...loop, wakeAt: draft.now });
    return;
  }
  const { outcome, first } = type.advance(loop, draft, tools);
  settle(draft, tools, loop, outcome);
  const next = draft.task(loop.taskId);
  if (next === undefined || first === undefined) return;
  schedule(draft, tools, mapUnlessThere(draft, tools, first, insideSuffix(next)));
}
