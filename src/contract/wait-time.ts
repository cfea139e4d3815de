// The two ways a WAIT task says how long: a duration such as "1 hour 30 mins", or a moment such as "2030-01-31 18:00 GMT".

const durationPattern =
  /^\s*(?:(\d+)\s*(?:days?|d))?\s*(?:(\d+)\s*(?:hours?|hrs?|h))?\s*(?:(\d+)\s*(?:minutes?|mins?|m))?\s*(?:(\d+)\s*(?:seconds?|secs?|s))?\s*$/i;

/** Milliseconds of a WAIT duration; undefined when it is not one. Blank text is 0. */
export function parseWaitDuration(duration: string): number | undefined {
  const match = durationPattern.exec(duration);
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = numbersOf(match.slice(1));
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

/** Short names that the zone database lacks or takes for something else. */
const abbreviations: Readonly<Record<string, string>> = {
  Z: '+00:00',
  WEST: '+01:00',
  BST: '+01:00',
  CEST: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  IST: '+05:30',
  SGT: '+08:00',
  HKT: '+08:00',
  JST: '+09:00',
  KST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

const offsetPattern = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})$/i;

/** The moment when the clocks of a zone show `wallTime`, the time they show written as if it were UTC. */
function inZone(wallTime: number, zone: string): number | undefined {
  const offset = offsetPattern.exec(abbreviations[zone.toUpperCase()] ?? zone);
  if (offset) {
    const distance = (Number(offset[2]) * 60 + Number(offset[3])) * 60_000;
    return offset[1] === '-' ? wallTime + distance : wallTime - distance;
  }
  const clock = zoneClock(zone);
  if (clock === undefined) return undefined;
  // The offset may differ between the guess and the answer; where the clocks change, the second look settles it.
  const guess = wallTime - (clock(wallTime) - wallTime);
  return wallTime - (clock(guess) - guess);
}

/** What the clocks of a zone show at a moment, written as if it were UTC; undefined for an unknown zone. */
function zoneClock(zone: string): ((moment: number) => number) | undefined {
  const numeric = 'numeric';
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
    });
    return (moment) => {
      const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
      const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
      return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
