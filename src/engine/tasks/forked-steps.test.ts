import { describe, expect, it } from 'vitest';
import { simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const inTwoParts = { dynamicForkTasksParam: 'tasks', dynamicForkTasksInputParamName: 'inputs' };
const inOne = { dynamicForkJoinTasksParam: 'all' };

/** A dynamic fork whose input is that of the workflow. */
async function forked(style: Fields, input: Fields, taskDefs = [taskDef('known')]) {
  const scenario = await Scenario.open({ taskDefs });
  await scenario.engine.metadata.registerWorkflow(workflowDef([simple('c')], { name: 'child' }), {
    overwrite: true,
  });
  const inputParameters = Object.fromEntries(
    Object.keys(input).map((name) => [name, `\${workflow.input.${name}}`]),
  );
  const def = workflowDef([
    step('FORK_JOIN_DYNAMIC', 'f', { ...style, inputParameters }),
    step('JOIN', 'j'),
    simple('after'),
  ]);
  const id = await scenario.startUnchecked(def, { input });
  await settled();
  return { scenario, id, workflow: await scenario.get(id) };
}

async function reasonOf(style: Fields, input: Fields) {
  const { workflow } = await forked(style, input);
  expect([workflow.status, workflow.tasks.length]).toEqual(['FAILED', 0]);
  return workflow.reasonForIncompletion;
}

const worker = (reference: string, fields: Fields = {}) => ({
  name: reference,
  taskReferenceName: reference,
  type: 'SIMPLE',
  ...fields,
});

const noList = (given: string) =>
  `Input 'tasks' is invalid. Cannot deserialize a list of Workflow Tasks from '${given}'`;
const noMap = (found: string) =>
  `Input to the dynamically forked tasks is not a map -> expecting a map of K,V  but found ${found}`;

describe('steps and inputs of a dynamic fork', () => {
  it.each<[unknown, string]>([
    [null, noList('null')],
    ['text', noList('text')],
    [5, noList('5')],
    [{ a: 1 }, noList('{a=1}')],
    [['a'], noList('[a]')],
    [[null], noList('[null]')],
    [[{ name: 'a', type: 'SIMPLE' }], noList('[{name=a, type=SIMPLE}]')],
    [[{ name: 'a', taskReferenceName: '' }], noList('[{name=a, taskReferenceName=}]')],
    [[worker('a'), 7], noList('[{name=a, taskReferenceName=a, type=SIMPLE}, 7]')],
  ])('FD6 the steps %j are none', async (tasks, reason) => {
    expect(await reasonOf(inTwoParts, { tasks, inputs: {} })).toBe(reason);
  });

  it.each<[unknown, string]>([
    [null, noMap('null')],
    ['text', noMap('text')],
    [5, noMap('5')],
    [false, noMap('false')],
    [[], noMap('[]')],
    [['a'], noMap('[a]')],
  ])('FD6 the inputs %j are none', async (inputs, reason) => {
    expect(await reasonOf(inTwoParts, { tasks: [worker('a')], inputs })).toBe(reason);
  });

  it.each<[unknown, string]>([
    ['text', 'text'],
    [0, '0'],
    [false, 'false'],
    [[1, 'x'], '[1, x]'],
  ])('FD12 the input %j of a step is no map', async (given, shown) => {
    expect(await reasonOf(inTwoParts, { tasks: [worker('a')], inputs: { a: given } })).toBe(
      `Tasks could not be dynamically forked due to invalid input: that of a is not a map: ${shown}`,
    );
  });

  it('FD1 inputs may be missing, null, or for steps that there are not', async () => {
    const { workflow } = await forked(inTwoParts, {
      tasks: [worker('a', { inputParameters: { own: 1 } }), worker('b'), worker('constructor')],
      inputs: { a: { given: 2 }, b: null, z: { lost: true } },
    });
    expect(workflow.tasks.map((task) => [task.referenceTaskName, task.status])).toEqual([
      ['f', 'COMPLETED'],
      ['a', 'SCHEDULED'],
      ['b', 'SCHEDULED'],
      ['constructor', 'SCHEDULED'],
      ['j', 'IN_PROGRESS'],
    ]);
    expect(workflow.tasks.slice(1, 4).map((task) => task.inputData)).toEqual([{ own: 1, given: 2 }, {}, {}]);
    expect(workflow.tasks[4]?.inputData).toEqual({ joinOn: ['a', 'b', 'constructor'] });
  });

  it.each([
    [
      'nobody has registered',
      'strange',
      [
        'FAILED',
        'Invalid task specified. Cannot find task by name strange in the task definitions',
        undefined,
      ],
    ],
    ['somebody has registered', 'known', ['RUNNING', undefined, 'a']],
  ])('FD12 a step of a type of its own, under a name that %s', async (_what, name, expected) => {
    const { scenario, workflow } = await forked(inTwoParts, {
      tasks: [worker('a', { name, type: 'CUSTOM' })],
      inputs: {},
    });
    const polled = await scenario.poll('CUSTOM');
    expect([workflow.status, workflow.reasonForIncompletion, polled?.referenceTaskName]).toEqual(expected);
  });

  it('FD12 a step of a type of its own that brings its definition runs', async () => {
    const { workflow } = await forked(inTwoParts, {
      tasks: [worker('a', { type: 'CUSTOM', taskDefinition: { name: 'a', retryCount: 1 } })],
      inputs: {},
    });
    expect(workflow.tasks[1]).toMatchObject({ taskType: 'CUSTOM', status: 'SCHEDULED' });
  });

  it.each(['f', 'j'])('FD7 a step that is named like the fork or its JOIN, %s, is refused', async (name) => {
    const { workflow } = await forked(inTwoParts, { tasks: [worker(name)], inputs: {} });
    expect(workflow).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: expect.stringContaining(
        `attempted to create a duplicate task reference name: ${name}`,
      ),
      tasks: [],
    });
  });
});

