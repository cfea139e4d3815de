import { instant, twoSteps } from '../../definitions.ts';
import { expect, test } from '../../fixtures.ts';

test('broken JSON leaves the last valid graph standing, and says where it breaks', async ({ app, api }) => {
  const name = 'broken_text';
  const { editor } = app;
  await api.register(twoSteps(name));
  await app.visit(`/workflowDef/${name}`);
  await expect(editor.graph.card('part')).toBeVisible();

  await editor.write(JSON.stringify(twoSteps(name), null, 2).replace('"version": 1,', '"version": 1'));
  await expect(editor.stale).toContainText('line 4');
  await expect(editor.problem(/^Error in line 4:/)).toBeVisible();
  await expect(editor.graph.card('greet')).toBeVisible();
  await expect(editor.graph.card('part')).toBeVisible();

  await editor.save.click();
  await expect(app.problem).toContainText('This cannot be saved yet. Line 4');

  await editor.write('');
  await expect(editor.stale).toBeVisible();
  await expect(editor.graph.card('part')).toBeVisible();

  await editor.write(twoSteps(name));
  await expect(editor.stale).toHaveCount(0);
  await expect(editor.problems).toContainText('None found');
});

test('a definition that is wrong shows each message at its line', async ({ app }) => {
  const { editor } = app;
  await app.visit('/newWorkflowDef');
  await editor.write(`{
  "name": "wrong",
  "version": 1,
  "schemaVersion": 3,
  "tasks": [
    { "name": "", "taskReferenceName": "first", "type": "SIMPLE" },
    { "name": "again", "taskReferenceName": "first", "type": "SIMPLE" },
    {
      "name": "choose",
      "taskReferenceName": "choose",
      "type": "SWITCH",
      "inputParameters": { "who": "\${nobody.output.name}" }
    }
  ]
}
`);
  await expect(editor.problem(/^Error in line 4:.*schemaVersion/)).toBeVisible();
  await expect(editor.problem(/^Error in line 6:.*name/)).toBeVisible();
  await expect(editor.problem(/^Error in line 7:.*first/)).toBeVisible();
  await expect(editor.problem(/in line 12:.*nobody/)).toBeVisible();
  await expect(editor.graph.card('choose')).toBeVisible();
});

test('what the server refuses to save is said in the dialog, and nothing is stored', async ({ app }) => {
  const { editor } = app;
  const {
    tasks: [first],
  } = instant('refused');
  await app.visit('/newWorkflowDef');
  await editor.write({ ...instant('refused'), tasks: [first, first] });
  await expect(editor.problem(/in line 1\d: remember.*unique/)).toBeVisible();
  await editor.save.click();
  await expect(editor.saveDialog).toContainText('the server will probably refuse it');
  await editor.agreeToSave(1);
  await expect(editor.saveDialog).toContainText('taskReferenceName: remember should be unique');
  await editor.saveDialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(editor.graph.card('remember').first()).toBeVisible();
  await app.visit('/workflowDef/refused');
  await expect(app.heading('There is no workflow refused')).toBeVisible();
});

test('a definition that nobody has says so, and offers a similar one', async ({ app, api }) => {
  await api.register(instant('known_workflow'));
  await app.visit('/workflowDef/known_workflwo');
  await expect(app.heading('There is no workflow known_workflwo')).toBeVisible();
  await expect(app.page.getByRole('main')).toContainText('The server says: No such workflow');
  await app.page.getByRole('link', { name: 'Open known_workflow' }).click();
  await expect(app.editor.graph.card('remember')).toBeVisible();
  await app.visit('/workflowDef/known_workflow/7');
  await expect(app.heading('known_workflow has no version 7')).toBeVisible();
});

test('edits that were left behind are offered again', async ({ app, api }) => {
  const name = 'draft_kept';
  const { editor } = app;
  await api.register(instant(name));
  await app.visit(`/workflowDef/${name}`);
  await editor.write({ ...instant(name), description: 'half an idea' });
  await expect(editor.unsaved).toBeVisible();
  await app.goTo('Executions');
  await app.page.getByRole('button', { name: 'Keep as draft and leave' }).click();
  await expect(app.heading('Executions')).toBeVisible();
  await app.page.goBack();
  await app.page.getByRole('button', { name: 'Restore them' }).click();
  await expect(editor.unsaved).toBeVisible();
});
