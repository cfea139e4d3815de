import type { CorpusScenario, Fields } from '../format.ts';
import { complete, fail, flow, simple, task, taskDef, until, untilTask } from '../steps.ts';

const worker = (ref: string, fields: Fields = {}): Fields => ({
  name: `my_${ref}`,
  taskReferenceName: ref,
  type: 'SIMPLE',
  ...fields,
});

/** A dynamic fork of the workflow's input and what follows it. */
const forking = (name: string, rules: string, input: Fields, fields: Fields = {}): CorpusScenario => ({
  name,
  rules,
  workflows: [
    flow([
      task('FORK_JOIN_DYNAMIC', 'f', {
        inputParameters: { tasks: '${workflow.input.tasks}', inputs: '${workflow.input.inputs}', fixed: 1 },
        dynamicForkTasksParam: 'tasks',
        dynamicForkTasksInputParamName: 'inputs',
        ...fields,
      }),
      task('JOIN', 'j', { inputParameters: { note: 'joined' } }),
      simple('after', { inputParameters: { joined: '${j.output}' } }),
    ]),
  ],
  start: { input },
});

const simpler = (
  name: string,
  inputParameters: Fields,
  taskDefs: readonly Fields[] = [],
): CorpusScenario => ({
  name,
  rules: 'FD2',
  taskDefs: [taskDef('my_other'), ...taskDefs],
  workflows: [
    flow([
      task('FORK_JOIN_DYNAMIC', 'f', { inputParameters }),
      task('JOIN', 'j'),
      simple('after', { inputParameters: { joined: '${j.output}' } }),
    ]),
  ],
  start: { input: { list: [{ a: 1 }, 'text', 7] } },
});

