import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contains } from './geometry.ts';
import { layoutGraph } from './layout.ts';
import { mermaidOf } from './mermaid.ts';
import { buildGraph } from './model.ts';
import { partOfGraph, partOfLayout } from './part.ts';
import { arbitraryDefinition } from './testing/arbitrary-definition.ts';
import { choose, fork, graphOf, join, loop, nodeIn, task } from './testing/tasks.ts';

const graph = graphOf([
  task('a'),
  choose('s', { yes: [loop('l', task('b'), task('c'))], no: [] }),
  fork('f', [task('d')], [task('e')]),
  join('j', 'd', 'e'),
]);
const layout = layoutGraph(graph);
const idsOf = (root: string) => partOfGraph(graph, nodeIn(graph, root)).nodes.map(({ id }) => id);
const drawnOf = (root: string) => partOfLayout(layout, nodeIn(graph, root));

test('a block is its head, all that is inside it, and the point where its branches meet', () => {
  expect(idsOf('s')).toEqual(['s', 'l', 'b', 'c', 'l~join', 's~join']);
  expect(idsOf('l')).toEqual(['l', 'b', 'c', 'l~join']);
  expect(idsOf('a')).toEqual(['a']);
});

test('its lines are those that do not leave it', () => {
  const { edges, crossEdges } = partOfGraph(graph, nodeIn(graph, 'f'));
  expect(edges.map(({ source, target }) => `${source.id} ${target.id}`)).toEqual([
    'f d',
    'd f~join',
    'f e',
    'e f~join',
  ]);
  expect(crossEdges).toEqual([]);
});

test('its drawing has the frames inside it and no more room than it takes', () => {
  const { frames, bounds } = drawnOf('s');
  expect(frames.map(({ node }) => node.id)).toEqual(['l']);
  expect(contains(layout.bounds, bounds)).toBe(true);
  expect(bounds.height).toBeLessThan(layout.bounds.height);
  expect(drawnOf('a').bounds).toMatchObject({ width: 212, height: 52 });
});

test('what a folded block hides stands for itself as the block that hides it', () => {
  const folded = layoutGraph(graph, 'down', new Set(['s']));
  const { nodes } = partOfLayout(folded, nodeIn(graph, 'b'));
  expect(nodes.map(({ node }) => node.id)).toEqual(['s']);
});

test('nothing selected means everything', () => {
  expect(partOfGraph(graph, null)).toBe(graph);
  expect(partOfLayout(layout, null)).toBe(layout);
});

test('a part can be written as Mermaid text', () => {
  expect([...mermaidOf(partOfGraph(graph, nodeIn(graph, 'l')), 'down')]).toEqual([
    'flowchart TD\n',
    '  n0{{"l<br/>while $.x"}}\n',
    '  n1["b<br/>Worker task"]\n',
    '  n2["c<br/>Worker task"]\n',
    '  n3(( ))\n',
    '  n1 --> n2\n',
    '  n0 --> n1\n',
    '  n2 --> n3\n',
    '  n3 -.->|"again"| n0\n',
  ]);
});

test('every part of any definition holds what it draws', () => {
  fc.assert(
    fc.property(arbitraryDefinition, (definition) => {
      const built = buildGraph(definition);
      const drawn = layoutGraph(built);
      for (const root of built.nodes) {
        const { nodes, frames, bounds } = partOfLayout(drawn, root);
        expect(nodes.map(({ node }) => node)).toEqual(partOfGraph(built, root).nodes);
        for (const box of [...nodes, ...frames]) expect(contains(bounds, box)).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
