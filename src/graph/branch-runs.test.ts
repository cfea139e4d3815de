import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { branchPlace, branchRuns, isSameBranches, orderBranches, type BranchFilter } from './branch-runs.ts';
import { dynamicForks } from './dynamic-forks.ts';
import { overlayRun } from './run.ts';
import { runTask } from './testing/run-task.ts';
import { graphOf, join, loop, nodeIn, task } from './testing/tasks.ts';

const all: BranchFilter = { group: 'all', text: '' };
const statuses = [
  'COMPLETED',
  'FAILED',
  'FAILED_WITH_TERMINAL_ERROR',
  'TIMED_OUT',
  'IN_PROGRESS',
  'SCHEDULED',
  'CANCELED',
  'SKIPPED',
  'COMPLETED_WITH_ERRORS',
  'FOO',
] as const;

/** Branches b0, b1, … with these statuses; '' for one without a task. */
function branchesOf(given: readonly string[]) {
  const members = given.map((_, at) => `b${at}`);
  const tasks = given.flatMap((status, at) => (status === '' ? [] : [runTask(`b${at}`, status)]));
  return branchRuns(members, tasks);
}

const sequences = fc.array(fc.constantFrom(...statuses, ''), { maxLength: 60 });

describe('the branches of a large fork', () => {
  test('are counted by what became of them, each in one group', () => {
    expect(branchesOf([...statuses, '']).counts).toEqual({
      failed: 3,
      running: 1,
      scheduled: 1,
      canceled: 1,
      other: 2,
      flawed: 1,
      done: 2,
    });
    fc.assert(
      fc.property(sequences, (given) => {
        const { counts } = branchesOf(given);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(given.length);
      }),
    );
  });

  test('stand failures first, then what runs, what is scheduled, and the rest, each in the order of the fork', () => {
    const { each } = branchesOf(['COMPLETED', 'SCHEDULED', ...statuses]);
    expect(orderBranches(each, all).map((at) => each[at]?.status)).toEqual([
      'FAILED',
      'FAILED_WITH_TERMINAL_ERROR',
      'TIMED_OUT',
      'IN_PROGRESS',
      'SCHEDULED',
      'SCHEDULED',
      'CANCELED',
      'FOO',
      'COMPLETED_WITH_ERRORS',
      'COMPLETED',
      'COMPLETED',
      'SKIPPED',
    ]);
  });

  test('are in one cell each, whatever their statuses; of two alike the earlier comes first', () => {
    fc.assert(
      fc.property(sequences, (given) => {
        const { each } = branchesOf(given);
        const order = orderBranches(each, all);
        expect(order.toSorted((a, b) => a - b)).toEqual(given.map((_, at) => at));
        const alike = Map.groupBy(order, (at) => given[at]);
        for (const places of alike.values()) expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });

  test('are found by status and by name', () => {
    const { each } = branchesOf(['COMPLETED', 'FAILED', 'FAILED', 'COMPLETED']);
    expect(orderBranches(each, { group: 'failed', text: '' })).toEqual([1, 2]);
    expect(orderBranches(each, { group: 'all', text: ' B3 ' })).toEqual([3]);
    expect(orderBranches(each, { group: 'done', text: 'b1' })).toEqual([]);
  });

  test('show their latest attempt, and go by the name that the fork gave them', () => {
    const { each } = branchRuns(
      ['a', 'x__2'],
      [
        runTask('a__2', 'FAILED', { iteration: 2, seq: 4, reasonForIncompletion: 'no' }),
        runTask('a__1', 'COMPLETED', { iteration: 1, seq: 3 }),
        runTask('x__2__2', 'IN_PROGRESS', { iteration: 2, seq: 5, startTime: 7 }),
        runTask('stranger', 'FAILED'),
      ],
    );
    expect(each).toEqual([
      { name: 'a', ref: 'a__2', status: 'FAILED', startTime: 0, endTime: 0, reason: 'no' },
      { name: 'x__2', ref: 'x__2__2', status: 'IN_PROGRESS', startTime: 7, endTime: 0, reason: '' },
    ]);
  });

  test('are the same until one of them changes', () => {
    const before = branchesOf(['COMPLETED', 'IN_PROGRESS']);
    expect(isSameBranches(before, branchesOf(['COMPLETED', 'IN_PROGRESS']))).toBe(true);
    expect(isSameBranches(before, branchesOf(['COMPLETED', 'FAILED']))).toBe(false);
    expect(isSameBranches(before, branchesOf(['COMPLETED']))).toBe(false);
    expect(isSameBranches(before, null)).toBe(false);
  });
});

describe('a matrix in a graph', () => {
  const forked = Array.from({ length: 7 }, (_, at) => task(`b${at}`));
  const opened = runTask('f__2', 'COMPLETED', { iteration: 2, inputData: { forkedTaskDefs: forked } });
  const graph = graphOf([loop('l', task('f', 'FORK_JOIN_DYNAMIC'), join('j'))], {
    forks: dynamicForks([opened]),
  });
  const node = nodeIn(graph, 'f~branches');

  test('knows the branch that a selection names', () => {
    expect(branchPlace(node, 'b3')).toBe(3);
    expect(branchPlace(node, 'b3__2')).toBe(3);
    expect(branchPlace(node, 'f~branches')).toBe(-1);
    expect(branchPlace(node, null)).toBe(-1);
    expect(branchPlace(nodeIn(graph, 'j'), 'b3')).toBe(-1);
  });

  test.each(['SKIPPED', 'CANCELED', 'COMPLETED_WITH_ERRORS', 'FOO'])(
    'is as bad as one branch that is %s',
    (odd) => {
      const tasks = forked.map(({ taskReferenceName }, at) =>
        runTask(`${taskReferenceName}__2`, at === 4 ? odd : 'SKIPPED', { iteration: 2 }),
      );
      const run = overlayRun(graph, [opened, ...tasks]).nodes.get(node.id);
      expect(run?.status).toBe(odd);
      expect(run?.branches?.each[4]).toMatchObject({ ref: 'b4__2', status: odd });
    },
  );
});
