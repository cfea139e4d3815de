import type { Box, Direction } from './geometry.ts';

/** A Bézier curve: its beginning, two points that bend it, and its end, each as x, y. */
export type Curve = readonly [number, number, number, number, number, number, number, number];

/** How far a curve swings out beside the cards it joins. */
const swing = 56;

/** From one card to another past everything between them, on the side where the flow's cards end. */
export function curveAround(source: Box, target: Box, direction: Direction): Curve {
  if (direction === 'down') {
    const [x1, y1] = [source.x + source.width, source.y + source.height / 2];
    const [x2, y2] = [target.x + target.width, target.y + target.height / 2];
    const out = Math.max(x1, x2) + swing;
    return [x1, y1, out, y1, out, y2, x2, y2];
  }
  const [x1, y1] = [source.x + source.width / 2, source.y + source.height];
  const [x2, y2] = [target.x + target.width / 2, target.y + target.height];
  const out = Math.max(y1, y2) + swing;
  return [x1, y1, x1, out, x2, out, x2, y2];
}

/** Straight to what stands beside it. */
export function curveAside(source: Box, target: Box, direction: Direction): Curve {
  if (direction === 'down') {
    const [x1, y1] = [source.x + source.width, source.y + source.height / 2];
    const [x2, y2] = [target.x, target.y + target.height / 2];
    return [x1, y1, (x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2];
  }
  const [x1, y1] = [source.x + source.width / 2, source.y + source.height];
  const [x2, y2] = [x1, target.y];
  return [x1, y1, x1, (y1 + y2) / 2, x2, (y1 + y2) / 2, x2, y2];
}

/** The curve as SVG path data. */
export function curveData([x1, y1, x2, y2, x3, y3, x4, y4]: Curve): string {
  return `M${x1} ${y1}C${x2} ${y2} ${x3} ${y3} ${x4} ${y4}`;
}
