import { describe, expect, it } from 'vitest';
import type { WorkflowTask } from '#contract/index.ts';
import { fork, setVariable, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const key = '${workflow.secrets.KEY}';
const environment = { CONDUCTOR_SECRET_KEY: 's3cr3t', CONDUCTOR_SECRET_OTHER: '0ther' };

type Fields = Readonly<Record<string, unknown>>;

const taking = (from: string, more: Fields = {}) => simple('t', { inputParameters: { got: from }, ...more });

/** What a worker is handed that polls for `t`. */
async function handed(scenario: Scenario): Promise<unknown> {
  return (await scenario.take('t')).inputData['got'];
}

describe('data that looks like the name of a secret', () => {
  it('SX8 is a text in the input of a start, whole, in part, deep or by a template', async () => {
    const scenario = await Scenario.open({ environment });
    const tasks = [
      simple('t', {
        inputParameters: {
          whole: '${workflow.input.x}',
          part: 'a ${workflow.input.x} b',
          deep: { list: ['${workflow.input.y}'] },
          all: '${workflow.input}',
          built: '${workflow.input.z}{workflow.secrets.KEY}',
          named: '${workflow.secrets.${workflow.input.name}}',
        },
      }),
    ];
    await scenario.start(workflowDef(tasks), { input: { x: key, y: { a: key }, z: '$', name: 'KEY' } });
    expect(JSON.stringify((await scenario.take('t')).inputData)).not.toContain('s3cr3t');
  });

  it('SX8 is a text under a key that reads like the path to one that is a name', async () => {
    const scenario = await Scenario.open({ environment });
    const tasks = [taking("${workflow.input['a.b']}")];
    await scenario.start(workflowDef(tasks, { inputTemplate: { a: { b: key } } }), { input: { 'a.b': key } });
    expect(await handed(scenario)).toBe(key);
  });

  it('SX8 is a text beside a name in the same text that is one', async () => {
    const scenario = await Scenario.open({ environment });
    const def = workflowDef([taking(`${key} \${workflow.input.x}`)]);
    await scenario.start(def, { input: { x: '${workflow.secrets.OTHER}' } });
    expect(await handed(scenario)).toBe('s3cr3t ${workflow.secrets.OTHER}');
  });

  it.each([
    ['an output', [simple('a'), taking('${a.output.x}')]],
    [
      'a variable',
      [simple('a'), setVariable('set', { v: '${a.output.x}' }), taking('${workflow.variables.v}')],
    ],
    [
      'a variable that was a name before',
      [
        setVariable('first', { v: key }),
        simple('a'),
        setVariable('set', { v: '${a.output.x}' }),
        taking('${workflow.variables.v}'),
      ],
    ],
    [
      'a forked task',
      [
        simple('a'),
        step('FORK_JOIN_DYNAMIC', 'f', {
          dynamicForkTasksParam: 'tasks',
          dynamicForkTasksInputParamName: 'inputs',
          inputParameters: { tasks: [simple('t')], inputs: { t: { got: '${a.output.x}' } } },
        }),
        step('JOIN', 'j'),
      ],
    ],
    [
      'the steps of a fork',
      [
        simple('a'),
        step('FORK_JOIN_DYNAMIC', 'f', {
          dynamicForkTasksParam: 'tasks',
          dynamicForkTasksInputParamName: 'inputs',
          inputParameters: { tasks: '${a.output.steps}', inputs: {} },
        }),
        step('JOIN', 'j'),
      ],
    ],
  ])('SX8 is a text in %s', async (_what, tasks) => {
    const scenario = await Scenario.open({ environment, taskDefs: [taskDef('t')] });
    await scenario.start(workflowDef(tasks));
    await scenario.complete('a', { x: key, steps: [taking(key)] });
    expect(await handed(scenario)).toBe(key);
  });

  it('SX8 is a text also when the task is tried again', async () => {
    const scenario = await Scenario.open({ environment, taskDefs: [taskDef('t', { retryCount: 1 })] });
    await scenario.start(
      workflowDef([
        step('FORK_JOIN_DYNAMIC', 'f', {
          dynamicForkTasksParam: 'tasks',
          dynamicForkTasksInputParamName: 'inputs',
          inputParameters: { tasks: '${workflow.input.tasks}', inputs: {} },
        }),
        step('JOIN', 'j'),
      ]),
      { input: { tasks: [taking(key)] } },
    );
    await scenario.fail('t');
    await scenario.advance(60);
    expect(await handed(scenario)).toBe(key);
  });

  it('SX8 is a text in the input that an operator gives a rerun', async () => {
    const scenario = await Scenario.open({ environment });
    const id = await scenario.start(workflowDef([taking(key)]));
    const task = await scenario.finish('t', 'FAILED_WITH_TERMINAL_ERROR');
    const request = { reRunFromTaskId: task.taskId, taskInput: { got: '${workflow.secrets.KEY}' } };
    await scenario.engine.workflows.rerun(id, request);
    expect(await handed(scenario)).toBe(key);
  });

  it.each([
    [
      'SUB_WORKFLOW',
      (def: unknown) =>
        step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'x', version: 1, workflowDefinition: def } }),
    ],
    [
      'START_WORKFLOW',
      (def: unknown) =>
        step('START_WORKFLOW', 's', {
          inputParameters: { startWorkflow: { name: 'x', workflowDef: def, input: { a: 1 } } },
        }),
    ],
  ])('SX8 is a text in a definition that data gives to %s', async (_type, starting) => {
    const scenario = await Scenario.open({ environment });
    const def = workflowDef([setVariable('set', { v: key }), taking('${workflow.variables.v}')], {
      name: 'x',
      variables: { w: key },
      inputTemplate: { k: key },
    });
    await scenario.start(workflowDef([starting('${workflow.input.def}')]), { input: { def } });
    await settled();
    expect(await handed(scenario)).toBe(key);
  });

  it('SX8 is a text in what a call sends', async () => {
    const scenario = await Scenario.open({ environment });
    const inputParameters = {
      uri: 'http://there/',
      method: 'POST',
      headers: { Authorization: key },
      body: '${workflow.input.x}',
    };
    await scenario.start(workflowDef([step('HTTP', 'h', { inputParameters })]), { input: { x: { a: key } } });
    await settled();
    const request = scenario.ports.http.calls[0]?.request;
    expect(request).toMatchObject({ headers: { Authorization: 's3cr3t' }, body: JSON.stringify({ a: key }) });
  });
});

