import type { Viewport } from '@xyflow/react';
import type { Box, GraphLayout } from '#graph/index.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Space kept around the drawing, in pixels on the screen. */
const margin = 28;
/** And at the top, where the tools are: in a narrow window they stand in two rows. */
function headroomOf({ width }: Size): number {
  return width < 363 ? 98 : 56;
}

export const maxZoom = 2;

/** How much of the drawing shows: names and details, names only, or nothing but its structure. */
export type Level = 'card' | 'block' | 'far';

export function levelOf(zoom: number): Level {
  if (zoom >= 0.6) return 'card';
  return zoom >= 0.38 ? 'block' : 'far';
}

/** The part of the drawing that a view shows, with some pixels more on every side. */
export function visibleArea(view: Viewport, size: Size, extra = 0): Box {
  return {
    x: (-view.x - extra) / view.zoom,
    y: (-view.y - extra) / view.zoom,
    width: (size.width + 2 * extra) / view.zoom,
    height: (size.height + 2 * extra) / view.zoom,
  };
}

/** All of it, though never larger than life. */
export function fitView({ bounds }: GraphLayout, size: Size): Viewport {
  const headroom = headroomOf(size);
  const zoom = Math.min(
    1,
    (size.width - 2 * margin) / Math.max(bounds.width, 1),
    (size.height - headroom - margin) / Math.max(bounds.height, 1),
  );
  return {
    zoom: Math.max(zoom, 0.0001),
    x: size.width / 2 - (bounds.x + bounds.width / 2) * zoom,
    y: (size.height + headroom - margin) / 2 - (bounds.y + bounds.height / 2) * zoom,
  };
}

export interface MapView {
  readonly view: Viewport;
  /** What the map takes up: as much as the drawing's shape needs, and never too little to be hit. */
  readonly size: Size;
}

/** All of the drawing, as large as a map may be. */
export function mapView({ bounds }: GraphLayout, most: Size): MapView {
  const inset = 6;
  const zoom = Math.min(
    (most.width - 2 * inset) / Math.max(bounds.width, 1),
    (most.height - 2 * inset) / Math.max(bounds.height, 1),
  );
  const width = Math.max(40, Math.round(bounds.width * zoom) + 2 * inset);
  const height = Math.max(40, Math.round(bounds.height * zoom) + 2 * inset);
  return {
    size: { width, height },
    view: {
      zoom,
      x: width / 2 - (bounds.x + bounds.width / 2) * zoom,
      y: height / 2 - (bounds.y + bounds.height / 2) * zoom,
    },
  };
}

/** Smaller than that the words on the cards are no pleasure to read. */
const smallestOpening = 0.65;

/** Life size, or a little less where that shows the whole breadth of the drawing. */
function openingZoom({ bounds, direction }: GraphLayout, size: Size): number {
  const room =
    direction === 'down'
      ? (size.width - 2 * margin) / Math.max(bounds.width, 1)
      : (size.height - headroomOf(size) - margin) / Math.max(bounds.height, 1);
  return room >= smallestOpening && room < 1 ? room : 1;
}

/** At a task if one is given, else where the workflow begins. */
export function openingView(layout: GraphLayout, size: Size, task: Box | undefined): Viewport {
  const start = layout.nodes[0];
  const target = task ?? start ?? layout.bounds;
  const { bounds } = layout;
  const zoom = openingZoom(layout, size);
  const x = size.width / 2 - (target.x + target.width / 2) * zoom;
  const y = size.height / 2 - (target.y + target.height / 2) * zoom;
  const isDown = layout.direction === 'down';
  return {
    zoom,
    x: within(x, bounds.x * zoom, bounds.width * zoom, size.width, isDown),
    y: within(y, bounds.y * zoom, bounds.height * zoom, size.height, !isDown, headroomOf(size)),
  };
}

/** A point in the middle of the window, or as near to it as leaves no more emptiness beside the drawing than need be. */
export function centredView(
  { bounds }: GraphLayout,
  size: Size,
  zoom: number,
  x: number,
  y: number,
): Viewport {
  return {
    zoom,
    x: within(size.width / 2 - x * zoom, bounds.x * zoom, bounds.width * zoom, size.width, true),
    y: within(
      size.height / 2 - y * zoom,
      bounds.y * zoom,
      bounds.height * zoom,
      size.height,
      true,
      headroomOf(size),
    ),
  };
}

/** Keeps the drawing's edge at the window's, and a drawing that is smaller than the window whole. */
function within(
  offset: number,
  from: number,
  length: number,
  room: number,
  isCentred: boolean,
  before = margin,
): number {
  const first = before - from;
  const last = room - margin - from - length;
  if (last >= first) return isCentred ? (first + last) / 2 : first;
  return Math.min(first, Math.max(last, offset));
}

/** Whether some of a box shows. */
export function isInView(view: Viewport, size: Size, box: Box): boolean {
  const area = visibleArea(view, size);
  return (
    box.x < area.x + area.width &&
    box.x + box.width > area.x &&
    box.y < area.y + area.height &&
    box.y + box.height > area.y
  );
}

/** Zooms about the middle of the window. */
export function zoomedView(view: Viewport, size: Size, zoom: number): Viewport {
  const scale = zoom / view.zoom;
  return {
    zoom,
    x: size.width / 2 - (size.width / 2 - view.x) * scale,
    y: size.height / 2 - (size.height / 2 - view.y) * scale,
  };
}
