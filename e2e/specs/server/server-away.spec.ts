import { ConductorApi } from '../../conductor-api.ts';
import { expect, test } from '../../fixtures.ts';
import { App } from '../../page-models/app.ts';
import { freePort } from '../../program.ts';

test('a server that goes away is missed, and the demo is offered', async ({ page, ownServer }) => {
  const server = await ownServer();
  const app = new App(page, server.page);
  await app.visit('/executions');
  await expect(app.heading('Nothing has run yet')).toBeVisible();
  await server.stop();
  await app.goTo('Workflows');
  await expect(app.problem).toContainText('No server answers');
  await app.offeredDemo.click();
  await expect(app.problem).toContainText('it can start once that does');
  await expect(app.problem.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('an execution on screen stays there while the server is away', async ({ page, ownServer }) => {
  const server = await ownServer();
  const app = new App(page, server.page);
  const api = new ConductorApi(server.api);
  await api.registerTwoSteps('orphan');
  await app.visit(`/execution/${await api.start('orphan')}`);
  await expect(app.execution.status('Running')).toBeVisible();
  await server.stop();
  await expect(page.getByRole('status').filter({ hasText: 'because the last look failed' })).toBeVisible();
  await expect(app.execution.graph.card('greet')).toBeVisible();
});

test('a page in front of a Conductor that is away says so, and its demo works', async ({
  page,
  ownServer,
}) => {
  const server = await ownServer({ conductor: `http://127.0.0.1:${await freePort()}/api` });
  const app = new App(page, server.page);
  await app.visit('/executions');
  await expect(app.problem).toContainText('The workflow server is away');
  await expect(app.server).toContainText('Server away');
  await app.offeredDemo.click();
  await expect(app.server).toContainText('Offline demo');
  await expect(app.executions.rows).toHaveCount(3);
});
