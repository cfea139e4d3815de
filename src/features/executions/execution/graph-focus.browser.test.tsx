import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { changed, FakeServer } from './testing/fake-server.ts';
import { openExecution } from './testing/open-execution.tsx';

const refs = ['validate', 'charge', 'ship'];

const failed = {
  workflowId: 'run-1',
  workflowName: 'orders',
  status: 'FAILED',
  startTime: 1_000,
  endTime: 9_000,
  workflowDefinition: {
    name: 'orders',
    tasks: refs.map((ref) => ({ name: ref, taskReferenceName: ref, type: 'SIMPLE' })),
  },
  tasks: refs.slice(0, 2).map((ref, at) => ({
    taskId: ref,
    referenceTaskName: ref,
    taskType: ref,
    status: at === 0 ? 'COMPLETED' : 'FAILED',
    seq: at + 1,
    startTime: 2_000,
    endTime: 3_000,
  })),
};

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1_200, 800);
  new FakeServer(failed).install();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const graph = page.getByRole('application');
const card = (ref: string) => graph.getByRole('button', { name: new RegExp(`^${ref} `) });
const panel = page.getByRole('complementary', { name: 'Task' });

test('the keys of the graph work on the page as it opens', async () => {
  await openExecution('/execution/run-1');
  await expect.element(panel.getByRole('heading', { name: 'charge' })).toBeVisible();
  await expect.element(document.body).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(card('validate')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(graph).toHaveFocus();
});

test('they leave the other tabs alone', async () => {
  await openExecution('/execution/run-1?tab=tasks');
  await expect.element(panel.getByRole('heading', { name: 'charge' })).toBeVisible();
  await userEvent.keyboard('{ArrowUp}o');
  await expect.element(panel.getByRole('heading', { name: 'charge' })).toBeVisible();
  await expect.element(document.body).toHaveFocus();
});

describe('when the task is let go of, the focus is in the graph, and its keys work', () => {
  test.each([
    ['by Escape in the graph', async () => userEvent.keyboard('{Escape}')],
    ['by closing the panel', async () => panel.getByRole('button', { name: 'Close the task panel' }).click()],
    ['by a click beside the tasks', async () => graph.click({ position: { x: 20, y: 400 } })],
  ])('%s', async (_how, letGo) => {
    await openExecution('/execution/run-1');
    await card('validate').click();
    await letGo();
    await expect.element(panel).not.toBeInTheDocument();
    await expect.element(graph).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(card('validate')).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('{Escape}/');
    await expect.element(page.getByRole('combobox', { name: 'Search in the graph' })).toHaveFocus();
  });
});

test('a run that a TERMINATE ended as failed opens at it, marked and in words', async () => {
  const [validate] = failed.tasks;
  const inputData = { terminationStatus: 'FAILED', terminationReason: 'no stock' };
  const stop = { ...validate, taskId: 'stop', referenceTaskName: 'stop', taskType: 'TERMINATE', inputData };
  const definition = { name: 'stop', taskReferenceName: 'stop', type: 'TERMINATE' };
  new FakeServer({
    ...failed,
    reasonForIncompletion: 'no stock',
    workflowDefinition: {
      name: 'orders',
      tasks: [...failed.workflowDefinition.tasks.slice(0, 1), definition],
    },
    tasks: [...failed.tasks.slice(0, 1), stop],
  }).install();
  await openExecution('/execution/run-1');
  await expect.element(card('stop')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(card('stop')).toHaveAttribute('data-look', 'failed');
  await expect.element(card('stop')).toMatchTextContent('ended the run as FAILED');
  await expect.element(panel.getByText('It ended the execution as failed.')).toBeVisible();
  await expect.element(panel.getByText('no stock')).toBeVisible();
});

test('an older attempt says so; a retry goes on to the newest', async () => {
  const server = new FakeServer(failed);
  server.install();
  const charged = failed.tasks.slice(1);
  const again = (taskId: string, retryCount: number, status: string) =>
    charged.map((task) => ({ ...task, taskId, retryCount, status, seq: retryCount + 2 }));
  const tried = [...failed.tasks, ...again('second', 1, 'FAILED')];
  server.execution = changed(failed, { tasks: tried });
  server.effects.set('/retry', () => {
    const tasks = [...tried, ...again('third', 2, 'IN_PROGRESS')];
    server.execution = changed(failed, { status: 'RUNNING', tasks });
  });
  const router = await openExecution('/execution/run-1?task=charge&attempt=charge');
  const newest = panel.getByRole('button', { name: /show the newest/ });
  await newest.click();
  await expect.element(newest).not.toBeInTheDocument();
  await expect.element(panel.getByText(/attempt 2 of 2/)).toBeVisible();
  await router.navigate('/execution/run-1?task=charge&attempt=charge');
  await expect.element(newest).toBeVisible();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect.element(panel.getByText(/attempt 3 of 3/)).toBeVisible();
  await expect.element(newest).not.toBeInTheDocument();
});
