import type { Clock } from '../../ports.ts';

/** Timers take no longer delay. */
const longestDelay = 2 ** 31 - 1;

/** The time of the machine. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    at(time, run) {
      let timer: ReturnType<typeof setTimeout>;
      const arm = (): void => {
        const delay = time - Date.now();
        timer = delay > longestDelay ? setTimeout(arm, longestDelay) : setTimeout(ring, Math.max(0, delay));
      };
      // A timer may ring a moment early by the wall clock.
      const ring = (): void => (Date.now() < time ? arm() : run());
      arm();
      return () => clearTimeout(timer);
    },
  };
}
