import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyedMutex } from './keyed-mutex.ts';

const jobs = fc.array(
  fc.record({ key: fc.constantFrom('a', 'b', 'c'), turns: fc.nat({ max: 5 }), fails: fc.boolean() }),
  { maxLength: 20 },
);

describe('KeyedMutex', () => {
  it('DU4 lets one job of a key run at a time, in the order of asking, also after one that failed', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, async (sequence) => {
        const mutex = new KeyedMutex();
        const running = new Map<string, number>();
        const begun: Record<string, number[]> = { a: [], b: [], c: [] };
        const asked = sequence.map(({ key, turns, fails }, at) =>
          mutex.run(key, async () => {
            running.set(key, (running.get(key) ?? 0) + 1);
            expect(running.get(key)).toBe(1);
            begun[key]?.push(at);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            running.set(key, 0);
            if (fails) throw new Error(`job ${at}`);
            return at;
          }),
        );
        const ends = await Promise.allSettled(asked);
        for (const [at, { key, fails }] of sequence.entries()) {
          expect(ends[at]?.status).toBe(fails ? 'rejected' : 'fulfilled');
          expect(begun[key]).toContain(at);
          expect(mutex.isBusy(key)).toBe(false);
        }
        for (const order of Object.values(begun)) expect(order).toEqual(order.toSorted((a, b) => a - b));
        await mutex.idle();
      }),
    );
  });

  it('DU4 jobs of different keys do not wait for each other', async () => {
    const mutex = new KeyedMutex();
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = mutex.run('a', () => promise);
    await expect(mutex.run('b', async () => 'done')).resolves.toBe('done');
    expect(mutex.isBusy('a')).toBe(true);
    resolve();
    await slow;
    expect(mutex.isBusy('a')).toBe(false);
  });
});
