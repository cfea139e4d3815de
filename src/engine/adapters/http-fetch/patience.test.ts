import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Patience } from './patience.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

function reasonOf({ signal }: Patience): unknown {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason.message : reason;
}

describe('Patience', () => {
  it('HT17 ends when a step takes longer than it may', () => {
    const patience = new Patience(10_000);
    patience.allow(100);
    vi.advanceTimersByTime(99);
    expect(patience.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(reasonOf(patience)).toBe('Read timed out');
  });

  it('HT17 begins anew with each step', () => {
    const patience = new Patience(10_000);
    for (let step = 0; step < 50; step += 1) {
      patience.allow(100);
      vi.advanceTimersByTime(99);
    }
    expect(patience.signal.aborted).toBe(false);
  });

  it('HT17 ends in all, however many steps there are', () => {
    const patience = new Patience(1000);
    for (let step = 0; step < 10; step += 1) {
      patience.allow(300);
      vi.advanceTimersByTime(99);
    }
    patience.allow(300);
    expect(patience.signal.aborted).toBe(false);
    vi.advanceTimersByTime(10);
    expect(reasonOf(patience)).toBe('The answer takes too long');
  });

  it('HT17 ends at once when a step begins after the end of all', () => {
    const patience = new Patience(10);
    vi.advanceTimersByTime(20);
    patience.allow(100);
    vi.advanceTimersByTime(0);
    expect(reasonOf(patience)).toBe('The answer takes too long');
  });

  it('is not waited for any more after its end', () => {
    const patience = new Patience(1000);
    patience.allow(100);
    patience.end();
    vi.advanceTimersByTime(5000);
    expect([patience.signal.aborted, vi.getTimerCount()]).toEqual([false, 0]);
  });
});
