import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeSearch } from './testing/fake-search.ts';
import { openList } from './testing/open-list.tsx';

let server = new FakeSearch();

beforeEach(() => {
  server = new FakeSearch();
  server.rows = [
    { id: 'run-1', name: 'orders', status: 'FAILED', reason: '402 Card declined' },
    { id: 'run-2', name: 'orders', status: 'RUNNING' },
    { id: 'run-3', name: 'nightly report', status: 'COMPLETED' },
  ];
  server.install();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const dialog = page.getByRole('dialog');

function row(text: string | RegExp): ReturnType<typeof page.getByRole> {
  return page.getByRole('row').filter({ hasText: text });
}

function lastSearch(): URLSearchParams {
  return (
    server.seen.findLast(({ path, params }) => path.endsWith('/search') && params.get('size') === '100')
      ?.params ?? new URLSearchParams()
  );
}

test('shows each execution with its status, its length and what went wrong', async () => {
  await openList();
  const failed = row('402 Card declined');
  await expect.element(failed).toBeVisible();
  await expect.element(failed.getByText('Failed')).toBeVisible();
  await expect.element(failed.getByText('41.2 s')).toBeVisible();
  await expect.element(page.getByText('3 executions')).toBeVisible();
  expect(lastSearch().get('sort')).toBe('startTime:DESC');
});

test('an address with filters is the search it names', async () => {
  await openList('/executions?workflow=orders&workflow=bills&status=FAILED&correlation=c-1&text=card');
  await expect.element(page.getByRole('tab', { name: /^Failed/ })).toHaveAttribute('aria-selected', 'true');
  await vi.waitFor(() => expect(lastSearch().get('freeText')).toBe('card'), { timeout: 10_000 });
  expect(lastSearch().get('query')).toBe(
    'workflowType IN (orders,bills) AND status IN (FAILED) AND correlationId=c-1',
  );
});

test('a filter goes into the address', async () => {
  const router = await openList();
  await page.getByRole('tab', { name: /^Running/ }).click();
  await vi.waitFor(() => expect(router.state.location.search).toBe('?status=RUNNING'), { timeout: 10_000 });
  await expect.element(row('402 Card declined')).not.toBeInTheDocument();
  await userEvent.keyboard('/');
  await userEvent.keyboard('report');
  await vi.waitFor(() => expect(router.state.location.search).toBe('?status=RUNNING&text=report'), {
    timeout: 10_000,
  });
  await expect.element(page.getByText('No execution fits')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect.element(row('orders')).toBeVisible();
});

test('Enter takes the first workflow that fits what was typed, and a pattern as it is', async () => {
  const router = await openList();
  const names = page.getByRole('combobox', { name: 'Workflow names' });
  await names.fill('night');
  await expect.element(page.getByRole('option', { name: 'nightly report' })).toBeVisible();
  await userEvent.keyboard('{Enter}{Enter}');
  await vi.waitFor(() => expect(router.state.location.search).toBe('?workflow=nightly+report'), {
    timeout: 10_000,
  });
  await names.fill('ord*');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(
    () => expect(router.state.location.search).toBe('?workflow=nightly+report&workflow=ord*'),
    { timeout: 10_000 },
  );
});

test('counts the executions of each status', async () => {
  await openList();
  await expect.element(page.getByRole('tab', { name: /^Failed/ })).toHaveTextContent('Failed1');
  await expect.element(page.getByRole('tab', { name: /^Paused/ })).toHaveTextContent('Paused0');
});

test('a row opens its execution', async () => {
  const router = await openList();
  await row('nightly report').getByText('Completed').click();
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/execution/run-3'), {
    timeout: 10_000,
  });
});

test('terminates what can be terminated, with a reason, and says what was left alone', async () => {
  await openList();
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).click();
  await expect.element(page.getByText('3 selected')).toBeVisible();
  await page.getByRole('button', { name: /^Terminate/ }).click();
  await expect.element(dialog.getByText('2 of the selected are left alone (ended already).')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('wrong date');
  await dialog.getByRole('button', { name: 'Terminate 1 execution' }).click();
  await expect.element(page.getByText('1 execution terminated')).toBeVisible();
  const request = server.seen.find(({ path }) => path.endsWith('/bulk/terminate'));
  expect(request?.body).toBe('["run-2"]');
  expect(request?.params.get('reason')).toBe('wrong date');
  await expect.element(page.getByText('3 selected')).not.toBeInTheDocument();
});

test("lists what did not work, in the server's words", async () => {
  server.failing.set('run-1', 'There are no retryable tasks!');
  await openList();
  await page.getByRole('checkbox', { name: 'Select orders run-1' }).click();
  await page.getByRole('button', { name: /^Retry/ }).click();
  await dialog.getByRole('button', { name: 'Retry 1 execution' }).click();
  await expect.element(dialog.getByText('There are no retryable tasks!')).toBeVisible();
  await expect.element(dialog.getByRole('link', { name: 'run-1' })).toBeVisible();
});

test('a refresh keeps the selection, and brings what is new', async () => {
  await openList();
  await page.getByRole('checkbox', { name: 'Select orders run-2' }).click();
  server.rows = [{ id: 'run-4', name: 'fresh one', status: 'COMPLETED' }, ...server.rows];
  await expect.element(row('fresh one')).toBeVisible();
  await expect.element(page.getByRole('checkbox', { name: 'Select orders run-2' })).toBeChecked();
});

test('with nothing on the server, offers a sample and a command', async () => {
  server.rows = [];
  await openList();
  await expect.element(page.getByRole('button', { name: 'Run a sample' })).toBeVisible();
  await expect.element(page.getByText(/^curl -X POST/)).toBeVisible();
});

test('when no server answers, says so and offers to try again', async () => {
  server.broken = () => new Response('{"message":"nobody at 10.0.0.7"}', { status: 502 });
  await openList();
  await expect.element(page.getByRole('alert').getByText('nobody at 10.0.0.7')).toBeVisible();
  server.broken = undefined;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(row('402 Card declined')).toBeVisible();
});

test('runs a workflow, and opens the new execution', async () => {
  const router = await openList();
  await page.getByRole('button', { name: 'Run workflow' }).click();
  await dialog.getByRole('combobox', { name: 'Workflow' }).click();
  await page.getByRole('option', { name: 'nightly report' }).click();
  await dialog.getByRole('textbox', { name: 'Input' }).fill('{"id": 9223372036854775807');
  await dialog.getByRole('button', { name: 'Run' }).click();
  await expect.element(dialog.getByText(/JSON/).last()).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Input' }).fill('{"id": 9223372036854775807}');
  await dialog.getByRole('button', { name: 'Run' }).click();
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/execution/new-id'), {
    timeout: 10_000,
  });
  const request = server.seen.find(({ path }) => path === '/api/workflow');
  expect(request?.body).toBe('{"name":"nightly report","input":{"id":9223372036854775807}}');
});