describe('a dynamic fork of one list', () => {
  const text = (input: string) =>
    `Dynamic tasks could not be created. The value of all from task's input ${input} has no dynamic tasks to be scheduled`;

  it.each<[Fields, string]>([
    [{ all: null }, text('{all=null}')],
    [{ other: 1 }, text('{other=1}')],
    [{ all: 'text' }, `Input 'all' is invalid. Cannot deserialize a list of Workflow Tasks from '"text"'`],
    [{ all: {} }, `Input 'all' is invalid. Cannot deserialize a list of Workflow Tasks from '{}'`],
    [{ all: [] }, `Input 'all' is invalid. Cannot deserialize a list of Workflow Tasks from '[]'`],
    [
      { all: { dynamicTasks: 'x' } },
      `Input 'all' is invalid. Cannot deserialize a list of Workflow Tasks from '{"dynamicTasks":"x"}'`,
    ],
  ])('FD6 with %j fails the workflow', async (input, reason) => {
    expect(await reasonOf(inOne, input)).toBe(reason);
  });

  it('FD3 takes what it can get, each with its input', async () => {
    const dynamicTasks = [
      { taskName: 'a', referenceName: 'a1', input: { n: 1 } },
      { taskName: 'a', referenceName: 'a2', type: 'NOOP' },
      null,
      'text',
    ];
    const { workflow } = await forked(inOne, { all: { dynamicTasks } });
    expect(workflow.tasks.map((task) => [task.referenceTaskName, task.taskType, task.status])).toEqual([
      ['f', 'FORK', 'COMPLETED'],
      ['a1', 'a', 'SCHEDULED'],
      ['a2', 'NOOP', 'COMPLETED'],
      ['j', 'JOIN', 'IN_PROGRESS'],
    ]);
    expect(workflow.tasks[1]?.inputData).toEqual({ n: 1 });
  });
});

