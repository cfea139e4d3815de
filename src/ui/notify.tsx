import { Suspense, useSyncExternalStore, type ReactElement } from 'react';
import { lazyPart } from './lazy-part.tsx';
import { errorMessage } from '#lib/api-error.ts';

// The notices' own code is fetched with the first notice: most visits have none.
const Host = lazyPart(async () => import('./notify-host.tsx'));

let needed = false;
let plainNotice: string | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function show(message: string, tone: 'done' | 'failed'): Promise<void> {
  needed = true;
  for (const listener of listeners) listener();
  try {
    const { showNotice } = await import('./notify-host.tsx');
    showNotice(message, tone);
  } catch {
    // The host itself says that it is missing; what there was to say must not be lost with it.
    plainNotice = message;
    for (const listener of listeners) listener();
  }
}

/** A short word that something is done, in the corner of the page; it goes by itself. */
export function notifyDone(message: string): void {
  void show(message, 'done');
}

/** A short word that something failed: what was tried, and why it did not work. */
export function notifyFailed(what: string, error: unknown): void {
  void show(`${what}: ${errorMessage(error)}`, 'failed');
}

/** Where the notices appear; once in the page. */
export function Notices(): ReactElement | null {
  const mounted = useSyncExternalStore(subscribe, () => needed);
  const plain = useSyncExternalStore(subscribe, () => plainNotice);
  if (!mounted) return null;
  return (
    <Suspense>
      {plain !== undefined && <p role="status">{plain}</p>}
      <Host />
    </Suspense>
  );
}
