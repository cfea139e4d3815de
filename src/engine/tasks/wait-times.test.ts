import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const seconds = { d: 86_400, h: 3600, m: 60, s: 1 };

const spellings = {
  d: ['d', 'day', 'days', 'D', 'Days'],
  h: ['h', 'hr', 'hrs', 'hour', 'hours', 'HOURS'],
  m: ['m', 'min', 'mins', 'minute', 'minutes'],
  s: ['s', 'sec', 'secs', 'second', 'seconds', 'SEC'],
} as const;

async function waiting(input: Readonly<Record<string, unknown>>) {
  const scenario = await Scenario.open();
  const wait = step('WAIT', 'w', {
    inputParameters: { duration: '${workflow.input.duration}', until: '${workflow.input.until}' },
  });
  const id = await scenario.startUnchecked(workflowDef([wait, simple('after')]), { input });
  return { scenario, id };
}

/** How the task stands a millisecond before so many seconds have gone, and at that moment. */
async function around(input: Readonly<Record<string, unknown>>, length: number) {
  const { scenario, id } = await waiting(input);
  const { callbackAfterSeconds } = await scenario.task(id, 'w');
  await scenario.ports.clock.advance(Math.max(0, length * 1000 - 1));
  const before = await scenario.trace(id);
  await scenario.ports.clock.advance(1);
  return { callbackAfterSeconds, before, at: await scenario.trace(id) };
}

const over = ['w COMPLETED', 'after SCHEDULED'];

const after = (length: number) =>
  length === 0
    ? { callbackAfterSeconds: 0, before: over, at: over }
    : { callbackAfterSeconds: length, before: ['w IN_PROGRESS'], at: over };

const part = (unit: keyof typeof seconds) =>
  fc.option(
    fc.record({
      unit: fc.constant(unit),
      count: fc.nat({ max: 40 }),
      spelling: fc.constantFrom(...spellings[unit]),
      blank: fc.constantFrom('', ' ', '  '),
    }),
    { nil: undefined },
  );

