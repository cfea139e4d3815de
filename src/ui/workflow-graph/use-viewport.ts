import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useMemo } from 'react';
import type { Box, GraphLayout } from '#graph/index.ts';
import { fitView, maxZoom, revealView, zoomedView, type Size } from './view.ts';

const glide = 140;

/** Moves of the window over the drawing. */
export interface ViewportMoves {
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
  return useMemo(() => {
    const size = (): Size => {
      const { width, height } = state.getState();
      return { width, height };
    };
    const current = () => flow.getViewport();
    const go = (view: Viewport): void => {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      void flow.setViewport(view, calm ? {} : { duration: glide });
    };
    const zoomTo = (zoom: number): void => {
      const { minZoom } = state.getState();
      go(zoomedView(current(), size(), Math.min(maxZoom, Math.max(minZoom, zoom))));
    };
    return {
      current,
      size,
      jump: (view) => void flow.setViewport(view),
      zoomBy: (factor) => zoomTo(current().zoom * factor),
      zoomTo,
      fit: (layout) => go(fitView(layout, size())),
      reveal: (box) => {
        const view = revealView(current(), size(), box);
        const { x, y } = current();
        if (view.x !== x || view.y !== y) go(view);
      },
      panBy: (x, y) => {
        const view = current();
        void flow.setViewport({ ...view, x: view.x + x, y: view.y + y });
      },
      centre: (box) => {
        const { width, height } = size();
        go({ zoom: 1, x: width / 2 - box.x - box.width / 2, y: height / 2 - box.y - box.height / 2 });
      },
    };
  }, [flow, state]);
}
