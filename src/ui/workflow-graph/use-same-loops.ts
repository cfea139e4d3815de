import { useState } from 'react';
import type { LoopRun } from '#graph/index.ts';

/** The same map for as long as it says the same, so that no card is drawn again for a mere look at the run. */
export function useSameLoops(loops: ReadonlyMap<string, LoopRun>): ReadonlyMap<string, LoopRun> {
  const key = JSON.stringify([...loops]);
  const [kept, keep] = useState({ key, loops });
  if (kept.key !== key) keep({ key, loops });
  return kept.key === key ? kept.loops : loops;
}
