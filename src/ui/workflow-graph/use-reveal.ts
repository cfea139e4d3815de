import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Box, GraphLayout } from '#graph/index.ts';
import type { ViewportMoves } from './use-viewport.ts';
import { isInView } from './view.ts';

/** Brings a task into view when it is selected, and keeps it there when the window over the drawing shrinks. */
export function useReveal(layout: GraphLayout, selectedId: string | null, moves: ViewportMoves): void {
  const flow = useStoreApi();
  const selected = useRef<Box | undefined>(undefined);
  const shown = useRef(selectedId);

  useEffect(() => {
    selected.current = selectedId === null ? undefined : layout.byId.get(selectedId);
    if (shown.current === selectedId) return;
    // A folded block hides it: it comes into view as soon as that is unfolded.
    if (selectedId !== null && selected.current === undefined) return;
    shown.current = selectedId;
    if (selected.current !== undefined) moves.reveal(selected.current);
  }, [selectedId, layout, moves]);

  // A panel that opens for the selected task must not cover it. Whoever looks elsewhere is left there.
  useEffect(
    () =>
      flow.subscribe((now, before) => {
        if (now.width >= before.width && now.height >= before.height) return;
        const box = selected.current;
        if (box === undefined || now.width === 0 || now.height === 0) return;
        const [x, y, zoom] = now.transform;
        if (isInView({ x, y, zoom }, { width: before.width, height: before.height }, box)) moves.reveal(box);
      }),
    [flow, moves],
  );
}
