import { expect, test } from 'vitest';
import { isOnlyAfter } from './only-after.ts';

const join = ['tasks', 1];
const inCase = ['tasks', 1, 'decisionCases', 'a', 0];
const inBranch = ['tasks', 1, 'forkTasks', 0, 1];

test.each([
  ['what stands behind', ['tasks', 2], join, true],
  ['what is inside of what stands behind', ['tasks', 2, 'loopOver', 0], join, true],
  ['itself', join, join, true],
  ['what stands before', ['tasks', 0], join, false],
  ['what stands behind the decision around', ['tasks', 2], inCase, true],
  ['what stands behind the loop around', ['tasks', 2], ['tasks', 1, 'loopOver', 3], true],
  ['what is in another case', ['tasks', 1, 'decisionCases', 'b', 1], inCase, false],
  ['what stands behind in the same branch', ['tasks', 1, 'forkTasks', 0, 2], inBranch, true],
  ['what is in another branch', ['tasks', 1, 'forkTasks', 1, 0], inBranch, false],
  ['what stands behind the fork around, which may go on', ['tasks', 2], inBranch, false],
  ['the decision around', ['tasks', 1], inCase, false],
])('%s', (_what, task, other, expected) => {
  expect(isOnlyAfter(task, other)).toBe(expected);
});
