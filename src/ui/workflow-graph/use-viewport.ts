import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { Box, GraphLayout } from '#graph/index.ts';
import { fitView, maxZoom, revealView, zoomedView, type Size } from './view.ts';

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
  /** Moves as little as it takes to see all of a box. */
  readonly reveal: (box: Box) => void;
  /** At once, by so many pixels. */
  readonly panBy: (x: number, y: number) => void;
  /** Life size, with the box in the middle. */
  readonly centre: (box: Box) => void;
}

export function useViewportMoves(): ViewportMoves {
  const flow = useReactFlow();
  const state = useStoreApi();
  // A move begins where the one before was to end: interrupted halfway, that would leave neither place in view.
  const goal = useRef<{ readonly view: Viewport; readonly arrival: number } | null>(null);
  return useMemo(() => {
    const size = (): Size => {
      const { width, height } = state.getState();
      return { width, height };
    };
    const current = () =>
      goal.current !== null && performance.now() < goal.current.arrival
        ? goal.current.view
        : flow.getViewport();
    const go = (view: Viewport): void => {
      const isAtOnce =
        matchMedia('(prefers-reduced-motion: reduce)').matches || isFarOff(current(), view, size());
      goal.current = isAtOnce ? null : { view, arrival: performance.now() + glide };
      // Straight on: a smooth one zooms out on a long way, and draws all that is there.
      void flow.setViewport(view, isAtOnce ? {} : { duration: glide, interpolate: 'linear' });
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
      fit: (layout) => go(fitView(layout, size())),
      reveal: (box) => {
        const view = revealView(current(), size(), box, coveredAtTop(state.getState().domNode));
        const { x, y } = current();
        if (view.x !== x || view.y !== y) go(view);
      },
      panBy: (x, y) => {
        const view = current();
        goal.current = null;
        void flow.setViewport({ ...view, x: view.x + x, y: view.y + y });
      },
      centre: (box) => {
        const { width, height } = size();
        go({ zoom: 1, x: width / 2 - box.x - box.width / 2, y: height / 2 - box.y - box.height / 2 });
      },
    };
  }, [flow, state]);
}

/** So far that nobody could follow, and all that lies between would be drawn for nothing. */
function isFarOff(from: Viewport, to: Viewport, { width, height }: Size): boolean {
  if (from.zoom !== to.zoom) return false;
  return Math.abs(from.x - to.x) > 3 * width || Math.abs(from.y - to.y) > 3 * height;
}

/** How far down the buttons and the search reach over the drawing. */
function coveredAtTop(graph: HTMLElement | null): number {
  const tools = graph?.querySelector('[data-graph-toolbar=top]');
  if (!graph || !tools) return 0;
  return tools.getBoundingClientRect().bottom - graph.getBoundingClientRect().top;
}
