import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mermaidOf } from './mermaid.ts';
import { buildGraph } from './model.ts';
import { arbitraryNonsense } from './testing/arbitrary-definition.ts';
import { choose, graphOf, loop, task } from './testing/tasks.ts';

const linesOf = (...of: Parameters<typeof mermaidOf>) =>
  [...mermaidOf(...of)].map((line) => line.replace(/\n$/, ''));

test('a graph as a Mermaid flowchart', () => {
  const graph = graphOf([task('a'), choose('s', { yes: [task('b', 'HTTP')] })]);
  expect(linesOf(graph, 'right')).toEqual([
    'flowchart LR',
    '  n0(["Start"])',
    '  n1["a<br/>Worker task"]',
    '  n2{"s<br/>Switch"}',
    '  n3["b<br/>HTTP"]',
    '  n4(["End"])',
    '  n5(( ))',
    '  n2 -->|"yes"| n3',
    '  n3 --> n5',
    '  n2 -->|"default"| n5',
    '  n0 --> n1',
    '  n1 --> n2',
    '  n5 --> n4',
  ]);
});

test('a sub-workflow by its name, and the way back of a loop', () => {
  const sub = { ...task('s', 'SUB_WORKFLOW'), subWorkflowParam: { name: 'shipping', version: 2 } };
  const lines = linesOf(graphOf([loop('l', sub)]), 'down');
  expect(lines).toContain('  n2[["s<br/>Sub-workflow<br/>shipping v2"]]');
  expect(lines.filter((line) => line.includes('again'))).toEqual(['  n4 -.->|"again"| n1']);
});

test('no name breaks out of its quotes', () => {
  const hostile = graphOf([task('"]; click n0 "javascript:alert(1)"'), task('a\nb'), task('<script>')]);
  const text = linesOf(hostile, 'down').join('\n');
  expect(text).not.toMatch(/javascript:alert\(/);
  expect(text).not.toContain('<script>');
  expect(text).toContain('"a b<br/>Worker task"');
});

test('anything at all gives a line to each node, edge and loop', () => {
  fc.assert(
    fc.property(arbitraryNonsense, (nonsense) => {
      const graph = buildGraph(nonsense);
      const lines = [...mermaidOf(graph, 'down')].join('').trimEnd().split('\n');
      const ways = graph.nodes.filter(({ head }) => head?.kind === 'loop');
      const parts = [graph.nodes, graph.edges, ways, graph.crossEdges];
      expect(lines).toHaveLength(1 + parts.flat().length);
    }),
  );
});
