import type { MouseEvent } from 'react';
import { isSelectable, type GraphNode } from '#graph/index.ts';
import type { Scene } from './scene.ts';
import type { ViewportMoves } from './use-viewport.ts';

/** How far beside a small block one may click, in pixels on the screen. */
const slack = 4;

/** The task under a click on the canvas: from far away, cards are no elements. */
export function nodeUnder(event: MouseEvent, scene: Scene, moves: ViewportMoves): GraphNode | null {
  const frame = event.currentTarget.getBoundingClientRect();
  const { x, y, zoom } = moves.current();
  const around = {
    x: (event.clientX - frame.x - x - slack) / zoom,
    y: (event.clientY - frame.y - y - slack) / zoom,
    width: (2 * slack) / zoom,
    height: (2 * slack) / zoom,
  };
  return scene.nodes.search(around).find(({ node }) => isSelectable(node))?.node ?? null;
}
