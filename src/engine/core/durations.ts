import { invalid } from '../errors.ts';

const DURATION =
  /^\s*(?:(\d+)\s*(?:days?|d))?\s*(?:(\d+)\s*(?:hours?|hrs?|h))?\s*(?:(\d+)\s*(?:minutes?|mins?|m))?\s*(?:(\d+)\s*(?:seconds?|secs?|s))?\s*$/i;

/** Milliseconds of `1 day 2 hours 3m 4 secs`: whole numbers, in that order, each part optional. Throws an EngineError. */
export function parseDuration(text: string): number {
  const parts = DURATION.exec(text);
  if (parts === null) throw invalid(`Not valid duration: ${text}`);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

const UNTIL = /^(\d{1,4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2})(?: (\S.*))?)?$/;

/**
 * Epoch milliseconds of `yyyy-MM-dd`, `yyyy-MM-dd HH:mm` or `yyyy-MM-dd HH:mm zone`; undefined when it is none of these.
 * Without a zone the time is local: of the named zone, or of the machine. Fields out of range roll over, as in Java.
 */
export function parseUntil(text: string, localZone?: string): number | undefined {
  const parts = UNTIL.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1, 6).map((part) => Number(part ?? 0));
  const zone = parts[6] ?? localZone;
  if (zone === undefined) return new Date(year, month - 1, day, hour, minute).getTime();
  return atZone(Date.UTC(year, month - 1, day, hour, minute), zone);
}

/** Names that Java knows and the zone database does not, with their hours from UTC. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  Z: '+0000',
  PST: '-0800',
  PDT: '-0700',
  MDT: '-0600',
  CST: '-0600',
  CDT: '-0500',
  EDT: '-0400',
  BST: '+0100',
  CEST: '+0200',
  EEST: '+0300',
  IST: '+0530',
  JST: '+0900',
  AEST: '+1000',
};

function atZone(wallTime: number, zone: string): number | undefined {
  const offset = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})$/i.exec(ABBREVIATIONS[zone.toUpperCase()] ?? zone);
  if (offset !== null) {
    const [, sign, hours, minutes] = offset;
    const distance = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return sign === '-' ? wallTime + distance : wallTime - distance;
  }
  const format = zoneFormat(zone);
  if (format === undefined) return undefined;
  // The offset may differ between the guess and the answer; where a clock is turned, the second look settles it.
  const guess = wallTime - offsetAt(format, wallTime);
  return wallTime - offsetAt(format, guess);
}

function zoneFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

/** How far the zone's clocks are ahead of UTC at that moment, in milliseconds. */
function offsetAt(format: Intl.DateTimeFormat, time: number): number {
  const parts = new Map(format.formatToParts(time).map((part) => [part.type, Number(part.value)]));
  const field = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wallTime = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return wallTime - Math.floor(time / 1000) * 1000;
}
