import { expect, test } from 'vitest';
import { sampleTask } from '../testing/samples.ts';
import { awaitedBy, awaitedText } from './awaited.ts';

const join = (joinOn: unknown, ref = 'j') =>
  sampleTask({ referenceTaskName: ref, taskType: 'JOIN', status: 'IN_PROGRESS', inputData: { joinOn } });
const done = (ref: string) => sampleTask({ referenceTaskName: ref, status: 'COMPLETED' });
const open = (ref: string) => sampleTask({ referenceTaskName: ref, status: 'IN_PROGRESS' });
const defined = new Set(['a', 'b', 'c']);

test.each([
  ['what is open or yet to come', join(['a', 'b', 'c']), [done('a'), open('b')], 'b, c'],
  ['nothing that is done', join(['a', 'b']), [done('a'), done('b')], ''],
  ['what is no task', join(['a', 'ghost']), [done('a')], 'ghost, which is no task here'],
  ['several that are none', join(['ghost', 'spirit']), [], 'ghost, spirit, which are no tasks here'],
  ['both', join(['b', 'ghost']), [open('b')], 'b, and for ghost, which is no task here'],
  [
    'the task of its own iteration',
    join(['a', 'b'], 'j__2'),
    [done('a__1'), done('b__2'), done('b__1')],
    'a',
  ],
  [
    'the latest attempt',
    join(['a']),
    [sampleTask({ referenceTaskName: 'a', status: 'FAILED' }), open('a')],
    'a',
  ],
  ['a branch that a dynamic fork made', join(['made']), [open('made')], 'made'],
  ['what makes no sense', join('a'), [], ''],
  ['many', join(['a', 'b', 'c', 'made', 'm2']), [open('made'), open('m2')], 'a, b, c and 2 more'],
])('a join waits for %s', (_what, task, tasks, text) => {
  const surroundings = { tasks: [...tasks, task], isTask: (ref: string) => defined.has(ref) };
  expect(awaitedText(awaitedBy(task, surroundings))).toBe(text);
});
