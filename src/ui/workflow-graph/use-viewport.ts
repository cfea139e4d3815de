import { useReactFlow, useStoreApi, type OnMove, type Viewport } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { Box, GraphLayout } from '#graph/index.ts';
import { coversOf } from './covers.ts';
import { centreView, fitIn, freeAreas, revealView } from './free-area.ts';
import { fitView, maxZoom, zoomedView, type Size } from './view.ts';

const glide = 140;

/** Moves of the window over the drawing. */
export interface ViewportMoves {
  /** Where the window is, or is on its way to. */
  readonly current: () => Viewport;
  readonly size: () => Size;
  /** At once, without a glide. */
  readonly jump: (view: Viewport) => void;
  readonly zoomBy: (factor: number) => void;
  readonly zoomTo: (zoom: number) => void;
  readonly fit: (layout: GraphLayout) => void;
  /** Moves as little as it takes to see all of a box, with nothing over it. */
  readonly reveal: (box: Box) => void;
  /** At once, by so many pixels. */
  readonly panBy: (x: number, y: number) => void;
  /** Life size, with the box in the middle of what nothing covers. */
  readonly centre: (box: Box) => void;
  /** To be told of every move: one by hand breaks off a glide. */
  readonly onMove: OnMove;
}

export function useViewportMoves(): ViewportMoves {
  const flow = useReactFlow();
  const state = useStoreApi();
  // A move begins where the one before was to end: interrupted halfway, that would leave neither place in view. How
  // long a glide takes no clock can tell: its frames may be late.
  const goal = useRef<Viewport | null>(null);
  return useMemo(() => {
    const size = (): Size => {
      const { width, height } = state.getState();
      return { width, height };
    };
    const free = () => freeAreas(size(), coversOf(state.getState().domNode, ['strip', 'search', 'map']));
    const current = () => goal.current ?? flow.getViewport();
    const go = (view: Viewport): void => {
      const isAtOnce =
        matchMedia('(prefers-reduced-motion: reduce)').matches || isFarOff(current(), view, size());
      goal.current = isAtOnce ? null : view;
      // Straight on: a smooth one zooms out on a long way, and draws all that is there.
      void flow.setViewport(view, isAtOnce ? {} : { duration: glide, interpolate: 'linear' }).finally(() => {
        if (goal.current === view) goal.current = null;
      });
    };
    const zoomTo = (zoom: number): void => {
      const { minZoom } = state.getState();
      go(zoomedView(current(), size(), Math.min(maxZoom, Math.max(minZoom, zoom))));
    };
    return {
      current,
      size,
      jump: (view) => {
        goal.current = null;
        void flow.setViewport(view);
      },
      zoomBy: (factor) => zoomTo(current().zoom * factor),
      zoomTo,
      fit: (layout) => {
        // The map is gone then.
        const areas = freeAreas(size(), coversOf(state.getState().domNode, ['strip', 'search']));
        go(fitIn(areas, layout.bounds) ?? fitView(layout, size()));
      },
      reveal: (box) => {
        const view = revealView(current(), free(), box);
        const { x, y } = current();
        if (view.x !== x || view.y !== y) go(view);
      },
      panBy: (x, y) => {
        const view = current();
        goal.current = null;
        void flow.setViewport({ ...view, x: view.x + x, y: view.y + y });
      },
      centre: (box) => go(centreView(size(), free(), box)),
      onMove: (event) => {
        if (event !== null) goal.current = null;
      },
    };
  }, [flow, state]);
}

/** So far that nobody could follow, and all that lies between would be drawn for nothing. */
function isFarOff(from: Viewport, to: Viewport, { width, height }: Size): boolean {
  if (from.zoom !== to.zoom) return false;
  return Math.abs(from.x - to.x) > 3 * width || Math.abs(from.y - to.y) > 3 * height;
}
