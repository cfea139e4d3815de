import {
  roomOf,
  spatialIndex,
  type Box,
  type GraphLayout,
  type PlacedCrossEdge,
  type PlacedEdge,
  type PlacedFrame,
  type PlacedNode,
  type SpatialIndex,
} from '#graph/index.ts';
import { isInSight, isLabelInSight, legCount } from './shared-lines.ts';

/** Can be asked what is where. */
export interface Places {
  readonly nodes: SpatialIndex<PlacedNode>;
  readonly edges: SpatialIndex<PlacedEdge>;
  readonly crossEdges: SpatialIndex<PlacedCrossEdge>;
  readonly frames: SpatialIndex<PlacedFrame>;
}

export interface Scene extends Places {
  readonly layout: GraphLayout;
}

export function sceneOf(layout: GraphLayout): Scene {
  return { layout, ...placesOf(layout) };
}

export function placesOf({ nodes, edges, crossEdges, frames }: Visible): Places {
  return {
    nodes: spatialIndex(
      nodes.filter(({ node }) => node.kind !== 'junction'),
      (node) => node,
    ),
    edges: spatialIndex(edges, roomOf),
    crossEdges: spatialIndex(crossEdges, ({ box }) => box),
    frames: spatialIndex(frames, (frame) => frame),
  };
}

export interface Visible {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly crossEdges: readonly PlacedCrossEdge[];
  readonly frames: readonly PlacedFrame[];
}

export function visibleIn(places: Places, area: Box): Visible {
  return {
    nodes: places.nodes.search(area),
    edges: places.edges.search(area).filter((edge) => isSeen(edge, area)),
    crossEdges: places.crossEdges.search(area).filter((edge) => runsThrough(edge.points, area)),
    frames: places.frames.search(area),
  };
}

/** Of a line that only passes by, the label may still be in sight. */
function isSeen(edge: PlacedEdge, area: Box): boolean {
  return runsThrough(edge.points, area) || isLabelInSight(edge, area);
}

/** Whether any leg of a line touches the area: the box around a long bent line says little. */
function runsThrough(points: readonly number[], area: Box): boolean {
  for (let leg = 0; leg < legCount(points); leg += 1) if (isInSight(points, leg, area)) return true;
  return false;
}

/** What hangs over the edge of a card: how many tasks it hides, and the pile behind a placeholder. */
const overhang = 10;

/** The area around what shows of a picture, from where something may reach into it. */
export function withRim({ x, y, width, height }: Box): Box {
  return { x: x - overhang, y: y - overhang, width: width + 2 * overhang, height: height + 2 * overhang };
}
