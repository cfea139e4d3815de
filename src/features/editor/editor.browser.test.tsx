import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fromMiddle } from '#ui/workflow-graph/testing/from-middle.ts';
import { FakeServer } from './testing/fake-server.ts';
import { clickLine, openEditor, patience, slowTest } from './testing/open-editor.tsx';

const sent = [
  '{"name":"order","version":1,"unknown":{"big":12345678901234567890},"tasks":[',
  '{"name":"check","taskReferenceName":"check","type":"SIMPLE","inputParameters":{}},',
  '{"name":"pay","taskReferenceName":"pay","type":"SIMPLE","inputParameters":{"sum":"${chek.output.sum}"}}',
  ']}',
].join('');

vi.setConfig({ testTimeout: slowTest });

let server = new FakeServer();

// The editor's own code is megabytes: no single test should have to wait for it.
beforeAll(async () => {
  await Promise.all([
    import('#ui/code-editor/monaco-view.tsx'),
    import('#ui/code-editor/monaco-diff-view.tsx'),
  ]);
}, 120_000);

beforeEach(() => {
  localStorage.clear();
  server = new FakeServer();
  server.hold('order', 1, sent);
  server.install();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const graph = page.getByRole('region', { name: 'Graph' });
const problems = page.getByRole('region', { name: 'Problems' });
const save = page.getByRole('button', { name: 'Save', exact: true });
const dialog = page.getByRole('dialog');

async function typeAtEndOf(line: number, text: string): Promise<void> {
  await clickLine(line);
  await userEvent.keyboard(`{End}${text}`);
}

test('a broken text leaves the graph standing and says why; mended, both go on', async () => {
  await openEditor('/workflowDef/order');
  await typeAtEndOf(2, 'x');
  await expect.element(graph.getByText(/Showing the last valid state; line 2/)).toBeVisible();
  await expect.element(graph.getByText('pay').first()).toBeVisible();
  await save.click();
  await expect.element(page.getByText(/This cannot be saved yet\. Line 2/)).toBeVisible();
  expect(server.saved).toEqual([]);
  await typeAtEndOf(2, '{Backspace}');
  await expect.element(page.getByText(/cannot be saved/)).not.toBeInTheDocument();
  await expect.element(graph.getByText(/last valid state/)).not.toBeInTheDocument();
});

test('a problem leads to its line, and what was meant is one click away', async () => {
  await openEditor('/workflowDef/order');
  await expect.element(problems.getByText('chek is not a task of this workflow.')).toBeVisible();
  await expect.element(problems.getByText('1 error')).toBeVisible();
  await clickLine(1);
  await problems.getByRole('button', { name: 'Change to check' }).click();
  await expect.element(problems.getByText('None found')).toBeVisible();
  await expect.element(page.getByText('Unsaved changes')).toBeVisible();
});

test('graph, text and address share one selection', async () => {
  const router = await openEditor('/workflowDef/order?task=check');
  await clickLine(2);
  await vi.waitFor(() => expect(router.state.location.search).toBe(''), patience);
  await graph.getByText('pay').first().click();
  await vi.waitFor(() => expect(router.state.location.search).toBe('?task=pay'), patience);
  await clickLine(9);
  await vi.waitFor(() => expect(router.state.location.search).toBe('?task=check'), patience);
});

test.each([
  ['t40', '[]'],
  ['pack', '[]'],
  ['pack', '["batch"]'],
])('opens at the task %s of the address, selected and in the middle; folded is %s', async (ref, folded) => {
  const step = (name: string) => ({ name, taskReferenceName: name, type: 'SIMPLE' });
  const chain = (from: number) => Array.from({ length: 30 }, (_, at) => step(`t${from + at}`));
  const batch = { ...step('batch'), type: 'DO_WHILE', loopOver: [step('pack')] };
  localStorage.setItem('graph-folded:order', folded);
  server.hold(
    'order',
    1,
    JSON.stringify({ name: 'order', version: 1, tasks: [...chain(0), batch, ...chain(30)] }),
  );
  const router = await openEditor(`/workflowDef/order?task=${ref}`);
  const card = graph.getByRole('button', { name: new RegExp(`^${ref} `) });
  await expect.element(card).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => fromMiddle(card.element())).toEqual([0, 0]);
  expect(router.state.location.search).toBe(`?task=${ref}`);
});

test('the link to the selected task is copied from the graph', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await openEditor('/workflowDef/order');
  const copy = graph.getByRole('button', { name: 'Copy the link to the selected task' });
  await expect.element(copy).toBeDisabled();
  await graph.getByText('pay').first().click();
  await copy.click();
  await expect.element(page.getByText('Copied the link to this task')).toBeVisible();
  expect(write.mock.lastCall?.[0]).toBe(`${window.location.origin}/workflowDef/order?task=pay`);
  write.mockRestore();
});

