import { expect, test } from 'vitest';
import { sampleTask } from '../testing/samples.ts';
import { exclusivelyAwaited, isExclusiveInVain, takenBy } from './exclusive-join.ts';

function join(joinOn: unknown, defaultExclusiveJoinTask: unknown = [], ref = 'e') {
  return sampleTask({
    referenceTaskName: ref,
    taskType: 'EXCLUSIVE_JOIN',
    status: 'IN_PROGRESS',
    inputData: { joinOn, defaultExclusiveJoinTask },
  });
}

const at = (ref: string, status: string, endTime = 0) =>
  sampleTask({ referenceTaskName: ref, status, endTime });
const open = (ref: string) => at(ref, 'IN_PROGRESS');
const defined = new Set(['a', 'b', 'c', 'd', 'f']);
const around = (...tasks: readonly ReturnType<typeof sampleTask>[]) => ({
  tasks,
  isTask: (ref: string) => defined.has(ref),
});

test.each([
  ['the one that was scheduled', join(['a', 'b']), [open('b')], 'b'],
  ['any while none is', join(['a', 'b']), [], 'one of a, b to be scheduled and to end'],
  ['the only one', join(['a']), [], 'a'],
  ['the first of several', join(['a', 'b']), [open('b'), open('a')], 'a'],
  ['none that was skipped', join(['a', 'b']), [at('a', 'SKIPPED')], 'b'],
  ['the one of its iteration', join(['a', 'b'], [], 'e__2'), [open('a__1'), open('b__2')], 'b'],
  [
    'the others after a failure',
    join(['a', 'b', 'c']),
    [at('a', 'FAILED'), open('c')],
    'c, because a failed',
  ],
  ['its default, too', join(['a'], ['d']), [open('a')], 'a, or for its default d'],
  [
    'its defaults, too',
    join(['a', 'b'], ['d', 'f']),
    [],
    'one of a, b to be scheduled and to end, or for one of its defaults d, f',
  ],
  ['its default alone', join([], ['d']), [], 'its default d'],
  ['what is a task, if one is', join(['ghost', 'a']), [], 'a'],
  ['what is no task', join(['ghost']), [], 'ghost, which is no task here'],
  ['nothing', join([]), [], ''],
  ['what makes no sense', join('a', 7), [], ''],
])('waits for %s', (_what, task, tasks, text) => {
  expect(exclusivelyAwaited(task, around(...tasks))).toBe(text);
});

test('waits in vain where nothing it names is a task', () => {
  expect(isExclusiveInVain(join(['ghost']), around())).toBe(true);
  expect(isExclusiveInVain(join([]), around())).toBe(true);
  expect(isExclusiveInVain(join(['ghost', 'a']), around())).toBe(false);
  expect(isExclusiveInVain(join(['ghost'], ['d']), around())).toBe(false);
});

test.each([
  ['the one that was scheduled', [at('b', 'COMPLETED', 5)], 'b'],
  ['the first of several', [at('b', 'COMPLETED', 4), at('a', 'COMPLETED', 5)], 'a'],
  ['its default while that had not ended', [at('a', 'COMPLETED', 15), at('d', 'COMPLETED', 3)], 'd'],
  ['its default where none was scheduled', [at('a', 'SKIPPED', 2), at('d', 'COMPLETED', 3)], 'd'],
  ['what nobody knows any more', [], undefined],
])('took %s', (_what, tasks, name) => {
  const ended = { ...join(['a', 'b'], ['d']), status: 'COMPLETED', endTime: 10 };
  expect(takenBy(ended, tasks)).toBe(name);
  expect(takenBy({ ...ended, status: 'IN_PROGRESS' }, tasks)).toBeUndefined();
  expect(takenBy({ ...ended, status: 'FAILED' }, tasks)).toBeUndefined();
  expect(takenBy({ ...ended, taskType: 'JOIN' }, tasks)).toBeUndefined();
});
