import { useSyncExternalStore } from 'react';

/** A choice of the reader that outlives the page: kept in the browser, shared between its tabs. */
export interface Preference<T extends string> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A preference with a fixed set of values, the first one being the default. Works without storage, too. */
export function createPreference<T extends string>(key: string, values: readonly [T, ...T[]]): Preference<T> {
  const listeners = new Set<() => void>();
  let current: T | undefined;

  function read(): T {
    const stored = storage()?.getItem(key);
    return values.find((value) => value === stored) ?? values[0];
  }

  function onStorage(event: StorageEvent): void {
    if (event.key !== key && event.key !== null) return;
    current = read();
    notify();
  }

  function notify(): void {
    for (const listener of listeners) listener();
  }

  return {
    get: () => (current ??= read()),
    set(value) {
      current = value;
      try {
        storage()?.setItem(key, value);
      } catch {
        // A full or forbidden storage costs the memory of the choice, not the choice.
      }
      notify();
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('storage', onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener('storage', onStorage);
      };
    },
  };
}

export function usePreference<T extends string>(preference: Preference<T>): T {
  return useSyncExternalStore(preference.subscribe, preference.get);
}

function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
