import { useLayoutEffect, useRef, type RefObject } from 'react';
import { rowHeight } from './table-row.tsx';

interface Anchor {
  readonly id: string;
  readonly index: number;
}

/**
 * Keeps the rows one is reading where they are when a refresh puts others above them, and goes back to the top
 * for other rows. A reader at the very top stays there, and sees what is new.
 */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement | null>,
  ids: readonly string[],
  resetKey: string | undefined,
): void {
  const anchor = useRef<Anchor | undefined>(undefined);
  const shownKey = useRef(resetKey);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    if (shownKey.current !== resetKey) {
      shownKey.current = resetKey;
      anchor.current = undefined;
      element.scrollTo({ top: 0 });
    }
    const before = anchor.current;
    if (before !== undefined && element.scrollTop > 0) {
      const now = ids.indexOf(before.id);
      if (now >= 0 && now !== before.index) element.scrollBy({ top: (now - before.index) * rowHeight });
    }

    function remember(): void {
      const index = Math.floor((element?.scrollTop ?? 0) / rowHeight);
      const id = ids[index];
      anchor.current = id === undefined ? undefined : { id, index };
    }
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, ids, resetKey]);
}
