import { describe, expect, test } from 'vitest';
import { layoutGraph } from './layout.ts';
import { buildGraph } from './model.ts';
import { choose, fork, graphOf, join, nodeIn, task } from './testing/tasks.ts';
import type { WorkflowGraph } from './types.ts';

const crossing = (graph: WorkflowGraph) =>
  graph.crossEdges.map(({ source, target, kind }) => [source.id, target.id, kind]);
const unawaited = (graph: WorkflowGraph) =>
  graph.edges.filter(({ isAwaited }) => !isAwaited).map(({ source }) => source.id);

describe('edges across the tree', () => {
  test('are not needed where a join waits for the last task of each branch', () => {
    const graph = graphOf([fork('f', [task('a'), task('b')], [task('c')]), join('j', 'b', 'c')]);
    expect(crossing(graph)).toEqual([]);
    expect(unawaited(graph)).toEqual([]);
  });

  test('lead from each other task that a join waits for, and a branch left out is marked', () => {
    const graph = graphOf([
      task('x'),
      fork('f', [task('a'), task('b')], [task('c')]),
      join('j', 'a', 'x', 'c'),
    ]);
    expect(crossing(graph)).toEqual([
      ['a', 'j', 'joins'],
      ['x', 'j', 'joins'],
    ]);
    expect(unawaited(graph)).toEqual(['b']);
  });

  test('know a branch that ends in a decision by that, and one inside it by its own name', () => {
    const branch = [choose('s', { yes: [task('a')] }, [task('b')])];
    expect(crossing(graphOf([fork('f', branch, [task('c')]), join('j', 's', 'c')]))).toEqual([]);
    const inside = graphOf([fork('f', branch, [task('c')]), join('j', 'a', 'c')]);
    expect(crossing(inside)).toEqual([['a', 'j', 'joins']]);
    expect(unawaited(inside)).toEqual(['s~join']);
  });

  test('a join on tasks that are not there, or on none, says so', () => {
    const problem = (...joinOn: readonly string[]) =>
      nodeIn(graphOf([fork('f', [task('a')]), join('j', ...joinOn)]), 'j').problem;
    expect(problem('a', 'b')).toBe('Waits for unknown b');
    expect(problem('b', 'c', '', 'e', 'f2')).toBe('Waits for unknown b, c, (empty) and 2 more');
    expect(problem()).toBe('Waits for no branch: joinOn is empty');
    expect(problem('a')).toBe('');
  });

  test('a join on what can come only after it, or on itself, says so', () => {
    const problem = (...joinOn: readonly string[]) =>
      nodeIn(graphOf([fork('f', [task('a')]), join('j', ...joinOn), task('b'), task('c')]), 'j').problem;
    expect(problem('a', 'b')).toBe('Waits for b, which comes only after it');
    expect(problem('a', 'j', 'b', 'c')).toBe('Waits for b, c, which come only after it');
    expect(problem('a', 'j')).toBe('Waits for itself');
  });

  test('a join behind a dynamic fork may wait for names the definition does not show', () => {
    const graph = graphOf([task('d', 'FORK_JOIN_DYNAMIC'), join('j', 'made_at_run_time')]);
    expect(nodeIn(graph, 'j').problem).toBe('');
  });

  test('a join on a task twice, and one without a fork, are drawn once each', () => {
    expect(crossing(graphOf([task('a'), task('b'), join('j', 'a', 'a')]))).toEqual([['a', 'j', 'joins']]);
  });

  test('the failure workflow stands beside the start, and meets no other node', () => {
    const tasks = [fork('f', [task('a')], [task('b')], [task('c')]), join('j', 'a', 'b', 'c')];
    const graph = buildGraph({ name: 'w', tasks, failureWorkflow: 'clean_up' });
    expect(crossing(graph)).toEqual([['~start', '~failure', 'failure']]);
    expect(nodeIn(graph, '~failure').name).toBe('clean_up');
    for (const direction of ['down', 'right'] as const) {
      const layout = layoutGraph(graph, direction);
      expect(layout.byId.get('~failure')).toBeDefined();
      expect(layout.crossEdges).toHaveLength(1);
    }
  });
});
