import {
  spatialIndex,
  type Box,
  type GraphLayout,
  type PlacedCrossEdge,
  type PlacedEdge,
  type PlacedFrame,
  type PlacedNode,
  type SpatialIndex,
} from '#graph/index.ts';
import { isInSight, legCount } from './shared-lines.ts';

/** A layout that can be asked what is where. */
export interface Scene {
  readonly layout: GraphLayout;
  readonly nodes: SpatialIndex<PlacedNode>;
  readonly edges: SpatialIndex<PlacedEdge>;
  readonly crossEdges: SpatialIndex<PlacedCrossEdge>;
  readonly frames: SpatialIndex<PlacedFrame>;
}

export function sceneOf(layout: GraphLayout): Scene {
  return {
    layout,
    nodes: spatialIndex(
      layout.nodes.filter(({ node }) => node.kind !== 'junction'),
      (node) => node,
    ),
    edges: spatialIndex(layout.edges, (edge) => edge.box),
    crossEdges: spatialIndex(layout.crossEdges, ({ box }) => box),
    frames: spatialIndex(layout.frames, (frame) => frame),
  };
}

export interface Visible {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly crossEdges: readonly PlacedCrossEdge[];
  readonly frames: readonly PlacedFrame[];
}

export function visibleIn(scene: Scene, area: Box): Visible {
  return {
    nodes: scene.nodes.search(area),
    edges: scene.edges.search(area).filter((edge) => runsThrough(edge.points, area)),
    crossEdges: scene.crossEdges.search(area),
    frames: scene.frames.search(area),
  };
}

/** Whether any leg of a line touches the area: the box around a long bent line says little. */
function runsThrough(points: readonly number[], area: Box): boolean {
  for (let leg = 0; leg < legCount(points); leg += 1) if (isInSight(points, leg, area)) return true;
  return false;
}
