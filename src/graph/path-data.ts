import type { Box } from './geometry.ts';

const radius = 14;
/** How far a line runs straight at its end, to give an arrowhead its direction. */
const tip = 8;

/** A straight leg of a line, and the round corner behind it: the point it turns about, and where it ends. */
interface Leg {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly corner: string;
}

/** The line through all corners as SVG path data, with round corners. */
export function pathData(points: readonly number[]): string {
  const legs = legsOf(points);
  const [first] = legs;
  if (first === undefined) return '';
  return `M${first.x1} ${first.y1}${legs.map(({ x2, y2, corner }) => `L${x2} ${y2}${corner}`).join('')}`;
}

function legsOf(points: readonly number[]): readonly Leg[] {
  const corners = points.length / 2;
  const x = (at: number) => points[at * 2] ?? 0;
  const y = (at: number) => points[at * 2 + 1] ?? 0;
  const length = (leg: number) => Math.hypot(x(leg + 1) - x(leg), y(leg + 1) - y(leg));
  const legs: Leg[] = [];
  let [x1, y1] = [x(0), y(0)];
  for (let at = 1; at < corners - 1; at += 1) {
    const [into, out] = [length(at - 1), length(at)];
    // The first corner has its whole leg, the last leaves a tip; one between two corners shares it.
    const left = at === corners - 2 ? Math.max(out - tip, out / 2) : out / 2;
    const size = Math.min(radius, at === 1 ? into : into / 2, left);
    const toward = (other: number, leg: number) =>
      leg === 0
        ? [x(at), y(at)]
        : [x(at) + ((x(other) - x(at)) / leg) * size, y(at) + ((y(other) - y(at)) / leg) * size];
    const [x2 = 0, y2 = 0] = toward(at - 1, into);
    const [x3 = 0, y3 = 0] = toward(at + 1, out);
    legs.push({ x1, y1, x2, y2, corner: `Q${x(at)} ${y(at)} ${x3} ${y3}` });
    [x1, y1] = [x3, y3];
  }
  if (corners > 1) legs.push({ x1, y1, x2: x(corners - 1), y2: y(corners - 1), corner: '' });
  return legs;
}

/** A whole number of periods of every dashed line there is: cut by that, its dashes stay where they were. */
const wholeDashes = 72;
/** Round corners and strokes reach beyond what they belong to. */
const slack = 20;

/**
 * A dashed line as far as it runs through an area: a browser makes every dash, even of those miles away. Each leg is a
 * path of its own, so that its dashes do not depend on what of the others is in the area.
 */
export function dashedData(points: readonly number[], area: Box): string {
  let data = '';
  for (const leg of legsOf(points)) {
    const part = lineWithin(leg, area);
    if (part === null) continue;
    const isWhole = part.x2 === leg.x2 && part.y2 === leg.y2;
    data += `M${part.x1} ${part.y1}L${part.x2} ${part.y2}${isWhole ? leg.corner : ''}`;
  }
  return data;
}

/** A straight line. */
interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A line along one of the axes without what of its dashes is far from an area; null for all of them. */
function lineWithin({ x1, y1, x2, y2 }: Line, { x, y, width, height }: Box): Line | null {
  const [left, top, right, bottom] = [x - slack, y - slack, x + width + slack, y + height + slack];
  const isSeen =
    Math.max(x1, x2) > left &&
    Math.min(x1, x2) < right &&
    Math.max(y1, y2) > top &&
    Math.min(y1, y2) < bottom;
  if (!isSeen) return null;
  return {
    x1: x1 < x2 ? x1 + cut(left - x1) : x1 - cut(x1 - right),
    y1: y1 < y2 ? y1 + cut(top - y1) : y1 - cut(y1 - bottom),
    x2: x1 < x2 ? x2 - cut(x2 - right) : x2 + cut(left - x2),
    y2: y1 < y2 ? y2 - cut(y2 - bottom) : y2 + cut(top - y2),
  };
}

function cut(length: number): number {
  return Math.max(0, Math.floor(length / wholeDashes)) * wholeDashes;
}

const frameRadius = 10;

/** A frame as far as it runs through an area. */
export interface FramePart {
  /** What it encloses there. */
  readonly ground: Box;
  /** Its dashed sides, each a line of its own: along a closed path a browser makes every dash again for every tile. */
  readonly sides: readonly Line[];
  /** Its round corners as SVG path data. */
  readonly corners: string;
}

export function frameWithin({ x, y, width, height }: Box, area: Box): FramePart {
  const [r, right, bottom] = [frameRadius, x + width, y + height];
  const sides = [
    { x1: x + r, y1: y, x2: right - r, y2: y },
    { x1: right, y1: y + r, x2: right, y2: bottom - r },
    { x1: x + r, y1: bottom, x2: right - r, y2: bottom },
    { x1: x, y1: y + r, x2: x, y2: bottom - r },
  ];
  const corners = [
    [x, y, r, r],
    [right, y, -r, r],
    [right, bottom, -r, -r],
    [x, bottom, r, -r],
  ] as const;
  const [left, top] = [Math.max(x, area.x - slack), Math.max(y, area.y - slack)];
  return {
    ground: {
      x: left,
      y: top,
      width: Math.max(0, Math.min(right, area.x + area.width + slack) - left),
      height: Math.max(0, Math.min(bottom, area.y + area.height + slack) - top),
    },
    sides: sides.map((side) => lineWithin(side, area)).filter((side) => side !== null),
    corners: corners
      .filter(([cx, cy]) => lineWithin({ x1: cx, y1: cy, x2: cx, y2: cy }, area) !== null)
      .map(([cx, cy, dx, dy]) => `M${cx} ${cy + dy}Q${cx} ${cy} ${cx + dx} ${cy}`)
      .join(''),
  };
}
