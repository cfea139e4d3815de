import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef, type ReactElement } from 'react';
import { useGraphContext } from './graph-store.ts';
import type { LineageLine } from './lineage-lines.ts';
import { paintFar, readPalette, type Palette } from './paint.ts';
import type { Scene } from './scene.ts';
import { onThemeChange } from './theme-change.ts';
import { levelOf } from './view.ts';
import classes from './workflow-graph.module.css';

export interface FarLayerProps {
  readonly scene: Scene;
  readonly taken: ReadonlySet<string> | undefined;
  readonly lineage: readonly LineageLine[];
}

/** From far away the whole drawing is one canvas: thousands of blocks move as easily as ten. */
export function FarLayer({ scene, taken, lineage }: FarLayerProps): ReactElement {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi();
  const { store } = useGraphContext();

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return undefined;
    let palette: Palette | null = null;
    let frame = 0;
    // Something may still be there from before.
    let isClear = false;

    const paint = (): void => {
      frame = 0;
      const { transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      const isFar = levelOf(zoom) === 'far';
      if (!isFar && isClear) return;
      resize(canvas, context, width, height);
      isClear = !isFar;
      if (!isFar) return;
      palette ??= readPalette(canvas);
      paintFar(context, scene, { x, y, zoom }, { width, height }, palette, {
        runOf: (id) => store.run(id),
        isSelected: (id) => store.isSelected(id),
        isHit: (id) => store.isHit(id),
        hitMargin: 5,
        taken,
        lineage,
      });
    };
    const request = (): void => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    const repaint = (): void => {
      palette = null;
      request();
    };

    request();
    const unsubscribe = [
      flow.subscribe((now, before) => {
        if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height)
          request();
      }),
      store.subscribeAll(request),
      onThemeChange(repaint),
    ];
    return () => {
      cancelAnimationFrame(frame);
      for (const each of unsubscribe) each();
    };
  }, [flow, scene, store, taken, lineage]);

  return <canvas ref={canvasRef} className={classes['far']} aria-hidden="true" />;
}

/** Fits the canvas to the window and empties it. */
function resize(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
): void {
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
}
