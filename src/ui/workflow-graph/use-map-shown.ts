import { useStore } from '@xyflow/react';
import { useEffect, useState } from 'react';
import type { GraphLayout } from '#graph/index.ts';
import { whenIdle } from '#lib/when-idle.ts';

/** Windows narrower than this have no room for a map. */
const leastWidth = 420;

/**
 * Whether a map of the drawing helps: while some of the drawing is out of sight at the window's zoom, unless the
 * drawing is hardly larger than the window. It comes in a quiet moment, after the tasks themselves.
 */
export function useMapShown({ bounds }: GraphLayout): boolean {
  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => whenIdle(() => setQuiet(true), 2000), []);
  const isLarge = useStore(({ width, height, transform }) => {
    const zoom = transform[2];
    const ratio = Math.max((bounds.width * zoom) / width, (bounds.height * zoom) / height);
    return width >= leastWidth && ratio > 1.4;
  });
  return isQuiet && isLarge;
}
