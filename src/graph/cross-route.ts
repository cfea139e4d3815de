import type { Box, Direction } from './geometry.ts';
import type { Metrics } from './metrics.ts';
import type { Block, GraphNode, GroupBlock, SequenceBlock, WorkflowGraph } from './types.ts';

/** Where everything is, along the flow ('main') and across it. By block index, as the layout has it. */
export interface PlacedBlocks {
  readonly graph: WorkflowGraph;
  readonly metrics: Metrics;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly length: Float64Array;
  readonly spine: Float64Array;
  readonly start: Float64Array;
  /** Of a node that is drawn. */
  readonly boxOf: (node: GraphNode) => Box | undefined;
}

/** A card by the middle of its side, and half of its width. */
interface Flow {
  readonly main: number;
  readonly cross: number;
  readonly half: number;
}

/** A place in a sequence, and the group that the sequence is a branch of. */
interface Rung {
  readonly sequence: SequenceBlock;
  readonly at: number;
  readonly group: GroupBlock | null;
}

type Side = 1 | -1;
type Corner = readonly [main: number, cross: number];

/** Behind a head, past the line along its branches; and before a junction, ahead of that line. */
const behindHead = 24;
const beforeJunction = 22;
/** Behind a group without a junction. */
const behindGroup = 8;

/** Lines inside more blocks than this go around all of them. */
const deepest = 60;
/** Past so many tasks a line keeps clear of the whole sequence, and does not look at each. */
const farthest = 500;

/**
 * Finds ways across the tree that run through no card: beside the tasks of a branch, in the gap to the next one, and
 * from branch to branch behind the head of a group or before its junction, where there are only lines.
 */
export class CrossRouter {
  private readonly blocks: PlacedBlocks;
  private readonly places: ReadonlyMap<GraphNode, Rung>;

  constructor(blocks: PlacedBlocks) {
    this.blocks = blocks;
    this.places = placesOf(blocks.graph);
  }

  /** The corners of a line as x, y, x, y, …, `lane` away from what it passes. Both nodes are drawn. */
  route(from: GraphNode, to: GraphNode, lane: number): readonly number[] {
    const [source, target] = [this.flowOf(from), this.flowOf(to)];
    if (source === undefined || target === undefined) return [];
    const [up, down] = [this.rungsOf(from), this.rungsOf(to)];
    const corners =
      up.length === 0 || down.length === 0 || Math.max(up.length, down.length) > deepest
        ? around(source, target, lane)
        : this.through(source, up, target, down, lane);
    return pointsOf(corners, this.blocks.metrics.direction);
  }

  private through(
    source: Flow,
    up: readonly Rung[],
    target: Flow,
    down: readonly Rung[],
    lane: number,
  ): readonly Corner[] {
    const level = sharedLevel(up, down);
    const [here, there] = [up.at(-level), down.at(-level)];
    if (here === undefined || there === undefined) return around(source, target, lane);
    // Written for a source that comes first in the flow.
    if (here.at > there.at || (here.at === there.at && down.length === level))
      return this.through(target, down, source, up, lane).toReversed();
    const [inner, outer] = [up.slice(0, -level), down.slice(0, -level)];
    const exit: Side = target.cross < source.cross ? -1 : 1;
    const entry: Side = target.cross > source.cross ? -1 : 1;
    const group = here.sequence.blocks[here.at];
    if (here.at !== there.at) {
      const side = inner.length === 0 ? exit : entry;
      const from = inner.length === 0 ? here.at : here.at + 1;
      // Alongside the card at the end, or the head of the group that it is in.
      const channel = this.beside(here.sequence, from, there.at - 1, side, lane, [
        ...(inner.length === 0 ? [source] : []),
        ...(outer.length === 0 ? [target] : this.headOf(there)),
      ]);
      const way = this.climb(source, inner, exit, 'end', lane);
      const back = this.climb(target, outer, entry, 'start', lane);
      return [...way, [mainOf(way), channel], [mainOf(back), channel], ...back.toReversed()];
    }
    if (group?.kind !== 'group') return around(source, target, lane);
    if (inner.length === 0) {
      const back = this.climb(target, outer, entry, 'start', lane);
      const channel = source.cross + exit * (source.half + lane);
      const begin: Corner = [source.main, source.cross + exit * source.half];
      return [begin, [source.main, channel], [mainOf(back), channel], ...back.toReversed()];
    }
    const end = this.at(this.blocks.start, group) + this.at(this.blocks.length, group);
    const middle = (this.at(this.blocks.start, group) + end) / 2;
    const row = (source.main + target.main) / 2 < middle ? 'start' : 'end';
    const way = this.climb(source, inner, exit, row, lane);
    return [...way, ...this.climb(target, outer, entry, row, lane).toReversed()];
  }

