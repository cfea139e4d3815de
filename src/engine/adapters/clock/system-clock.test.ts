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

  it('TO12 rings within a minute of a sleep of the machine, or a jump of its clock, beyond its moment', () => {
    const clock = createSystemClock();
    const ring = vi.fn<() => void>();
    clock.at(clock.now() + day, ring);
    vi.setSystemTime(clock.now() + 2 * day);
    vi.advanceTimersByTime(60_000);
    expect(ring).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(day);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('TO12 rings at its moment after a jump of the clock before it', () => {
    const clock = createSystemClock();
    const ring = vi.fn<() => void>();
    clock.at(clock.now() + day, ring);
    vi.setSystemTime(clock.now() + day - 90_000);
    vi.advanceTimersByTime(89_999);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('waits for many days', () => {
    const clock = createSystemClock();
    const ring = vi.fn<() => void>();
    clock.at(clock.now() + 3 * day, ring);
    vi.advanceTimersByTime(3 * day - 1);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('does not ring when cancelled, however long it has waited', () => {
    const clock = createSystemClock();
    const ring = vi.fn<() => void>();
    const cancel = clock.at(clock.now() + 2 * day, ring);
    vi.advanceTimersByTime(day);
    cancel();
    vi.advanceTimersByTime(2 * day);
    expect(ring).not.toHaveBeenCalled();
  });
});
