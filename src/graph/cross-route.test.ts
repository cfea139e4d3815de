import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlaps, type Box, type Direction } from './geometry.ts';
import { layoutGraph } from './layout.ts';
import type { GraphLayout } from './placed.ts';
import { buildGraph } from './model.ts';
import { isSelectable } from './navigate.ts';
import { arbitraryDefinition } from './testing/arbitrary-definition.ts';
import { nest } from './testing/blocks.ts';
import { fork, graphOf, join, task } from './testing/tasks.ts';

/** The straight legs of a line, as boxes without width or height. */
function legsOf(points: readonly number[]): readonly Box[] {
  return points.flatMap((x1, at) => {
    const [y1, x2, y2] = points.slice(at + 1, at + 4);
    if (at % 2 === 1 || y1 === undefined || x2 === undefined || y2 === undefined) return [];
    expect(x1 === x2 || y1 === y2).toBe(true);
    const [x, y] = [Math.min(x1, x2), Math.min(y1, y2)];
    return [{ x, y, width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }];
  });
}

/** What a line runs through. */
function crossed(layout: GraphLayout, points: readonly number[]): readonly string[] {
  const cards = layout.nodes.filter(({ node }) => node.kind !== 'junction' && node.kind !== 'failure');
  return legsOf(points).flatMap((leg) =>
    cards.filter((card) => overlaps(card, leg)).map(({ node }) => node.id),
  );
}

const lane = fc.constantFrom(9, 12, 16);

describe('a line across the tree', () => {
  test('runs through no card, turns only at right angles, and meets both its ends', () => {
    const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const directions = fc.constantFrom<Direction>('down', 'right');
    fc.assert(
      fc.property(
        arbitraryDefinition,
        directions,
        place,
        place,
        lane,
        (definition, direction, a, b, away) => {
          const layout = layoutGraph(buildGraph(definition), direction);
          const tasks = layout.nodes.filter(({ node }) => isSelectable(node));
          const [from, to] = [tasks[Math.floor(a * tasks.length)], tasks[Math.floor(b * tasks.length)]];
          if (from === undefined || to === undefined || from === to) return;
          const points = layout.routeAcross(from.node, to.node, away);
          expect(crossed(layout, points)).toEqual([]);
          const isAt = (box: Box, x = Number.NaN, y = Number.NaN) =>
            x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
          expect(isAt(from, points[0], points[1])).toBe(true);
          expect(isAt(to, points.at(-2), points.at(-1))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('goes beside its branch and before the junction to the join that waits for it', () => {
    const graph = graphOf([fork('f', [task('a'), task('b')], [task('c')]), join('j', 'a', 'c')]);
    const layout = layoutGraph(graph);
    const [a, b, j] = ['a', 'b', 'j'].map((id) => layout.byId.get(id));
    const [edge] = layout.crossEdges;
    if (!a || !b || !j || !edge) throw new Error('something is missing');
    const right = a.x + a.width;
    expect(edge.points.slice(0, 6)).toEqual([
      right,
      a.y + a.height / 2,
      right + 12,
      a.y + a.height / 2,
      right + 12,
      b.y + b.height + 8,
    ]);
    expect(edge.points.slice(-2)).toEqual([j.x, j.y + j.height / 2]);
  });

  test('out of very many blocks goes around them', () => {
    const layout = layoutGraph(buildGraph(nest(200)));
    const [from, to] = ['innermost', 'join_1'].map((id) => layout.byId.get(id)?.node);
    if (!from || !to) throw new Error('something is missing');
    expect(layout.routeAcross(from, to, 12)).toHaveLength(8);
  });
});
