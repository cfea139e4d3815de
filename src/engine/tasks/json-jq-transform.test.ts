import { expect, it } from 'vitest';
import { step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const transform = (inputParameters: Readonly<Record<string, unknown>>) =>
  workflowDef([step('JSON_JQ_TRANSFORM', 'jq', { inputParameters })]);

it('JQ1 queries its whole input and completes within the decision', async () => {
  const scenario = await Scenario.open({
    queries: { '.list[]': (input) => ({ ok: true, values: [input, 2] }) },
  });
  const id = await scenario.start(transform({ queryExpression: '.list[]', list: '${workflow.input.list}' }), {
    input: { list: [1, 2] },
  });
  const seen = { queryExpression: '.list[]', list: [1, 2] };
  expect(await scenario.get(id)).toMatchObject({
    status: 'COMPLETED',
    output: { result: seen, resultList: [seen, 2] },
  });
});

it('JQ1 has a result of null when the query gives nothing', async () => {
  const scenario = await Scenario.open({ queries: { empty: () => ({ ok: true, values: [] }) } });
  const id = await scenario.start(transform({ queryExpression: 'empty' }));
  expect(await scenario.get(id)).toMatchObject({ output: { result: null, resultList: [] } });
});

it('JQ2 fails with what is wrong with the query as reason and as error', async () => {
  const scenario = await Scenario.open();
  const id = await scenario.start(transform({ queryExpression: 'foo' }));
  expect(await scenario.task(id, 'jq')).toMatchObject({
    status: 'FAILED',
    reasonForIncompletion: 'foo/0 is not defined',
    outputData: { error: 'foo/0 is not defined' },
  });
});

it('JQ2 fails without a query', async () => {
  const scenario = await Scenario.open();
  const id = await scenario.start(transform({ queryExpression: '${workflow.input.none}' }));
  expect(await scenario.task(id, 'jq')).toMatchObject({
    status: 'FAILED',
    reasonForIncompletion: "Missing 'queryExpression' in input parameters",
  });
});
