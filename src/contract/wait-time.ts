// The two ways a WAIT task says how long: a duration such as "1 hour 30 mins", or a moment such as "2030-01-31 18:00 GMT".

const durationPattern =
  /^\s*(?:(\d+)\s*(?:days?|d))?\s*(?:(\d+)\s*(?:hours?|hrs?|h))?\s*(?:(\d+)\s*(?:minutes?|mins?|m))?\s*(?:(\d+)\s*(?:seconds?|secs?|s))?\s*$/i;

/** Seconds of a WAIT duration; undefined when it is not one. Blank text is 0. */
export function parseWaitDuration(duration: string): number | undefined {
  const match = durationPattern.exec(duration);
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match
    .slice(1, 5)
    .map((digits: string | undefined) => Number(digits ?? 0));
  return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
}

const momentPattern = /^\s*(\d+)-(\d{1,2})-(\d{1,2})(?:\s+(\d{1,2}):(\d{1,2})(?: (\S+))?)?$/;

/**
 * Epoch milliseconds of a WAIT's `until`; undefined when it is not a moment. Without a zone it is local time. As in
 * Conductor, numbers out of range roll over: 24:00 is the next day's 00:00.
 */
export function parseWaitUntil(until: string): number | undefined {
  const match = momentPattern.exec(until);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1, 6)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const zone = match[6];
  if (zone === undefined) return new Date(year, month - 1, day, hour, minute).getTime();
  const utc = Date.UTC(year, month - 1, day, hour, minute);
  const offset = zoneOffsetMinutes(zone, utc);
  return offset === undefined ? undefined : utc - offset * 60_000;
}

const offsetPattern = /^(?:GMT)?([+-])(\d{1,2}):?(\d{2})$/i;

/** What the usual short names mean, in minutes east of Greenwich. */
const zoneAbbreviations: Readonly<Record<string, number>> = {
  Z: 0,
  GMT: 0,
  UTC: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  IST: 330,
  SGT: 480,
  HKT: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
};

function zoneOffsetMinutes(zone: string, at: number): number | undefined {
  const offset = offsetPattern.exec(zone);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    return offset[1] === '-' ? -minutes : minutes;
  }
  return zoneAbbreviations[zone.toUpperCase()] ?? namedZoneOffset(zone, at);
}

/** The offset of a place such as America/New_York, which keeps summer time or not depending on the day. */
function namedZoneOffset(zone: string, at: number): number | undefined {
  if (!zone.includes('/')) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value;
    return name === undefined || name === 'GMT' ? 0 : zoneOffsetMinutes(name, at);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