describe('the name of a secret in the text of a definition', () => {
  it.each<[from: string, tasks: WorkflowTask[], more?: Fields]>([
    ['a variable of the definition', [taking('${workflow.variables.v}')], { variables: { v: key } }],
    ['the template of the input', [taking('${workflow.input.k}')], { inputTemplate: { k: key } }],
    ['the input of another task', [setVariable('a', { deep: [{ k: key }] }), taking('${a.input.deep[0].k}')]],
    [
      'what is handed on as a whole',
      [
        setVariable('set', { v: { k: key } }),
        setVariable('again', { w: '${workflow.variables.v}' }),
        taking("${workflow.variables.w['k']}"),
      ],
    ],
    [
      'the input of a forked task',
      [
        step('FORK_JOIN_DYNAMIC', 'f', {
          dynamicForkTasksParam: 'tasks',
          dynamicForkTasksInputParamName: 'inputs',
          inputParameters: { tasks: [simple('t')], inputs: { t: { got: key } } },
        }),
        step('JOIN', 'j'),
      ],
    ],
    [
      'the inputs of forked tasks that are alike',
      [
        step('FORK_JOIN_DYNAMIC', 'f', {
          inputParameters: { forkTaskName: 't', forkTaskInputs: [{ got: key }] },
        }),
        step('JOIN', 'j'),
      ],
    ],
  ])('SX8 is given from %s', async (_from, tasks, more) => {
    const scenario = await Scenario.open({ environment, taskDefs: [taskDef('t')] });
    await scenario.start(workflowDef(tasks, more), { input: { other: 1 } });
    expect(await handed(scenario)).toBe('s3cr3t');
  });

  it('SX8 is given from the template of a task definition', async () => {
    const taskDefs = [taskDef('t', { inputTemplate: { got: key, other: key } })];
    const scenario = await Scenario.open({ environment, taskDefs });
    await scenario.start(
      workflowDef([simple('t', { inputParameters: { other: '${workflow.input.none}' } })]),
    );
    expect((await scenario.take('t')).inputData).toEqual({ got: 's3cr3t', other: 's3cr3t' });
  });

  it('SX8 is given to a child, and to what START_WORKFLOW starts, also after a crash', async () => {
    const scenario = await Scenario.open({ environment });
    await scenario.engine.metadata.updateWorkflows([
      workflowDef([taking('${workflow.input.k}')], { name: 'child' }),
    ]);
    const startWorkflow = { name: 'child', input: { k: key } };
    await scenario.start(
      workflowDef(
        fork('f', [
          [step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child' }, inputParameters: { k: key } })],
          [step('START_WORKFLOW', 'other', { inputParameters: { startWorkflow } })],
        ]),
      ),
    );
    await settled();
    await scenario.crash();
    expect([await handed(scenario), await handed(scenario)]).toEqual(['s3cr3t', 's3cr3t']);
  });

  it('SX8 is given from a definition in place', async () => {
    const scenario = await Scenario.open({ environment });
    const workflowDefinition = workflowDef([taking(key)], { name: 'x' });
    await scenario.start(
      workflowDef([step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'x', workflowDefinition } })]),
    );
    await settled();
    expect(await handed(scenario)).toBe('s3cr3t');
  });

  it('SX8 is given again when the task is tried again', async () => {
    const scenario = await Scenario.open({ environment, taskDefs: [taskDef('t', { retryCount: 1 })] });
    await scenario.start(workflowDef([setVariable('set', { v: key }), taking('${workflow.variables.v}')]));
    await scenario.fail('t');
    await scenario.advance(60);
    expect(await handed(scenario)).toBe('s3cr3t');
  });
});
