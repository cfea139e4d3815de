/** Does something in a quiet moment, `latest` milliseconds from now at the latest; gives the way to call it off. */
export function whenIdle(work: () => void, latest: number): () => void {
  // Not every browser knows quiet moments.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work, Math.min(latest, 100));
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: latest });
  return () => cancelIdleCallback(handle);
}
