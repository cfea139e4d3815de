import { expect, test } from '../../fixtures.ts';

test('a failed run says why without a click, is retried and completes', async ({ app, api }) => {
  const name = 'fails_once';
  const { execution } = app;
  await api.registerTwoSteps(name);
  const id = await api.start(name, { who: 'Ada' });
  await api.complete(name, 'greet');
  await api.fail(name, 'part', '402 Card declined');

  await app.visit(`/execution/${id}`);
  await expect(execution.status('Failed')).toBeVisible();
  await expect(execution.why).toContainText('part failed: 402 Card declined');
  await expect(execution.taskTitle('part')).toBeVisible();
  await expect(execution.taskPanel).toContainText('402 Card declined');

  await execution.retry.click();
  await expect(execution.status('Running')).toBeVisible();
  await api.complete(name, 'part');
  await expect(execution.status('Completed')).toBeVisible();
  await execution.graph.card('part').click();
  await execution.taskTab('Attempts').click();
  await expect(execution.taskPanel.getByRole('button', { name: /attempt 1/ })).toContainText(
    '402 Card declined',
  );
});

test('an ended run is restarted from its beginning', async ({ app, api }) => {
  const name = 'restarted';
  const { execution } = app;
  await api.registerTwoSteps(name);
  const id = await api.start(name);
  await api.complete(name, 'greet');
  await api.complete(name, 'part');

  await app.visit(`/execution/${id}`);
  await expect(execution.status('Completed')).toBeVisible();
  await execution.restart.click();
  await execution.agree('Restart');
  await expect(execution.status('Running')).toBeVisible();
  await expect(execution.graph.card('greet')).toContainText('Scheduled');
  await expect(execution.graph.card('part')).toContainText('not reached');
  expect(await execution.id()).toBe(id);
});

test('a run is terminated with a reason', async ({ app, api }) => {
  const name = 'terminated';
  const { execution } = app;
  await api.registerTwoSteps(name);
  const id = await api.start(name);

  await app.visit(`/execution/${id}`);
  await execution.terminate.click();
  await execution.dialog.getByRole('textbox', { name: 'Reason' }).fill('ordered by mistake');
  await execution.agree('Terminate');
  await expect(execution.status('Terminated')).toBeVisible();
  await expect(execution.why).toContainText('ordered by mistake');
  await expect(execution.graph.card('greet')).toContainText('Canceled');
});
