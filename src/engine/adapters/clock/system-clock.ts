import type { Clock } from '../../ports.ts';

/**
 * Timers stand still while the machine sleeps, and do not notice that its clock is set: for a moment that is further off
 * the clock is looked at again.
 */
const longestDelay = 60_000;

/** The time of the machine. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    at(time, run) {
      let timer: ReturnType<typeof setTimeout>;
      const arm = (): void => {
        timer = setTimeout(look, Math.min(Math.max(0, time - Date.now()), longestDelay));
      };
      // A timer may also ring a moment early by the wall clock.
      const look = (): void => (Date.now() < time ? arm() : run());
      arm();
      return () => clearTimeout(timer);
    },
  };
}
