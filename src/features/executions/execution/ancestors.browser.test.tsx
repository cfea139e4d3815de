import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { JsonObject } from '#contract/index.ts';
import { FakeServer } from './testing/fake-server.ts';
import { openExecution } from './testing/open-execution.tsx';

function run(id: string, parent: string | undefined, fields: JsonObject = {}): JsonObject {
  return {
    workflowId: id,
    workflowName: `workflow of ${id}`,
    status: 'COMPLETED',
    startTime: 1_000,
    endTime: 2_000,
    ...(parent === undefined ? {} : { parentWorkflowId: parent, parentWorkflowTaskId: `task in ${parent}` }),
    workflowDefinition: { name: 'orders', version: 1, tasks: [] },
    tasks: [],
    ...fields,
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

const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' });
const fact = page
  .getByRole('list', { name: 'About this execution' })
  .getByRole('listitem')
  .filter({ hasText: 'Sub-workflow of' });

test('a sub-workflow names the executions around it up to the root, and the status of its parent', async () => {
  server.execution = run('leaf', 'middle');
  server.executions.set('/middle', run('middle', 'top', { status: 'FAILED' }));
  server.executions.set('/top', run('top', undefined));
  await openExecution('/execution/leaf');
  await expect
    .element(crumbs)
    .toHaveTextContent('Executions / workflow of top / workflow of middle / workflow of leaf');
  await expect
    .element(crumbs.getByRole('link', { name: 'workflow of middle' }))
    .toHaveAttribute('href', '/execution/middle/task%20in%20middle');
  await expect.element(fact).toHaveTextContent('Sub-workflow of workflow of middleFailed');
});

test('of a parent that cannot be read there is the id', async () => {
  server.execution = run('leaf', 'middle');
  server.refusals.set('/middle', { status: 404, message: 'It was removed' });
  await openExecution('/execution/leaf');
  await expect.element(crumbs).toHaveTextContent('Executions / middle / workflow of leaf');
  await expect.element(fact.getByTitle('middle')).toHaveTextContent('middle');
});

test('of very many around it only the next five are asked for', async () => {
  server.execution = run('r0', 'r1');
  for (let at = 1; at < 9; at += 1) server.executions.set(`/r${at}`, run(`r${at}`, `r${at + 1}`));
  await openExecution('/execution/r0');
  await expect
    .element(crumbs)
    .toMatchTextContent(/^Executions \/ r6 \/ workflow of r5 \/ .* \/ workflow of r1 \/ workflow of r0$/);
});