/** DYNAMIC, FORK_JOIN_DYNAMIC and EXCLUSIVE_JOIN. */
export const dynamic: readonly CorpusScenario[] = [
  {
    ...forking('steps and their inputs', 'FD1', {
      tasks: [worker('a1', { inputParameters: { own: true, from: '${workflow.input.x}' } }), worker('b1')],
      inputs: { a1: { n: 1, x: '${workflow.input.x}' }, b1: { n: 2 } },
      x: 'X',
    }),
    steps: [complete('a1', { a: 1 }), complete('b1', { b: 1 }), untilTask('after', 'SCHEDULED')],
  },
  { ...forking('an empty list', 'FD4', { tasks: [], inputs: {} }), steps: [untilTask('after', 'SCHEDULED')] },
  {
    ...forking('a step without an input', 'FD1', {
      tasks: [worker('a1'), worker('b1')],
      inputs: { a1: { n: 1 } },
    }),
  },
  forking('no list of steps', 'FD6', { tasks: 'nonsense', inputs: {} }),
  forking('steps that are null', 'FD6', { tasks: null, inputs: {} }),
  forking('no map of inputs', 'FD6', { tasks: [worker('a1')], inputs: 'nonsense' }),
  forking('no inputs at all', 'FD6', { tasks: [worker('a1')] }),
  forking('a step without a reference', 'FD6', { tasks: [{ name: 'my_a1', type: 'SIMPLE' }], inputs: {} }),
  {
    ...forking('a forked task without a definition is not tried again', 'FD5', {
      tasks: [worker('a1'), worker('b1')],
      inputs: { a1: {}, b1: {} },
    }),
    steps: [fail('a1', 'broke'), until('FAILED')],
    races: ['0/tasks/3/status', '0/tasks/3/reasonForIncompletion'],
  },
  {
    ...forking('a forked task with a definition is watched as that says', 'FD5', {
      tasks: [worker('a1')],
      inputs: { a1: {} },
    }),
    taskDefs: [taskDef('my_a1', { retryCount: 1, responseTimeoutSeconds: 77 })],
  },
  {
    ...forking('forked steps that the engine does', 'FD1', {
      tasks: [
        { name: 'i', taskReferenceName: 'i', type: 'INLINE' },
        { name: 's', taskReferenceName: 's', type: 'SET_VARIABLE' },
        worker('a1'),
      ],
      inputs: { i: { evaluatorType: 'javascript', expression: '1 + 1' }, s: { v: 1 }, a1: {} },
    }),
    steps: [complete('a1'), untilTask('after', 'SCHEDULED')],
  },
  {
    ...forking('an optional forked step that fails', 'FD1 JN4', {
      tasks: [worker('a1', { optional: true }), worker('b1')],
      inputs: { a1: {}, b1: {} },
    }),
    steps: [fail('a1', 'broke'), complete('b1', { b: 1 }), untilTask('after', 'SCHEDULED')],
  },
  {
    ...forking('a forked choice is joined by the first task of its case', 'FD9', {
      tasks: [
        {
          name: 's',
          taskReferenceName: 's',
          type: 'SWITCH',
          evaluatorType: 'value-param',
          expression: 'case',
          decisionCases: { x: [worker('in_x'), worker('behind')] },
        },
        worker('b1'),
      ],
      inputs: { s: { case: 'x' }, b1: {} },
    }),
    steps: [complete('in_x', { x: 1 }), complete('b1'), untilTask('after', 'SCHEDULED')],
  },
  forking('a reference that is there already', 'FD7', {
    tasks: [worker('a1'), worker('after')],
    inputs: { a1: {}, after: {} },
  }),
  {
    ...forking('a reference that is in the list twice', 'FD7', {
      tasks: [worker('a1'), worker('a1')],
      inputs: { a1: {} },
    }),
    differs: [
      {
        where: 'FD7',
        ours: {
          '0': {
            trace: 'wf',
            status: 'FAILED',
            reasonForIncompletion:
              'No dynamic tasks could be created for the Workflow: my_flow.1/<wf>, ' +
              'Dynamic Fork Task: my_a1/a1 attempted to create a duplicate task reference name: a1',
            tasks: [],
          },
        },
      },
    ],
  },
  {
    name: 'a list of names, references and inputs in one',
    rules: 'FD3',
    workflows: [
      flow([
        task('FORK_JOIN_DYNAMIC', 'f', {
          inputParameters: {
            all: {
              dynamicTasks: [
                { taskName: 'my_a1', referenceName: 'a1', type: 'SIMPLE', input: { n: 1 } },
                { taskName: 'my_b1', referenceName: 'b1', input: { n: 2 } },
              ],
            },
          },
          dynamicForkJoinTasksParam: 'all',
        }),
        task('JOIN', 'j'),
        simple('after'),
      ]),
    ],
    steps: [complete('a1', { a: 1 }), complete('b1', { b: 1 }), untilTask('after', 'SCHEDULED')],
  },
  {
    name: 'no list of names and references',
    rules: 'FD6',
    workflows: [
      flow([
        task('FORK_JOIN_DYNAMIC', 'f', {
          inputParameters: { all: '${workflow.input.none}' },
          dynamicForkJoinTasksParam: 'all',
        }),
        task('JOIN', 'j'),
      ]),
    ],
  },
  {
    ...simpler('one task for each input', {
      forkTaskName: 'my_other',
      forkTaskInputs: '${workflow.input.list}',
    }),
    steps: [
      complete('other', { n: 0 }),
      complete('other', { n: 1 }),
      complete('other', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  simpler('one task of a type for each input', {
    forkTaskType: 'INLINE',
    forkTaskInputs: [{ evaluatorType: 'javascript', expression: '$.__index + 1' }],
  }),
  simpler('one task for each of no inputs', { forkTaskName: 'my_other', forkTaskInputs: [] }),
  {
    name: 'a dynamic fork without a JOIN',
    rules: 'FD8',
    workflows: [
      flow([
        task('FORK_JOIN_DYNAMIC', 'f', {
          inputParameters: { forkTaskName: 'my_other', forkTaskInputs: [{}] },
        }),
        simple('after'),
      ]),
    ],
    differs: [
      {
        where: 'FD8',
        ours: {
          '0/reasonForIncompletion':
            'Dynamic join definition is not followed by a join task.  Check the workflow definition. (task f)',
        },
      },
    ],
  },
  {
    name: 'DYNAMIC as a worker task',
    rules: 'DY1 DY3',
    workflows: [
      flow([
        task('DYNAMIC', 'd', {
          inputParameters: { which: '${workflow.input.which}', a: 1 },
          dynamicTaskNameParam: 'which',
        }),
        simple('after'),
      ]),
    ],
    start: { input: { which: 'my_chosen' } },
    steps: [complete('chosen', { b: 2 })],
  },
  {
    name: 'DYNAMIC with a definition of its own',
    rules: 'DY3',
    taskDefs: [taskDef('my_d', { retryCount: 1 }), taskDef('my_chosen', { retryCount: 5 })],
    workflows: [
      flow([
        task('DYNAMIC', 'd', {
          name: 'my_d',
          inputParameters: { which: 'my_chosen' },
          dynamicTaskNameParam: 'which',
        }),
      ]),
    ],
    steps: [fail('chosen', 'first'), fail('chosen', 'second')],
  },
  {
    name: "DYNAMIC as a task of the engine's own",
    rules: 'DY2',
    workflows: [
      flow([
        task('DYNAMIC', 'd', {
          inputParameters: { which: 'INLINE', evaluatorType: 'javascript', expression: '2 * 3' },
          dynamicTaskNameParam: 'which',
        }),
        simple('after'),
      ]),
    ],
  },
  {
    name: 'DYNAMIC without a name',
    rules: 'DY4',
    workflows: [flow([task('DYNAMIC', 'd', { inputParameters: { a: 1 }, dynamicTaskNameParam: 'which' })])],
  },
  ...exclusiveJoins(),
];

function exclusiveJoins(): readonly CorpusScenario[] {
  const choosing = (value: string, join: Fields): readonly Fields[] => [
    flow([
      task('SWITCH', 's', {
        evaluatorType: 'value-param',
        expression: 'case',
        inputParameters: { case: value },
        decisionCases: { a: [simple('t1')], b: [simple('t2')] },
        defaultCase: [simple('t3')],
      }),
      task('EXCLUSIVE_JOIN', 'x', join),
      simple('after', { inputParameters: { joined: '${x.output}' } }),
    ]),
  ];
  return [
    {
      name: 'EXCLUSIVE_JOIN takes the case that was taken',
      rules: 'EJ1',
      workflows: choosing('b', { joinOn: ['t1', 't2'] }),
      steps: [complete('t2', { two: 2 })],
    },
    {
      name: 'EXCLUSIVE_JOIN takes its default',
      rules: 'EJ2',
      workflows: choosing('zzz', { joinOn: ['t1', 't2'], defaultExclusiveJoinTask: ['t3'] }),
      steps: [complete('t3', { three: 3 })],
    },
    {
      name: 'EXCLUSIVE_JOIN with nothing to wait for',
      rules: 'EJ4',
      workflows: choosing('zzz', { joinOn: ['t1', 't2'] }),
      steps: [complete('t3', { three: 3 })],
    },
  ];
}
