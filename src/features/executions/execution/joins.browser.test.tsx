import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { JsonObject } from '#contract/index.ts';
import { FakeServer } from './testing/fake-server.ts';
import { openExecution } from './testing/open-execution.tsx';
import { servedTask } from './testing/samples.ts';

const step = (ref: string, fields: object = {}) => ({
  name: ref,
  taskReferenceName: ref,
  type: 'SIMPLE',
  ...fields,
});

const definition = {
  name: 'orders',
  version: 1,
  tasks: [
    step('pick', { type: 'SWITCH', decisionCases: { air: [step('fly')], sea: [step('sail')] } }),
    step('e', { type: 'EXCLUSIVE_JOIN', joinOn: ['fly', 'sail'] }),
  ],
};

const join = (fields: JsonObject): JsonObject =>
  servedTask('e', {
    taskType: 'EXCLUSIVE_JOIN',
    inputData: { joinOn: ['fly', 'sail'], defaultExclusiveJoinTask: [] },
    workflowTask: step('e', { type: 'EXCLUSIVE_JOIN' }),
    ...fields,
  });

function serve(status: string, tasks: readonly JsonObject[]): void {
  const execution = { workflowId: 'run-1', workflowName: 'orders', status, startTime: 1_000 };
  new FakeServer({ ...execution, workflowDefinition: definition, tasks: [...tasks] }).install();
}

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1_200, 800);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const panel = page.getByRole('complementary', { name: 'Task' });

test('an EXCLUSIVE_JOIN says that it waits for one of its tasks', async () => {
  serve('RUNNING', [servedTask('pick'), join({ status: 'IN_PROGRESS', endTime: 0 })]);
  await openExecution('/execution/run-1?task=e');
  const sentence = 'e is waiting for one of fly, sail to be scheduled and to end';
  await expect.element(page.getByText(sentence, { exact: true })).toBeVisible();
  await expect.element(panel.getByText(`${sentence}.`, { exact: true })).toBeVisible();
});

test('an EXCLUSIVE_JOIN says which of its tasks it waits for', async () => {
  serve('RUNNING', [
    servedTask('pick'),
    servedTask('sail', { status: 'IN_PROGRESS', endTime: 0 }),
    join({ status: 'IN_PROGRESS', endTime: 0 }),
  ]);
  await openExecution('/execution/run-1?task=e');
  await expect.element(panel.getByText('e is waiting for sail.', { exact: true })).toBeVisible();
});

test('a fork that the server could not begin is marked with the reason, and can be shown', async () => {
  const race = step('race', { type: 'FORK_JOIN', forkTasks: [[step('fly')], [step('sail')]] });
  const tasks = [step('first'), race, step('e', { type: 'EXCLUSIVE_JOIN', joinOn: ['fly', 'sail'] })];
  const reason = 'Fork task definition is not followed by a join task.';
  new FakeServer({
    workflowId: 'run-1',
    workflowName: 'orders',
    status: 'FAILED',
    startTime: 1_000,
    reasonForIncompletion: `${reason} (task race)`,
    workflowDefinition: { ...definition, tasks },
    tasks: [servedTask('first')],
  }).install();
  await openExecution('/execution/run-1');
  const card = page.getByRole('application').getByRole('button', { name: /^race.*Failed/ });
  await expect.element(card).toMatchTextContent(reason);
  await page.getByRole('button', { name: 'Show task' }).click();
  await expect
    .element(panel.getByText(`The server could not begin this step, and the execution failed: ${reason}`))
    .toBeVisible();
});

test('a JOIN that waits for what comes only after it says so', async () => {
  const gj = step('gj', { type: 'JOIN', joinOn: ['end'] });
  new FakeServer({
    workflowId: 'run-1',
    workflowName: 'orders',
    status: 'RUNNING',
    startTime: 1_000,
    workflowDefinition: { ...definition, tasks: [gj, step('end')] },
    tasks: [
      servedTask('gj', {
        taskType: 'JOIN',
        status: 'IN_PROGRESS',
        endTime: 0,
        inputData: { joinOn: ['end'] },
        workflowTask: gj,
      }),
    ],
  }).install();
  await openExecution('/execution/run-1');
  await expect.element(page.getByText('It can never go on: end comes only after it.')).toBeVisible();
});

test('an EXCLUSIVE_JOIN that has ended says which task it took', async () => {
  serve('COMPLETED', [servedTask('pick'), servedTask('sail', { endTime: 4_000 }), join({ endTime: 5_000 })]);
  await openExecution('/execution/run-1?task=e');
  const what = panel.getByRole('term').filter({ hasText: 'Output from' });
  await expect.element(what).toBeVisible();
  await expect.element(panel.getByRole('definition').filter({ hasText: /^sail$/ })).toBeVisible();
});
