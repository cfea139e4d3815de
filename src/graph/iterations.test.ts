import { describe, expect, test } from 'vitest';
import { overlayRun } from './run.ts';
import { runTask } from './testing/run-task.ts';
import { fork, graphOf, join, loop, task } from './testing/tasks.ts';

const times = (ref: string, count: number, status = 'COMPLETED') =>
  Array.from({ length: count }, (_, at) =>
    runTask(`${ref}__${at + 1}`, status, { iteration: at + 1, seq: at + 1 }),
  );

describe('the iterations of a loop', () => {
  const graph = graphOf([loop('l', task('a'), task('b'))]);

  test('the latest is shown unless another is chosen', () => {
    const tasks = [...times('a', 3), ...times('b', 2, 'FAILED')];
    const latest = overlayRun(graph, tasks);
    expect(latest.nodes.get('a')?.iteration).toBe(3);
    expect(latest.loops.get('l')).toEqual({ first: 1, latest: 3, failed: [1, 2], shown: 3 });
    const second = overlayRun(graph, tasks, { iterations: new Map([['l', 2]]) });
    expect(second.nodes.get('a')?.iteration).toBe(2);
    expect(second.loops.get('l')?.shown).toBe(2);
  });

  test('the loop itself says which is shown, of how many', () => {
    const tasks = [runTask('l', 'COMPLETED', { iteration: 3 }), ...times('a', 3)];
    expect(overlayRun(graph, tasks).nodes.get('l')).toMatchObject({ iteration: 3, iterations: 3 });
    const first = overlayRun(graph, tasks, { iterations: new Map([['l', 1]]) });
    expect(first.nodes.get('l')).toMatchObject({ iteration: 1, iterations: 3 });
    expect(first.nodes.get('a')).toMatchObject({ iteration: 1, iterations: 0 });
  });

  test('a task that the chosen one did not reach has no run, and its other runs are still known', () => {
    const tasks = [...times('a', 3), ...times('b', 2)];
    const third = overlayRun(graph, tasks, { iterations: new Map([['l', 3]]) });
    expect(third.nodes.has('b')).toBe(false);
    expect(third.attempts.get('b')).toHaveLength(2);
    expect(third.taken.has('a→b')).toBe(false);
  });

  test('the latest is shown alone: what an earlier one reached and it did not, or not yet, has no run', () => {
    const cases = { good: [task('mark_good')], bad: [task('mark_bad')] };
    const branches = [[task('s', 'SWITCH', { decisionCases: cases })], [task('z')]];
    const mixed = graphOf([loop('l', fork('f', ...branches), join('j', 'z'))]);
    const ran = (ref: string, iteration: number, rest = {}) =>
      runTask(`${ref}__${iteration}`, 'COMPLETED', { iteration, ...rest });
    const round = (at: number, selectedCase: string) => [
      ran('f', at),
      ran('s', at, { outputData: { selectedCase } }),
      ran(`mark_${selectedCase}`, at),
      ran('j', at),
    ];
    const tasks = [...round(1, 'good'), ...round(2, 'good'), ...round(3, 'bad')];
    const { nodes, taken } = overlayRun(mixed, tasks);
    expect([nodes.has('mark_good'), nodes.has('mark_bad')]).toEqual([false, true]);
    expect([taken.has('s→mark_good'), taken.has('s→mark_bad')]).toEqual([false, true]);
    const begun = overlayRun(mixed, [...tasks, ran('f', 4)]);
    expect(['f', 's', 'mark_good', 'mark_bad', 'j'].filter((id) => begun.nodes.has(id))).toEqual(['f']);
    expect(begun.loops.get('l')).toMatchObject({ latest: 4, shown: 4 });
  });

  test('one that there is not, as after a restart, is the nearest that there is', () => {
    const shown = (chosen: number) =>
      overlayRun(graph, times('a', 12).slice(9), { iterations: new Map([['l', chosen]]) });
    expect(shown(40).loops.get('l')?.shown).toBe(12);
    expect(shown(2).nodes.get('a')?.iteration).toBe(10);
  });

  test('those that keepLastN forgot are not counted', () => {
    const tasks = times('a', 12).slice(9);
    expect(overlayRun(graph, tasks).loops.get('l')).toMatchObject({ first: 10, latest: 12 });
  });

  test('an attempt that was retried, and one that others stopped, are no failures', () => {
    const tasks = [
      runTask('a__1', 'FAILED', { iteration: 1, retried: true }),
      runTask('a__1', 'COMPLETED', { iteration: 1, retryCount: 1 }),
      runTask('a__2', 'CANCELED', { iteration: 2 }),
      runTask('a__3', 'TIMED_OUT', { iteration: 3 }),
    ];
    expect(overlayRun(graph, tasks).loops.get('l')?.failed).toEqual([3]);
  });

  test('of a loop in a loop, those within the chosen one around it', () => {
    const nested = graphOf([loop('outer', loop('inner', task('a')))]);
    const tasks = [
      runTask('a__1__1', 'COMPLETED', { iteration: 1, seq: 1 }),
      runTask('a__1__2', 'FAILED', { iteration: 2, seq: 2 }),
      runTask('a__2__1', 'COMPLETED', { iteration: 1, seq: 3 }),
    ];
    const latest = overlayRun(nested, tasks);
    expect(latest.nodes.get('a')).toMatchObject({ status: 'COMPLETED', iteration: 1 });
    const first = overlayRun(nested, tasks, { iterations: new Map([['outer', 1]]) });
    expect(first.nodes.get('a')).toMatchObject({ status: 'FAILED', iteration: 2 });
    expect(first.loops.get('inner')).toEqual({ first: 1, latest: 2, failed: [2], shown: 2 });
    const second = overlayRun(nested, tasks, { iterations: new Map([['outer', 2]]) });
    expect(second.loops.get('inner')).toMatchObject({ first: 1, latest: 1 });
    // The latest around it has not come to the loop inside.
    const withB = graphOf([loop('outer', task('b'), loop('inner', task('a')))]);
    const begun = overlayRun(withB, [...tasks, runTask('b__3', 'IN_PROGRESS', { iteration: 3 })]);
    expect([begun.loops.has('inner'), begun.nodes.has('a'), begun.nodes.has('b')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

test('a loop in a loop belongs to the iteration in its name, and counts its own beside', () => {
  const graph = graphOf([loop('outer', loop('inner', task('x')))]);
  const tasks = [1, 2, 3].flatMap((outer) => [
    runTask(`inner__${outer}`, outer === 1 ? 'FAILED' : 'COMPLETED', { iteration: 2 }),
    ...[1, 2].map((at) => runTask(`x__${outer}__${at}`, 'COMPLETED', { iteration: at })),
  ]);
  const first = overlayRun(graph, tasks, { iterations: new Map([['outer', 1]]) });
  expect(first.shown.get('inner')?.referenceTaskName).toBe('inner__1');
  expect(first.nodes.get('inner')).toMatchObject({ status: 'FAILED', iteration: 2, iterations: 2 });
  expect(first.loops.get('outer')).toMatchObject({ first: 1, latest: 3, failed: [1] });
});
