import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workflowScheduleSchema, zoneOffset, type WorkflowSchedule } from '#contract/index.ts';
import { cronsOf, dueAfter } from './due.ts';

const second = 1000;
const begin = Date.UTC(2030, 2, 30, 22);

const schedule = (fields: Readonly<Record<string, unknown>>): WorkflowSchedule =>
  workflowScheduleSchema.parse({
    name: 's',
    startWorkflowRequest: { name: 'child' },
    ...fields,
  });

/** An expression that a plain look at a clock can decide, too. */
const expression = fc
  .record({
    second: fc.constantFrom('0', '30', '*/20'),
    minute: fc.constantFrom('0', '15,45', '*/30', '*'),
    hour: fc.constantFrom('*', '2', '0-3', '23'),
    zoneId: fc.constantFrom('UTC', 'Europe/Oslo', 'America/New_York', 'Asia/Kolkata'),
  })
  .map((each) => ({
    ...each,
    cronExpression: `${each.second} ${each.minute} ${each.hour} * * *`,
  }));

type Expression = typeof expression extends fc.Arbitrary<infer T> ? T : never;

function matches(field: string, value: number): boolean {
  return field.split(',').some((part) => {
    const [range = '', step] = part.split('/');
    const [low, high = low] = range === '*' ? [0, 59] : range.split('-').map(Number);
    return value >= (low ?? 0) && value <= (high ?? 0) && (step === undefined || value % Number(step) === 0);
  });
}

function isOn({ second: seconds, minute, hour, zoneId }: Expression, moment: number): boolean {
  const wall = new Date(moment + (zoneOffset(zoneId)?.(moment) ?? NaN));
  return (
    matches(seconds, wall.getUTCSeconds()) &&
    matches(minute, wall.getUTCMinutes()) &&
    matches(hour, wall.getUTCHours())
  );
}

/** All moments in a night in which the clocks of Oslo change, by asking every tenth second. */
function momentsOf(expressions: readonly Expression[], from: number, to: number): number[] {
  const moments: number[] = [];
  for (let at = begin; at < begin + 6 * 3600 * second; at += 10 * second) {
    if (at >= from && at <= to && expressions.some((each) => isOn(each, at))) moments.push(at);
  }
  return moments;
}

describe('when a schedule is due', () => {
  it('SD5 at each moment of any expression, once, from the start to the end', () => {
    const bound = fc.integer({ min: -1, max: 6 * 360 }).map((tens) => begin + tens * 10 * second);
    fc.assert(
      fc.property(
        fc.array(expression, { minLength: 1, maxLength: 3 }),
        fc.option(bound, { nil: undefined }),
        fc.option(bound, { nil: undefined }),
        (cronSchedules, scheduleStartTime, scheduleEndTime) => {
          const until = begin + 6 * 3600 * second - 1;
          const one = schedule({ cronSchedules, scheduleStartTime, scheduleEndTime });
          const found: number[] = [];
          let due = dueAfter(one, begin - 1);
          while (due !== undefined && due.at <= until) {
            found.push(due.at);
            const { cronExpression, zoneId } = due;
            const named = cronSchedules.find(
              (each) => each.cronExpression === cronExpression && each.zoneId === zoneId,
            );
            expect(named !== undefined && isOn(named, due.at)).toBe(true);
            due = dueAfter(one, due.at);
          }
          const expected = momentsOf(cronSchedules, scheduleStartTime ?? 0, scheduleEndTime ?? Infinity);
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      'the moment of the start itself counts',
      { scheduleStartTime: begin + 3600 * second },
      begin + 3600 * second,
    ],
    ['a second after it does not', { scheduleStartTime: begin + 3601 * second }, begin + 7200 * second],
    [
      'the moment of the end itself counts',
      { scheduleEndTime: begin + 3600 * second },
      begin + 3600 * second,
    ],
    ['a second before it is too early', { scheduleEndTime: begin + 3599 * second }, undefined],
    [
      'an end before the start leaves nothing',
      { scheduleStartTime: begin + 10, scheduleEndTime: begin },
      undefined,
    ],
    ['an end of zero has gone', { scheduleEndTime: 0 }, undefined],
  ])('SD5 %s', (_what, fields, at) => {
    expect(dueAfter(schedule({ cronExpression: '0 0 * * * *', ...fields }), begin)?.at).toBe(at);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['no expression', {}],
    ['an expression that is none', { cronExpression: 'nonsense' }],
    ['five fields', { cronExpression: '0 * * * *' }],
    ['a day that never comes', { cronExpression: '0 0 0 31 2 *' }],
    ['several that are none', { cronSchedules: [{ cronExpression: 'x' }, { cronExpression: '' }] }],
    ['a zone that is none', { cronExpression: '0 * * * * *', zoneId: 'Nowhere/Land' }],
  ])('SD1 SD5 with %s never', (_what, fields) => {
    expect(dueAfter(schedule(fields), begin)).toBeUndefined();
  });

  it('SD5 several expressions take the place of the one', () => {
    const both = schedule({
      cronExpression: '0 * * * * *',
      cronSchedules: [{ cronExpression: 'x' }, { cronExpression: '0 0 * * * *', zoneId: 'Asia/Kolkata' }],
    });
    expect(cronsOf(both).map((each) => each.cronExpression)).toEqual(['x', '0 0 * * * *']);
    // Kolkata is half an hour beside the whole ones.
    expect(dueAfter(both, begin)).toEqual({
      at: begin + 1800 * second,
      cronExpression: '0 0 * * * *',
      zoneId: 'Asia/Kolkata',
    });
  });

  it('SD5 where expressions meet, it is due for the first of them', () => {
    const meeting = schedule({
      cronSchedules: [
        { cronExpression: '0 0 * * * *', zoneId: 'Europe/Oslo' },
        { cronExpression: '0 30,0 * * * *', zoneId: 'UTC' },
      ],
    });
    expect(dueAfter(meeting, begin + 1800 * second)).toMatchObject({
      at: begin + 3600 * second,
      zoneId: 'Europe/Oslo',
    });
  });
});
