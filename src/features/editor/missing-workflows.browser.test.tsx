import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FakeServer } from './testing/fake-server.ts';
import { clickLine, openEditor, slowTest } from './testing/open-editor.tsx';

const sub = (ref: string, name: string) => ({
  name: ref,
  taskReferenceName: ref,
  type: 'SUB_WORKFLOW',
  subWorkflowParam: { name },
});
const order = {
  name: 'order',
  version: 1,
  failureWorkflow: 'rescue',
  tasks: [sub('pack', 'packing'), sub('send', 'shiping'), sub('any', '${workflow.input.which}')],
};

vi.setConfig({ testTimeout: slowTest });

let server = new FakeServer();

beforeAll(async () => {
  await import('#ui/code-editor/monaco-view.tsx');
}, 120_000);

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer();
  server.hold('order', 1, JSON.stringify(order));
  server.hold('packing', 1, '{"name":"packing","tasks":[]}');
  server.hold('shipping', 1, '{"name":"shipping","tasks":[]}');
  server.install();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const graph = page.getByRole('region', { name: 'Graph' });
const problems = page.getByRole('region', { name: 'Problems' });
const card = (ref: string) => graph.getByRole('button', { name: new RegExp(`^${ref} `) });

test('a workflow that is not there is a warning, and stands on its card', async () => {
  await openEditor('/workflowDef/order');
  await expect.element(problems.getByText('No workflow shiping on this server yet.')).toBeVisible();
  await expect.element(problems.getByText('No workflow rescue on this server yet.')).toBeVisible();
  await expect.element(problems.getByText('2 warnings')).toBeVisible();
  await expect.element(problems.getByText(/error/)).not.toBeInTheDocument();
  await expect.element(card('send')).toHaveAccessibleName(/No workflow shiping on this server/);
  await expect.element(card('pack')).not.toHaveAccessibleName(/No workflow/);
  await expect.element(card('any')).not.toHaveAccessibleName(/No workflow/);
  await expect.element(graph.getByText('on failure: rescue (missing)')).toBeVisible();
  await clickLine(1);
  await userEvent.keyboard('{End} ');
  await problems.getByRole('button', { name: 'Change to shipping' }).click();
  await expect.element(problems.getByText('1 warning', { exact: true })).toBeVisible();
  await expect.element(card('send')).not.toHaveAccessibleName(/No workflow/);
  expect(server.namesAsked).toBe(1);
});

test('nothing is claimed where the server does not tell what it has', async () => {
  server.hidesNames = true;
  await openEditor('/workflowDef/order');
  await expect.element(problems.getByText('None found')).toBeVisible();
  await expect.element(card('send')).not.toHaveAccessibleName(/No workflow/);
});
