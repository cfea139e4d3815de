import { overlaps, unionOf, type Box } from './geometry.ts';

const fanOut = 16;

/**
 * Finds the boxes in a rectangle. Neighbours in the definition are neighbours in the drawing, so boxes are
 * gathered by sixteens in the order they come, and the gatherings likewise: no sorting, built in one pass.
 */
export interface SpatialIndex<T> {
  /** Those that touch the rectangle, in their first order. */
  search(area: Box): T[];
}

export function spatialIndex<T>(items: readonly T[], boxOf: (item: T) => Box): SpatialIndex<T> {
  const levels: Box[][] = [items.map(boxOf)];
  for (let level = levels[0]; level !== undefined && level.length > fanOut; level = levels.at(-1)) {
    const upper: Box[] = [];
    for (let at = 0; at < level.length; at += fanOut) upper.push(unionOf(level.slice(at, at + fanOut)));
    levels.push(upper);
  }
  return {
    search(area) {
      const found: T[] = [];
      const visit = (depth: number, from: number, to: number): void => {
        const level = levels[depth] ?? [];
        for (let at = from; at < Math.min(to, level.length); at += 1) {
          const box = level[at];
          if (box === undefined || !touches(box, area)) continue;
          if (depth > 0) visit(depth - 1, at * fanOut, (at + 1) * fanOut);
          else {
            const item = items[at];
            if (item !== undefined) found.push(item);
          }
        }
      };
      const top = levels.length - 1;
      visit(top, 0, levels[top]?.length ?? 0);
      return found;
    },
  };
}

/** Like overlapping, but a line without width counts too. */
function touches(box: Box, area: Box): boolean {
  const thick = { ...box, width: Math.max(box.width, 0.01), height: Math.max(box.height, 0.01) };
  return overlaps(thick, area);
}
