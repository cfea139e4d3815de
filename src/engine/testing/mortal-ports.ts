import type { EnginePorts } from '../ports.ts';

export interface MortalPorts {
  readonly ports: EnginePorts;
  /** From now on nothing that the engine does has any effect, and nothing wakes it. */
  readonly kill: () => void;
}

/** Ports for one engine, which a test can kill as a crash would: another one may then go on over the same store. */
export function mortalPorts(shared: EnginePorts): MortalPorts {
  const alarms = new Set<() => void>();
  let isDead = false;
  const { clock, store } = shared;
  const ports: EnginePorts = {
    ...shared,
    clock: {
      now: () => clock.now(),
      at(time, run) {
        if (isDead) return () => undefined;
        const cancel = clock.at(time, () => {
          alarms.delete(cancel);
          run();
        });
        alarms.add(cancel);
        return () => {
          alarms.delete(cancel);
          cancel();
        };
      },
    },
    store: {
      ...store,
      commit: (changes) => (isDead ? new Promise(() => undefined) : store.commit(changes)),
    },
  };
  return {
    ports,
    kill: () => {
      isDead = true;
      for (const cancel of alarms) cancel();
      alarms.clear();
    },
  };
}