  /** From the side of a card out of all the groups around it, to the row before or behind the last one's branches. */
  private climb(
    card: Flow,
    rungs: readonly Rung[],
    side: Side,
    toward: 'start' | 'end',
    lane: number,
  ): readonly Corner[] {
    const corners: Corner[] = [[card.main, card.cross + side * card.half]];
    let main = card.main;
    for (const [level, rung] of rungs.entries()) {
      const { sequence, at, group } = rung;
      if (group === null) break;
      const cards = level === 0 ? [card] : toward === 'start' ? this.headOf(rung) : [];
      const [from, to] =
        toward === 'start' ? [0, at - 1] : [level === 0 ? at : at + 1, sequence.blocks.length - 1];
      const channel = this.beside(sequence, from, to, side, lane, cards);
      const row = this.rowOf(group, toward);
      corners.push([main, channel], [row, channel]);
      main = row;
    }
    return corners;
  }

  /** A way along a sequence, clear of some of its blocks and of these cards. */
  private beside(
    sequence: SequenceBlock,
    from: number,
    to: number,
    side: Side,
    lane: number,
    cards: readonly Flow[],
  ): number {
    const reach = side === 1 ? this.blocks.after : this.blocks.before;
    let widest = 0;
    for (const { half } of cards) widest = Math.max(widest, half);
    if (to - from > farthest) widest = this.at(reach, sequence);
    else
      for (const block of sequence.blocks.slice(Math.max(0, from), to + 1))
        widest = Math.max(widest, this.at(reach, block));
    return this.at(this.blocks.spine, sequence) + side * (widest + lane);
  }

  private rowOf(group: GroupBlock, toward: 'start' | 'end'): number {
    const start = this.at(this.blocks.start, group);
    if (toward === 'start') return start + this.blocks.metrics.card.main + behindHead;
    const end = start + this.at(this.blocks.length, group);
    return group.junction === null && !group.framed ? end + behindGroup : end - beforeJunction;
  }

  private headOf({ sequence, at }: Rung): readonly Flow[] {
    const node = sequence.blocks[at]?.node;
    const card = node === undefined ? undefined : this.flowOf(node);
    return card === undefined ? [] : [card];
  }

  private flowOf(node: GraphNode): Flow | undefined {
    const box = this.blocks.boxOf(node);
    if (box === undefined) return undefined;
    const { x, y, width, height } = box;
    return this.blocks.metrics.direction === 'down'
      ? { main: y + height / 2, cross: x + width / 2, half: width / 2 }
      : { main: x + width / 2, cross: y + height / 2, half: height / 2 };
  }

  private at(column: Float64Array, block: Block): number {
    return column[block.index] ?? 0;
  }

  /** The sequences that a node is in, from the inside out. */
  private rungsOf(node: GraphNode): readonly Rung[] {
    const rungs: Rung[] = [];
    for (let rung = this.places.get(node); rung !== undefined;) {
      rungs.push(rung);
      if (rungs.length > deepest) break;
      rung = rung.group === null ? undefined : this.places.get(rung.group.node);
    }
    return rungs;
  }
}

function placesOf(graph: WorkflowGraph): ReadonlyMap<GraphNode, Rung> {
  const places = new Map<GraphNode, Rung>();
  const groups = new Map<SequenceBlock, GroupBlock>();
  for (const block of graph.blocks) {
    if (block.kind === 'group') for (const { sequence } of block.branches) groups.set(sequence, block);
    if (block.kind !== 'sequence') continue;
    const group = groups.get(block) ?? null;
    for (const [at, { node }] of block.blocks.entries()) places.set(node, { sequence: block, at, group });
  }
  return places;
}

/** How many of the outer sequences two nodes have in common. */
function sharedLevel(up: readonly Rung[], down: readonly Rung[]): number {
  let level = 0;
  while (level < Math.min(up.length, down.length)) {
    if (up.at(-level - 1)?.sequence !== down.at(-level - 1)?.sequence) break;
    level += 1;
  }
  return level;
}

function mainOf(corners: readonly Corner[]): number {
  return corners.at(-1)?.[0] ?? 0;
}

/** Past everything, where nothing better is known. */
function around(source: Flow, target: Flow, lane: number): readonly Corner[] {
  const [from, to] = [source.cross + source.half, target.cross + target.half];
  const out = Math.max(from, to) + 2 * lane;
  return [
    [source.main, from],
    [source.main, out],
    [target.main, out],
    [target.main, to],
  ];
}

/** Without corners at which the line does not turn. */
function pointsOf(corners: readonly Corner[], direction: Direction): readonly number[] {
  const kept: Corner[] = [];
  for (const corner of corners) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && last[0] === corner[0] && last[1] === corner[1]) continue;
    const isStraight =
      before !== undefined &&
      last !== undefined &&
      ((before[0] === last[0] && last[0] === corner[0]) || (before[1] === last[1] && last[1] === corner[1]));
    if (isStraight) kept.pop();
    kept.push(corner);
  }
  return kept.flatMap(([main, cross]) => (direction === 'down' ? [cross, main] : [main, cross]));
}

/** Straight to what stands beside it. */
export function routeAside(source: Box, target: Box, direction: Direction): readonly number[] {
  const [x, y] = [source.x + source.width / 2, source.y + source.height / 2];
  return direction === 'down'
    ? [source.x + source.width, y, target.x, y]
    : [x, source.y + source.height, x, target.y];
}