describe('a dynamic fork of many inputs', () => {
  async function inputsOf(input: Fields) {
    const { workflow } = await forked({}, input);
    const forkedOnes = workflow.tasks.filter((task) => task.referenceTaskName.startsWith('_'));
    return forkedOnes.map((task) => [task.referenceTaskName, task.taskType, task.inputData]);
  }

  it.each<[string, Fields, unknown]>([
    ['no inputs', { forkTaskInputs: [] }, []],
    [
      'inputs of all kinds',
      { forkTaskName: 'w', forkTaskInputs: ['x', 1, [2], { a: 3 }] },
      [
        ['_w_0', 'w', { input: 'x', __index: 0 }],
        ['_w_1', 'w', { input: 1, __index: 1 }],
        ['_w_2', 'w', { input: [2], __index: 2 }],
        ['_w_3', 'w', { a: 3, __index: 3 }],
      ],
    ],
    ['no name', { forkTaskInputs: [{}] }, [['_f_0', 'f', { __index: 0 }]]],
    ['an empty name', { forkTaskName: '', forkTaskInputs: [{}] }, [['_f_0', 'f', { __index: 0 }]]],
    ['a name that is a number', { forkTaskName: 5, forkTaskInputs: [{}] }, [['_5_0', '5', { __index: 0 }]]],
    [
      'an index of their own, which does not count',
      { forkTaskName: 'w', forkTaskInputs: [{ __index: 9 }] },
      [['_w_0', 'w', { __index: 0 }]],
    ],
    [
      'a type of the engine',
      { forkTaskType: 'SET_VARIABLE', forkTaskInputs: [{ a: 1 }] },
      [['_SET_VARIABLE_0', 'SET_VARIABLE', { a: 1, __index: 0 }]],
    ],
  ])('FD2 of %s', async (_what, input, expected) => {
    expect(await inputsOf(input)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['a whole number', 1],
    ['a whole number, as a text', '1'],
    ['none', undefined],
    ['an empty text', ''],
    ['no number', 'latest'],
    ['a fraction', '1.5'],
  ])('FD2 of a workflow, in a version that is %s', async (_what, forkTaskWorkflowVersion) => {
    const { scenario, workflow } = await forked(
      {},
      { forkTaskWorkflow: 'child', forkTaskWorkflowVersion, forkTaskInputs: [{ a: 1 }] },
    );
    const [, task] = workflow.tasks;
    expect(task).toMatchObject({ taskType: 'SUB_WORKFLOW', status: 'IN_PROGRESS' });
    expect(await scenario.get(task?.subWorkflowId ?? '')).toMatchObject({
      workflowName: 'child',
      workflowVersion: 1,
      input: { a: 1, __index: 0 },
    });
  });

  it('FD2 of a workflow that there is not, the workflow fails', async () => {
    const { workflow } = await forked({}, { forkTaskWorkflow: 'none', forkTaskInputs: [{}] });
    expect(workflow).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: expect.stringContaining('The Task none defined as a sub-workflow has no'),
    });
  });

  it('FD6 of what is no list falls back on the other styles, which fail', async () => {
    expect(await reasonOf({}, { forkTaskInputs: 'x' })).toBe(
      "Dynamic tasks could not be created. The value of null from task's input {forkTaskInputs=x} has no dynamic tasks to be scheduled",
    );
  });

  it('FD2 optional goes to each of them, and the workflow goes on when all fail', async () => {
    const { scenario, id } = await forked(
      { optional: true },
      { forkTaskName: 'w', forkTaskInputs: [{}, {}] },
    );
    await scenario.fail('w', 'one');
    await scenario.fail('w', 'two');
    const { status, tasks } = await scenario.get(id);
    expect([status, ...tasks.map((task) => task.status)]).toEqual([
      'RUNNING',
      'COMPLETED',
      'COMPLETED_WITH_ERRORS',
      'COMPLETED_WITH_ERRORS',
      'COMPLETED_WITH_ERRORS',
      'SCHEDULED',
    ]);
  });
});
