import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOffset } from '#contract/index.ts';
import { nextTime } from './next-time.ts';
import { parseCron } from './parse-cron.ts';

/** The next times of an expression, as local texts without seconds or midnight where those are zero. */
function times(expression: string, after: string, count: number, zone = 'UTC'): string[] {
  const cron = parseCron(expression);
  const offset = zoneOffset(zone);
  if (cron === undefined || offset === undefined) throw new Error(`${expression} in ${zone} cannot be read`);
  const found: string[] = [];
  let moment = Date.parse(after);
  while (found.length < count) {
    const next = nextTime(cron, offset, moment);
    if (next === undefined) break;
    const local = new Date(next + offset(next)).toISOString().slice(0, 19).replace('T', ' ');
    found.push(zone === 'UTC' ? local.replace(' 00:00:00', '') : `${local} ${offset(next) / 3_600_000}`);
    moment = next;
  }
  return found;
}

describe('cron expressions', () => {
  // Recorded from a Conductor 3.32.1 server.
  it.each([
    ['0 0 0 * * *', ['2026-11-26', '2026-11-27', '2026-11-28']],
    ['@daily', ['2026-11-26', '2026-11-27', '2026-11-28']],
    ['0 0 12 ? * MON-FRI', ['2026-11-26 12:00:00', '2026-11-27 12:00:00', '2026-11-30 12:00:00']],
    ['0 0 0 L * *', ['2026-11-30', '2026-12-31', '2027-01-31']],
    ['0 0 0 LW * *', ['2026-11-30', '2026-12-31', '2027-01-29']],
    ['0 0 0 15W * *', ['2026-12-15', '2027-01-15', '2027-02-15']],
    ['0 0 0 ? * 5L', ['2026-11-27', '2026-12-25', '2027-01-29']],
    ['0 0 0 ? * FRI#2', ['2026-12-11', '2027-01-08', '2027-02-12']],
    ['0 0 0 ? * 0', ['2026-11-29', '2026-12-06', '2026-12-13']],
    ['0 0 0 ? * 7', ['2026-11-29', '2026-12-06', '2026-12-13']],
    ['0 0 0 13 * FRI', ['2027-08-13', '2028-10-13', '2029-04-13']],
    ['*/20 * * * * *', ['2026-11-25 13:50:20', '2026-11-25 13:50:40', '2026-11-25 13:51:00']],
    ['5/15 * * * * *', ['2026-11-25 13:50:05', '2026-11-25 13:50:20', '2026-11-25 13:50:35']],
    ['0 0 0 L-3 * *', ['2026-11-27', '2026-12-28', '2027-01-28']],
    ['0 0 0 1,15 JAN,feb *', ['2027-01-01', '2027-01-15', '2027-02-01']],
    ['0 0 0 30 2 *', []],
    ['0 0 0 1W * *', ['2026-12-01', '2027-01-01', '2027-02-01']],
    ['0 0 0 31W * *', ['2026-12-31', '2027-03-31', '2027-05-31']],
    ['0 0 0 29 2 ?', ['2028-02-29', '2032-02-29', '2036-02-29']],
    ['0 0 0 * * MON#5', ['2026-11-30', '2027-03-29', '2027-05-31']],
    ['@hourly', ['2026-11-25 14:00:00', '2026-11-25 15:00:00', '2026-11-25 16:00:00']],
    ['@WEEKLY', ['2026-11-29', '2026-12-06', '2026-12-13']],
    ['0 0 0 1-5/2 * *', ['2026-12-01', '2026-12-03', '2026-12-05']],
    ['0 0 0 * * 1L,3', ['2026-11-30', '2026-12-02', '2026-12-09']],
    ['0 0 0 L,15 * *', ['2026-11-30', '2026-12-15', '2026-12-31']],
    ['0 0 0 * * SUN-TUE', ['2026-11-29', '2026-11-30', '2026-12-01']],
    ['0 0 0 * * SAT-SUN', ['2026-11-28', '2026-11-29', '2026-12-05']],
    ['0 0 0 */10 * *', ['2026-12-01', '2026-12-11', '2026-12-21']],
  ])('CR1 CR2 "%s" comes when the server says', (expression, expected) => {
    expect(times(expression, '2026-11-25T13:50:04.500Z', 3)).toEqual(expected);
  });

  // Recorded from a Conductor 3.32.1 server, which refuses them all.
  it.each([
    '0 0 0 ? * 6-1',
    '0 0 22-2 * * *',
    '* * * * *',
    'bad',
    '',
    '0 0 0 * * * *',
    '0 60 * * * *',
    '0 0 0 0 * *',
    '0 0 0 * * L',
    '0 0 0 * * 8',
    '@every',
    '0 0 0 L-0W * *',
    '0 0 0 ? ? ?',
    '? * * * * *',
    '0 0 0 */0 * *',
    '0 0 0 5-2 * *',
    '0 0 0 W * *',
    '0 0 0 LW-1 * *',
    '0 0 0 15w * *',
    '0 0 0 * * MONDAY',
    '0 0 0 * 13 *',
  ])('CR4 "%s" is none', (expression) => {
    expect(parseCron(expression)).toBeUndefined();
  });

  it('CR3 both kinds of day must hold', () => {
    expect(times('0 0 0 1-7 * MON', '2026-01-01T00:00:00Z', 3)).toEqual([
      '2026-01-05',
      '2026-02-02',
      '2026-03-02',
    ]);
    expect(times('0 0 0 29 2 MON', '2026-01-01T00:00:00Z', 2)).toEqual(['2044-02-29', '2072-02-29']);
  });

  it('CR3 the moment itself does not count', () => {
    expect(times('0 0 0 * * *', '2026-01-01T00:00:00Z', 1)).toEqual(['2026-01-02']);
    expect(times('0 0 0 * * *', '2025-12-31T23:59:59.999Z', 1)).toEqual(['2026-01-01']);
  });

  describe('where clocks change', () => {
    it('CR5 a time that the clocks leave out does not come', () => {
      expect(times('0 30 2 * * *', '2026-03-27T12:00:00Z', 3, 'Europe/Berlin')).toEqual([
        '2026-03-28 02:30:00 1',
        '2026-03-30 02:30:00 2',
        '2026-03-31 02:30:00 2',
      ]);
    });

    it('CR5 a time that they show twice comes twice', () => {
      expect(times('0 30 2 * * *', '2026-10-24T12:00:00Z', 3, 'Europe/Berlin')).toEqual([
        '2026-10-25 02:30:00 2',
        '2026-10-25 02:30:00 1',
        '2026-10-26 02:30:00 1',
      ]);
    });

    it('CR5 other times stay what they are on the wall', () => {
      expect(times('0 0 9 * * *', '2026-03-28T12:00:00Z', 2, 'Europe/Berlin')).toEqual([
        '2026-03-29 09:00:00 2',
        '2026-03-30 09:00:00 2',
      ]);
    });

    it('CR5 where midnight itself is left out', () => {
      expect(times('0 0 0 * * *', '2026-04-23T12:00:00Z', 2, 'Africa/Cairo')).toEqual([
        '2026-04-25 00:00:00 3',
        '2026-04-26 00:00:00 3',
      ]);
    });
  });
});

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', '+05:30'];

