import { labelRoom, overlaps, type Box, type PlacedEdge } from '#graph/index.ts';

/** So few lines are not worth the trouble. */
const few = 150;

/**
 * The branches of a wide fork share the way out of it and one long line along their heads. Where nothing but that is in
 * sight, thousands of edges lie on each other: only the longest to either side is worth drawing.
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
    const shared = isLabelInSight(placed, area) ? null : sharedLine(placed, area);
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

/** The legs that a line shares with others, if nothing else of it is in sight. */
function sharedLine({ edge, points }: PlacedEdge, area: Box): SharedLine | null {
  const own = ownLegs(edge, legCount(points));
  if (own === null) return null;
  for (let leg = own.first; leg <= own.last; leg += 1) if (isInSight(points, leg, area)) return null;
  const across = edge.kind === 'merge' ? own.last + 1 : 1;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(across * 2, across * 2 + 4);
  const reach = edge.kind === 'merge' ? x1 - x2 + (y1 - y2) : x2 - x1 + (y2 - y1);
  const end = edge.kind === 'merge' ? `into ${edge.target.id}` : `${edge.kind} out of ${edge.source.id}`;
  return { key: `${end} ${Math.sign(reach)} ${edge.isAwaited}`, length: Math.abs(reach) };
}

/** All but the way out of a head and along it, and that along a junction and into it. Null for a line that shares none. */
function ownLegs({ kind }: PlacedEdge['edge'], legs: number): { first: number; last: number } | null {
  switch (kind) {
    case 'branch':
      return legs < 3 ? null : { first: 2, last: legs - 1 };
    case 'merge':
      return legs < 3 ? null : { first: 0, last: legs - 3 };
    case 'pass':
      return legs < 5 ? null : { first: 2, last: 2 };
    case 'next':
      return null;
    default:
      return kind satisfies never;
  }
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

/** Whether any of the room of a line's label is in the area. */
export function isLabelInSight(placed: PlacedEdge, area: Box): boolean {
  const room = labelRoom(placed);
  return room !== null && overlaps(room, area);
}
