import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { JsonObject } from '#contract/index.ts';
import { FakeServer } from './testing/fake-server.ts';
import { openExecution } from './testing/open-execution.tsx';

function failed(told: string): JsonObject {
  return {
    workflowId: 'run-1',
    workflowName: 'orders',
    status: 'FAILED',
    startTime: 1_000,
    endTime: 2_000,
    output: { 'conductor.failure_workflow': told },
    workflowDefinition: { name: 'orders', version: 1, tasks: [] },
    tasks: [],
  };
}

const server = new FakeServer({});

beforeEach(() => {
  localStorage.clear();
  server.executions.clear();
  server.refusals.clear();
  server.install();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const about = page.getByRole('list', { name: 'About this execution' });
const fact = about.getByRole('listitem').filter({ hasText: 'Failure workflow' });

test('the workflow that ran on failure is told by its name, its status and a link', async () => {
  server.execution = failed('rescue-run');
  server.executions.set('/rescue-run', {
    workflowId: 'rescue-run',
    workflowName: 'rescue',
    status: 'COMPLETED',
    startTime: 2_000,
    endTime: 3_000,
  });
  await openExecution('/execution/run-1');
  await expect.element(fact).toHaveTextContent('Failure workflow rescueCompleted');
  await expect
    .element(fact.getByRole('link', { name: 'rescue' }))
    .toHaveAttribute('href', '/execution/rescue-run');
});

test('of one that the server does not show there is the id', async () => {
  server.execution = failed('rescue-run');
  server.refusals.set('/rescue-run', { status: 404, message: 'It was archived' });
  await openExecution('/execution/run-1');
  await expect.element(fact.getByTitle('rescue-run')).toHaveAttribute('href', '/execution/rescue-run');
});

test('of one that could not be started there is the reason', async () => {
  server.execution = failed('Error workflow rescue failed to start.  reason: No such workflow defined.');
  await openExecution('/execution/run-1');
  await expect.element(fact.getByText('rescue was not started: No such workflow defined.')).toBeVisible();
});
