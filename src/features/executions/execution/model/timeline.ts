import type { Workflow } from '#contract/index.ts';
import { taskTitle } from './task-info.ts';
import type { Step } from './attempts.ts';

/** One attempt on the timeline, in epoch milliseconds. */
export interface TimelineBar {
  readonly taskId: string;
  readonly status: string;
  readonly attempt: number;
  /** When it was put in its queue. */
  readonly queued: number;
  /** When it began to run; undefined while it waits. */
  readonly began: number | undefined;
  /** When it ended; undefined while it is open. */
  readonly ended: number | undefined;
}

export interface TimelineRow {
  readonly ref: string;
  readonly label: string;
  readonly status: string;
  readonly bars: readonly TimelineBar[];
}

export interface Timeline {
  readonly start: number;
  /** When the execution ended; undefined while it runs. */
  readonly end: number | undefined;
  /** By the time at which each step was first scheduled. */
  readonly rows: readonly TimelineRow[];
}

/** The steps of a run over time. Steps that never had a time, such as skipped ones, have a row without bars. */
export function timelineOf(workflow: Workflow, steps: readonly Step[]): Timeline {
  const rows = steps.map(toRow);
  const first = rows.flatMap((row) => row.bars.map((bar) => bar.queued));
  const last = rows.flatMap((row) => row.bars.map((bar) => bar.ended ?? bar.began ?? bar.queued));
  // A server's clock and its order of writing may leave a task outside the times of its execution.
  const start = least([workflow.startTime, ...first].filter((time) => time > 0)) ?? 0;
  const end = workflow.endTime > 0 ? most([workflow.endTime, ...last]) : undefined;
  const sorted = rows.toSorted((a, b) => (a.bars[0]?.queued ?? 0) - (b.bars[0]?.queued ?? 0));
  return { start, end, rows: sorted };
}

function toRow(step: Step): TimelineRow {
  const bars = step.attempts
    .map((task, index): TimelineBar => ({
      taskId: task.taskId,
      status: task.status,
      attempt: index + 1,
      queued: task.scheduledTime || task.startTime,
      began: task.startTime || undefined,
      ended: task.endTime || undefined,
    }))
    .filter((bar) => bar.queued > 0);
  return { ref: step.ref, label: taskTitle(step.latest), status: step.latest.status, bars };
}

function least(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
}

function most(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b));
}

/** Where a stretch of time lies on the whole, in per cent. */
export interface Stretch {
  readonly left: number;
  readonly width: number;
}

export function stretch(timeline: Timeline, from: number, to: number, now: number): Stretch {
  const whole = lengthOf(timeline, now);
  const left = within(((from - timeline.start) / whole) * 100);
  const right = within(((to - timeline.start) / whole) * 100);
  return { left, width: Math.max(0, right - left) };
}

export function lengthOf({ start, end }: Timeline, now: number): number {
  return Math.max(1, (end ?? now) - start);
}

function within(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
const steps: readonly number[] = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * day),
];

/** Offsets from the start at which the axis has a mark: at most `count`, at round numbers. */
export function marksOf(length: number, count: number): readonly number[] {
  const wanted = length / Math.max(1, count);
  const step = steps.find((each) => each >= wanted) ?? Math.ceil(wanted / year) * year;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
}
