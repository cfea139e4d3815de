import { describe, expect, test } from 'vitest';
import type { Task } from '#contract/index.ts';
import { dynamicForks, forksKey } from './dynamic-forks.ts';
import { layoutGraph } from './layout.ts';
import { buildGraph } from './model.ts';
import { nodeOfTask, overlayRun } from './run.ts';
import { runTask } from './testing/run-task.ts';
import { graphOf, task } from './testing/tasks.ts';

const build = (...tasks: readonly unknown[]) => graphOf(tasks);
const done = (ref: string, rest: Readonly<Record<string, unknown>> = {}) => runTask(ref, 'COMPLETED', rest);

const branching = build(
  task('first'),
  task('s', 'SWITCH', { decisionCases: { yes: [task('a')], no: [], maybe: [] } }),
  task('last'),
);

describe('a run on a graph', () => {
  test('shows the latest attempt of each task, and counts its tries', () => {
    const { nodes, attempts } = overlayRun(build(task('a'), task('b')), [
      runTask('a', 'FAILED', { retryCount: 0, startTime: 10, endTime: 20, reasonForIncompletion: 'no' }),
      runTask('a', 'FAILED', { retryCount: 1 }),
      runTask('a', 'IN_PROGRESS', { retryCount: 2, startTime: 50 }),
    ]);
    expect(nodes.get('a')).toMatchObject({ status: 'IN_PROGRESS', attempts: 3, startTime: 50, endTime: 0 });
    expect(attempts.get('a')?.map(({ retryCount }) => retryCount)).toEqual([0, 1, 2]);
    expect(nodes.has('b')).toBe(false);
  });

  test('goes by the retry count, whatever the order of the tasks', () => {
    const tasks = [runTask('a', 'COMPLETED', { retryCount: 1 }), runTask('a', 'FAILED', { retryCount: 0 })];
    expect(overlayRun(build(task('a')), tasks).nodes.get('a')?.status).toBe('COMPLETED');
  });

  test('gathers the iterations of a loop at the tasks inside it', () => {
    const graph = build(task('l', 'DO_WHILE', { loopOver: [task('a'), task('with__2')] }));
    const { nodes, attempts } = overlayRun(graph, [
      runTask('l', 'IN_PROGRESS', { iteration: 2, taskType: 'DO_WHILE' }),
      done('a__1', { iteration: 1 }),
      runTask('a__2', 'FAILED', { iteration: 2 }),
      done('a__2', { iteration: 2, retryCount: 1 }),
      done('with__2__2', { iteration: 2 }),
    ]);
    expect(nodes.get('l')).toMatchObject({ iteration: 2 });
    expect(nodes.get('a')).toMatchObject({ status: 'COMPLETED', iteration: 2, attempts: 2 });
    expect(attempts.get('a')).toHaveLength(3);
    expect(nodes.get('with__2')?.iteration).toBe(2);
    expect(nodeOfTask(graph, 'a__17')?.id).toBe('a');
    expect(nodeOfTask(graph, 'unknown__1')).toBeUndefined();
  });

  test('marks the edges gone along, as far as the run has come', () => {
    const { taken } = overlayRun(branching, [
      done('first'),
      done('s', { outputData: { selectedCase: 'yes' } }),
      runTask('a', 'IN_PROGRESS'),
    ]);
    expect([...taken].toSorted()).toEqual(['first→s', 's→a', '~start→first']);
  });

  test.each([
    ['no', 's→s~join#1'],
    ['something else', 's→s~join#3'],
  ])('knows the empty branch that the result %s took', (selectedCase, edge) => {
    const { taken } = overlayRun(branching, [
      done('first'),
      done('s', { outputData: { selectedCase } }),
      done('last'),
    ]);
    expect([...taken].toSorted()).toEqual(
      [edge, 's~join→last', 'last→~end', 'first→s', '~start→first'].toSorted(),
    );
  });

  test('tells the lines across to a join that were gone along from those that were not', () => {
    const ways = { decisionCases: { yes: [task('a')], no: [task('b')] } };
    const graph = build(task('s', 'SWITCH', ways), task('j', 'EXCLUSIVE_JOIN', { joinOn: ['a', 'b'] }));
    const { taken } = overlayRun(graph, [done('s'), done('b'), done('j')]);
    expect(graph.crossEdges.filter(({ id }) => taken.has(id)).map(({ source }) => source.id)).toEqual(['b']);
  });

  test('reads the result of a DECISION too', () => {
    const graph = build(task('d', 'DECISION', { decisionCases: { x: [], y: [] } }));
    const { taken } = overlayRun(graph, [done('d', { outputData: { caseOutput: ['y'] } })]);
    expect(taken.has('d→d~join#1')).toBe(true);
    expect(taken.has('d→d~join#0')).toBe(false);
    expect(taken.has('d~join→~end')).toBe(true);
  });

  test('does not take a join for reached by the branches that are still open', () => {
    const graph = build(task('f', 'FORK_JOIN', { forkTasks: [[task('a')], [task('b')]] }), task('j', 'JOIN'));
    const fork = done('f', { taskType: 'FORK' });
    const join = runTask('j', 'IN_PROGRESS', { taskType: 'JOIN' });
    const running = runTask('b', 'IN_PROGRESS');
    const none = overlayRun(graph, [fork, runTask('a', 'IN_PROGRESS'), running, join]);
    expect([none.taken.has('a→f~join'), none.taken.has('f~join→j')]).toEqual([false, false]);
    const one = overlayRun(graph, [fork, done('a'), running, join]);
    expect([one.taken.has('a→f~join'), one.taken.has('b→f~join'), one.taken.has('f~join→j')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('looks first at the task that failed, and not at the join or the loop that failed of it', () => {
    const graph = build(
      task('l', 'DO_WHILE', {
        loopOver: [task('f', 'FORK_JOIN', { forkTasks: [[task('a')], [task('b')]] }), task('j', 'JOIN')],
      }),
    );
    const tasks = [
      runTask('l', 'FAILED'),
      done('a__1'),
      runTask('b__1', 'FAILED'),
      runTask('j__1', 'FAILED'),
    ];
    expect(overlayRun(graph, tasks).focus?.id).toBe('b');
  });

  test('looks at a running task before one that waits for its turn, and nowhere when all went well', () => {
    const graph = build(task('a'), task('b'), task('c'));
    const focus = (...tasks: readonly Task[]) => overlayRun(graph, tasks).focus?.id;
    expect(focus(done('a'), runTask('b', 'SCHEDULED'), runTask('c', 'IN_PROGRESS'))).toBe('c');
    expect(focus(done('a'), runTask('b', 'SCHEDULED'))).toBe('b');
    expect(focus(done('a'), runTask('b', 'SKIPPED'), runTask('c', 'CANCELED'))).toBeUndefined();
  });

  test('counts the tries of the iteration that is shown, also of a branch in a loop', () => {
    const branches = { forkTasks: [[task('a')], [task('b')]] };
    const graph = build(
      task('l', 'DO_WHILE', { loopOver: [task('f', 'FORK_JOIN', branches), task('j', 'JOIN')] }),
    );
    const tries = (iteration: number, count: number) =>
      Array.from({ length: count }, (_, retryCount) =>
        runTask(`a__${iteration}`, retryCount === count - 1 ? 'COMPLETED' : 'FAILED', {
          iteration,
          retryCount,
        }),
      );
    const tasks = [...tries(1, 3), ...tries(2, 2), ...tries(3, 1)];
    const attempts = (shown?: number) =>
      overlayRun(graph, tasks, shown === undefined ? {} : { iterations: new Map([['l', shown]]) }).nodes.get(
        'a',
      )?.attempts;
    expect([attempts(1), attempts(2), attempts(3), attempts()]).toEqual([3, 2, 1, 1]);
  });

  test('keeps an unknown status as it is, and tasks that are nowhere in the definition out', () => {
    const { nodes } = overlayRun(build(task('a')), [
      runTask('a', 'DREAMING'),
      runTask('elsewhere', 'FAILED'),
    ]);
    expect([...nodes.keys()]).toEqual(['a', '~start']);
    expect(nodes.get('a')?.status).toBe('DREAMING');
  });

  test('moves nothing', () => {
    const before = layoutGraph(branching);
    overlayRun(branching, [done('first'), runTask('s', 'FAILED')]);
    expect(layoutGraph(branching).nodes).toEqual(before.nodes);
  });
});

describe('a dynamic fork in a run', () => {
  const definition = { tasks: [task('f', 'FORK_JOIN_DYNAMIC'), task('j', 'JOIN')] };
  const forked = (count: number) => Array.from({ length: count }, (_, at) => task(`b${at}`, 'HTTP'));
  const opened = (count: number) => {
    const forkedTaskDefs = forked(count);
    const forkedTasks = forkedTaskDefs.map(({ taskReferenceName }) => taskReferenceName);
    return runTask('f', 'COMPLETED', { taskType: 'FORK', inputData: { forkedTaskDefs, forkedTasks } });
  };

  test('is drawn branch by branch up to five', () => {
    const tasks = [opened(2), done('b0'), runTask('b1', 'IN_PROGRESS')];
    const graph = buildGraph(definition, { forks: dynamicForks(tasks) });
    expect(graph.byId.get('b1')?.type).toBe('HTTP');
    expect(overlayRun(graph, tasks).nodes.get('b1')?.status).toBe('IN_PROGRESS');
  });

  test('is summed up beyond: the worst status, and how many have ended', () => {
    const tasks = [
      opened(7),
      done('b0', { startTime: 5, endTime: 9 }),
      runTask('b1', 'FAILED', { retryCount: 0 }),
      done('b1', { retryCount: 1 }),
      runTask('b2', 'IN_PROGRESS', { startTime: 3 }),
    ];
    const graph = buildGraph(definition, { forks: dynamicForks(tasks) });
    const { nodes } = overlayRun(graph, tasks);
    expect(nodes.get('f~branches')).toMatchObject({
      status: 'IN_PROGRESS',
      startTime: 3,
      endTime: 0,
      branches: {
        counts: { failed: 0, running: 1, scheduled: 0, canceled: 0, other: 4, flawed: 0, done: 2 },
      },
    });
  });

  test('says so when it opened no branch', () => {
    const graph = buildGraph(definition, { forks: dynamicForks([opened(0)]) });
    expect(graph.byId.get('f~branches')?.detail).toBe('none in this run');
  });

  test('is found inside a loop, as it was the last time', () => {
    const fork = (iteration: number, count: number) =>
      runTask(`f__${iteration}`, 'COMPLETED', { iteration, inputData: { forkedTaskDefs: forked(count) } });
    const forks = dynamicForks([fork(1, 1), fork(2, 3)]);
    expect(forks.get('f')?.refs).toEqual(['b0', 'b1', 'b2']);
    expect(forksKey(forks)).toBe(forksKey(dynamicForks([fork(1, 1), fork(2, 3)])));
    expect(forksKey(forks)).not.toBe(forksKey(dynamicForks([fork(1, 1)])));
  });

  test('is found inside a loop in a loop', () => {
    const fork = runTask('f__2__1', 'COMPLETED', { iteration: 1, inputData: { forkedTaskDefs: forked(2) } });
    expect(dynamicForks([fork]).get('f')?.refs).toEqual(['b0', 'b1']);
  });

  test('how long a task was in its queue is known once it has begun', () => {
    const { nodes } = overlayRun(build(task('a'), task('b'), task('c')), [
      runTask('a', 'COMPLETED', { scheduledTime: 1_000, startTime: 4_500, endTime: 5_000 }),
      runTask('b', 'SCHEDULED', { scheduledTime: 5_000 }),
      runTask('c', 'IN_PROGRESS', { scheduledTime: 9_000, startTime: 8_000 }),
    ]);
    expect(['a', 'b', 'c'].map((id) => nodes.get(id)?.waited)).toEqual([3_500, 0, 0]);
  });
});
