import type { Task } from '#contract/index.ts';
import { taskTypeInfo } from '#graph/index.ts';
import { attemptCount, type Step } from './attempts.ts';
import { stepType } from './task-info.ts';

/** One attempt as a row of the table. */
export interface TaskRow {
  readonly task: Task;
  readonly ref: string;
  readonly type: string;
  readonly attempt: number;
  readonly of: number;
}

/** Every attempt in the order the server scheduled them. A task that has not changed keeps its row. */
export function toTaskRows(steps: readonly Step[]): readonly TaskRow[] {
  return steps
    .flatMap((step) => step.attempts.map((task) => toRow(step, task)))
    .sort((a, b) => a.task.seq - b.task.seq);
}

const known = new WeakMap<Task, TaskRow>();

function toRow(step: Step, task: Task): TaskRow {
  const { number, of } = attemptCount(step, task);
  const before = known.get(task);
  if (before?.ref === step.ref && before.attempt === number && before.of === of) return before;
  const row = { task, ref: step.ref, type: taskTypeInfo(stepType(task)).label, attempt: number, of };
  known.set(task, row);
  return row;
}

/** Milliseconds an attempt has run; undefined while it has not started or not ended. */
export function durationOf({ startTime, endTime }: Task): number | undefined {
  return startTime > 0 && endTime > 0 ? endTime - startTime : undefined;
}

/** How many tasks are in each status, in the order in which the statuses occur. */
export function countByStatus(rows: readonly TaskRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { task } of rows) counts.set(task.status, (counts.get(task.status) ?? 0) + 1);
  return counts;
}

/** The rows with a text in what one reads of them, in any of these statuses; none means all. */
export function findTaskRows(
  rows: readonly TaskRow[],
  query: string,
  statuses: readonly string[],
): readonly TaskRow[] {
  const wanted = query.trim().toLowerCase();
  return rows.filter(({ task, ref, type }) => {
    if (statuses.length > 0 && !statuses.includes(task.status)) return false;
    if (wanted === '') return true;
    const { taskDefName, taskType, workerId, taskId, reasonForIncompletion } = task;
    return [ref, type, taskDefName, taskType, workerId, taskId, reasonForIncompletion].some(
      (text) => text?.toLowerCase().includes(wanted) === true,
    );
  });
}
