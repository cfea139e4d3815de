import { describe, expect, test } from 'vitest';
import type { Task } from '#contract/index.ts';
import { overlayRun } from './run.ts';
import { runTask } from './testing/run-task.ts';
import { fork, graphOf, join, loop, task } from './testing/tasks.ts';
import type { WorkflowGraph } from './types.ts';

const done = (ref: string, rest: Readonly<Record<string, unknown>> = {}) => runTask(ref, 'COMPLETED', rest);

/** Whether a run has come to its start and to its end, and along the last line. */
function endsOf(graph: WorkflowGraph, tasks: readonly Task[], status: string) {
  const { nodes, taken } = overlayRun(graph, tasks, { status });
  const isLit = graph.edges.some(({ id, target }) => target.kind === 'end' && taken.has(id));
  return [nodes.has('~start'), isLit, nodes.has('~end')];
}

describe('the end of a workflow', () => {
  const chain = graphOf([task('a'), task('b')]);

  test.each([
    ['COMPLETED', true],
    ['RUNNING', false],
    ['PAUSED', false],
    ['FAILED', false],
    ['TIMED_OUT', false],
    ['TERMINATED', false],
    ['UNHEARD_OF', false],
  ])('is reached in a run that is %s: %s', (status, isReached) => {
    expect(endsOf(chain, [done('a'), done('b')], status)).toEqual([true, isReached, isReached]);
  });

  test('is reached where the tasks alone tell of it', () => {
    expect(overlayRun(chain, [done('a'), done('b')]).nodes.has('~end')).toBe(true);
    expect(overlayRun(chain, [done('a')]).nodes.has('~end')).toBe(false);
  });

  test('is not reached while the loop before it goes round', () => {
    const graph = graphOf([loop('l', task('a'))]);
    const running = [runTask('l', 'IN_PROGRESS', { iteration: 2 }), done('a__1', { iteration: 1 })];
    expect(overlayRun(graph, running).nodes.has('~end')).toBe(false);
    expect(endsOf(graph, [done('l'), done('a__1', { iteration: 1 })], 'COMPLETED')).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('is not reached by the loop within another that goes on', () => {
    const graph = graphOf([loop('outer', loop('inner', task('a')))]);
    const tasks = [runTask('outer', 'IN_PROGRESS'), runTask('inner__1', 'IN_PROGRESS'), done('a__1__1')];
    const { taken } = overlayRun(graph, tasks, { status: 'RUNNING' });
    expect([taken.has('a→inner~join'), taken.has('inner~join→outer~join')]).toEqual([true, false]);
  });

  test('is not where a TERMINATE has completed the run', () => {
    const graph = graphOf([fork('f', [task('stop', 'TERMINATE')], [task('b')]), join('j', 'b'), task('z')]);
    const tasks = [done('f'), done('stop'), runTask('b', 'CANCELED'), runTask('j', 'CANCELED')];
    expect(endsOf(graph, tasks, 'COMPLETED')).toEqual([true, false, false]);
  });

  test.each(['FAILED', 'TERMINATED'])('is %s by a TERMINATE: that is what to look at', (status) => {
    const graph = graphOf([task('a'), task('stop', 'TERMINATE')]);
    const tasks = [done('a'), done('stop', { taskId: 'the end' })];
    const { nodes, focus } = overlayRun(graph, tasks, { status, endedBy: 'the end' });
    expect(nodes.get('stop')).toMatchObject({ status, hasEnded: true });
    expect(focus?.id).toBe('stop');
    expect(overlayRun(graph, tasks, { status }).nodes.get('stop')?.status).toBe('COMPLETED');
  });

  test('is reached through no task at all', () => {
    expect(endsOf(graphOf([]), [], 'COMPLETED')).toEqual([true, true, true]);
    expect(endsOf(graphOf([]), [], 'FAILED')).toEqual([false, false, false]);
  });
});
