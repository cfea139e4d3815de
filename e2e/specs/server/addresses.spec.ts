import { expect, test } from '../../fixtures.ts';

test('the list opens an execution, and the browser leads back and forward', async ({ app, api }) => {
  const name = 'opened_from_list';
  const { executions, execution } = app;
  await api.registerTwoSteps(name);
  const id = await api.start(name);
  await app.visit(`/executions?workflow=${name}`);
  await executions.row(id).getByRole('link', { name }).click();
  await expect(execution.status('Running')).toBeVisible();
  await expect(app.page).toHaveURL(app.address(`/execution/${id}`));
  await execution.tab('Timeline').click();
  await expect(app.page).toHaveURL(/tab=timeline/);

  await app.page.goBack();
  await expect(executions.row(id)).toBeVisible();
  await expect(app.page).toHaveURL(app.address(`/executions?workflow=${name}`));
  await app.page.goForward();
  await expect(execution.tab('Timeline')).toHaveAttribute('aria-selected', 'true');
});

test('the address of a task opens the execution at it', async ({ app, api }) => {
  const name = 'deep_link';
  const { execution } = app;
  await api.registerTwoSteps(name);
  const id = await api.start(name, { who: 'Ada' });
  await app.visit(`/execution/${id}?task=part`);
  await expect(execution.taskTitle('part')).toBeVisible();
  await expect(execution.graph.card('part')).toHaveAttribute('aria-pressed', 'true');

  await execution.graph.card('greet').click();
  await expect(app.page).toHaveURL(/task=greet/);
  await execution.taskTab('Input').click();
  await app.page.reload();
  await expect(execution.taskTitle('greet')).toBeVisible();
  await expect(execution.taskPanel).toContainText('Ada');
});

test('an execution that nobody has is answered by a page with the message of the server', async ({ app }) => {
  await app.visit('/execution/no-such-id');
  await expect(app.heading('No such execution')).toBeVisible();
  await expect(app.problem).toContainText('No such workflow found by id: no-such-id');
  await app.problem.getByRole('link', { name: 'All executions' }).click();
  await expect(app.heading('Executions')).toBeVisible();
});

test('an address that leads nowhere says so', async ({ app }) => {
  await app.visit('/no/such/page');
  await expect(app.heading('There is no such page')).toBeVisible();
  await app.page.getByRole('main').getByRole('link', { name: 'Executions' }).click();
  await expect(app.heading('Executions')).toBeVisible();
});
