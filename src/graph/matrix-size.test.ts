import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, overlaps, type Direction } from './geometry.ts';
import { layoutGraph } from './layout.ts';
import { cellPitch, matrixSize } from './matrix-size.ts';
import { buildGraph } from './model.ts';
import { overlayRun } from './run.ts';
import { arbitraryDefinition } from './testing/arbitrary-definition.ts';
import { runTask } from './testing/run-task.ts';
import type { DynamicFork } from './types.ts';

const directions = fc.constantFrom<Direction>('down', 'right');
const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constant(5_000)), {
  minLength: 1,
  maxLength: 5,
});

/** A run's graph in which the dynamic forks opened so many branches, one after another. */
function withForks(definition: unknown, counts: readonly number[]) {
  const dynamic = buildGraph(definition).nodes.filter(({ type }) => type === 'FORK_JOIN_DYNAMIC');
  const forks = new Map<string, DynamicFork>();
  for (const [at, { ref }] of dynamic.entries()) {
    const refs = Array.from({ length: counts[at % counts.length] ?? 0 }, (_, branch) => `${ref}_${branch}`);
    const definitions = refs.map((name) => ({ name, taskReferenceName: name, type: 'SIMPLE' }));
    forks.set(ref, { refs, definitions });
  }
  return buildGraph(definition, { forks });
}

describe('a matrix', () => {
  test('has its size from the number of its branches, and room for up to eight rows', () => {
    expect(matrixSize(6)).toMatchObject({ columns: 20, rows: 1, gridHeight: cellPitch });
    expect(matrixSize(21)).toMatchObject({ rows: 2, gridHeight: 2 * cellPitch });
    expect(matrixSize(5_000)).toMatchObject({ rows: 250, gridHeight: 8 * cellPitch });
    expect(matrixSize(5_000).height).toBe(matrixSize(500_000).height);
  });

  test('covers no other card and stays within the bounds, whatever its size and the direction', () => {
    fc.assert(
      fc.property(arbitraryDefinition, sizes, directions, (definition, counts, direction) => {
        const layout = layoutGraph(withForks(definition, counts), direction);
        const nodes = layout.nodes.filter(({ node }) => node.kind !== 'junction');
        for (const [at, a] of nodes.entries()) {
          expect(contains(layout.bounds, a)).toBe(true);
          const covered = nodes.slice(at + 1).filter((b) => overlaps(a, b));
          expect(covered.map(({ node }) => `${node.id} covers ${a.node.id}`)).toEqual([]);
        }
        for (const { node, ...box } of nodes.filter((each) => each.node.members.length > 0)) {
          const { width, height } = matrixSize(node.members.length);
          expect(box).toMatchObject({ width, height });
        }
      }),
    );
  });

  test('has its edges at its sides, and none through it', () => {
    fc.assert(
      fc.property(arbitraryDefinition, sizes, directions, (definition, counts, direction) => {
        const layout = layoutGraph(withForks(definition, counts), direction);
        const matrices = layout.nodes.filter(({ node }) => node.members.length > 0);
        for (const { source, target, points } of layout.edges) {
          for (let at = 2; at < points.length; at += 2) {
            const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(at - 2, at + 2);
            const leg = {
              x: Math.min(x1, x2),
              y: Math.min(y1, y2),
              width: Math.abs(x2 - x1),
              height: Math.abs(y2 - y1),
            };
            const crossed = matrices.filter((each) => overlaps(leg, each));
            expect(crossed.filter((each) => each !== source && each !== target)).toEqual([]);
          }
        }
      }),
    );
  });

  test('stays where it is, and as large, whatever becomes of its branches', () => {
    const definition = { tasks: [{ name: 'f', taskReferenceName: 'f', type: 'FORK_JOIN_DYNAMIC' }] };
    const graph = withForks(definition, [40]);
    const before = layoutGraph(graph).nodes;
    overlayRun(graph, [runTask('f_3', 'FAILED'), runTask('f_4', 'FOO')]);
    expect(layoutGraph(graph).nodes).toEqual(before);
  });
});
