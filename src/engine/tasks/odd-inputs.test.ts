import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task, Workflow } from '#contract/index.ts';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A step whose inputs, and whatever else, are expressions over the workflow's input. */
async function run(type: string, fields: Fields, input: Fields = {}) {
  const queries = { '.list[]': (given: unknown) => ({ ok: true as const, values: Object(given)['list'] }) };
  const scenario = await Scenario.open({ queries });
  await scenario.engine.metadata.registerWorkflow(workflowDef([simple('c')], { name: 'child' }), {
    overwrite: true,
  });
  const id = await scenario.startUnchecked(workflowDef([step(type, 'x', fields), simple('after')]), {
    input,
  });
  await settled();
  const workflow: Workflow = await scenario.get(id);
  const task: Task | undefined = workflow.tasks.find((each) => each.referenceTaskName === 'x');
  return { scenario, id, workflow, task };
}

/** Whether a task's reason is, or is like, another; and what it is, for whoever reads of a failure. */
function worded(task: Task | undefined, reason: string | RegExp): [boolean, string | undefined] {
  const told = task?.reasonForIncompletion;
  return [typeof reason === 'string' ? told === reason : reason.test(told ?? ''), told];
}

const from = (...names: readonly string[]): Fields => ({
  inputParameters: Object.fromEntries(names.map((name) => [name, `\${workflow.input.${name}}`])),
});

describe('TERMINATE of odd inputs', () => {
  const byDefault = (status: string, task: Task | undefined) =>
    `Workflow is ${status} by TERMINATE task: ${task?.taskId}`;

  it.each([null, undefined, '', '  ', 5, true, [], ['stop'], {}, { why: 'stop' }])(
    'TE6 the reason %j is none',
    async (terminationReason) => {
      for (const terminationStatus of ['COMPLETED', 'FAILED', 'TERMINATED']) {
        const { workflow, task } = await run('TERMINATE', from('terminationStatus', 'terminationReason'), {
          terminationStatus,
          terminationReason,
        });
        expect([workflow.status, workflow.reasonForIncompletion]).toEqual([
          terminationStatus,
          byDefault(terminationStatus, task),
        ]);
      }
    },
  );

  it.each([null, undefined, '', 'completed', 'PAUSED', 'RUNNING', 'TIMED_OUT', 5, true, ['FAILED'], {}])(
    'TE5 the status %j fails the task',
    async (terminationStatus) => {
      const { workflow, task } = await run('TERMINATE', from('terminationStatus'), { terminationStatus });
      expect(task).toMatchObject({
        status: 'FAILED',
        reasonForIncompletion: expect.stringMatching(
          /^given termination status is not valid: terminationStatus is /,
        ),
      });
      expect(workflow.status).toBe('FAILED');
    },
  );

  it.each<[unknown, Fields]>([
    [null, {}],
    [undefined, {}],
    [{}, {}],
    [{ a: { b: 1 } }, { a: { b: 1 } }],
    ['', { output: '' }],
    [0, { output: 0 }],
    [false, { output: false }],
    [[], { output: [] }],
    [[{ a: 1 }], { output: [{ a: 1 }] }],
  ])('TE4 the output %j becomes %j', async (workflowOutput, output) => {
    for (const terminationStatus of ['COMPLETED', 'FAILED', 'TERMINATED']) {
      const { workflow } = await run('TERMINATE', from('terminationStatus', 'workflowOutput'), {
        terminationStatus,
        workflowOutput,
      });
      expect(workflow.output).toEqual(output);
    }
  });
});

describe('EVENT of odd sinks', () => {
  const unsupported = (sink: string) => `Invalid / Unsupported sink specified: ${sink}`;

  it.each<[unknown, string | undefined, string | undefined]>([
    ['conductor', 'conductor:flow:x', undefined],
    ['conductor:', 'conductor:flow:', undefined],
    ['conductor:a:b', 'conductor:flow:a:b', undefined],
    ['conductors', undefined, unsupported('conductors')],
    ['conductor;a', undefined, unsupported('conductor;a')],
    [null, undefined, unsupported('null')],
    [undefined, undefined, unsupported('null')],
    ['Conductor', 'Conductor', 'error: Illegal event Conductor'],
    ['', '', 'error: Illegal event '],
    [' conductor', ' conductor', 'error: Illegal event  conductor'],
    [5, '5', 'error: Illegal event 5'],
    ['kafka:t', 'kafka:t', 'error: Unknown queue type kafka'],
    ['sqs:', 'sqs:', 'error: Unknown queue type sqs'],
    [':t', ':t', 'error: Unknown queue type '],
    [['conductor'], '[conductor]', 'error: Illegal event [conductor]'],
  ])('EV2 EV3 EV6 the sink %j is the event %j', async (sink, event, problem) => {
    const { workflow, task } = await run('EVENT', { sink: '${workflow.input.sink}' }, { sink });
    expect([task?.status, task?.outputData['event_produced']]).toEqual([
      problem === undefined ? 'COMPLETED' : 'FAILED',
      event,
    ]);
    expect(task?.reasonForIncompletion ?? '').toContain(problem ?? '');
    expect(workflow.status).toBe(problem === undefined ? 'RUNNING' : 'FAILED');
  });
});