describe('how long WAIT waits', () => {
  it('WT1 exactly as long as days, hours, minutes and seconds make together, however they are written', async () => {
    const written = fc.tuple(part('d'), part('h'), part('m'), part('s'), fc.constantFrom('', ' '));
    await fc.assert(
      fc.asyncProperty(written, async ([d, h, m, s, edge]) => {
        const parts = [d, h, m, s].filter((each) => each !== undefined);
        fc.pre(parts.length > 0);
        const texts = parts.map(({ count, blank, spelling }) => `${count}${blank}${spelling}`);
        const length = parts.reduce((sum, { unit, count }) => sum + count * seconds[unit], 0);
        const duration = edge + texts.join(' ') + edge;
        expect(await around({ duration }, length)).toEqual(after(length));
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, number]>([
    ['2030-01-01 00:01 GMT', 60],
    ['2030-01-01 24:00 UTC', 86_400],
    ['2030-1-1 0:1 Z', 60],
    ['2030-01-01 01:01 +01:00', 60],
    ['2029-12-31 16:01 PST', 60],
    ['2029-12-31 19:01 America/New_York', 60],
    ['2030-01-01 05:31 Asia/Kolkata', 60],
    ['2030-01-01 00:00 UTC', 0],
    ['2029-12-31 23:59 UTC', 0],
    ['1970-01-01 00:00 UTC', 0],
    ['0001-01-01 00:00 UTC', 0],
    ['2030-02-30 00:00 UTC', 60 * 86_400],
    ['2030-13-01 00:00 UTC', 365 * 86_400],
    // The clocks of Oslo leave out the hour from two to three, and show that from two to three twice.
    ['2030-03-31 01:59 Europe/Oslo', 89 * 86_400 + 59 * 60],
    ['2030-03-31 03:00 Europe/Oslo', 89 * 86_400 + 3600],
    ['2030-10-27 01:59 Europe/Oslo', 298 * 86_400 + 86_340],
    ['2030-10-27 03:00 Europe/Oslo', 299 * 86_400 + 7200],
  ])('WT1 until %s, %i s from now', async (until, length) => {
    expect(await around({ until }, length)).toEqual(after(length));
  });

  it.each([
    [{ duration: '' }],
    [{ duration: '  ' }],
    [{ duration: '\t' }],
    [{ until: '' }],
    [{ until: '   ' }],
    [{ duration: null, until: null }],
    [{ duration: '', until: ' ' }],
    [{ duration: [] }],
    [{ duration: { seconds: 5 } }],
    [{ duration: true }],
    [{ until: false }],
  ])('WT2 with %j, which says nothing, until it is updated', async (input) => {
    const { scenario, id } = await waiting(input);
    await scenario.advance(10_000_000);
    expect(await scenario.task(id, 'w')).toMatchObject({
      status: 'IN_PROGRESS',
      callbackAfterSeconds: 2147483647,
    });
    expect(scenario.ports.clock.alarms).toBe(0);
    await scenario.engine.tasks.signal(id, 'COMPLETED', {});
    expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
  });

  it.each([
    '5',
    '-5 s',
    '1.5 s',
    '1,5 s',
    '5 s 1 m',
    '1 s 1 s',
    '1 h 1 h',
    '5 weeks',
    '1 ms',
    'PT5S',
    '٣ s',
    '1e3 s',
    '0x10 s',
    '5 s!',
    `${'9'.repeat(400)} d`,
    '99999999999 days',
  ])('WT3 "%s" is no duration', async (duration) => {
    const { scenario, id } = await waiting({ duration });
    expect(await scenario.task(id, 'w')).toMatchObject({
      status: 'FAILED_WITH_TERMINAL_ERROR',
      reasonForIncompletion: `Not valid duration: ${duration}`.slice(0, 500),
    });
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it.each([
    '2030',
    '2030-01',
    '01-02-2030 10:00:00',
    '2030-01-02T10:00',
    '2030-01-02 10',
    '2030-01-02 10:00:00',
    '2030-01-02 10:00 Nowhere/Land',
    '2030-01-02 10:00 UTC tomorrow',
    '+2030-01-02',
    '12030-01-02',
    'now',
  ])('WT3 "%s" is no moment', async (until) => {
    const { scenario, id } = await waiting({ until });
    expect(await scenario.task(id, 'w')).toMatchObject({
      status: 'FAILED_WITH_TERMINAL_ERROR',
      reasonForIncompletion: `Invalid/Unsupported Wait Until format.  Provided: ${until}`,
    });
  });

  it.each([
    ['1 s', '2030-01-02'],
    ['nonsense', 'nonsense'],
    [5, 5],
  ])('WT3 %j and %j are one too many', async (duration, until) => {
    const { scenario, id } = await waiting({ duration, until });
    expect((await scenario.task(id, 'w')).reasonForIncompletion).toBe(
      "Both 'duration' and 'until' specified. Please provide only one input",
    );
  });

  it('WT1 the longest wait there is ends at its moment, after a crash and a jump of the clock', async () => {
    const { scenario, id } = await waiting({ duration: '36500 days' });
    expect((await scenario.task(id, 'w')).callbackAfterSeconds).toBe(2 ** 31 - 1);
    await scenario.crash();
    await scenario.ports.clock.jump(36_499 * 86_400_000);
    expect(await scenario.trace(id)).toEqual(['w IN_PROGRESS']);
    await scenario.crash();
    await scenario.ports.clock.jump(86_400_000);
    expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
  });

  it('WT1 a hundred waits end in the order of their moments, whatever that of their starts', async () => {
    const scenario = await Scenario.open();
    const lengths = Array.from({ length: 100 }, (_, n) => ((n * 37) % 100) + 1);
    const ids = await Promise.all(
      lengths.map((length) =>
        scenario.start(workflowDef([step('WAIT', 'w', { inputParameters: { duration: `${length} s` } })])),
      ),
    );
    expect(scenario.ports.clock.alarms).toBe(1);
    await scenario.advance(50);
    const statuses = await Promise.all(ids.map((id) => scenario.status(id)));
    expect(statuses).toEqual(lengths.map((length) => (length <= 50 ? 'COMPLETED' : 'RUNNING')));
    await scenario.advance(50);
    const ends = await Promise.all(ids.map(async (id) => (await scenario.get(id)).endTime));
    expect(ends).toEqual(lengths.map((length) => Date.UTC(2030, 0, 1) + length * 1000));
    expect(scenario.ports.clock.alarms).toBe(0);
  });
});
