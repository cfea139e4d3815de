import { expectAccessible } from '../../accessibility.ts';
import { instant } from '../../definitions.ts';
import { expect, test } from '../../fixtures.ts';
import { App } from '../../page-models/app.ts';

test('a server on which nothing has run yet', async ({ page, ownServer }) => {
  const server = await ownServer();
  const app = new App(page, server.page);
  await app.visit('/executions');
  await expect(app.heading('Nothing has run yet')).toBeVisible();
  await expectAccessible(page);
  await app.visit('/workflowDef');
  await expect(app.heading('No workflows yet')).toBeVisible();
  await expectAccessible(page);
});

test('the list of executions, with its bulk actions and its dialog', async ({ app, api, page }) => {
  const name = 'accessible_list';
  const { executions } = app;
  await api.registerTwoSteps(name);
  const running = await api.start(name, {}, 'order 7');
  await api.fail(name, 'greet', 'The line was busy');
  const open = await api.start(name);
  await app.visit(`/executions?workflow=${name}&correlation=*&range=custom`);
  await expect(executions.row(running)).toContainText('The line was busy');
  await executions.select(running, open);
  await expect(executions.selected).toBeVisible();
  await expectAccessible(page);
  await executions.selected.getByRole('button', { name: /^Terminate/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});

test('a completed execution on each of its tabs', async ({ app, api, page }) => {
  const name = 'accessible_run';
  const { execution } = app;
  await api.register(instant(name));
  await app.visit(`/execution/${await api.start(name, { who: 'Ada' })}`);
  await expect(execution.status('Completed')).toBeVisible();
  for (const tab of ['Graph', 'Timeline', 'Tasks', 'Input and output', 'Variables', 'Definition', 'JSON']) {
    await execution.tab(tab).click();
    await expect(execution.tab(tab)).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(page);
  }
});

test('a failed execution with the panel of its task on each tab', async ({ app, api, page }) => {
  const name = 'accessible_failure';
  const { execution } = app;
  await api.registerTwoSteps(name);
  const id = await api.start(name, { who: 'Ada' });
  await api.fail(name, 'greet', 'The line was busy');
  await app.visit(`/execution/${id}`);
  await expect(execution.taskTitle('greet')).toBeVisible();
  for (const tab of ['Overview', 'Input', 'Output', 'Logs', 'Attempts', 'JSON']) {
    await execution.taskTab(tab).click();
    await expect(execution.taskTab(tab)).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(page);
  }
});

test('the search of a graph with what it has found, and the legend', async ({ app, api, page }) => {
  const name = 'accessible_search';
  const { graph } = app.execution;
  await api.registerTwoSteps(name);
  await app.visit(`/execution/${await api.start(name, { who: 'Ada' })}`);
  await graph.canvas.focus();
  await page.keyboard.press('/');
  await page.keyboard.type('task');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { selected: true })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'What do the colours and lines mean?' }).click();
  await expect(page.getByRole('dialog').getByText('Not reached')).toBeVisible();
  await expectAccessible(page);
});

test('definitions: the list, the editor with problems, its dialogs', async ({ app, api, page }) => {
  const name = 'accessible_definition';
  const { definitions, editor } = app;
  await api.registerTwoSteps(name);
  await app.visit('/workflowDef');
  await expect(definitions.link(name)).toBeVisible();
  await expectAccessible(page);

  await definitions.link(name).click();
  await expect(editor.graph.card('greet')).toBeVisible();
  await expect(editor.code).toBeAttached();
  await expectAccessible(page);

  await editor.write({ ...instant(name), schemaVersion: 7 });
  await expect(editor.problem(/^Error/)).toBeVisible();
  await expectAccessible(page);
  await editor.save.click();
  await expect(editor.saveDialog).toContainText('SET_VARIABLE');
  await expectAccessible(page);
});

test('a new definition, the dialog that runs one, the palette, the keys', async ({ app, api, page }) => {
  const name = 'accessible_dialogs';
  await api.register(instant(name));
  await app.visit('/newWorkflowDef');
  await expect(app.editor.graph.card('greet')).toBeVisible();
  await expect(app.editor.code).toBeAttached();
  await expectAccessible(page);
  await app.visit('/executions');
  await app.executions.runWorkflow.click();
  await expect(app.runDialog.run).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(app.runDialog.dialog).toHaveCount(0);
  await app.palette.open();
  await page.keyboard.type(name);
  await expect(app.palette.command(`${name} Definition`)).toBeVisible();
  await expectAccessible(page);
});

test('pages of what is not there', async ({ app, page }) => {
  await app.visit('/no/such/page');
  await expect(app.heading('There is no such page')).toBeVisible();
  await expectAccessible(page);
  await app.visit('/execution/no-such-id');
  await expect(app.heading('No such execution')).toBeVisible();
  await expectAccessible(page);
  await app.visit('/workflowDef/no_such_workflow');
  await expect(app.heading('There is no workflow no_such_workflow')).toBeVisible();
  await expectAccessible(page);
});
