import { instant, waiting } from '../../definitions.ts';
import { expect, test } from '../../fixtures.ts';

test('the list is searched by name, id, status, correlation id and text', async ({ app, api }) => {
  await api.register(instant('search_ended'));
  await api.register(waiting('search_open'));
  const ended = await api.start('search_ended', { who: 'Ada Lovelace' }, 'order 7');
  const open = await api.start('search_open');
  const { executions } = app;
  await app.visit('/executions');
  await expect(executions.row(ended)).toContainText('Completed');
  await expect(executions.row(open)).toContainText('Running');

  await test.step('by name', async () => {
    await executions.names.fill('search_open');
    await executions.names.press('Enter');
    await expect(executions.row(ended)).toHaveCount(0);
    await expect(executions.row(open)).toBeVisible();
    await expect(app.page).toHaveURL(app.address('/executions?workflow=search_open'));
    await executions.clearFilters.click();
    await expect(executions.row(ended)).toBeVisible();
  });

  await test.step('by id', async () => {
    await executions.byId.click();
    await executions.executionId.fill(ended);
    await expect(executions.rows).toHaveCount(1);
    await expect(executions.row(ended)).toBeVisible();
    await executions.executionId.fill('');
    await executions.correlationId.fill('order*');
    await expect(executions.row(open)).toHaveCount(0);
    await expect(executions.row(ended)).toBeVisible();
    await executions.clearFilters.click();
  });

  await test.step('by status', async () => {
    await executions.tab('Completed').click();
    await expect(executions.row(open)).toHaveCount(0);
    await expect(executions.row(ended)).toBeVisible();
    await executions.tab('All').click();
    await expect(executions.row(open)).toBeVisible();
  });

  await test.step('by text', async () => {
    await executions.text.fill('Lovelace');
    await expect(executions.rows).toHaveCount(1);
    await expect(executions.row(ended)).toBeVisible();
    await executions.text.fill('nobody of this name');
    await expect(app.heading('No execution fits')).toBeVisible();
    await expect(app.page).toHaveURL(/text=nobody/);
  });
});

test('the filters live in the address', async ({ app, api }) => {
  await api.register(instant('address_filters'));
  const id = await api.start('address_filters');
  const { executions } = app;
  await app.visit('/executions?workflow=address_filters&status=COMPLETED');
  await expect(executions.row(id)).toBeVisible();
  await expect(executions.tab('Completed')).toHaveAttribute('aria-selected', 'true');
  await executions.tab('Failed').click();
  await expect(app.heading('No execution fits')).toBeVisible();
  await app.page.reload();
  await expect(executions.tab('Failed')).toHaveAttribute('aria-selected', 'true');
});

test('an execution leads to all executions of its correlation id', async ({ app, api }) => {
  await api.register(instant('correlated'));
  const [first, second] = [
    await api.start('correlated', {}, 'case 12'),
    await api.start('correlated', {}, 'case 12'),
  ];
  await app.visit(`/execution/${first}`);
  await app.page.getByRole('link', { name: 'case 12' }).click();
  await expect(app.executions.rows).toHaveCount(2);
  await expect(app.executions.row(second)).toBeVisible();
});

test('a new run appears in the list by itself', async ({ app, api }) => {
  await api.register(waiting('live_list'));
  const { executions } = app;
  await app.visit('/executions?workflow=live_list');
  await expect(app.heading('No execution fits')).toBeVisible();
  const id = await api.start('live_list');
  await expect(executions.row(id)).toContainText('Running');
  await api.terminate(id, 'the demand is gone');
  await expect(executions.row(id)).toContainText('Terminated');
  await expect(executions.row(id)).toContainText('the demand is gone');
});

test('many executions are paused, resumed, terminated and restarted at once', async ({ app, api }) => {
  await api.register(waiting('bulk'));
  const ids = [await api.start('bulk'), await api.start('bulk'), await api.start('bulk')];
  const [first = '', second = '', third = ''] = ids;
  const { executions } = app;
  await app.visit('/executions?workflow=bulk');

  await executions.select(first, second);
  await executions.doToSelected('Pause');
  await expect(app.notice('2 executions paused')).toBeVisible();
  await expect(executions.row(first)).toContainText('Paused');
  await expect(executions.row(third)).toContainText('Running');

  await executions.select(first, third);
  await executions.doToSelected('Resume');
  await expect(app.notice('1 execution resumed')).toBeVisible();
  await expect(executions.row(first)).toContainText('Running');

  await executions.select(first, second, third);
  await executions.doToSelected('Terminate', 'closed for the day');
  for (const id of ids) await expect(executions.row(id)).toContainText('closed for the day');

  await executions.select(second);
  await executions.doToSelected('Restart');
  await expect(executions.row(second)).toContainText('Running');
});
