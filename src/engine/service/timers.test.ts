import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { Timers } from './timers.ts';

const steps = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    /** From then on; undefined takes the alarm away. */
    after: fc.option(fc.integer({ min: -5, max: 30 }), { nil: undefined }),
    pass: fc.nat({ max: 20 }),
  }),
  { maxLength: 20 },
);

describe('Timers', () => {
  it('TO7 ring each key once, at the moment it was set to last, with one alarm for all', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const clock = new FakeClock(1000, () => Promise.resolve());
        const rung: string[] = [];
        const timers = new Timers(clock, (key) => rung.push(`${key} ${clock.now()}`));
        const model = new Map<string, number>();
        const expected: string[] = [];
        for (const { key, after, pass } of sequence) {
          const at = after === undefined ? undefined : clock.now() + after;
          timers.set(key, at);
          if (at === undefined) model.delete(key);
          else model.set(key, at);
          expect(clock.alarms).toBe(Math.min(model.size, 1));
          const before = clock.now();
          await clock.advance(pass);
          for (const [name, due] of model) {
            if (due > clock.now()) continue;
            model.delete(name);
            expected.push(`${name} ${Math.max(due, before)}`);
          }
          expect(rung.toSorted()).toEqual(expected.toSorted());
          expect(clock.alarms).toBe(Math.min(model.size, 1));
        }
        timers.stop();
        expect(clock.alarms).toBe(0);
      }),
    );
  });

  it('TO11 what is due at once rings in its order, a hundred at a time', async () => {
    const clock = new FakeClock(1000);
    const rung: number[] = [];
    const timers = new Timers(clock, (key) => rung.push(Number(key)));
    const due = Array.from({ length: 250 }, (_, n) => (n * 37) % 250);
    for (const n of due) timers.set(String(n), 500 + n);
    for (const count of [100, 200, 250]) {
      expect(await clock.toNext()).toBe(true);
      expect(rung).toEqual(Array.from({ length: count }, (_, n) => n));
    }
    expect(clock.alarms).toBe(0);
  });

  it('TO7 an alarm that is set while it rings rings again', async () => {
    const clock = new FakeClock(1000);
    let rings = 0;
    const timers: Timers = new Timers(clock, (key) => {
      rings += 1;
      if (rings < 3) timers.set(key, clock.now() + 10);
    });
    timers.set('a', 1010);
    await clock.advance(100);
    expect(rings).toBe(3);
    expect(clock.alarms).toBe(0);
  });
});
