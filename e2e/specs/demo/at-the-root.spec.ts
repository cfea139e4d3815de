import { demoTest as test, expect } from '../../fixtures.ts';
import { expectFilesKept } from '../../page-models/kept-files.ts';

test.use({ folder: '/' });

test('at the root of a host the demo opens, and opens again without a network', async ({
  app,
  context,
  site,
}) => {
  const { definitions, editor, executions } = app;
  await app.visit('/executions');
  await expect(executions.rows).toHaveCount(3);
  await expectFilesKept(app.page);
  await context.setOffline(true);
  await site.stop();
  await app.page.reload();
  await expect(executions.rows).toHaveCount(3);
  await app.goTo('Workflows');
  await definitions.link('order_fulfilment').click();
  await expect(editor.graph.card('validate_order')).toBeVisible();
});
