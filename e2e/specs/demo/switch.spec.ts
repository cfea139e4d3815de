import { ConductorApi } from '../../conductor-api.ts';
import { instant } from '../../definitions.ts';
import { expect, quietTest as test } from '../../fixtures.ts';
import { App } from '../../page-models/app.ts';
import { expectFilesKept } from '../../page-models/kept-files.ts';

test('the page of a server switches to the demo and back, and its demo outlives the server', async ({
  page,
  ownServer,
}) => {
  const server = await ownServer();
  const app = new App(page, server.page);
  const api = new ConductorApi(server.api);
  await api.register(instant('on_the_server'));
  const id = await api.start('on_the_server');
  await app.visit('/executions?workflow=on_the_server');
  await expect(app.executions.row(id)).toBeVisible();

  await app.enterDemo.click();
  await expect(app.server).toContainText('Offline demo');
  await expect(app.heading('No execution fits')).toBeVisible();
  await app.executions.clearFilters.click();
  await expect(app.executions.rows).toHaveCount(3);

  await app.leaveDemo.click();
  await expect(app.server).toContainText('Connected');
  await expect(app.executions.row(id)).toBeVisible();
  await expect(app.executions.rows).toHaveCount(1);

  await app.enterDemo.click();
  await expect(app.executions.rows).toHaveCount(3);
  await expectFilesKept(page);
  await server.stop();
  await app.visit('/workflowDef/order_fulfilment');
  await expect(app.editor.graph.card('charge_card')).toBeVisible();
  await expect(app.server).toContainText('Offline demo');
});
