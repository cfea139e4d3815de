import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, overlaps, type Box, type Direction } from './geometry.ts';
import { layoutGraph } from './layout.ts';
import type { GraphLayout, PlacedNode } from './placed.ts';
import { buildGraph } from './model.ts';
import { pathData } from './path-data.ts';
import { arbitraryDefinition, arbitraryNonsense } from './testing/arbitrary-definition.ts';
import type { GraphNode } from './types.ts';

const directions = fc.constantFrom<Direction>('down', 'right');

/** Tasks, as reference names in the order of the definition. */
function chain(length: number) {
  const tasks = Array.from({ length }, (_, at) => ({
    name: 't',
    taskReferenceName: `t${at}`,
    type: 'SIMPLE',
  }));
  return { name: 'chain', tasks };
}

function nest(depth: number) {
  let inner: unknown = { name: 't', taskReferenceName: 'innermost', type: 'SIMPLE' };
  for (let at = 0; at < depth; at += 1) {
    inner = { name: 'l', taskReferenceName: `loop${at}`, type: 'DO_WHILE', loopOver: [inner] };
  }
  return { name: 'nest', tasks: [inner] };
}

function drawn(layout: GraphLayout): readonly PlacedNode[] {
  return layout.nodes.filter(({ node }) => node.kind !== 'junction');
}

function placed(layout: GraphLayout, id: string): PlacedNode {
  const found = layout.byId.get(id);
  if (found === undefined) throw new Error(`${id} is not placed`);
  return found;
}

