import { ancestorsOf } from './outline.ts';
import type { GraphNode, GroupBlock, WorkflowGraph } from './types.ts';

/** Which blocks are drawn as a single card, and what that hides. */
export interface Folding {
  isFolded(group: GroupBlock): boolean;
  /** By block index: whether the block is inside a folded one. */
  readonly isHidden: Uint8Array;
  /** The node that stands for this one in the drawing: itself, or the head of the folded block around it. */
  shownBy(node: GraphNode): GraphNode;
}

/** In one pass: every block comes before those inside it. */
export function foldingOf(graph: WorkflowGraph, folded: ReadonlySet<string>): Folding {
  const isHidden = new Uint8Array(graph.blocks.length);
  const isFolded = ({ node, branches }: GroupBlock) => branches.length > 0 && folded.has(node.id);
  if (folded.size === 0) return { isFolded: () => false, isHidden, shownBy: (node) => node };
  const heads = new Map<GraphNode, GraphNode>();
  const inside: (GraphNode | undefined)[] = [];
  for (const block of graph.blocks) {
    const head = inside[block.index];
    if (head !== undefined) isHidden[block.index] = 1;
    if (block.kind === 'sequence') {
      for (const each of block.blocks) inside[each.index] = head;
      continue;
    }
    if (head !== undefined) heads.set(block.node, head);
    if (block.kind === 'leaf') continue;
    const within = head ?? (isFolded(block) ? block.node : undefined);
    for (const { sequence } of block.branches) inside[sequence.index] = within;
    if (block.junction !== null && within !== undefined) heads.set(block.junction, within);
  }
  return { isFolded, isHidden, shownBy: (node) => heads.get(node) ?? node };
}

/** The folded blocks around a node, outermost first: what has to be unfolded to see it. */
export function foldedAround(node: GraphNode, folded: ReadonlySet<string>): readonly string[] {
  return ancestorsOf(node)
    .map(({ id }) => id)
    .filter((id) => folded.has(id));
}
