/** How long the page may wait for a slice of work, in milliseconds: less than a frame. */
const slice = 12;

/** A piece of work that shows how far it is, and can be called off. */
export interface Work {
  readonly signal: AbortSignal;
  /** How much is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Collects what comes step by step, and lets the page have its turn in between. */
export async function inSlices<T>(
  steps: Iterable<T>,
  { signal, onProgress }: Work,
  total: number,
): Promise<readonly T[]> {
  const done: T[] = [];
  let began = performance.now();
  for (const step of steps) {
    done.push(step);
    if (performance.now() - began < slice) continue;
    onProgress(Math.min(1, done.length / Math.max(1, total)));
    await nextTurn();
    signal.throwIfAborted();
    began = performance.now();
  }
  signal.throwIfAborted();
  return done;
}

/** As soon as the browser has done what else there is. A timer would wait a whole second in a hidden tab. */
export async function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.addEventListener('message', resolve, { once: true });
    port1.start();
    port2.postMessage(null);
  });
  port1.close();
}