/** Around changes of the clocks in the zones above, and some day without any. */
const starts = ['2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-04-23', '2026-07-01'].map(
  (day) => Date.parse(day),
);

function field(min: number, max: number): fc.Arbitrary<{ text: string; values: ReadonlySet<number> }> {
  const value = fc.integer({ min, max });
  const list = (values: number[]) => ({ text: values.join(','), values: new Set(values) });
  const from = (low: number, high: number, step: number) =>
    new Set(Array.from({ length: high - low + 1 }, (_, n) => low + n).filter((n) => (n - low) % step === 0));
  return fc.oneof(
    fc.constant({ text: '*', values: from(min, max, 1) }),
    fc.uniqueArray(value, { minLength: 1, maxLength: 3 }).map(list),
    fc.tuple(value, value, fc.integer({ min: 1, max: 7 })).map(([a, b, step]) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      return { text: `${low}-${high}/${step}`, values: from(low, high, step) };
    }),
    fc.tuple(value, fc.integer({ min: 1, max: 20 })).map(([low, step]) => ({
      text: `${low}/${step}`,
      values: from(low, max, step),
    })),
  );
}

/** What a zone's clocks show, found in another way than the engine's. */
function wallClock(
  zone: string,
): (moment: number) => { hour: number; minute: number; day: number; weekday: number } {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (moment) => {
    const [, year, month, day, hour, minute] =
      /(\d+)-(\d+)-(\d+) (\d+):(\d+)/.exec(format.format(moment))?.map(Number) ?? [];
    const weekday = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDay() || 7;
    return { hour: hour ?? 0, minute: minute ?? 0, day: day ?? 0, weekday };
  };
}

