import { centre, type Box } from './geometry.ts';
import type { GraphLayout, PlacedEdge, PlacedNode } from './placed.ts';
import { spatialIndex, type SpatialIndex } from './spatial-index.ts';
import type { GraphNode } from './types.ts';

/** Along the flow, across it to another branch, or out of and into a block. */
export type Step = 'next' | 'previous' | 'before' | 'after' | 'out' | 'in';

/** How far to the side a branch is looked for at first. */
const near = 1200;

/** Steps through a drawing from one task to another. */
export interface Navigator {
  /** The node one step from this one, or null where the drawing ends. */
  step(from: GraphNode, step: Step, taken?: ReadonlySet<string>): GraphNode | null;
  /** The first task of the workflow. */
  first(): GraphNode | null;
}

export function isSelectable(node: GraphNode): boolean {
  return node.kind === 'task' || node.kind === 'loop' || node.kind === 'placeholder';
}

export function navigator(layout: GraphLayout): Navigator {
  const { byId, edges } = layout;
  let known: Ways | null = null;
  const waysOf = (node: GraphNode, forward: boolean): readonly PlacedEdge[] => {
    known ??= {
      outgoing: Map.groupBy(edges, ({ source }) => source.node),
      incoming: Map.groupBy(edges, ({ target }) => target.node),
    };
    return (forward ? known.outgoing : known.incoming).get(node) ?? [];
  };
  let index: SpatialIndex<PlacedNode> | null = null;
  const selectable = () => {
    index ??= spatialIndex(
      layout.nodes.filter(({ node }) => isSelectable(node)),
      (node) => node,
    );
    return index;
  };

  const along = (from: GraphNode, forward: boolean, taken: ReadonlySet<string>): GraphNode | null => {
    const origin = byId.get(from.id);
    let node: GraphNode | null = from;
    do {
      const sides: readonly Way[] = waysOf(node, forward).map(({ edge, source, target }) => {
        const end = forward ? target : source;
        return { target: end.node, cost: (taken.has(edge.id) ? 0 : 1e9) + aside(layout, origin, end) };
      });
      node = cheapest(sides);
    } while (node !== null && !isSelectable(node));
    return node;
  };

  const across = (from: GraphNode, forward: boolean): GraphNode | null => {
    const origin = byId.get(from.id);
    if (origin === undefined) return null;
    for (const reach of [near, Math.max(layout.bounds.width, layout.bounds.height)]) {
      const ways = selectable()
        .search(sideArea(layout, origin, forward, reach))
        .filter(({ node }) => node !== from)
        .map((other): Way => ({
          target: other.node,
          cost: aside(layout, origin, other) + 3 * lengthwise(layout, origin, other),
        }));
      const found = cheapest(ways);
      if (found !== null) return found;
    }
    return null;
  };

  return {
    step(from, step, taken = new Set()) {
      switch (step) {
        case 'next':
        case 'previous':
          return along(from, step === 'next', taken);
        case 'before':
        case 'after':
          return across(from, step === 'after');
        case 'out':
          return from.parent;
        case 'in':
          // Also into a folded block: what is selected there is unfolded.
          return layout.graph.nodes.find((node) => node.parent === from && isSelectable(node)) ?? null;
        default:
          return step satisfies never;
      }
    },
    first: () => layout.nodes.find(({ node }) => isSelectable(node))?.node ?? null,
  };
}

interface Ways {
  readonly outgoing: ReadonlyMap<GraphNode, readonly PlacedEdge[]>;
  readonly incoming: ReadonlyMap<GraphNode, readonly PlacedEdge[]>;
}

interface Way {
  readonly target: GraphNode;
  readonly cost: number;
}

function cheapest(ways: readonly Way[]): GraphNode | null {
  let best: Way | null = null;
  for (const way of ways) if (best === null || way.cost < best.cost) best = way;
  return best?.target ?? null;
}

/** How far two boxes are apart across the flow. */
function aside(layout: GraphLayout, a: Box | undefined, b: Box | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return layout.direction === 'down'
    ? Math.abs(centre(a).x - centre(b).x)
    : Math.abs(centre(a).y - centre(b).y);
}

/** How far two boxes are apart along the flow. */
function lengthwise(layout: GraphLayout, a: Box, b: Box): number {
  return layout.direction === 'down'
    ? Math.abs(centre(a).y - centre(b).y)
    : Math.abs(centre(a).x - centre(b).x);
}

/** The strip to one side of a box, a few cards long along the flow. */
function sideArea(layout: GraphLayout, origin: Box, forward: boolean, reach: number): Box {
  const slack = layout.direction === 'down' ? 160 : 300;
  return layout.direction === 'down'
    ? {
        x: forward ? origin.x + origin.width : origin.x - reach,
        y: origin.y - slack,
        width: reach,
        height: origin.height + 2 * slack,
      }
    : {
        x: origin.x - slack,
        y: forward ? origin.y + origin.height : origin.y - reach,
        width: origin.width + 2 * slack,
        height: reach,
      };
}
