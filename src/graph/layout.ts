import { boxAround, unionOf, type Box, type Direction } from './geometry.ts';
import { CrossRouter, routeAside } from './cross-route.ts';
import { foldingOf, type Folding } from './fold.ts';
import { extentOf, metricsOf, type Metrics } from './metrics.ts';
import type { GraphLayout, PlacedCrossEdge, PlacedEdge, PlacedFrame, PlacedNode } from './placed.ts';
import { routeEdge, type Lane } from './route.ts';
import type {
  Block,
  CrossEdge,
  GraphEdge,
  GraphNode,
  GroupBlock,
  SequenceBlock,
  WorkflowGraph,
} from './types.ts';

/** A bend shorter than this would only look like a mistake. */
const almostInLine = 40;

/** How far a line across the tree keeps from cards. */
const crossLane = 12;

/** Places a graph: sizes from the inside out, then positions from the outside in. */
export function layoutGraph(
  graph: WorkflowGraph,
  direction: Direction = 'down',
  folded: ReadonlySet<string> = nothingFolded,
): GraphLayout {
  return new Layout(graph, direction, folded).run();
}

const nothingFolded: ReadonlySet<string> = new Set();

class Layout {
  private readonly graph: WorkflowGraph;
  private readonly direction: Direction;
  private readonly metrics: Metrics;
  private readonly folded: ReadonlySet<string>;
  private readonly folding: Folding;
  private visits = 0;
  // By block index: how far a block reaches to each side of its spine, and how long it is.
  private readonly before: Float64Array;
  private readonly after: Float64Array;
  private readonly length: Float64Array;
  /** From the left edge of a group's branches to its spine. */
  private readonly lead: Float64Array;
  /** Where the spine and the beginning of a block are. */
  private readonly spine: Float64Array;
  private readonly start: Float64Array;
  private readonly placed = new Map<string, PlacedNode>();
  private readonly frames: PlacedFrame[] = [];
  private readonly lanes = new Map<GraphEdge, Lane>();
  /** Made when it is first needed: most graphs have no line across. */
  private router: CrossRouter | undefined;

  constructor(graph: WorkflowGraph, direction: Direction, folded: ReadonlySet<string>) {
    this.graph = graph;
    this.folded = folded;
    this.folding = foldingOf(graph, folded);
    this.direction = direction;
    this.metrics = metricsOf(direction);
    const column = () => new Float64Array(graph.blocks.length);
    this.before = column();
    this.after = column();
    this.length = column();
    this.lead = column();
    this.spine = column();
    this.start = column();
  }

  run(): GraphLayout {
    const { blocks, root } = this.graph;
    for (const block of blocks.toReversed()) if (!this.isHidden(block)) this.measure(block);
    this.spine[root.index] = this.at(this.before, root);
    for (const block of blocks) if (!this.isHidden(block)) this.place(block);
    const aside = this.placeFailure();
    const { graph, direction, frames, folded, placed: byId } = this;
    const nodes = graph.nodes.map(({ id }) => byId.get(id)).filter((node) => node !== undefined);
    const edges = graph.edges.map((edge) => this.route(edge)).filter((edge) => edge !== null);
    const crossEdges = graph.crossEdges.map((edge) => this.cross(edge)).filter((edge) => edge !== null);
    const width = this.at(this.before, root) + this.at(this.after, root);
    const tree = this.box(0, 0, width, this.at(this.length, root));
    const bounds = unionOf([tree, ...aside, ...crossEdges.map(({ box }) => box)]);
    const placeOf = (node: GraphNode) => byId.get(this.folding.shownBy(node).id);
    const routeAcross = (from: GraphNode, to: GraphNode, lane: number) => this.across(from, to, lane);
    const { visits } = this;
    return {
      graph,
      direction,
      nodes,
      edges,
      crossEdges,
      frames,
      byId,
      folded,
      placeOf,
      routeAcross,
      bounds,
      visits,
    };
  }

  private isHidden(block: Block): boolean {
    return this.folding.isHidden[block.index] === 1;
  }

  private at(column: Float64Array, block: Block): number {
    return column[block.index] ?? 0;
  }

  private measure(block: Block): void {
    this.visits += 1;
    if (block.kind === 'sequence') this.measureSequence(block);
    else if (block.kind === 'group' && !this.folding.isFolded(block)) this.measureGroup(block);
    else {
      const { main, cross } = extentOf(block.node, this.metrics);
      this.before[block.index] = cross / 2;
      this.after[block.index] = cross / 2;
      this.length[block.index] = main;
    }
  }

  private measureSequence(sequence: SequenceBlock): void {
    let before = 0;
    let after = 0;
    let length = 0;
    for (const [at, block] of sequence.blocks.entries()) {
      this.visits += 1;
      before = Math.max(before, this.at(this.before, block));
      after = Math.max(after, this.at(this.after, block));
      length += this.gapBefore(sequence, at) + this.at(this.length, block);
    }
    this.before[sequence.index] = before;
    this.after[sequence.index] = after;
    this.length[sequence.index] = length;
  }

  private gapBefore(sequence: SequenceBlock, at: number): number {
    const previous = sequence.blocks[at - 1];
    if (previous === undefined) return 0;
    const merged =
      previous.kind === 'group' &&
      !previous.framed &&
      previous.junction !== null &&
      !this.folding.isFolded(previous);
    return merged ? this.metrics.afterJunction : this.metrics.step;
  }

