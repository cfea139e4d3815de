import { describe, expect, it } from 'vitest';
import { setVariable, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';
import { secretsIn } from './secret-places.ts';
import { withSecrets } from './secrets.ts';

const key = '${workflow.secrets.KEY}';
const environment = {
  CONDUCTOR_SECRET_KEY: 's3cr3t',
  CONDUCTOR_SECRET_JSON: '{"a":{"b":7}}',
  CONDUCTOR_ENV_REGION: 'eu',
};

function reveal(value: unknown): unknown {
  const get = (name: string) => new Map(Object.entries(environment)).get(name);
  const inputData = { value };
  const inputSecrets = secretsIn(inputData) ?? {};
  return withSecrets({ inputData, inputSecrets }, { get, names: () => [] }).inputData['value'];
}

describe('what a secret becomes', () => {
  it.each<[rule: string, written: unknown, value: unknown]>([
    ['SX1', key, 's3cr3t'],
    ['SX1', '${workflow.secrets.JSON.a.b}', 7],
    ['SX2', `x ${key} y`, 'x s3cr3t y'],
    ['SX2', ['a', { b: key }], ['a', { b: 's3cr3t' }]],
    ['SX2', '${workflow.secrets.NONE}', null],
    ['SX2', '${workflow.secrets.JSON.none}', null],
    ['SX2', '${workflow.secrets.KEY.none}', null],
    ['SX2', 'a ${workflow.secrets.NONE} b', 'a  b'],
    ['SX2', '${workflow.input.x} ${workflow.secrets.KEY}', '${workflow.input.x} s3cr3t'],
  ])('%s %j', (_, written, value) => {
    expect(reveal(written)).toEqual(value);
  });

  it('SX2 leaves what names none as it is', () => {
    const task = { inputData: { a: [1, 'x', { b: null }] } };
    expect(withSecrets(task, { get: () => 'x', names: () => [] })).toBe(task);
  });
});

it('SX1 SX2 is handed out with a poll and stored nowhere', async () => {
  const scenario = await Scenario.open({ environment });
  const def = workflowDef([simple('a', { inputParameters: { key, region: '${workflow.env.REGION}' } })], {
    outputParameters: { given: '${a.input.key}', own: key },
  });
  const id = await scenario.start(def);
  const polled = await scenario.take('a');
  expect(polled.inputData).toEqual({ key: 's3cr3t', region: 'eu' });
  await scenario.update(polled, 'COMPLETED');
  expect(await scenario.get(id)).toMatchObject({
    output: { given: key, own: key },
    tasks: [{ inputData: { key, region: 'eu' } }],
  });
  expect(JSON.stringify(scenario.ports.store.commits)).not.toContain('s3cr3t');
});

it('SX2 is seen by scripts, queries and calls', async () => {
  const scenario = await Scenario.open({
    environment,
    scripts: { 'length of $.key': ({ $ }) => JSON.stringify($) },
    queries: { '.key': (input) => ({ ok: true, values: [input] }) },
  });
  const id = await scenario.start(
    workflowDef([
      step('INLINE', 'script', { inputParameters: { expression: 'length of $.key', key } }),
      step('JSON_JQ_TRANSFORM', 'jq', { inputParameters: { queryExpression: '.key', key } }),
      step('HTTP', 'call', {
        inputParameters: { uri: 'http://there/', method: 'GET', headers: { Authorization: `Bearer ${key}` } },
      }),
    ]),
  );
  await settled();
  expect((await scenario.task(id, 'script')).outputData['result']).toContain('s3cr3t');
  expect((await scenario.task(id, 'jq')).outputData['result']).toMatchObject({ key: 's3cr3t' });
  expect(scenario.ports.http.calls[0]?.request.headers).toMatchObject({ Authorization: 'Bearer s3cr3t' });
  expect((await scenario.task(id, 'script')).inputData).toMatchObject({ key });
});

it('SX3 stays as written in variables and outputs, and is given to whoever is handed those', async () => {
  const scenario = await Scenario.open({ environment });
  const id = await scenario.start(
    workflowDef([
      setVariable('set', { key }),
      simple('a', { inputParameters: { key: '${workflow.variables.key}' } }),
      step('TERMINATE', 'end', {
        inputParameters: { terminationStatus: 'COMPLETED', workflowOutput: { key } },
      }),
    ]),
  );
  expect((await scenario.complete('a')).inputData).toEqual({ key: 's3cr3t' });
  expect(await scenario.get(id)).toMatchObject({ variables: { key }, output: { key } });
});

it('SX4 is not named by its variable', async () => {
  const scenario = await Scenario.open({ environment });
  const def = workflowDef([simple('a', { inputParameters: { key: '${CONDUCTOR_SECRET_KEY}' } })]);
  const id = await scenario.startUnchecked(def);
  expect((await scenario.task(id, 'a')).inputData).toEqual({ key: null });
});

it('SX5 comes with the task where its definition wants it', async () => {
  const runtimeMetadata = ['KEY', 'REGION', 'NONE'];
  const scenario = await Scenario.open({ environment, taskDefs: [taskDef('a', { runtimeMetadata })] });
  const id = await scenario.start(workflowDef([simple('a')]));
  expect((await scenario.take('a')).runtimeMetadata).toEqual({ KEY: 's3cr3t', REGION: 'eu' });
  expect((await scenario.task(id, 'a')).runtimeMetadata).toBeUndefined();
});

it('SX7 gives way to its name where the message of a failed call repeats it', async () => {
  const scenario = await Scenario.open({ environment });
  const def = workflowDef([
    step('HTTP', 'call', { inputParameters: { uri: `http://there/${key}`, method: 'GET' } }),
  ]);
  const id = await scenario.start(def);
  await settled();
  const [call] = scenario.ports.http.calls;
  expect(call?.request.url).toBe('http://there/s3cr3t');
  call?.answer({ status: 404, body: 'no s3cr3t here' });
  await settled();
  const { reasonForIncompletion, outputData } = await scenario.task(id, 'call');
  expect(reasonForIncompletion).toContain(`no ${key} here`);
  expect(JSON.stringify(outputData)).not.toContain('s3cr3t');
  expect(JSON.stringify(scenario.ports.store.commits)).not.toContain('s3cr3t');
});
