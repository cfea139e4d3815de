import { useLayoutEffect, useRef } from 'react';
import { isSelectable, type GraphLayout, type PlacedNode } from '#graph/index.ts';
import type { ViewportMoves } from './use-viewport.ts';
import { isInView, openingView } from './view.ts';

/** When the graph is laid out anew, what one is looking at stays where it is on the screen. */
export function useAnchor(layout: GraphLayout, selectedId: string | null, moves: ViewportMoves): void {
  const last = useRef(layout);
  useLayoutEffect(() => {
    const before = last.current;
    last.current = layout;
    if (before === layout) return;
    const view = moves.current();
    const anchor =
      before.direction === layout.direction ? anchorOf(before, layout, selectedId, moves) : undefined;
    const now = anchor === undefined ? undefined : layout.byId.get(anchor.node.id);
    if (anchor === undefined || now === undefined) {
      const selected = selectedId === null ? undefined : layout.byId.get(selectedId);
      moves.jump(openingView(layout, moves.size(), selected));
      return;
    }
    if (now.x === anchor.x && now.y === anchor.y) return;
    moves.jump({
      zoom: view.zoom,
      x: view.x + (anchor.x - now.x) * view.zoom,
      y: view.y + (anchor.y - now.y) * view.zoom,
    });
  }, [layout, selectedId, moves]);
}

/** The selected task if it is in view, else the first one that is, in the order of the definition. */
function anchorOf(
  before: GraphLayout,
  after: GraphLayout,
  selectedId: string | null,
  moves: ViewportMoves,
): PlacedNode | undefined {
  const stays = (placed: PlacedNode) =>
    isSelectable(placed.node) &&
    after.byId.has(placed.node.id) &&
    isInView(moves.current(), moves.size(), placed);
  const selected = selectedId === null ? undefined : before.byId.get(selectedId);
  return selected !== undefined && stays(selected) ? selected : before.nodes.find(stays);
}