describe('START_WORKFLOW of odd requests', () => {
  const validation = (text: string) => `startWorkflow validation failed. ${text}`;

  it.each<[unknown, string | RegExp]>([
    [null, "Missing 'startWorkflow' in input data."],
    [undefined, "Missing 'startWorkflow' in input data."],
    [{}, validation("'name' -> Workflow name cannot be null or empty. ")],
    [{ name: null }, validation("'name' -> Workflow name cannot be null or empty. ")],
    [{ name: '' }, 'Workflow name must be specified when searching for a definition'],
    [{ name: 'none' }, 'No such workflow defined. name=none, version=null'],
    [{ name: 'child', version: 9 }, 'No such workflow defined. name=child, version=9'],
    [{ name: 'child', version: '9' }, 'No such workflow defined. name=child, version=9'],
    [{ name: 'child', version: 'nine' }, /^Error reading StartWorkflowRequest\. version: /],
    [{ name: 'child', version: '1.5' }, /^Error reading StartWorkflowRequest\. version: /],
    [{ name: 'child', input: 'text' }, /^Error reading StartWorkflowRequest\. input: /],
    [{ name: 'child', input: null }, 'NULL input passed when starting workflow'],
    [{ name: 'child', priority: 100 }, /^startWorkflow validation failed\. 'priority' -> .*99/],
    [{ name: 'child', priority: '-1' }, /^startWorkflow validation failed\. 'priority' -> .*0/],
    ['child', /^Error reading StartWorkflowRequest\. : /],
    [['child'], /^Error reading StartWorkflowRequest\. : /],
    [5, /^Error reading StartWorkflowRequest\. : /],
  ])('SF4 of %j fails the task, and starts nothing', async (startWorkflow, reason) => {
    const { scenario, task } = await run('START_WORKFLOW', from('startWorkflow'), { startWorkflow });
    expect(task?.status).toBe('FAILED');
    expect(worded(task, reason)).toEqual([true, task?.reasonForIncompletion]);
    expect(
      (await scenario.engine.workflows.search({ start: 0, size: 9, query: 'workflowType=child' })).totalHits,
    ).toBe(0);
  });

  it.each([
    { name: 'child' },
    { name: 'child', version: '1', priority: '7' },
    { name: 'child', version: null, input: {}, unheardOf: true },
  ])('SF1 of %j starts one', async (startWorkflow) => {
    const { scenario, task } = await run('START_WORKFLOW', from('startWorkflow'), { startWorkflow });
    expect(task?.status).toBe('COMPLETED');
    const started = await scenario.get(String(task?.outputData['workflowId']));
    expect(started).toMatchObject({ workflowName: 'child', priority: Number(startWorkflow.priority ?? 0) });
  });
});

describe('SUB_WORKFLOW of odd parameters', () => {
  const sub = (subWorkflowParam: Fields): Fields => ({
    subWorkflowParam: { name: 'child', version: 1, ...subWorkflowParam },
  });

  it.each<[string, Fields, unknown, string | RegExp]>([
    ['a name that is null', { name: '${workflow.input.v}' }, null, /names no workflow to run$/],
    ['a name that is a number', { name: '${workflow.input.v}' }, 5, /names no workflow to run$/],
    ['an empty name', { name: '${workflow.input.v}' }, '', /names no workflow to run$/],
    [
      'an unknown name',
      { name: '${workflow.input.v}' },
      'none',
      'No such workflow defined. name=none, version=1',
    ],
    [
      'a definition that is a text',
      { workflowDefinition: '${workflow.input.v}' },
      'x',
      /is not a workflow definition/,
    ],
    [
      'a definition that is a list',
      { workflowDefinition: '${workflow.input.v}' },
      [1],
      /is not a workflow definition/,
    ],
    [
      'a definition with odd tasks',
      { workflowDefinition: '${workflow.input.v}' },
      { name: 'own', tasks: 'none' },
      /is not a workflow definition: tasks: /,
    ],
  ])('CH6 %s fails the task and begins nothing', async (_what, fields, v, reason) => {
    const { workflow, task } = await run('SUB_WORKFLOW', sub(fields), { v });
    expect([task?.status, task?.subWorkflowId, task?.outputData]).toEqual(['FAILED', undefined, {}]);
    expect(worded(task, reason)).toEqual([true, task?.reasonForIncompletion]);
    expect(workflow.status).toBe('FAILED');
  });

  it.each<[string, Fields, unknown]>([
    ['a definition that comes to nothing', { workflowDefinition: '${workflow.input.v}' }, undefined],
    ['a priority that is no number', { priority: '${workflow.input.v}' }, 'high'],
    ['a priority that is null', { priority: '${workflow.input.v}' }, null],
  ])('CH1 CH5 %s leaves the registered one to be run', async (_what, fields, v) => {
    const { scenario, task } = await run('SUB_WORKFLOW', sub(fields), { v });
    expect(task).toMatchObject({ status: 'IN_PROGRESS', inputData: { subWorkflowVersion: 1 } });
    expect(await scenario.get(task?.subWorkflowId ?? '')).toMatchObject({
      workflowName: 'child',
      priority: 0,
    });
  });
});

