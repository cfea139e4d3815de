import { describe, expect, test } from 'vitest';
import { lineageOf, usedFields } from './lineage.ts';
import { choose, graphOf, loop, nodeIn, sub, task } from './testing/tasks.ts';
import type { WorkflowGraph } from './types.ts';

const reading = (ref: string, ...expressions: readonly string[]) =>
  task(ref, 'SIMPLE', { inputParameters: { value: expressions } });
const upstream = (graph: WorkflowGraph, id: string) =>
  lineageOf(graph)
    .upstream(nodeIn(graph, id))
    .map((node) => node.id);
const downstream = (graph: WorkflowGraph, id: string) =>
  lineageOf(graph)
    .downstream(nodeIn(graph, id))
    .map((node) => node.id);

describe('lineage', () => {
  test('follows expressions both ways, each task once', () => {
    const graph = graphOf([
      task('a'),
      reading('b', '${a.output.x}', 'and ${a.output.y}'),
      reading('c', '${a.status}'),
    ]);
    expect(upstream(graph, 'b')).toEqual(['a']);
    expect(downstream(graph, 'a')).toEqual(['b', 'c']);
    expect(upstream(graph, 'a')).toEqual([]);
    expect(downstream(graph, 'c')).toEqual([]);
  });

  test.each([
    ['${a.output.list[${b.output.at}]}', ['a', 'b']],
    ['$${a.output.x}', []],
    ['${workflow.input.a}', []],
    ['${ a.output }', ['a']],
    ['${a[0]}', ['a']],
    ['${nobody.output}', []],
    ['${c.output}', []],
    ['${', []],
    ['${}', []],
  ])('reads %s', (expression, expected) => {
    const graph = graphOf([task('a'), task('b'), reading('c', expression)]);
    expect(upstream(graph, 'c').toSorted()).toEqual(expected);
  });

  test('does not take what the tasks inside a task use for its own', () => {
    const graph = graphOf([
      task('a'),
      choose('s', { yes: [reading('b', '${a.output.x}')] }, [reading('c', '${a.output.x}')]),
    ]);
    expect(upstream(graph, 's')).toEqual([]);
    expect(downstream(graph, 'a')).toEqual(['b', 'c']);
  });

  test('knows the members of a loop condition', () => {
    const graph = graphOf([
      { ...loop('l', task('a'), task('b'), task('c')), loopCondition: `$.a['x'] > 1 && $['b'].y && c` },
    ]);
    expect(upstream(graph, 'l').toSorted()).toEqual(['a', 'b']);
  });

  test('stays within a workflow: the same name in a sub-workflow is another task', () => {
    const child = { name: 'child', tasks: [task('a'), reading('b', '${a.output.x}')] };
    const graph = graphOf([task('a'), sub('s', 'child', { version: '${a.output.version}' })], {
      expansions: new Map([['s', child]]),
    });
    expect(upstream(graph, 's/b')).toEqual(['s/a']);
    expect(downstream(graph, 'a')).toEqual(['s']);
  });
});

describe('the fields that are used', () => {
  const fields = (graph: WorkflowGraph, user: string, source: string) =>
    usedFields(nodeIn(graph, user), nodeIn(graph, source));

  test.each([
    [
      ['${a.output.total}', 'and ${a.output.total} of ${a.output.of}'],
      ['a.output.total', 'a.output.of'],
    ],
    [['${ a.output }'], ['a.output']],
    [['${a[0].x}'], ['a[0].x']],
    [['${a.output.list[${b.output.at}].name}'], ['a.output.list']],
    [['${b.output.${a.output.key}}'], ['a.output.key']],
    [['${ab.output}', '${workflow.input.a}', '$${a.output}'], []],
  ])('are what %j says of a', (expressions, expected) => {
    const graph = graphOf([task('a'), task('b'), reading('c', ...expressions)]);
    expect(fields(graph, 'c', 'a')).toEqual(expected);
  });

  test('are those of a loop condition, too', () => {
    const graph = graphOf([{ ...loop('l', task('a')), loopCondition: `$.a['x'] > 1 && $['a'].y.z < $.a` }]);
    expect(fields(graph, 'l', 'a')).toEqual(["a['x']", 'a.y.z', 'a']);
  });

  test('are of the task in the same workflow', () => {
    const child = { name: 'child', tasks: [task('a'), reading('b', '${a.output.x}')] };
    const graph = graphOf([task('a'), sub('s', 'child')], { expansions: new Map([['s', child]]) });
    expect(fields(graph, 's/b', 's/a')).toEqual(['a.output.x']);
    expect(fields(graph, 's/b', 'a')).toEqual([]);
  });
});