  private measureGroup(group: GroupBlock): void {
    const { card, framePadding } = this.metrics;
    let width = 0;
    let longest = 0;
    const spines: number[] = [];
    for (const [at, branch] of group.branches.entries()) {
      this.visits += 1;
      if (at > 0) width += this.metrics.branchGap;
      const half = this.reserve(group, branch.sequence);
      spines.push(width + half.before);
      width += half.before + half.after;
      longest = Math.max(longest, this.at(this.length, branch.sequence));
    }
    const lead = middleOf(spines);
    const padding = group.framed ? framePadding : 0;
    this.lead[group.index] = lead;
    this.before[group.index] = Math.max(card.cross / 2 + padding, lead + padding);
    this.after[group.index] = Math.max(card.cross / 2 + padding, width - lead + padding);
    const merge = group.junction === null && !group.framed ? 0 : this.metrics.merge;
    this.length[group.index] = card.main + this.split(group) + longest + merge;
  }

  /** What a branch takes up to each side: its tasks, or the room of a line where there are none. */
  private reserve(group: GroupBlock, sequence: SequenceBlock): { before: number; after: number } {
    const least = group.labelled ? this.metrics.labelledPassHalf : this.metrics.passHalf;
    const before = Math.max(least, this.at(this.before, sequence));
    return { before, after: Math.max(least, this.at(this.after, sequence)) };
  }

  private split(group: GroupBlock): number {
    if (group.framed) return this.metrics.framedSplit;
    return group.labelled ? this.metrics.labelledSplit : this.metrics.split;
  }

  private place(block: Block): void {
    this.visits += 1;
    const spine = this.at(this.spine, block);
    const start = this.at(this.start, block);
    if (block.kind === 'sequence') this.placeSequence(block, spine, start);
    else {
      this.placeNode(block.node, spine, start);
      if (block.kind === 'group' && !this.folding.isFolded(block)) this.placeGroup(block, spine, start);
    }
  }

  private placeSequence(sequence: SequenceBlock, spine: number, start: number): void {
    let main = start;
    for (const [at, block] of sequence.blocks.entries()) {
      this.visits += 1;
      main += this.gapBefore(sequence, at);
      this.spine[block.index] = spine;
      this.start[block.index] = main;
      main += this.at(this.length, block);
    }
  }

  private placeGroup(group: GroupBlock, spine: number, start: number): void {
    const first = start + this.metrics.card.main + this.split(group);
    const end = start + this.at(this.length, group);
    let left = spine - this.at(this.lead, group);
    for (const branch of group.branches) {
      this.visits += 1;
      const half = this.reserve(group, branch.sequence);
      const column = left + half.before;
      this.spine[branch.sequence.index] = column;
      this.start[branch.sequence.index] = first;
      if (branch.pass !== null) this.lanes.set(branch.pass, { column, first });
      left = column + half.after + this.metrics.branchGap;
    }
    if (group.junction !== null) this.placeNode(group.junction, spine, end);
    if (!group.framed) return;
    const cross = spine - this.at(this.before, group);
    const top = start + this.metrics.card.main / 2;
    const width = this.at(this.before, group) + this.at(this.after, group);
    this.frames.push({ node: group.node, ...this.box(cross, top, width, end - top) });
  }

  private placeNode(node: GraphNode, spine: number, start: number): void {
    const { main, cross } = extentOf(node, this.metrics);
    const { x, y, width, height } = this.box(spine - cross / 2, start, cross, main);
    this.placed.set(node.id, { node, x, y, width, height });
  }

  /** Beside the start, where no branch begins yet. */
  private placeFailure(): readonly Box[] {
    const failure = this.graph.nodes.at(-1);
    if (failure?.kind !== 'failure') return [];
    const { failureAside, failure: extent } = this.metrics;
    const spine = this.at(this.spine, this.graph.root);
    this.placeNode(failure, spine + failureAside + extent.cross / 2, 0);
    return [this.shown(failure)].filter((box) => box !== undefined);
  }

  private shown(node: GraphNode): PlacedNode | undefined {
    return this.placed.get(this.folding.shownBy(node).id);
  }

  /** Null for what is inside a folded block. */
  private route(edge: GraphEdge): PlacedEdge | null {
    this.visits += 1;
    const source = this.shown(edge.source);
    const target = this.shown(edge.target);
    if (source === undefined || target === undefined || source === target) return null;
    const lane = this.lanes.get(edge) ?? null;
    const { points, label, box } = routeEdge(edge, source, target, lane, this.metrics, this.direction);
    return { edge, source, target, points, label, box };
  }

  private cross(edge: CrossEdge): PlacedCrossEdge | null {
    const source = this.shown(edge.source);
    const target = this.shown(edge.target);
    if (source === undefined || target === undefined || source === target) return null;
    const points =
      edge.kind === 'failure'
        ? routeAside(source, target, this.direction)
        : this.across(edge.source, edge.target, crossLane);
    return { edge, points, box: boxAround(points) };
  }

  private across(from: GraphNode, to: GraphNode, lane: number): readonly number[] {
    const { graph, metrics, before, after, length, spine, start } = this;
    const boxOf = (node: GraphNode) => this.placed.get(node.id);
    this.router ??= new CrossRouter({ graph, metrics, before, after, length, spine, start, boxOf });
    return this.router.route(this.folding.shownBy(from), this.folding.shownBy(to), lane);
  }

  private box(cross: number, main: number, crossSize: number, mainSize: number): Box {
    return this.direction === 'down'
      ? { x: cross, y: main, width: crossSize, height: mainSize }
      : { x: main, y: cross, width: mainSize, height: crossSize };
  }
}

/** Midway between the outer branches, or in line with a branch that is almost there. */
function middleOf(spines: readonly number[]): number {
  // Whole numbers, so that what stands on one spine is exactly in line.
  const middle = Math.round(((spines[0] ?? 0) + (spines.at(-1) ?? 0)) / 2);
  return spines.find((spine) => Math.abs(spine - middle) < almostInLine) ?? middle;
}
