import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { PollLog } from './poll-log.ts';

function open(): { readonly clock: FakeClock; readonly log: PollLog } {
  const clock = new FakeClock();
  return { clock, log: new PollLog(clock) };
}

describe('who polled', () => {
  it('PO12 is known for each task type and domain, the last of them', () => {
    const { clock, log } = open();
    log.record('t', undefined, 'w1');
    log.record('t', 'd', undefined);
    log.record('t', undefined, 'w2');
    const lastPollTime = clock.now();
    expect(log.entries('t')).toEqual([
      { queueName: 't', workerId: 'w2', lastPollTime },
      { queueName: 't', domain: 'd', lastPollTime },
    ]);
    expect(log.entries('none')).toEqual([]);
  });

  it('PO12 is not mixed up by colons', () => {
    const { log } = open();
    log.record('d:t', undefined, 'w1');
    expect(log.isActive('t', 'd')).toBe(false);
    log.record('t', 'd', 'w2');
    expect(log.entries('d:t')).toMatchObject([{ queueName: 'd:t', workerId: 'w1' }]);
    expect(log.entries('t')).toMatchObject([{ queueName: 't', domain: 'd', workerId: 'w2' }]);
  });

  it('PO12 counts as being there for ten seconds, also when the clock is set back', async () => {
    const { clock, log } = open();
    log.record('t', 'd', undefined);
    await clock.advance(9_999);
    expect(log.isActive('t', 'd')).toBe(true);
    await clock.advance(1);
    expect(log.isActive('t', 'd')).toBe(false);
    log.record('t', 'd', undefined);
    await clock.jump(-3_600_000);
    expect(log.isActive('t', 'd')).toBe(false);
    log.record('t', 'd', undefined);
    expect(log.isActive('t', 'd')).toBe(true);
  });

  it('PO12 is forgotten when ten thousand others came later', () => {
    const { log } = open();
    log.record('first', undefined, undefined);
    log.record('second', undefined, undefined);
    for (let run = 0; run < 9_999; run += 1) log.record('t', `run ${run}`, undefined);
    expect(log.entries('first')).toEqual([]);
    expect(log.entries('second')).toHaveLength(1);
    expect(log.entries()).toHaveLength(10_000);
  });
});
