import { instant } from '../../definitions.ts';
import { expect, test } from '../../fixtures.ts';
import { expectFilesKept } from '../../page-models/kept-files.ts';

test('the page of a server switches to the demo and back', async ({ app, api, context }) => {
  const name = 'on_the_server';
  await api.register(instant(name));
  const id = await api.start(name);
  await app.visit(`/executions?workflow=${name}`);
  await expect(app.executions.row(id)).toBeVisible();

  await app.enterDemo.click();
  await expect(app.server).toContainText('Offline demo');
  await expect(app.heading('No execution fits')).toBeVisible();
  await app.executions.clearFilters.click();
  await expect(app.executions.rows).toHaveCount(3);

  await expectFilesKept(app.page);
  await context.setOffline(true);
  await app.visit('/workflowDef/order_fulfilment');
  await expect(app.editor.graph.card('charge_card')).toBeVisible();
  await context.setOffline(false);

  await app.leaveDemo.click();
  await expect(app.server).toContainText('Connected');
  await app.visit(`/executions?workflow=${name}`);
  await expect(app.executions.row(id)).toBeVisible();
});
