import { expectAccessible } from '../../accessibility.ts';
import { branches, fanOut } from '../../definitions.ts';
import { expect, test } from '../../fixtures.ts';

test('of 300 branches the one that failed is found at once, and others by their cells', async ({
  app,
  api,
  page,
}) => {
  const name = 'many_branches';
  const { execution } = app;
  const { graph } = execution;
  await api.register(fanOut(name));
  const id = await api.start(name, branches(300, 217));
  await app.visit(`/execution/${id}`);
  await expect(execution.status('Failed')).toBeVisible();
  await expect(execution.taskTitle('pack_217')).toBeVisible();
  await expect(graph.cell).toHaveAccessibleName(/^branch 218 of 300, pack_217, failed/);
  await expect(graph.card('300 branches')).toContainText('1 failed');
  await expectAccessible(page);

  await graph.canvas.focus();
  await page.keyboard.press(']');
  await expect(graph.cells).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/task=pack_\d+/);
  await expect(graph.cell).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  const chosen = new URL(page.url()).searchParams.get('task') ?? '';
  await page.reload();
  await expect(execution.taskTitle(chosen)).toBeVisible();
  await expect(graph.cell).toHaveAccessibleName(new RegExp(`, ${chosen},`));

  await graph.cells.focus();
  await page.keyboard.press('Escape');
  await expect(graph.canvas).toBeFocused();
  await expect(execution.taskTitle(chosen)).toBeVisible();
  await expect(graph.canvas).toHaveAttribute('data-graph-level', 'card');
  for (const percent of ['80 %', '64 %', '51 %']) {
    await page.keyboard.press('-');
    await expect(page.getByText(percent)).toBeVisible();
  }
  await expect(graph.canvas).toHaveAttribute('data-graph-level', 'block');
  await expectAccessible(page);
});
