import { describe, expect, test } from 'vitest';
import type { JsonObject, Task } from '#contract/index.ts';
import { buildGraph, dynamicForks, overlayRun } from '#graph/index.ts';
import { sampleTask, sampleWorkflow } from '../testing/samples.ts';
import { stepsOf } from './attempts.ts';
import { openingKey, selectionOf, type SelectionSource } from './selection.ts';

const branches = Array.from({ length: 9 }, (_, index) => ({
  name: 'resize',
  taskReferenceName: `resize_${index}`,
  type: 'SIMPLE',
}));

const definition = {
  tasks: [
    { taskReferenceName: 'first', type: 'SIMPLE' },
    {
      taskReferenceName: 'loop',
      type: 'DO_WHILE',
      loopOver: [{ taskReferenceName: 'step', type: 'SIMPLE' }],
    },
    { taskReferenceName: 'fork', type: 'FORK_JOIN_DYNAMIC' },
    { taskReferenceName: 'join', type: 'JOIN' },
  ],
};

function task(ref: string, fields: JsonObject = {}): Task {
  return sampleTask({ taskId: ref, referenceTaskName: ref, status: 'COMPLETED', ...fields });
}

const tasks = [
  task('step__1', { iteration: 1 }),
  task('step__2', { taskId: 'tried', iteration: 2, status: 'FAILED' }),
  task('step__2', { iteration: 2, retryCount: 1 }),
  task('fork', { inputData: { forkedTaskDefs: branches } }),
  ...branches.map((branch) => task(branch.taskReferenceName)),
  task('elsewhere'),
];

function source(): SelectionSource {
  const graph = buildGraph(definition, { forks: dynamicForks(tasks) });
  const steps = new Map(stepsOf(tasks).map((step) => [step.ref, step]));
  return { graph, overlay: overlayRun(graph, tasks), steps };
}

function select(key: string, taskId: string | null = null) {
  const { node, step, task: chosen, iterations } = selectionOf(source(), key, taskId);
  return { node: node?.id, ref: step?.ref, task: chosen?.taskId, iterations: iterations.length };
}

