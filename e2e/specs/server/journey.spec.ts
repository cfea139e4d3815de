import { taskDefinitions, twoSteps } from '../../definitions.ts';
import { expect, test } from '../../fixtures.ts';

test('a workflow is written, saved, run, watched, paused, resumed and completed', async ({ app, api }) => {
  const name = 'journey';
  const { definitions, editor, execution, runDialog } = app;
  await api.registerTasks(taskDefinitions(name));

  await test.step('write it', async () => {
    await app.visit('/workflowDef');
    await definitions.create.first().click();
    await editor.write(twoSteps(name));
    await expect(editor.graph.card('greet')).toBeVisible();
    await expect(editor.problems).toContainText('None found');
  });

  await test.step('save it', async () => {
    await editor.saveAs(1);
    await expect(app.heading(name)).toBeVisible();
    await expect(app.page).toHaveURL(app.address(`/workflowDef/${name}/1`));
  });

  await test.step('change it, and see what saving would change', async () => {
    await editor.write({ ...twoSteps(name), description: 'Greets and parts like friends' });
    await expect(editor.unsaved).toBeVisible();
    await editor.save.click();
    await expect(editor.saveDialog).toContainText('Greets and parts like friends');
    await expect(editor.saveDialog).toContainText('Greets, then parts');
    await editor.agreeToSave(1);
    await expect(app.notice(`Saved ${name}, version 1`)).toBeVisible();
    await expect(editor.unsaved).toHaveCount(0);
  });

  await test.step('run it, and watch it', async () => {
    await editor.run.click();
    await runDialog.start({ who: 'Ada' });
    await expect(execution.status('Running')).toBeVisible();
    await expect(execution.why).toContainText(`Waiting for a worker to poll ${name}_greet`);
    await expect(execution.graph.card('greet')).toContainText('Scheduled');
    await expect(execution.graph.card('part')).toContainText('not reached');
  });

  await test.step('pause it: a worker ends its task, and nothing follows', async () => {
    await execution.pause.click();
    await expect(execution.status('Paused')).toBeVisible();
    await api.complete(name, 'greet', { text: 'Hello, Ada' });
    await expect(execution.graph.card('greet')).toContainText('Completed');
    await expect(execution.graph.card('part')).toContainText('not reached');
  });

  await test.step('resume it, and let it complete', async () => {
    await execution.resume.click();
    await expect(execution.status('Running')).toBeVisible();
    await expect(execution.graph.card('part')).toContainText('Scheduled');
    await api.complete(name, 'part', { text: 'Goodbye, Ada' });
    await expect(execution.status('Completed')).toBeVisible();
    await execution.tab('Input and output').click();
    await expect(app.page.getByRole('main')).toContainText('Goodbye, Ada');
  });
});
