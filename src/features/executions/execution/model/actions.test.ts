import { expect, test } from 'vitest';
import { knownWorkflowStatuses } from '#contract/index.ts';
import { sampleTask, sampleWorkflow } from '../testing/samples.ts';
import { actionIds, failedSubWorkflows, mainActions, obstaclesOf, type ActionId } from './actions.ts';
import { stepsOf } from './attempts.ts';

const failed = sampleTask({ status: 'FAILED' });

function possible(status: string, tasks = [failed]): readonly ActionId[] {
  const obstacles = obstaclesOf(sampleWorkflow(tasks, { status }), stepsOf(tasks));
  return actionIds.filter((id) => obstacles[id] === undefined);
}

test.each([
  ['RUNNING', ['pause', 'terminate', 'runAgain']],
  ['PAUSED', ['resume', 'terminate', 'runAgain']],
  ['COMPLETED', ['restart', 'runAgain', 'remove']],
  ['FAILED', ['retry', 'terminate', 'restart', 'runAgain', 'remove']],
  ['TIMED_OUT', ['retry', 'terminate', 'restart', 'runAgain', 'remove']],
  ['TERMINATED', ['retry', 'restart', 'runAgain', 'remove']],
  ['DREAMING', ['pause', 'terminate', 'runAgain']],
])('%s allows %j', (status, actions) => {
  expect(possible(status)).toEqual(actions);
});

test('a retry needs a task that failed or was canceled, or an execution that timed out', () => {
  const completed = [sampleTask({ status: 'COMPLETED' })];
  expect(possible('FAILED', completed)).not.toContain('retry');
  expect(possible('TIMED_OUT', completed)).toContain('retry');
  expect(possible('TERMINATED', [sampleTask({ status: 'CANCELED' })])).toContain('retry');
});

test('a failed attempt that was followed by a good one is nothing to retry', () => {
  const attempts = [failed, sampleTask({ status: 'COMPLETED', retryCount: 1 })];
  expect(possible('TERMINATED', attempts)).not.toContain('retry');
});

test('a definition may forbid the restart of what has completed, not of what has failed', () => {
  const workflowDefinition = { name: 'orders', restartable: false };
  const obstacle = (status: string) =>
    obstaclesOf(sampleWorkflow([], { status, workflowDefinition }), []).restart;
  expect(obstacle('COMPLETED')).toMatch(/not to be restarted/);
  expect(obstacle('FAILED')).toBeUndefined();
});

test('every status has its buttons, and what stands in the open can be done', () => {
  for (const status of knownWorkflowStatuses) {
    expect(possible(status)).toEqual(expect.arrayContaining([...mainActions(status)]));
  }
});

test('failed sub-workflows are found among the failed', () => {
  const child = sampleTask({ status: 'FAILED', taskType: 'SUB_WORKFLOW', referenceTaskName: 'child' });
  expect(failedSubWorkflows(stepsOf([failed, child])).map(({ ref }) => ref)).toEqual(['child']);
});