test('the next version is the text with another number, to the last character', async () => {
  const router = await openEditor('/workflowDef/order');
  await typeAtEndOf(2, ' ');
  await save.click();
  await dialog.getByRole('radio', { name: 'Save as version 2' }).click();
  await dialog.getByRole('button', { name: 'Save version 2' }).click();
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/workflowDef/order/2'), patience);
  const [request] = server.saved;
  expect(request?.method).toBe('POST');
  expect(request?.text.split('\n').slice(0, 6)).toEqual([
    '{',
    '  "name": "order", ',
    '  "version": 2,',
    '  "unknown": {',
    '    "big": 12345678901234567890',
    '  },',
  ]);
});

test('a version that somebody else has saved is not overwritten unseen', async () => {
  await openEditor('/workflowDef/order');
  await typeAtEndOf(2, ' ');
  server.hold('order', 1, sent.replace('"pay"', '"paid"'));
  await save.click();
  await expect.element(dialog.getByText(/has changed on the server since you opened it/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Overwrite version 1' }).click();
  await expect.element(page.getByText('Saved order, version 1')).toBeVisible();
  await expect.element(page.getByText('Unsaved changes')).not.toBeInTheDocument();
  expect(server.saved.map((request) => request.method)).toEqual(['PUT']);
});

test("the server's refusal stands at the line it speaks of", async () => {
  await openEditor('/workflowDef/order');
  await typeAtEndOf(2, ' ');
  server.refusal = {
    status: 400,
    body: {
      status: 400,
      message: 'Validation failed, check below errors for detail.',
      validationErrors: [{ path: 'updateWorkflowDef.arg0[0].tasks[0]', message: 'check may not be used' }],
    },
  };
  await save.click();
  await dialog.getByRole('button', { name: 'Save version 1' }).click();
  await expect.element(dialog.getByText(/check may not be used/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const row = problems.getByRole('listitem').filter({ hasText: 'The server says: check may not be used' });
  await expect.element(row.getByText('line 8', { exact: true })).toBeVisible();
});

test('edits left behind wait as a draft', async () => {
  const router = await openEditor('/workflowDef/order');
  await typeAtEndOf(2, ' ');
  await expect.element(page.getByText('Unsaved changes')).toBeVisible();
  await vi.waitFor(() => expect(localStorage.getItem('conductor.draft.order/1')).not.toBeNull(), patience);
  void router.navigate('/workflowDef');
  await page.getByRole('button', { name: 'Keep as draft and leave' }).click();
  await expect.element(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  void router.navigate('/workflowDef/order');
  await page.getByRole('button', { name: 'Restore them' }).click();
  await expect.element(page.getByText('Unsaved changes')).toBeVisible();
});

test('a new workflow begins with its name, ready to be typed over', async () => {
  const router = await openEditor('/newWorkflowDef');
  await expect.element(graph.getByText('greet').first(), patience).toBeVisible();
  await vi.waitFor(() => expect(document.activeElement?.closest('.monaco-editor')).not.toBeNull(), patience);
  await userEvent.keyboard('parcels');
  await save.click();
  await dialog.getByRole('button', { name: 'Save version 1' }).click();
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/workflowDef/parcels/1'), patience);
});

test('a workflow that is not there says so', async () => {
  await openEditor('/workflowDef/gone');
  await expect.element(page.getByText('There is no workflow gone')).toBeVisible();
});
