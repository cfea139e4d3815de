import { zoneOffset } from './time-zone.ts';

// The two ways a WAIT task says how long: a duration such as "1 hour 30 mins", or a moment such as "2030-01-31 18:00 GMT".

const durationPattern =
  /^\s*(?:(\d+)\s*(?:days?|d))?\s*(?:(\d+)\s*(?:hours?|hrs?|h))?\s*(?:(\d+)\s*(?:minutes?|mins?|m))?\s*(?:(\d+)\s*(?:seconds?|secs?|s))?\s*$/i;

/** Conductor reads the numbers of a duration with 32 bits. */
const greatestNumber = 2 ** 31 - 1;

/** Milliseconds of a WAIT duration; undefined when it is not one. Blank text is 0. */
export function parseWaitDuration(duration: string): number | undefined {
  const match = durationPattern.exec(duration);
  if (!match) return undefined;
  const numbers = numbersOf(match.slice(1));
  if (numbers.some((number) => number > greatestNumber)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = numbers;
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

const momentPattern = /^\s*(\d{1,4})-(\d{1,2})-(\d{1,2})(?:\s+(\d{1,2}):(\d{1,2})(?: (\S+))?)?$/;

/**
 * Epoch milliseconds of a WAIT's `until`; undefined when it is not a moment. Without a zone it is the time of the
 * given zone, or of this machine. As in Conductor, numbers out of range roll over: 24:00 is the next day's 00:00.
 */
export function parseWaitUntil(until: string, localZone?: string): number | undefined {
  const match = momentPattern.exec(until);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = numbersOf(match.slice(1, 6));
  const zone = match[6] ?? localZone;
  if (zone === undefined) return new Date(year, month - 1, day, hour, minute).getTime();
  return inZone(Date.UTC(year, month - 1, day, hour, minute), zone);
}

function numbersOf(digits: readonly (string | undefined)[]): number[] {
  return digits.map((text) => Number(text ?? 0));
}

/** The moment when the clocks of a zone show `wallTime`, the time they show written as if it were UTC. */
function inZone(wallTime: number, zone: string): number | undefined {
  const offset = zoneOffset(zone);
  if (offset === undefined) return undefined;
  // The offset may differ between the guess and the answer; where the clocks change, the second look settles it.
  return wallTime - offset(wallTime - offset(wallTime));
}