describe('others of odd inputs', () => {
  it.each<[unknown, string]>([
    [5, '5'],
    [true, 'true'],
    [['a'], '[a]'],
    ['name', 'name'],
    [' ', ' '],
  ])('DY1 DYNAMIC named by %j waits for a worker of "%s"', async (name, type) => {
    const { task } = await run('DYNAMIC', { dynamicTaskNameParam: 'name', ...from('name') }, { name });
    expect(task).toMatchObject({ taskType: type, taskDefName: type, status: 'SCHEDULED' });
  });

  it.each([null, undefined, ''])('DY4 DY5 DYNAMIC named by %j fails the workflow', async (name) => {
    const { workflow } = await run('DYNAMIC', { dynamicTaskNameParam: 'name', ...from('name') }, { name });
    expect([workflow.status, workflow.reasonForIncompletion, workflow.tasks]).toEqual([
      'FAILED',
      'Cannot map a dynamic task based on the parameter and input. ' +
        `Parameter= name, input= {name=${name === '' ? '' : 'null'}}`,
      [],
    ]);
  });

  it.each([null, undefined, 5, true, ['.'], { a: 1 }])(
    'JQ5 the query %j is missing',
    async (queryExpression) => {
      const { task } = await run('JSON_JQ_TRANSFORM', from('queryExpression'), { queryExpression });
      expect(task).toMatchObject({
        status: 'FAILED',
        reasonForIncompletion: "Missing 'queryExpression' in input parameters",
      });
    },
  );

  it.each<[readonly unknown[], unknown]>([
    [[], null],
    [[null], null],
    [[false], false],
    [[1, 2], 1],
    [[[]], []],
  ])('JQ1 of the values %j the first is the result, else null', async (list, result) => {
    const { task } = await run('JSON_JQ_TRANSFORM', from('queryExpression', 'list'), {
      queryExpression: '.list[]',
      list,
    });
    expect(task).toMatchObject({ status: 'COMPLETED', outputData: { result, resultList: list } });
  });

  it.each<[unknown, number]>([
    [undefined, 1],
    [null, 1],
    ['3', 1],
    [0, 1],
    [-5, 1],
    [2.9, 2],
    [1000, 4],
    [[3], 1],
  ])('PM7 of a batchSize of %j a task takes %i of four', async (batchSize, taken) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([simple('t'), step('PULL_WORKFLOW_MESSAGES', 'p', from('batchSize'))]),
      { input: { batchSize } },
    );
    for (const n of [1, 2, 3, 4]) await scenario.engine.workflows.pushMessage(id, { n });
    await scenario.complete('t');
    expect(await scenario.task(id, 'p')).toMatchObject({ status: 'COMPLETED', outputData: { count: taken } });
  });

  it.each<[unknown, string]>([
    [undefined, 'IN_PROGRESS'],
    [true, 'IN_PROGRESS'],
    ['true', 'IN_PROGRESS'],
    [null, 'IN_PROGRESS'],
    [false, 'COMPLETED'],
    ['false', 'COMPLETED'],
  ])('PM3 PM7 with blocking %j and no message the task is %s', async (blocking, status) => {
    const { task } = await run('PULL_WORKFLOW_MESSAGES', from('blocking'), { blocking });
    expect([task?.status, task?.callbackAfterSeconds]).toEqual([status, status === 'IN_PROGRESS' ? 1 : 0]);
  });

  it('SV2 a variable more or less than 256 kB together, whatever they are made of', async () => {
    const limit = 256 * 1024;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -2, max: 2 }),
        fc.constantFrom('x', 'é', '"', '€'),
        fc.boolean(),
        async (beyond, character, isSplit) => {
          // What JSON in UTF-8 takes for two variables, less the fillers.
          const frame = JSON.stringify({ a: '', b: '' }).length;
          const each = new TextEncoder().encode(JSON.stringify(character)).length - 2;
          const room = limit - frame + beyond;
          const count = Math.floor(room / each);
          const fill = 'x'.repeat(room - count * each);
          const half = isSplit ? Math.floor(count / 2) : 0;
          const input = { a: character.repeat(half), b: character.repeat(count - half) + fill };
          const { workflow, task } = await run('SET_VARIABLE', from('a', 'b'), input);
          expect(workflow.status).toBe(beyond > 0 ? 'FAILED' : 'RUNNING');
          expect(Object.keys(workflow.variables)).toEqual(beyond > 0 ? [] : ['a', 'b']);
          expect(task?.reasonForIncompletion).toBe(
            beyond > 0
              ? `The variables payload size: ${limit + beyond} of workflow: ${workflow.workflowId} ` +
                  'is greater than the permissible limit: 256 kilobytes'
              : undefined,
          );
        },
      ),
      { numRuns: 25 },
    );
  });
});
