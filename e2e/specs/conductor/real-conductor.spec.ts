import { taskDefinitions, twoSteps, waiting } from '../../definitions.ts';
import { conductorTest as test, expect } from '../../fixtures.ts';

// The server may be one that is used for other things, too, and more than once.
const unique = (name: string) => `${name}_${Date.now()}`;

test('a workflow is written, saved, run, watched, paused, resumed and completed', async ({ app, api }) => {
  const name = unique('journey');
  const { definitions, editor, execution, executions, runDialog } = app;
  await api.registerTasks(taskDefinitions(name));

  await test.step('write it and save it', async () => {
    await app.visit('/newWorkflowDef');
    await editor.write(twoSteps(name));
    await expect(editor.graph.card('greet')).toBeVisible();
    await editor.saveAs(1);
    await expect(app.heading(name)).toBeVisible();
    await app.goTo('Workflows');
    await definitions.search.fill(name);
    await definitions.link(name).click();
    await expect(editor.graph.card('part')).toBeVisible();
  });

  await test.step('change it, and see what saving would change', async () => {
    await editor.write({ ...twoSteps(name), description: 'Greets and parts like friends' });
    await editor.save.click();
    await expect(editor.saveDialog).toContainText('Greets, then parts');
    await editor.agreeToSave(1);
    await expect(editor.unsaved).toHaveCount(0);
  });

  await test.step('run it and watch it', async () => {
    await editor.run.click();
    await runDialog.start({ who: 'Ada' });
    await expect(execution.status('Running')).toBeVisible();
    await expect(execution.why).toContainText(`Waiting for a worker to poll ${name}_greet`);
    await expect(execution.graph.card('part')).toContainText('not reached');
  });

  const id = await execution.id();

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
  });

  await test.step('find it in the list', async () => {
    await app.goTo('Executions');
    await executions.names.fill(name);
    await executions.names.press('Enter');
    await expect(executions.row(id)).toContainText('Completed');
    await expect(executions.rows).toHaveCount(1);
  });
});

test('a failed run says why, is retried and restarted', async ({ app, api }) => {
  const name = unique('fails');
  const { execution } = app;
  await api.registerTwoSteps(name);
  const id = await api.start(name, { who: 'Ada' });
  await api.complete(name, 'greet');
  await api.fail(name, 'part', '402 Card declined');

  await app.visit(`/execution/${id}`);
  await expect(execution.status('Failed')).toBeVisible();
  await expect(execution.why).toContainText('part failed: 402 Card declined');
  await expect(execution.taskTitle('part')).toBeVisible();
  await execution.taskTab('Logs').click();
  await expect(execution.taskPanel).toContainText('tried part');

  await execution.retry.click();
  await expect(execution.status('Running')).toBeVisible();
  await api.complete(name, 'part');
  await expect(execution.status('Completed')).toBeVisible();

  await execution.restart.click();
  await execution.agree('Restart');
  await expect(execution.status('Running')).toBeVisible();
  await expect(execution.graph.card('greet')).toContainText('Scheduled');
  await expect(execution.graph.card('part')).toContainText('not reached');
});

test('a run is terminated with a reason, and a task is completed by hand', async ({ app, api }) => {
  const name = unique('waits');
  const { execution } = app;
  await api.register(waiting(name));
  const id = await api.start(name);
  await app.visit(`/execution/${id}`);
  await expect(execution.why).toContainText('wait is waiting for a signal');
  await execution.terminate.click();
  await execution.dialog.getByRole('textbox', { name: 'Reason' }).fill('ordered by mistake');
  await execution.agree('Terminate');
  await expect(execution.status('Terminated')).toBeVisible();
  await expect(execution.why).toContainText('ordered by mistake');

  await app.visit(`/execution/${await api.start(name)}`);
  await execution.graph.card('wait').click();
  await execution.completeTask();
  await expect(execution.status('Completed')).toBeVisible();
});

test('many executions are paused, resumed and terminated at once, and followed in the list', async ({
  app,
  api,
}) => {
  const name = unique('bulk');
  const { executions } = app;
  await api.register(waiting(name));
  const [first, second] = [await api.start(name), await api.start(name)];
  await app.visit(`/executions?workflow=${name}`);
  await executions.select(first, second);
  await executions.doToSelected('Pause');
  await expect(executions.row(first)).toContainText('Paused');
  await executions.select(first);
  await executions.doToSelected('Resume');
  await expect(executions.row(first)).toContainText('Running');
  await executions.select(first, second);
  await executions.doToSelected('Terminate', 'closed for the day');
  await expect(executions.row(first)).toContainText('Terminated');
  await expect(executions.row(second)).toContainText('Terminated');
});

test('what the server does not have, or does not take, is said in its own words', async ({ app, api }) => {
  const name = unique('refused');
  const { editor } = app;
  await app.visit('/execution/no-such-id');
  await expect(app.heading('No such execution')).toBeVisible();
  await expect(app.problem).toContainText('no-such-id');

  await app.visit(`/workflowDef/${name}`);
  await expect(app.heading(`There is no workflow ${name}`)).toBeVisible();

  await api.registerTasks(taskDefinitions(name));
  await app.visit('/newWorkflowDef');
  const { tasks } = twoSteps(name);
  await editor.write({ ...twoSteps(name), tasks: [...tasks, ...tasks] });
  await editor.save.click();
  await editor.agreeToSave(1);
  await expect(editor.saveDialog).toContainText('should be unique');
});
