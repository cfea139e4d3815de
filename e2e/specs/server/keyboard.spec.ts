import { loopInFork, waiting } from '../../definitions.ts';
import { expect, test } from '../../fixtures.ts';

test('a workflow is found, opened and run without a mouse', async ({ app, api, page }) => {
  const name = 'by_keyboard';
  const { editor, execution, palette, runDialog } = app;
  await api.register(waiting(name));
  await app.visit('/executions');
  await expect(app.heading('Executions')).toBeVisible();

  await palette.open();
  await page.keyboard.type(name);
  await expect(palette.command(`${name} Definition`)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(editor.graph.card('wait')).toBeVisible();

  await palette.open();
  await page.keyboard.type('run workflow');
  await expect(palette.command('Run workflow…')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(runDialog.workflow).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(runDialog.workflow).toHaveValue(name);
  for (const field of [runDialog.version, runDialog.input, runDialog.correlationId]) {
    await page.keyboard.press('Tab');
    await expect(field).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(execution.status('Running')).toBeVisible();
});

test('arrows move through the list, Space selects, Enter opens, and the browser leads back', async ({
  app,
  api,
  page,
}) => {
  const name = 'arrow_keys';
  const { executions, execution } = app;
  await api.register(waiting(name));
  const older = await api.start(name);
  const newer = await api.start(name);
  await app.visit(`/executions?workflow=${name}&sort=startTime:ASC`);
  await expect(executions.rows).toHaveCount(2);

  await executions.row(older).focus();
  await page.keyboard.press('ArrowDown');
  await expect(executions.row(newer)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(executions.selected).toContainText('1 selected');
  await page.keyboard.press('Home');
  await expect(executions.row(older)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(execution.status('Running')).toBeVisible();
  expect(await execution.id()).toBe(older);
});

test('the graph of a run is walked with arrows, and Escape closes the panel', async ({ app, api, page }) => {
  const name = 'graph_keys';
  const { execution } = app;
  await api.registerTwoSteps(name);
  await app.visit(`/execution/${await api.start(name)}`);
  await expect(execution.taskTitle('greet')).toBeVisible();
  await execution.graph.canvas.focus();
  await page.keyboard.press('ArrowDown');
  await expect(execution.taskTitle('part')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(execution.taskTitle('greet')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(execution.taskPanel).toHaveCount(0);
});

test('the graph is walked into a branch of a loop in a fork, to its panel and back, without a mouse', async ({
  app,
  api,
  page,
}) => {
  const name = 'deep_keys';
  const { execution } = app;
  const { graph } = execution;
  await api.register(loopInFork(name));
  await app.visit(`/execution/${await api.start(name)}`);
  await expect(execution.taskTitle('wait')).toBeVisible();

  // From the selected tab of the page, Tab leads into the graph.
  await execution.tab('Graph').focus();
  await page.keyboard.press('Tab');
  await expect(graph.canvas).toBeFocused();
  await graph.step('Home', 'first');
  await graph.step('ArrowDown', 'fork');
  await graph.step(']', 'greet');
  await graph.step('ArrowRight', 'again');
  await graph.step(']', 'remember');
  await graph.step('ArrowDown', 'decide');
  await graph.step('ArrowDown', 'wait');
  await expect(execution.taskTitle('wait')).toBeVisible();

  await page.keyboard.press('Enter');
  await expect(execution.taskTab('Overview')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(execution.taskTab('Input')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(graph.canvas).toBeFocused();
  await expect(graph.selected('wait')).toBeVisible();
  await graph.step('[', 'decide');
  await graph.step('[', 'again');
  await graph.step('[', 'fork');
  await page.keyboard.press('Escape');
  await expect(execution.taskPanel).toHaveCount(0);
});

test('every key of the page is listed', async ({ app, page }) => {
  await app.visit('/executions');
  await expect(app.heading('Executions')).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Find anything');
  await expect(keys).toContainText('Search');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(app.executions.text).toBeFocused();
});
