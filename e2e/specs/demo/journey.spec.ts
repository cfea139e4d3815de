import { heldStep } from '../../definitions.ts';
import { demoTest as test, expect } from '../../fixtures.ts';
import { expectFilesKept } from '../../page-models/kept-files.ts';

test('without a network a workflow is written, run, paused, resumed and completed, and is kept', async ({
  app,
  context,
  site,
}) => {
  const name = 'offline_journey';
  const { definitions, editor, execution, executions, runDialog } = app;
  await app.visit('/executions');
  await expect(executions.rows).toHaveCount(3);
  await expectFilesKept(app.page);
  await context.setOffline(true);
  await site.stop();

  await test.step('write it and save it', async () => {
    await app.goTo('Workflows');
    await definitions.create.first().click();
    await editor.write(heldStep(name));
    await expect(editor.graph.card('part')).toBeVisible();
    await editor.saveAs(1);
    await expect(app.heading(name)).toBeVisible();
  });

  await test.step('change it, and see what saving would change', async () => {
    await editor.write({ ...heldStep(name), description: 'Holds, and parts like friends' });
    await editor.save.click();
    await expect(editor.saveDialog).toContainText('Holds, then parts');
    await editor.agreeToSave(1);
    await expect(editor.unsaved).toHaveCount(0);
  });

  await test.step('run it, pause it, and complete the task it waits for: nothing follows', async () => {
    await editor.run.click();
    await runDialog.start({ who: 'Ada' });
    await expect(execution.why).toContainText('hold is waiting for a signal');
    await execution.pause.click();
    await expect(execution.status('Paused')).toBeVisible();
    await execution.graph.card('hold').click();
    await execution.completeTask();
    await expect(execution.graph.card('hold')).toContainText('Completed');
    await expect(execution.graph.card('part')).toContainText('not reached');
  });

  await test.step('it is still there after a reload', async () => {
    await app.page.reload();
    await expect(execution.status('Paused')).toBeVisible();
    await expect(execution.graph.card('hold')).toContainText('Completed');
  });

  await test.step('resume it, and let it complete', async () => {
    await execution.resume.click();
    await expect(execution.status('Completed')).toBeVisible();
    await app.goTo('Executions');
    await expect(executions.rows).toHaveCount(4);
    await app.goTo('Workflows');
    await expect(definitions.link(name)).toBeVisible();
  });
});

test('without a network a failed run is retried, another is terminated and restarted', async ({
  app,
  context,
}) => {
  const { executions, execution } = app;
  await app.visit('/executions');
  const failed = executions.rows.filter({ hasText: 'Failed' });
  await expect(failed).toHaveCount(1, { timeout: 30_000 });
  await expectFilesKept(app.page);
  await context.setOffline(true);

  await failed.getByRole('link').click();
  await execution.retry.click();
  await expect(execution.status('Running')).toBeVisible();

  // This one waits for an approval: it runs for as long as it takes to end it.
  await app.goTo('Executions');
  await executions.rows.filter({ hasText: 'order-48122' }).getByRole('link').click();
  await execution.terminate.click();
  await execution.dialog.getByRole('textbox', { name: 'Reason' }).fill('enough');
  await execution.agree('Terminate');
  await expect(execution.status('Terminated')).toBeVisible();
  await expect(execution.why).toContainText('enough');
  await execution.restart.click();
  await execution.agree('Restart');
  await expect(execution.status('Running')).toBeVisible();
});