describe('a selection', () => {
  test('of a step in a loop is its latest iteration, and its latest attempt', () => {
    expect(select('step')).toEqual({ node: 'step', ref: 'step__2', task: 'step__2', iterations: 2 });
  });

  test('may name an iteration, and an attempt', () => {
    expect(select('step__1')).toMatchObject({ node: 'step', ref: 'step__1', iterations: 2 });
    expect(select('step__2', 'tried').task).toBe('tried');
    expect(select('step__2', 'of another step').task).toBe('step__2');
  });

  test('of the branches of a large fork is all of them; of one branch, that one', () => {
    expect(select('fork~branches')).toEqual({
      node: 'fork~branches',
      ref: undefined,
      task: undefined,
      iterations: 9,
    });
    expect(select('resize_4')).toMatchObject({ node: 'fork~branches', ref: 'resize_4', iterations: 1 });
  });

  test('of a step in nested loops counts the iterations of the innermost one', () => {
    const x = { taskReferenceName: 'x', type: 'SIMPLE' };
    const inner = { taskReferenceName: 'inner', type: 'DO_WHILE', loopOver: [x] };
    const nested = { tasks: [{ taskReferenceName: 'outer', type: 'DO_WHILE', loopOver: [inner] }] };
    const done = [1, 2].flatMap((outer) =>
      [1, 2, 3].map((at) => task(`x__${outer}__${at}`, { iteration: at })),
    );
    const graph = buildGraph(nested);
    const steps = new Map(stepsOf(done).map((step) => [step.ref, step]));
    const { iterations } = selectionOf({ graph, overlay: overlayRun(graph, done), steps }, 'x__1__2', null);
    expect(iterations.map(({ step }) => step.ref)).toEqual(['x__1__3', 'x__1__2', 'x__1__1']);
  });

  test('of a step that the iteration drawn did not reach has no task, and knows where it ran', () => {
    const all = [...tasks, task('loop', { iteration: 3 }), task('other__3', { iteration: 3 })];
    const x = { taskReferenceName: 'other', type: 'SIMPLE' };
    const looped = {
      tasks: [{ ...definition.tasks[1], loopOver: [x, { ...x, taskReferenceName: 'step' }] }],
    };
    const graph = buildGraph(looped);
    const steps = new Map(stepsOf(all).map((each) => [each.ref, each]));
    const chosen = selectionOf({ graph, overlay: overlayRun(graph, all), steps }, 'step', null);
    expect([chosen.step, chosen.task]).toEqual([undefined, undefined]);
    expect(chosen.iterations.map(({ iteration }) => iteration)).toEqual([2, 1]);
    expect(chosen.loop).toMatchObject({ node: { id: 'loop' }, run: { shown: 3, latest: 3 } });
  });

  test('of the branches of a large fork in a loop is those of the iteration that is shown', () => {
    const fork = { taskReferenceName: 'fork', type: 'FORK_JOIN_DYNAMIC' };
    const looped = { tasks: [{ taskReferenceName: 'loop', type: 'DO_WHILE', loopOver: [fork] }] };
    const done = [1, 2].flatMap((iteration) => [
      task(`fork__${iteration}`, { iteration, inputData: { forkedTaskDefs: branches } }),
      ...branches.flatMap(({ taskReferenceName }) =>
        [0, 1].map((retryCount) => task(`${taskReferenceName}__${iteration}`, { iteration, retryCount })),
      ),
    ]);
    const graph = buildGraph(looped, { forks: dynamicForks(done) });
    const overlay = overlayRun(graph, done, { iterations: new Map([['loop', 1]]) });
    const { iterations } = selectionOf({ graph, overlay, steps: new Map() }, 'fork~branches', null);
    expect(iterations).toHaveLength(9);
    expect(new Set(iterations.map(({ step }) => step.ref.slice(-3)))).toEqual(new Set(['__1']));
  });

  test('of a step not reached has no task, and of one that is not defined no node', () => {
    expect(select('first')).toEqual({ node: 'first', ref: undefined, task: undefined, iterations: 0 });
    expect(select('elsewhere')).toMatchObject({ node: undefined, ref: 'elsewhere', task: 'elsewhere' });
    expect(select('nobody')).toEqual({ node: undefined, ref: undefined, task: undefined, iterations: 0 });
  });
});

describe('the page opens', () => {
  const open = task('waits', { status: 'SCHEDULED' });
  const join = task('join', { taskType: 'JOIN', status: 'IN_PROGRESS' });
  const broke = task('broke', { status: 'FAILED' });

  function opening(status: string, given: readonly Task[], taskId?: string): string | undefined {
    return openingKey(sampleWorkflow(given, { status }), stepsOf(given), taskId, 0);
  }

  test('at the TERMINATE that ended it as failed', () => {
    const stop = task('stop', { taskType: 'TERMINATE', inputData: { terminationStatus: 'FAILED' } });
    expect(opening('FAILED', [broke, stop])).toBe('stop');
    expect(opening('COMPLETED', [stop])).toBeUndefined();
  });

  test('at the task that failed, at what is waited for, or at none', () => {
    expect(opening('FAILED', [task('fine'), broke])).toBe('broke');
    expect(opening('RUNNING', [join, open])).toBe('waits');
    expect(opening('PAUSED', [join])).toBe('join');
    expect(opening('COMPLETED', [broke])).toBeUndefined();
    expect(opening('RUNNING', [])).toBeUndefined();
  });

  test('at the task that the address names', () => {
    expect(opening('FAILED', [task('fine'), broke], 'fine')).toBe('fine');
    expect(opening('FAILED', [broke], 'gone')).toBe('broke');
  });
});
