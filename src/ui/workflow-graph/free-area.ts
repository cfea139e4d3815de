import type { Viewport } from '@xyflow/react';
import { contains, overlaps, type Box } from '#graph/index.ts';
import type { Size } from './view.ts';

/** Space kept around what is to be seen, in pixels on the screen: to the edges of the window, and to what covers it. */
const margin = 28;
const gap = 8;

/** The largest rectangles of the window over a graph that none of the boxes on it cover. */
export function freeAreas({ width, height }: Size, covers: readonly Box[]): readonly Box[] {
  let areas: readonly Box[] = [
    { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin },
  ];
  for (const cover of covers) {
    const room = {
      x: cover.x - gap,
      y: cover.y - gap,
      width: cover.width + 2 * gap,
      height: cover.height + 2 * gap,
    };
    areas = areas.flatMap((area) => (overlaps(area, room) ? besides(area, room) : [area]));
    areas = areas.filter(
      (area, at) =>
        !areas.some(
          (other, place) => place !== at && contains(other, area) && (place < at || !contains(area, other)),
        ),
    );
  }
  return areas;
}

/** What is left of an area on each side of a box. */
function besides(area: Box, box: Box): readonly Box[] {
  const right = area.x + area.width;
  const bottom = area.y + area.height;
  const parts = [
    { ...area, width: box.x - area.x },
    { ...area, x: box.x + box.width, width: right - box.x - box.width },
    { ...area, height: box.y - area.y },
    { ...area, y: box.y + box.height, height: bottom - box.y - box.height },
  ];
  return parts.filter(({ width, height }) => width > 0 && height > 0);
}

/** The least movement that brings all of a box into a free area, or as much of it as there is room for. */
export function revealView(view: Viewport, areas: readonly Box[], box: Box): Viewport {
  const shown = onScreen(view, box);
  const moves = holding(areas, shown).map((area) => ({
    x: shift(shown.x, shown.width, area.x, area.width),
    y: shift(shown.y, shown.height, area.y, area.height),
  }));
  const [best] = moves.toSorted((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
  return best === undefined ? view : { ...view, x: view.x + best.x, y: view.y + best.y };
}

/** Life size, with the box in the middle of the free area that is nearest to the middle of the window. */
export function centreView({ width, height }: Size, areas: readonly Box[], box: Box): Viewport {
  const aside = (area: Box) =>
    Math.hypot(area.x + area.width / 2 - width / 2, area.y + area.height / 2 - height / 2);
  const [area] = holding(areas, box).toSorted((a, b) => aside(a) - aside(b));
  return centredIn(area ?? { x: 0, y: 0, width, height }, box, 1);
}

/** All of a drawing in the free area that shows it largest, though never larger than life. */
export function fitIn(areas: readonly Box[], bounds: Box): Viewport | null {
  const fitted = areas.map((area) => ({ area, zoom: zoomIn(area, bounds) }));
  const [best] = fitted.toSorted((a, b) => b.zoom - a.zoom || sizeOf(b.area) - sizeOf(a.area));
  return best === undefined ? null : centredIn(best.area, bounds, best.zoom);
}

function zoomIn(area: Box, bounds: Box): number {
  const zoom = Math.min(1, area.width / Math.max(bounds.width, 1), area.height / Math.max(bounds.height, 1));
  return Math.max(zoom, 0.0001);
}

function centredIn(area: Box, box: Box, zoom: number): Viewport {
  return {
    zoom,
    x: area.x + area.width / 2 - (box.x + box.width / 2) * zoom,
    y: area.y + area.height / 2 - (box.y + box.height / 2) * zoom,
  };
}

/** From the edges of the window to the map in its corner. */
const mapRight = 12;
const mapBottom = 24;

/** Whether some of a box lies below the map. */
export function isBelowMap(view: Viewport, { width, height }: Size, map: Size, box: Box): boolean {
  const x = width - mapRight - map.width;
  const y = height - mapBottom - map.height;
  return overlaps(onScreen(view, box), { x, y, ...map });
}

/** The areas with the most room for something of this size: all those into which it goes, if any. */
function holding(areas: readonly Box[], size: Size): readonly Box[] {
  const roomIn = (area: Box) => Math.min(area.width, size.width) * Math.min(area.height, size.height);
  const most = Math.max(...areas.map(roomIn));
  return areas.filter((area) => roomIn(area) === most);
}

/** How far something moves to lie between two edges, or to begin at the first where there is too little room. */
function shift(start: number, length: number, from: number, room: number): number {
  if (start < from) return from - start;
  const over = start + length - from - room;
  return over > 0 ? Math.max(-over, from - start) : 0;
}

function onScreen({ x, y, zoom }: Viewport, box: Box): Box {
  return {
    x: box.x * zoom + x,
    y: box.y * zoom + y,
    width: box.width * zoom,
    height: box.height * zoom,
  };
}

function sizeOf({ width, height }: Size): number {
  return width * height;
}
