import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * A value that depends on the time of day, recomputed each second by one clock for the whole page.
 * A component is drawn again only when its value has changed.
 */
export function useTicking<T extends string | number>(valueAt: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => valueAt(Date.now()));
}
