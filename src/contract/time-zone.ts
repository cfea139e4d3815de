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

const offsetPattern = /^(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$/i;
const minute = 60_000;

/** How many milliseconds the clocks of a zone are ahead of UTC at a moment. */
export type ZoneOffset = (moment: number) => number;

/** Making a formatter takes longer than using it a hundred times. */
const known = new Map<string, ZoneOffset>();

/** The offsets of a zone by its name, abbreviation or distance from UTC; undefined for an unknown zone. */
export function zoneOffset(zone: string): ZoneOffset | undefined {
  const before = known.get(zone);
  if (before !== undefined) return before;
  const found = fixedOffset(abbreviations[zone.toUpperCase()] ?? zone) ?? databaseOffset(zone);
  if (found !== undefined) known.set(zone, found);
  return found;
}

function fixedOffset(zone: string): ZoneOffset | undefined {
  const [, sign, hours, minutes = 0] = offsetPattern.exec(zone) ?? [];
  if (sign === undefined) return undefined;
  const distance = (Number(hours) * 60 + Number(minutes)) * minute;
  return () => (sign === '-' ? -distance : distance);
}

function databaseOffset(zone: string): ZoneOffset | undefined {
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
      const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
      return shown - Math.floor(moment / minute) * minute;
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
