import type { TimeZoneChoice } from '#lib/time.ts';
import { formatClock, formatDay } from '#lib/time.ts';

/** A moment as a date and time field holds it: `2026-11-23T12:04`. */
export function momentToText(at: number | null, zone: TimeZoneChoice): string {
  return at === null ? '' : `${formatDay(at, zone)}T${formatClock(at, zone).slice(0, 5)}`;
}

/** Back again; an unfinished text is no moment. */
export function textToMoment(text: string, zone: TimeZoneChoice): number | null {
  if (text === '') return null;
  const at = Date.parse(zone === 'utc' ? `${text}Z` : text);
  return Number.isNaN(at) ? null : at;
}