describe('cron expressions, whatever they are', () => {
  it('CR1 CR5 come at exactly the minutes that the clocks show', () => {
    const minute = 60_000;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...starts),
        field(0, 59),
        field(0, 23),
        field(1, 31),
        // At the beginning of a range Sunday is 0, as in Spring: `7-7` is every day.
        field(1, 7).filter(({ text }) => !text.startsWith('7-')),
        (zone, start, minutes, hours, days, weekdays) => {
          const cron = parseCron(`0 ${minutes.text} ${hours.text} ${days.text} * ${weekdays.text}`);
          const offset = zoneOffset(zone);
          if (cron === undefined || offset === undefined) throw new Error('cannot be read');
          const end = start + 3 * 24 * 60 * minute;
          const clock = wallClock(zone);
          const expected: number[] = [];
          for (let moment = start; moment < end; moment += minute) {
            const shown = clock(moment);
            if (
              minutes.values.has(shown.minute) &&
              hours.values.has(shown.hour) &&
              days.values.has(shown.day) &&
              weekdays.values.has(shown.weekday)
            )
              expected.push(moment);
          }
          const found: number[] = [];
          for (let next = nextTime(cron, offset, start - 1); next !== undefined && next < end;) {
            found.push(next);
            next = nextTime(cron, offset, next);
          }
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  const special: fc.Arbitrary<readonly [string, string, (date: Date, last: number) => boolean]> = fc.oneof(
    fc
      .integer({ min: 1, max: 12 })
      .map(
        (back) =>
          [`L-${back}`, '?', (date: Date, last: number) => date.getUTCDate() === last - back] as const,
      ),
    fc.integer({ min: 2, max: 28 }).map(
      (wanted) =>
        [
          `${wanted}W`,
          '?',
          (date: Date, last: number) => {
            const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted));
            const weekday = target.getUTCDay();
            const isBeyond = weekday === 0 && wanted === last;
            const moved = weekday === 6 ? wanted - 1 : weekday === 0 ? wanted + 1 : wanted;
            return !isBeyond && date.getUTCDate() === moved;
          },
        ] as const,
    ),
    fc
      .integer({ min: 0, max: 7 })
      .map(
        (weekday) =>
          [
            '?',
            `${weekday}L`,
            (date: Date, last: number) => date.getUTCDay() === weekday % 7 && date.getUTCDate() + 7 > last,
          ] as const,
      ),
    fc
      .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 5 }))
      .map(
        ([weekday, nth]) =>
          [
            '*',
            `${weekday}#${nth}`,
            (date: Date) =>
              date.getUTCDay() === weekday % 7 && Math.floor((date.getUTCDate() - 1) / 7) === nth - 1,
          ] as const,
      ),
  );

  it('CR2 with L, W and # come at exactly the days of the calendar', () => {
    const day = 24 * 60 * 60_000;
    fc.assert(
      fc.property(special, fc.integer({ min: 2000, max: 2100 }), ([monthDay, weekday, isDay], year) => {
        const cron = parseCron(`0 0 0 ${monthDay} * ${weekday}`);
        if (cron === undefined) throw new Error('cannot be read');
        const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 3, 0, 1)];
        const expected: number[] = [];
        for (let date = start; date < end; date += day) {
          const at = new Date(date);
          const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
          if (isDay(at, last)) expected.push(date);
        }
        const found: number[] = [];
        for (let next = nextTime(cron, () => 0, start - 1); next !== undefined && next < end;) {
          found.push(next);
          next = nextTime(cron, () => 0, next);
        }
        expect(found).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
