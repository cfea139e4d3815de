import { unionOf, type Box } from './geometry.ts';
import {
  roomOf,
  type GraphLayout,
  type PlacedCrossEdge,
  type PlacedEdge,
  type PlacedFrame,
  type PlacedNode,
} from './placed.ts';
import type { CrossEdge, GraphEdge, GraphNode, WorkflowGraph } from './types.ts';

/** What is drawn of a graph, or of one of its blocks. */
export interface DrawnPart {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly crossEdges: readonly PlacedCrossEdge[];
  readonly frames: readonly PlacedFrame[];
  readonly bounds: Box;
}

export interface GraphPart {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly crossEdges: readonly CrossEdge[];
}

/** A node with all that is inside it, and the lines between those. Null stands for everything. */
export function partOfGraph(graph: WorkflowGraph, root: GraphNode | null): GraphPart {
  if (root === null) return graph;
  const inside = insideOf(graph, root);
  const isInside = (edge: GraphEdge | CrossEdge) => inside.has(edge.source) && inside.has(edge.target);
  return {
    nodes: graph.nodes.filter((node) => inside.has(node)),
    edges: graph.edges.filter(isInside),
    crossEdges: graph.crossEdges.filter(isInside),
  };
}

/** The same of a drawing. What a folded block hides stays hidden. */
export function partOfLayout(layout: GraphLayout, root: GraphNode | null): DrawnPart {
  if (root === null) return layout;
  const shown = layout.placeOf(root)?.node ?? root;
  const inside = insideOf(layout.graph, shown);
  const nodes = layout.nodes.filter(({ node }) => inside.has(node));
  const edges = layout.edges.filter(
    ({ source, target }) => inside.has(source.node) && inside.has(target.node),
  );
  const crossEdges = layout.crossEdges.filter(
    ({ edge }) => inside.has(edge.source) && inside.has(edge.target),
  );
  const frames = layout.frames.filter(({ node }) => inside.has(node));
  const boxes = [nodes, frames, edges.map(roomOf), crossEdges.map(({ box }) => box)].flat();
  return { nodes, edges, crossEdges, frames, bounds: unionOf(boxes) };
}

/** In one pass: a task comes before those inside it, and junctions come last. */
function insideOf(graph: WorkflowGraph, root: GraphNode): ReadonlySet<GraphNode> {
  const inside = new Set([root]);
  for (const node of graph.nodes) {
    const around = node.head ?? node.parent;
    if (around !== null && inside.has(around)) inside.add(node);
  }
  return inside;
}
