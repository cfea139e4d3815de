import { useStore } from '@xyflow/react';
import { useLayoutEffect, useRef, type RefObject } from 'react';
import { cellPitch, type BranchRun, type MatrixSize } from '#graph/index.ts';
import { paintCells } from './matrix-paint.ts';
import { readPalette, type Palette } from './paint.ts';
import { onThemeChange } from './theme-change.ts';

/** Paints the cells that show, in the size they have on the screen: again when they change, scroll or the theme does. */
export function useCellsCanvas(
  canvasRef: RefObject<HTMLCanvasElement | null>,
  scrollerRef: RefObject<HTMLElement | null>,
  branches: readonly BranchRun[],
  order: readonly number[],
  size: MatrixSize,
): void {
  const scale = useStore((flow) => (flow.transform[2] > 1 ? 2 : 1));
  const palette = useRef<Palette | null>(null);

  useLayoutEffect(() => {
    const canvas = canvasRef.current;
    const scroller = scrollerRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !scroller || !context) return undefined;
    const { columns, gridHeight: height } = size;
    const ratio = devicePixelRatio * scale;
    const [width, depth] = [Math.round(columns * cellPitch * ratio), Math.round(height * ratio)];
    if (canvas.width !== width || canvas.height !== depth) Object.assign(canvas, { width, height: depth });
    let frame = 0;
    const paint = (): void => {
      frame = 0;
      palette.current ??= readPalette(canvas);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paintCells(context, palette.current, { branches, order, columns, top: scroller.scrollTop, height });
    };
    const request = (): void => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    const repaint = (): void => {
      palette.current = null;
      request();
    };
    paint();
    scroller.addEventListener('scroll', request, { passive: true });
    const stopWatching = onThemeChange(repaint);
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener('scroll', request);
      stopWatching();
    };
  }, [canvasRef, scrollerRef, branches, order, size, scale]);
}
