import type { Box, PlacedEdge } from '#graph/index.ts';

/** So few lines are not worth the trouble. */
const few = 150;

/**
 * The branches of a wide fork share one long line along their heads. Where nothing but that line is in sight,
 * thousands of edges lie on each other: only the longest to either side is worth drawing.
 */
export function withoutCovered(
  edges: readonly PlacedEdge[],
  area: Box,
  taken: ReadonlySet<string> | undefined,
): readonly PlacedEdge[] {
  if (edges.length < few) return edges;
  const longest = new Map<string, { readonly placed: PlacedEdge; readonly length: number }>();
  const kept: PlacedEdge[] = [];
  for (const placed of edges) {
    const shared = sharedLine(placed, area);
    if (shared === null) {
      kept.push(placed);
      continue;
    }
    const key = `${shared.key} ${taken?.has(placed.edge.id) === true}`;
    const known = longest.get(key);
    if (known === undefined || known.length < shared.length)
      longest.set(key, { placed, length: shared.length });
  }
  for (const { placed } of longest.values()) kept.push(placed);
  return kept;
}

interface SharedLine {
  readonly key: string;
  readonly length: number;
}

/** The leg along the heads, if it is the only one in sight. */
function sharedLine({ edge, points }: PlacedEdge, area: Box): SharedLine | null {
  let only = -1;
  for (let leg = 0; leg < legCount(points); leg += 1) {
    if (!isInSight(points, leg, area)) continue;
    if (only !== -1) return null;
    only = leg;
  }
  // Legs across the flow stand between two along it: the second, and in a pass the fourth.
  if (only % 2 !== 1) return null;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(only * 2, only * 2 + 4);
  const reach = edge.kind === 'merge' || only === 3 ? x1 - x2 + (y1 - y2) : x2 - x1 + (y2 - y1);
  const end = edge.kind === 'merge' || only === 3 ? `into ${edge.target.id}` : `out of ${edge.source.id}`;
  return { key: `${end} ${Math.sign(reach)}`, length: Math.abs(reach) };
}

/** How many straight legs a line has between its corners. */
export function legCount(points: readonly number[]): number {
  return points.length / 2 - 1;
}

/** Whether a straight leg of a line touches the area. */
export function isInSight(points: readonly number[], leg: number, area: Box): boolean {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(leg * 2, leg * 2 + 4);
  return (
    Math.max(x1, x2) >= area.x &&
    Math.min(x1, x2) <= area.x + area.width &&
    Math.max(y1, y2) >= area.y &&
    Math.min(y1, y2) <= area.y + area.height
  );
}