function onEdgeOf(box: Box, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

function loopsAround(node: GraphNode): readonly GraphNode[] {
  const loops: GraphNode[] = [];
  for (let at = node.parent; at !== null; at = at.parent) if (at.kind === 'loop') loops.push(at);
  return loops;
}

/** A card and the room it needs beside it, across the flow; a junction is a mere point. */
function withAir(card: PlacedNode, direction: Direction): Box {
  const air = card.node.kind === 'junction' ? 0 : 10;
  return direction === 'down'
    ? { ...card, x: card.x - air, width: card.width + 2 * air }
    : { ...card, y: card.y - air, height: card.height + 2 * air };
}

describe('a layout', () => {
  test('never lets two cards overlap', () => {
    fc.assert(
      fc.property(arbitraryDefinition, directions, (definition, direction) => {
        const nodes = drawn(layoutGraph(buildGraph(definition), direction));
        for (const [at, a] of nodes.entries()) {
          const covered = nodes.slice(at + 1).filter((b) => overlaps(a, b));
          expect(covered.map(({ node }) => `${node.id} covers ${a.node.id}`)).toEqual([]);
        }
      }),
    );
  });

  test('keeps everything within its bounds, and what is inside a loop within its frame', () => {
    fc.assert(
      fc.property(arbitraryDefinition, directions, (definition, direction) => {
        const layout = layoutGraph(buildGraph(definition), direction);
        const frames = new Map(layout.frames.map((frame) => [frame.node, frame]));
        for (const node of layout.nodes) {
          expect(contains(layout.bounds, node)).toBe(true);
          for (const loop of loopsAround(node.node)) {
            const frame = frames.get(loop);
            expect(frame !== undefined && contains(frame, withAir(node, direction))).toBe(true);
          }
        }
        for (const { box } of layout.crossEdges) expect(contains(layout.bounds, box)).toBe(true);
        for (const frame of layout.frames) {
          expect(contains(layout.bounds, frame)).toBe(true);
          for (const loop of loopsAround(frame.node)) {
            const outer = frames.get(loop);
            expect(outer !== undefined && contains(outer, frame)).toBe(true);
          }
        }
      }),
    );
  });

  test('keeps out of a frame what is not inside its loop', () => {
    fc.assert(
      fc.property(arbitraryDefinition, directions, (definition, direction) => {
        const layout = layoutGraph(buildGraph(definition), direction);
        for (const frame of layout.frames) {
          const strangers = drawn(layout).filter(
            ({ node }) => node !== frame.node && !loopsAround(node).includes(frame.node),
          );
          expect(strangers.filter((node) => overlaps(node, frame))).toEqual([]);
        }
      }),
    );
  });

  test('draws every edge from its source to its target, turning only at right angles', () => {
    fc.assert(
      fc.property(arbitraryDefinition, directions, (definition, direction) => {
        const layout = layoutGraph(buildGraph(definition), direction);
        expect(layout.edges).toHaveLength(layout.graph.edges.length);
        for (const { edge, points } of layout.edges) {
          const at = (index: number) => points.at(index) ?? Number.NaN;
          expect(onEdgeOf(placed(layout, edge.source.id), at(0), at(1))).toBe(true);
          expect(onEdgeOf(placed(layout, edge.target.id), at(-2), at(-1))).toBe(true);
          for (let index = 2; index < points.length; index += 2) {
            expect(at(index) === at(index - 2) || at(index + 1) === at(index - 1)).toBe(true);
          }
        }
      }),
    );
  });

  test('lets no edge run through a card it does not belong to', () => {
    fc.assert(
      fc.property(arbitraryDefinition, directions, (definition, direction) => {
        const layout = layoutGraph(buildGraph(definition), direction);
        const nodes = drawn(layout);
        for (const { edge, points } of layout.edges) {
          for (let at = 2; at < points.length; at += 2) {
            const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(at - 2, at + 2);
            const leg = {
              x: Math.min(x1, x2),
              y: Math.min(y1, y2),
              width: Math.abs(x2 - x1),
              height: Math.abs(y2 - y1),
            };
            const crossed = nodes.filter((node) => overlaps(leg, node)).map(({ node }) => node);
            expect(crossed.filter((node) => node !== edge.source && node !== edge.target)).toEqual([]);
          }
        }
      }),
    );
  });

  test('keeps the order of the definition: down a sequence, and across branches', () => {
    fc.assert(
      fc.property(arbitraryDefinition, directions, (definition, direction) => {
        const layout = layoutGraph(buildGraph(definition), direction);
        const main = (node: GraphNode) => placed(layout, node.id)[direction === 'down' ? 'y' : 'x'];
        const cross = (node: GraphNode) => placed(layout, node.id)[direction === 'down' ? 'x' : 'y'];
        for (const block of layout.graph.blocks) {
          const mains = block.kind === 'sequence' ? block.blocks.map(({ node }) => main(node)) : [];
          expect(mains).toEqual(mains.toSorted((a, b) => a - b));
          const branches = block.kind === 'group' ? block.branches : [];
          const heads = branches.flatMap(({ sequence }) => sequence.blocks.slice(0, 1));
          const crosses = heads.map(({ node }) => cross(node));
          expect(crosses).toEqual(crosses.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  test('is the same every time', () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        const first = layoutGraph(buildGraph(definition));
        const second = layoutGraph(buildGraph(structuredClone(definition)));
        const positions = (layout: GraphLayout) => layout.nodes.map(({ node, x, y }) => [node.id, x, y]);
        expect(positions(second)).toEqual(positions(first));
        expect(second.edges.map(({ points }) => points)).toEqual(first.edges.map(({ points }) => points));
      }),
    );
  });

  test('looks at each block, branch and edge a fixed number of times', () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        const graph = buildGraph(definition);
        const branches = graph.blocks.reduce(
          (sum, block) => sum + (block.kind === 'group' ? block.branches.length : 0),
          0,
        );
        const most = 4 * graph.blocks.length + 2 * branches + graph.edges.length;
        expect(layoutGraph(graph).visits).toBeLessThanOrEqual(most);
      }),
    );
  });

  test('holds 10,000 tasks in a row and 5,000 loops within each other', () => {
    const long = layoutGraph(buildGraph(chain(10_000)));
    expect(long.nodes).toHaveLength(10_002);
    expect(long.visits).toBeLessThan(60_000);
    const deep = layoutGraph(buildGraph(nest(5_000)));
    expect(deep.frames).toHaveLength(5_000);
    const innermost = placed(deep, 'innermost');
    expect(deep.frames.every((frame) => contains(frame, innermost))).toBe(true);
  });

  test('makes something finite of any nonsense', () => {
    fc.assert(
      fc.property(arbitraryNonsense, directions, (nonsense, direction) => {
        const layout = layoutGraph(buildGraph(nonsense), direction);
        expect(layout.nodes.length).toBeGreaterThan(0);
        expect(new Set(layout.nodes.map(({ node }) => node.id)).size).toBe(layout.nodes.length);
        expect(layout.nodes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
        expect(layout.edges.map(({ points }) => pathData(points)).join('')).not.toContain('NaN');
      }),
    );
  });

  test('moves nothing above a task that is added, and nothing in the other branches', () => {
    const simple = (ref: string) => ({ name: ref, taskReferenceName: ref, type: 'SIMPLE' });
    const forked = (left: readonly unknown[]) => ({
      name: 'w',
      tasks: [
        simple('first'),
        { name: 'f', taskReferenceName: 'f', type: 'FORK_JOIN', forkTasks: [left, [simple('right')]] },
        { name: 'j', taskReferenceName: 'j', type: 'JOIN' },
      ],
    });
    const before = layoutGraph(buildGraph(forked([simple('a')])));
    const after = layoutGraph(buildGraph(forked([simple('a'), simple('b')])));
    for (const id of ['first', 'f', 'a', 'right']) {
      expect(placed(after, id)).toMatchObject({ x: placed(before, id).x, y: placed(before, id).y });
    }
    expect(placed(after, 'j').y).toBeGreaterThan(placed(before, 'j').y);
  });
});
