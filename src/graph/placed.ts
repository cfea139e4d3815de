import { unionOf, type Box, type Direction } from './geometry.ts';
import type { EdgeLabel } from './route.ts';
import type { CrossEdge, GraphEdge, GraphNode, WorkflowGraph } from './types.ts';

export interface PlacedNode extends Box {
  readonly node: GraphNode;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  /** What is drawn at its ends: a folded block stands for all that is inside it. */
  readonly source: PlacedNode;
  readonly target: PlacedNode;
  /** Corners as x, y, x, y, …; the line between them is rounded when drawn. */
  readonly points: readonly number[];
  readonly label: EdgeLabel | null;
  /** Around all points. */
  readonly box: Box;
}

export interface PlacedCrossEdge {
  readonly edge: CrossEdge;
  /** Corners, as those of an edge. */
  readonly points: readonly number[];
  readonly box: Box;
}

/** The dashed line around the body of a loop or a sub-workflow; its card sits on the line. */
export interface PlacedFrame extends Box {
  readonly node: GraphNode;
}

export interface GraphLayout {
  readonly graph: WorkflowGraph;
  readonly direction: Direction;
  /** One for each node of the graph that no folded block hides, in its order. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly crossEdges: readonly PlacedCrossEdge[];
  /** Outer frames before inner ones. */
  readonly frames: readonly PlacedFrame[];
  readonly byId: ReadonlyMap<string, PlacedNode>;
  /** The ids of the blocks that are drawn as a single card. */
  readonly folded: ReadonlySet<string>;
  /** Where a node is, or else the folded block that hides it. */
  placeOf(node: GraphNode): PlacedNode | undefined;
  /** The corners of a line between any two nodes that runs through no card, so far away from what it passes. */
  routeAcross(from: GraphNode, to: GraphNode, lane: number): readonly number[];
  readonly bounds: Box;
  /** How many times a block, branch or edge was looked at: grows with the size of the graph and no faster. */
  readonly visits: number;
}

const labelHeight = 18;

/** What the name of a case may take up; null where an edge has none. */
export function labelRoom({ label }: PlacedEdge): Box | null {
  if (label === null) return null;
  const { x, y, maxWidth } = label;
  return { x: x - maxWidth / 2, y: y - labelHeight / 2, width: maxWidth, height: labelHeight };
}

/** An edge with its label, which may be wider than the line. */
export function roomOf(edge: PlacedEdge): Box {
  const label = labelRoom(edge);
  return label === null ? edge.box : unionOf([edge.box, label]);
}
