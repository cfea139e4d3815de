/** The reader's own time zone, or UTC. */
export type TimeZoneChoice = 'local' | 'utc';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The last whole day that a date can stand for, in any zone. */
const lastMoment = 8.64e15 - day;

/**
 * Milliseconds since 1970 of what the API calls a time: a number or an ISO text.
 * Conductor writes 0 (or the year 1970) for "not yet"; that becomes undefined,
 * as does what no calendar has.
 */
export function toMillis(time: string | number | null | undefined): number | undefined {
  if (time === undefined || time === null || time === '') return undefined;
  const millis = typeof time === 'number' ? time : Date.parse(time);
  return millis > 0 && millis <= lastMoment ? millis : undefined;
}

/** `2 min ago`, `in 3 h`, `just now`. */
export function formatRelative(at: number, now: number): string {
  const distance = Math.abs(now - at);
  if (distance < 5 * second) return 'just now';
  const amount = formatAmount(distance);
  return at <= now ? `${amount} ago` : `in ${amount}`;
}

function formatAmount(distance: number): string {
  if (distance < minute) return `${Math.floor(distance / second)} s`;
  if (distance < hour) return `${Math.floor(distance / minute)} min`;
  if (distance < 2 * day) return `${Math.floor(distance / hour)} h`;
  return `${Math.floor(distance / day)} d`;
}

/** `1.2 s`, `3 m 04 s`, `1 h 02 m`: two units at most, the smaller one padded so that columns align. */
export function formatDuration(millis: number): string {
  const length = Math.max(0, millis);
  if (length < second) return `${Math.round(length)} ms`;
  // Rounded first, so that 59.96 s does not read "60.0 s".
  const tenths = Math.round(length / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(length / second);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${padded(seconds % 60)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${padded(minutes % 60)} m`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)} d ${padded(hours % 24)} h`;
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}

interface Fields {
  readonly date: string;
  readonly clock: string;
  readonly fraction: string;
  readonly zoneName: string;
}

/** Not by `Intl`: until its first date a browser looks through all languages it knows, and the page waits. */
function fieldsOf(at: number, zone: TimeZoneChoice): Fields {
  const ahead = zone === 'utc' ? 0 : -new Date(at).getTimezoneOffset();
  const [date = '', time = ''] = new Date(at + ahead * minute).toISOString().split('T');
  return { date, clock: time.slice(0, 8), fraction: time.slice(9, 12), zoneName: zoneNameOf(ahead) };
}

/** `UTC`, `UTC+1`, `UTC-3:30` */
function zoneNameOf(ahead: number): string {
  if (ahead === 0) return 'UTC';
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  return `UTC${ahead < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${padded(minutes)}`}`;
}

/** `2026-11-23 12:04:10.120 UTC`: a day and a time that sort, with their zone. */
export function formatAbsolute(at: number, zone: TimeZoneChoice): string {
  const { date, clock, fraction, zoneName } = fieldsOf(at, zone);
  return `${date} ${clock}.${fraction} ${zoneName}`;
}

/** `12:04:10` */
export function formatClock(at: number, zone: TimeZoneChoice): string {
  return fieldsOf(at, zone).clock;
}

/** `2026-11-23` */
export function formatDay(at: number, zone: TimeZoneChoice): string {
  return fieldsOf(at, zone).date;
}
