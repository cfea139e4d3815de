import { formatDuration } from '#lib/time.ts';

/**
 * How long a task took, or takes so far: `to` is 0 while it runs. Steps that took no time worth naming name none, nor
 * do those that have not begun.
 */
export function timeText(from: number, to: number, now: number): string {
  if (from <= 0) return '';
  if (to > 0) return to - from < 50 ? '' : formatDuration(to - from);
  return now - from < 1_000 ? '' : formatDuration(Math.floor((now - from) / 1_000) * 1_000);
}
