import { instant } from '../../definitions.ts';
import { expect, test } from '../../fixtures.ts';

test('a workflow is found in the list, and run from it', async ({ app, api }) => {
  const { definitions, execution, runDialog } = app;
  await api.register(instant('found_by_name'));
  await api.register(instant('another_one'));
  await app.visit('/workflowDef');
  await expect(definitions.link('another_one')).toBeVisible();
  await definitions.search.fill('found_by');
  await expect(definitions.link('another_one')).toHaveCount(0);
  await expect(app.page).toHaveURL(/q=found_by/);
  await definitions.run('found_by_name').click();
  await runDialog.start({ who: 'Ada' });
  await expect(execution.status('Completed')).toBeVisible();
});

test('a new version stands beside the old one, and the two are compared', async ({ app, api, page }) => {
  const name = 'versioned';
  const { editor } = app;
  await api.register(instant(name));
  await app.visit(`/workflowDef/${name}`);
  await editor.write({ ...instant(name), description: 'now with a description', version: 2 });
  await expect(editor.unsaved).toBeVisible();
  await editor.saveAs(2);
  await expect(page).toHaveURL(app.address(`/workflowDef/${name}/2`));
  await expect(editor.graph.card('remember')).toBeVisible();

  await editor.versions.click();
  await page.getByRole('menuitem', { name: 'Compare versions' }).click();
  await expect(page.getByRole('combobox', { name: 'Compare from' })).toHaveValue('Version 1');
  await expect(page.getByRole('main')).toContainText('now with a description');

  await editor.versions.click();
  await page.getByRole('menuitem', { name: 'Version 1' }).click();
  await expect(page).toHaveURL(app.address(`/workflowDef/${name}/1`));
  await expect(page.getByRole('main')).toContainText('the latest is v2');
});

test('what somebody else saved meanwhile is not overwritten by accident', async ({ app, api }) => {
  const name = 'saved_by_two';
  const { editor } = app;
  await api.register(instant(name));
  await app.visit(`/workflowDef/${name}`);
  await editor.write({ ...instant(name), description: 'mine' });
  await expect(editor.unsaved).toBeVisible();
  await api.register({ ...instant(name), description: 'theirs' });
  await editor.save.click();
  await expect(editor.saveDialog.getByRole('alert')).toContainText(
    'has changed on the server since you opened it',
  );
  await expect(editor.saveDialog).toContainText('theirs');
  await expect(editor.saveDialog.getByRole('button', { name: 'Overwrite version 1' })).toBeVisible();
});
