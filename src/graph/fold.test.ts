import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedAround } from './fold.ts';
import { overlaps, type Direction } from './geometry.ts';
import { layoutGraph } from './layout.ts';
import type { GraphLayout } from './placed.ts';
import { buildGraph } from './model.ts';
import { navigator } from './navigate.ts';
import { arbitraryDefinition } from './testing/arbitrary-definition.ts';
import { choose, fork, graphOf, join, loop, nodeIn, task } from './testing/tasks.ts';
import type { GraphNode } from './types.ts';

const ids = (layout: GraphLayout) => layout.nodes.map(({ node }) => node.id);
const lines = (layout: GraphLayout) =>
  layout.edges.map(({ source, target, edge }) => [source.node.id, target.node.id, edge.label]);

/** A graph with some of its blocks folded. */
const foldedGraph = fc
  .tuple(arbitraryDefinition, fc.constantFrom<Direction>('down', 'right'), fc.infiniteStream(fc.boolean()))
  .map(([definition, direction, choices]) => {
    const graph = buildGraph(definition);
    const heads = graph.blocks.filter((block) => block.kind === 'group').map(({ node }) => node.id);
    const folded = new Set(heads.filter(() => choices.next().value === true));
    return { graph, direction, folded };
  });

function isHidden(node: GraphNode, folded: ReadonlySet<string>): boolean {
  return foldedAround(node, folded).length > 0;
}

describe('a folded block', () => {
  const graph = graphOf([
    task('a'),
    fork('f', [task('b'), choose('s', { yes: [task('c')] })], [loop('l', task('d'))]),
    join('j', 's', 'l'),
  ]);

  test('is one card, with the lines that led into and out of it', () => {
    const layout = layoutGraph(graph, 'down', new Set(['f']));
    expect(ids(layout)).toEqual(['~start', 'a', 'f', 'j', '~end']);
    expect(lines(layout)).toEqual([
      ['~start', 'a', ''],
      ['a', 'f', ''],
      ['f', 'j', ''],
      ['j', '~end', ''],
    ]);
    expect(layout.frames).toEqual([]);
  });

  test('inside another takes room only once that is open', () => {
    const inner = layoutGraph(graph, 'down', new Set(['s', 'l']));
    expect(ids(inner)).not.toContain('c');
    expect(ids(inner)).not.toContain('d');
    expect(lines(inner)).toContainEqual(['s', 'f~join', '']);
    const both = layoutGraph(graph, 'down', new Set(['s', 'l', 'f']));
    const outer = layoutGraph(graph, 'down', new Set(['f']));
    expect(both.bounds).toEqual(outer.bounds);
  });

  test('stands for what is inside it', () => {
    const layout = layoutGraph(graph, 'down', new Set(['f']));
    expect(layout.placeOf(nodeIn(graph, 'c'))?.node.id).toBe('f');
    expect(layout.placeOf(nodeIn(graph, 'f~join'))?.node.id).toBe('f');
    expect(layout.placeOf(nodeIn(graph, 'a'))?.node.id).toBe('a');
    expect(foldedAround(nodeIn(graph, 'c'), new Set(['f', 's']))).toEqual(['f', 's']);
    expect(foldedAround(nodeIn(graph, 'f'), new Set(['f']))).toEqual([]);
  });

  test('is stepped over by arrows, and entered on purpose only', () => {
    const steps = navigator(layoutGraph(graph, 'down', new Set(['f'])));
    expect(steps.step(nodeIn(graph, 'a'), 'next')?.id).toBe('f');
    expect(steps.step(nodeIn(graph, 'f'), 'next')?.id).toBe('j');
    expect(steps.step(nodeIn(graph, 'j'), 'previous')?.id).toBe('f');
    expect(steps.step(nodeIn(graph, 'f'), 'in')?.id).toBe('b');
    expect(steps.step(nodeIn(graph, 'j'), 'in')).toBeNull();
    const open = navigator(layoutGraph(graph));
    expect(open.step(nodeIn(graph, 'f'), 'in')?.id).toBe('b');
    expect(open.step(nodeIn(graph, 'c'), 'out')?.id).toBe('s');
    expect(open.step(nodeIn(graph, 'a'), 'out')).toBeNull();
  });

  test('that is none, or has no branches, changes nothing', () => {
    const whole = layoutGraph(graph);
    expect(ids(layoutGraph(graph, 'down', new Set(['a', 'nobody'])))).toEqual(ids(whole));
    const dynamic = graphOf([task('d', 'FORK_JOIN_DYNAMIC'), join('j')]);
    expect(ids(layoutGraph(dynamic, 'down', new Set(['d'])))).not.toContain('d~branches');
  });

  test('of any graph hides what is inside it and nothing else, and nothing overlaps', () => {
    fc.assert(
      fc.property(foldedGraph, ({ graph: any, direction, folded }) => {
        const layout = layoutGraph(any, direction, folded);
        const shown = new Set(layout.nodes.map(({ node }) => node));
        for (const node of any.nodes) {
          const isInFolded = isHidden(node, folded) || (node.head !== null && folded.has(node.head.id));
          expect(shown.has(node)).toBe(!isInFolded);
          expect(layout.placeOf(node)).toBeDefined();
        }
        const cards = layout.nodes.filter(({ node }) => node.kind !== 'junction');
        for (const [at, a] of cards.entries())
          expect(cards.slice(at + 1).filter((b) => overlaps(a, b))).toEqual([]);
      }),
    );
  });

  test('of any graph leaves each card that led on leading on', () => {
    fc.assert(
      fc.property(foldedGraph, ({ graph: any, direction, folded }) => {
        const layout = layoutGraph(any, direction, folded);
        const leaving = new Set(layout.edges.map(({ source }) => source.node.id));
        const ends = any.edges.map(({ source, target }) => [layout.placeOf(source), layout.placeOf(target)]);
        const cut = ends.filter(([from, to]) => from !== to && !leaving.has(from?.node.id ?? ''));
        expect(cut).toEqual([]);
        for (const { source, target } of layout.edges) expect(source).not.toBe(target);
      }),
    );
  });
});
