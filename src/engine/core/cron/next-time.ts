import type { ZoneOffset } from '#contract/index.ts';
import type { Cron } from './parse-cron.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** No expression that ever comes true needs longer: the 29th of February falls on each weekday every 40 years at least. */
const horizon = 41 * 366 * day;

/** Clocks do not change twice within so short a time. */
const longestStep = 7 * day;

/**
 * The first moment after another one at which the clocks of a zone show a time that matches; undefined when there is
 * none. A time that the clocks leave out does not come; one that they show twice comes twice.
 */
export function nextTime(cron: Cron, offsetAt: ZoneOffset, after: number): number | undefined {
  let from = (Math.floor(after / second) + 1) * second;
  const end = from + horizon;
  for (;;) {
    const offset = offsetAt(from);
    const wall = nextOnWall(cron, from + offset, end + offset);
    const change = changeBetween(offsetAt, from, wall === undefined ? end : wall - offset);
    if (change === undefined) return wall === undefined ? undefined : wall - offset;
    from = change;
  }
}

/** The first moment in a time of which the clocks have been changed. */
function changeBetween(offsetAt: ZoneOffset, start: number, end: number): number | undefined {
  const offset = offsetAt(start);
  let low = start;
  while (low < end) {
    let high = Math.min(low + longestStep, end);
    if (offsetAt(high) === offset) {
      low = high;
      continue;
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }
  return undefined;
}

/** The first matching time from `from` to before `end` on a clock that never changes; both as if they were UTC. */
function nextOnWall(cron: Cron, from: number, end: number): number | undefined {
  let date = Math.floor(from / day) * day;
  let time = from - date;
  while (date < end) {
    const at = new Date(date);
    const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
    if (!cron.months.has(month + 1)) {
      date = Date.UTC(year, month + 1, 1);
      time = 0;
      continue;
    }
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    if (cron.isDay({ day: at.getUTCDate(), weekday: at.getUTCDay() || 7, lastDay })) {
      const found = nextInDay(cron, time);
      if (found !== undefined) return date + found;
    }
    date += day;
    time = 0;
  }
  return undefined;
}

/** The first matching time of day, in milliseconds, that is not before `from`. */
function nextInDay({ hours, minutes, seconds }: Cron, from: number): number | undefined {
  for (const h of hours) {
    if ((h + 1) * hour <= from) continue;
    for (const m of minutes) {
      const start = h * hour + m * minute;
      if (start + minute <= from) continue;
      for (const s of seconds) {
        if (start + s * second >= from) return start + s * second;
      }
    }
  }
  return undefined;
}
