import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from './system-clock.ts';

const day = 86_400_000;

describe('the system clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells the time of the machine', () => {
    expect(createSystemClock().now()).toBe(Date.now());
  });

  it('rings once at its moment', () => {
    const clock = createSystemClock();
    const ring = vi.fn<() => void>();
    clock.at(clock.now() + 1000, ring);
    vi.advanceTimersByTime(999);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    vi.advanceTimersByTime(day);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('rings at once for a moment that has passed', () => {
    const clock = createSystemClock();
    const ring = vi.fn<() => void>();
    clock.at(clock.now() - 1000, ring);
    vi.advanceTimersByTime(0);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('waits longer than a timer can', () => {
    const clock = createSystemClock();
    const ring = vi.fn<() => void>();
    clock.at(clock.now() + 100 * day, ring);
    vi.advanceTimersByTime(100 * day - 1);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('does not ring when cancelled, however long it has waited', () => {
    const clock = createSystemClock();
    const ring = vi.fn<() => void>();
    const cancel = clock.at(clock.now() + 100 * day, ring);
    vi.advanceTimersByTime(50 * day);
    cancel();
    vi.advanceTimersByTime(100 * day);
    expect(ring).not.toHaveBeenCalled();
  });
});
