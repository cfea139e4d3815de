import { boxAround, type Box, type Direction, type Point } from './geometry.ts';
import type { Metrics } from './metrics.ts';
import type { GraphEdge } from './types.ts';

/** The column of an empty branch, and where its first task would begin. */
export interface Lane {
  readonly column: number;
  readonly first: number;
}

/** Where the name of a case is written: its middle, and the room it has. */
export interface EdgeLabel extends Point {
  readonly maxWidth: number;
}

export interface Route {
  readonly points: readonly number[];
  readonly label: EdgeLabel | null;
  readonly box: Box;
}

const columnLabelWidth = 196;

/** The corners of an edge: out of its source with the flow, across next to the head or the junction, and in. */
export function routeEdge(
  edge: GraphEdge,
  source: Box,
  target: Box,
  lane: Lane | null,
  metrics: Metrics,
  direction: Direction,
): Route {
  const from = flowEnd(source, direction);
  const to = flowStart(target, direction);
  const column = lane?.column ?? (edge.kind === 'merge' ? from.cross : to.cross);
  // One line of numbers, without an object a corner: there are tens of thousands.
  const points: number[] = [];
  const corner = (main: number, cross: number): void => {
    if (direction === 'down') points.push(cross, main);
    else points.push(main, cross);
  };
  corner(from.main, from.cross);
  if (column !== from.cross) {
    corner(from.main + metrics.bend, from.cross);
    corner(from.main + metrics.bend, column);
  }
  if (column !== to.cross) {
    corner(to.main - metrics.bend, column);
    corner(to.main - metrics.bend, to.cross);
  }
  corner(to.main, to.cross);
  const first = lane?.first ?? to.main;
  const label = edge.label === '' ? null : labelAt(column, first, lane !== null, metrics, direction);
  return { points, label, box: boxAround(points) };
}

/** A point by its place along the flow and across it. */
interface Flow {
  readonly main: number;
  readonly cross: number;
}

function flowStart(box: Box, direction: Direction): Flow {
  return direction === 'down'
    ? { main: box.y, cross: box.x + box.width / 2 }
    : { main: box.x, cross: box.y + box.height / 2 };
}

function flowEnd(box: Box, direction: Direction): Flow {
  const start = flowStart(box, direction);
  return { ...start, main: start.main + (direction === 'down' ? box.height : box.width) };
}

function labelAt(
  column: number,
  first: number,
  isPass: boolean,
  metrics: Metrics,
  direction: Direction,
): EdgeLabel {
  const main = first - metrics.labelBack;
  if (direction === 'right') return { x: main, y: column, maxWidth: metrics.labelLength };
  return { x: column, y: main, maxWidth: isPass ? metrics.labelledPassHalf * 2 : columnLabelWidth };
}
