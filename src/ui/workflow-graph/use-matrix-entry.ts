import { useEffect, useEffectEvent, useLayoutEffect, type RefObject } from 'react';
import { useGraphContext } from './graph-store.ts';

/** Takes the focus to the cells of a matrix when it is entered, and back to the graph when they go out of sight. */
export function useMatrixEntry(id: string, cellsRef: RefObject<HTMLElement | null>): void {
  const { store, leave } = useGraphContext();
  useEffect(() => {
    const take = (): void => {
      if (store.takeEntry(id)) cellsRef.current?.focus({ preventScroll: true });
    };
    take();
    return store.subscribe(id, take);
  }, [store, id, cellsRef]);
  const goBack = useEffectEvent(leave);
  useLayoutEffect(() => {
    const cells = cellsRef.current;
    return () => {
      if (cells !== null && cells === document.activeElement) goBack();
    };
  }, [cellsRef]);
}
