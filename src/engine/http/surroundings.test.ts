import { expect, it } from 'vitest';
import { createEngine } from '../index.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { createApi } from './api.ts';
import { silent } from './testing/fake-engine.ts';
import { conversation, definition, failure, invalid } from './testing/conversation.ts';

it('SX6 tells the names of secrets, and variables with their values', async () => {
  const environment = { CONDUCTOR_SECRET_KEY: 's3cr3t', CONDUCTOR_ENV_REGION: 'eu', PATH: '/bin' };
  const engine = await createEngine(fakePorts({ environment }));
  const app = createApi(engine, { version: '1.0.0', instance: 'here', log: silent });
  const text = async (path: string) => (await app.request(path)).text();
  expect(await text('/api/secrets')).toBe('["KEY"]');
  expect(await text('/api/environment')).toBe('[{"name":"REGION","value":"eu"}]');
  expect(await text('/api/environment/REGION')).toBe('eu');
  expect(await text('/api/environment/NONE')).toBe('');
});

it('gives names for external payloads, and refuses what is no operation', async () => {
  const ask = await conversation();
  for (const path of ['/api/workflow/externalstoragelocation', '/api/tasks/external-storage-location']) {
    const query = 'path=a/&operation=READ&payloadType=TASK_INPUT';
    expect(await ask('GET', `${path}?${query}`)).toEqual([
      200,
      { path: expect.stringMatching(/^a\/[-0-9a-f]{36}\.json$/) },
    ]);
    expect(await ask('GET', `${path}?path=a&operation=FOO&payloadType=BAR`)).toEqual(
      failure(400, 'Invalid input - Operation: FOO, PayloadType: BAR'),
    );
  }
});

it('LI5 searches executions by their tasks', async () => {
  const ask = await conversation();
  await ask('POST', '/api/metadata/workflow', definition);
  const [, first] = await ask('POST', '/api/workflow/p1', {});
  await ask('POST', '/api/workflow/p1', {});
  await ask('POST', `/api/tasks/${String(first)}/r1/COMPLETED`, {});
  const query = 'query=workflowType=p1 AND taskType IN (t1,WAIT)';
  expect(await ask('GET', `/api/workflow/search-by-tasks?${query}`)).toMatchObject([
    200,
    { totalHits: 2, results: [{ workflowType: 'p1' }, { workflowType: 'p1' }] },
  ]);
  expect(await ask('GET', '/api/workflow/search-by-tasks-v2?query=taskType=WAIT')).toMatchObject([
    200,
    { totalHits: 1, results: [{ workflowId: first, tasks: [] }] },
  ]);
  expect(await ask('GET', '/api/workflow/search-by-tasks?query=taskType=none')).toEqual([
    200,
    { totalHits: 0, results: [] },
  ]);
});

it("ST9 refuses an empty name, and other empty things, in Conductor's words", async () => {
  const ask = await conversation();
  expect(await ask('POST', '/api/workflow', { name: '' })).toEqual(
    failure(400, 'Workflow name must be specified when searching for a definition'),
  );
  expect(await ask('GET', '/api/tasks/queue/polldata?taskType=')).toEqual(
    invalid({ path: 'getPollData.arg0', message: 'TaskType cannot be null or empty.', invalidValue: '' }),
  );
  const [status] = await ask('GET', '/api/tasks/queue/sizes');
  expect(status).toBe(500);
});

it('JS1 rounds integers that JavaScript has no number for', async () => {
  const app = createApi(await createEngine(fakePorts()), { version: '1.0.0', instance: 'here', log: silent });
  const post = (path: string, body: string) =>
    app.request(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  await post('/api/metadata/workflow', JSON.stringify(definition));
  const started = await post('/api/workflow/p1', '{"big": 9007199254740993, "one": 1.0}');
  const shown = await app.request(`/api/workflow/${await started.text()}`);
  expect(await shown.text()).toContain('"input":{"big":9007199254740992,"one":1}');
});

it('lists the open tasks of a type', async () => {
  const ask = await conversation();
  await ask('POST', '/api/metadata/workflow', definition);
  const [, first] = await ask('POST', '/api/workflow/p1', {});
  const [, second] = await ask('POST', '/api/workflow/p1', {});
  await ask('POST', `/api/tasks/${String(first)}/r1/COMPLETED`, {});
  expect(await ask('GET', '/api/admin/task/t1')).toMatchObject([
    200,
    [{ workflowInstanceId: second, status: 'SCHEDULED' }],
  ]);
  expect(await ask('GET', '/api/admin/task/none')).toEqual([200, []]);
  expect(await ask('GET', '/api/admin/queues?verbose=true')).toEqual([200, {}]);
});

it('answers what pages and probes of Conductor ask first', async () => {
  const ask = await conversation();
  expect(await ask('GET', '/actuator/health')).toEqual([200, { status: 'UP' }]);
  const [status, context] = await ask('GET', '/context.js');
  expect(status).toBe(200);
  expect(context).toContain('window.conductor.CONDUCTOR_INTEGRATIONS_AI_ENABLED = false;');
});

it.each([
  '/token',
  '/token/userInfo',
  '/schema',
  '/prompts',
  '/integrations',
  '/applications',
  '/users',
  '/groups',
  '/human/tasks/search',
  '/metadata/tags',
  '/webhook',
  '/secrets-v2',
  '/registry/service',
  '/workflow/x/variables',
  '/workflow/x/jump/y',
  '/workflow/execute/x',
  '/workflow/correlated/batch',
])('answers %s as open-source Conductor does: not there', async (path) => {
  const ask = await conversation();
  expect(await ask('POST', `/api${path}`, {})).toEqual(failure(404, `No static resource api${path}.`));
});
