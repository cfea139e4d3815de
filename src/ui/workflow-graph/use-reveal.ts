import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Box, GraphLayout } from '#graph/index.ts';
import type { ViewportMoves } from './use-viewport.ts';
import { isInView, openingView } from './view.ts';

/** Brings a task into view when it is selected, and keeps it there when the window over the drawing shrinks. */
export function useReveal(layout: GraphLayout, selectedId: string | null, moves: ViewportMoves): void {
  const flow = useStoreApi();
  const selected = useRef<Box | undefined>(undefined);
  const shown = useRef(selectedId);
  const drawn = useRef(layout);
  // A task in a sub-workflow may be selected before that is drawn, as by a link: then the graph opens at it once more.
  const isNew = useRef(false);

  useEffect(() => {
    selected.current = selectedId === null ? undefined : layout.byId.get(selectedId);
    const { graph } = drawn.current;
    drawn.current = layout;
    if (shown.current === selectedId) return;
    const scope = selectedId === null ? '' : layout.graph.byId.get(selectedId)?.scope;
    if (selectedId !== null && scope !== '' && !graph.byId.has(selectedId)) isNew.current = true;
    // A folded block hides it: it comes into view as soon as that is unfolded.
    if (selectedId !== null && selected.current === undefined) return;
    shown.current = selectedId;
    if (selected.current === undefined) return;
    if (isNew.current) moves.jump(openingView(layout, moves.size(), selected.current));
    moves.reveal(selected.current);
    isNew.current = false;
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
