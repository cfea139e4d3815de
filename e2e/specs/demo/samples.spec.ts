import { demoTest as test, expect } from '../../fixtures.ts';

test('the demo opens with a run that completed, one that failed and one that runs', async ({ app }) => {
  const { executions, execution } = app;
  await app.visit('/executions');
  await expect(app.server).toContainText('Offline demo');
  await expect(executions.rows).toHaveCount(3);
  await expect(executions.rows.filter({ hasText: 'Completed' })).toContainText('hello_world_workflow');
  const failed = executions.rows.filter({ hasText: 'Failed' });
  // The card is declined three times before the run gives up.
  await expect(failed).toContainText('402 Card declined', { timeout: 30_000 });
  await failed.getByRole('link').click();
  await expect(execution.why).toContainText('charge_card failed after 3 attempts: 402 Card declined');
  await app.goTo('Executions');
  await executions.rows.filter({ hasText: 'Running' }).getByRole('link').click();
  await expect(execution.why).toContainText('await_approval is waiting');
});

test('the demo cannot be left where there is nothing else', async ({ app }) => {
  await app.visit('/executions');
  await expect(app.server).toContainText('Offline demo');
  await expect(app.leaveDemo).toHaveCount(0);
});
