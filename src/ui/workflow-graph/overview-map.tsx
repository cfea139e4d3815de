import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef, type PointerEvent, type ReactElement } from 'react';
import { whenIdle } from '#lib/when-idle.ts';
import { covering } from './covers.ts';
import { isBelowMap } from './free-area.ts';
import { useGraphContext } from './graph-store.ts';
import { useMapWords } from './map-words.ts';
import { paintFar, readPalette } from './paint.ts';
import { onThemeChange } from './theme-change.ts';
import type { Scene } from './scene.ts';
import { centredView, mapView, visibleArea, type Size } from './view.ts';
import type { ViewportMoves } from './use-viewport.ts';
import classes from './overview-map.module.css';

export interface OverviewMapProps {
  readonly scene: Scene;
  readonly taken: ReadonlySet<string> | undefined;
  readonly moves: ViewportMoves;
}

/** The most room a map may take, in pixels. */
const most: Size = { width: 190, height: 150 };

/** The whole drawing in the corner, with the window over it: a click or a drag moves the window. */
export function OverviewMap({ scene, taken, moves }: OverviewMapProps): ReactElement {
  const flow = useStoreApi();
  const { store } = useGraphContext();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const windowRef = useRef<HTMLDivElement>(null);
  const map = useMemo(() => mapView(scene.layout, most), [scene]);
  const words = useMapWords(scene.layout) || 'Overview map';

  // The drawing is painted when it changes, in a quiet moment; the window moves without any painting.
  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return undefined;
    let callOff: (() => void) | undefined;
    const paint = (): void => {
      callOff = undefined;
      const ratio = devicePixelRatio;
      canvas.width = Math.round(map.size.width * ratio);
      canvas.height = Math.round(map.size.height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      paintFar(context, scene, map.view, map.size, readPalette(canvas), {
        runOf: (id) => store.run(id),
        isSelected: (id) => store.isSelected(id),
        taken,
        lineage: [],
        isHit: (id) => store.isHit(id),
        hitMargin: 1,
      });
    };
    const request = (): void => {
      callOff ??= whenIdle(paint, 500);
    };
    request();
    const stop = [store.subscribeAll(request), onThemeChange(request)];
    return () => {
      callOff?.();
      for (const each of stop) each();
    };
  }, [scene, map, store, taken]);

  useEffect(() => {
    const place = (): void => {
      const frame = windowRef.current;
      if (frame === null) return;
      const { transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      const selected = scene.layout.byId.get(store.selectedId() ?? '');
      const isAbove =
        selected !== undefined && isBelowMap({ x, y, zoom }, { width, height }, map.size, selected);
      frame.parentElement?.setAttribute('data-above-selection', String(isAbove));
      const area = visibleArea({ x, y, zoom }, { width, height });
      const left = Math.max(0, area.x * map.view.zoom + map.view.x);
      const top = Math.max(0, area.y * map.view.zoom + map.view.y);
      const right = Math.min(map.size.width, (area.x + area.width) * map.view.zoom + map.view.x);
      const bottom = Math.min(map.size.height, (area.y + area.height) * map.view.zoom + map.view.y);
      frame.style.transform = `translate(${left}px, ${top}px)`;
      frame.style.width = `${Math.max(4, right - left)}px`;
      frame.style.height = `${Math.max(4, bottom - top)}px`;
    };
    place();
    const stop = [flow.subscribe(place), store.subscribeAll(place)];
    return () => {
      for (const each of stop) each();
    };
  }, [flow, map, scene, store]);

  const moveTo = (event: PointerEvent<HTMLDivElement>): void => {
    const frame = event.currentTarget.getBoundingClientRect();
    const { view } = map;
    const x = (event.clientX - frame.x - view.x) / view.zoom;
    const y = (event.clientY - frame.y - view.y) / view.zoom;
    moves.jump(centredView(scene.layout, moves.size(), moves.current().zoom, x, y));
  };
  return (
    // A picture to a screen reader, and no stop for the Tab key: keys move the window over the graph itself.
    <div
      className={classes['map']}
      style={{ width: map.size.width, height: map.size.height }}
      data-graph-toolbar
      {...covering('map')}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event);
      }}
    >
      <canvas ref={canvasRef} className={classes['canvas']} role="img" aria-label={words} />
      <div ref={windowRef} className={classes['window']} />
    </div>
  );
}
