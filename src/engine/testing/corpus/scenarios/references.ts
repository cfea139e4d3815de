import type { CorpusScenario, Fields } from '../format.ts';
import {
  ask,
  choose,
  complete,
  fail,
  flow,
  fork,
  get,
  inline,
  loop,
  pass,
  quietly,
  simple,
  task,
  taskDef,
  trace,
  until,
  untilTask,
} from '../steps.ts';

const twice = "$.l['iteration'] < 2";

/** The step behind the one whose reference no loop of Conductor's can tell from an iteration's. */
const next = {
  ref: 'b__1',
  type: 'my_b',
  status: 'SCHEDULED',
  seq: 3,
  iteration: 1,
  responseTimeoutSeconds: 3600,
};

const taken = 'Task t1__1 is named like an iteration of a task in the loop l';

const registering = (name: string, rules: string, definition: Fields): CorpusScenario => ({
  name,
  rules,
  start: false,
  steps: [
    ask('POST', '/metadata/workflow', definition),
    get('/metadata/workflow/my_flow', { pick: ['name'] }),
  ],
});

/** Names of steps: such as hold what marks an iteration, and such as stand twice. */
export const references: readonly CorpusScenario[] = [
  {
    name: 'two underscores outside a loop',
    rules: 'DC3 EX12',
    workflows: [
      flow([
        simple('a__1'),
        inline('b__x', '$.n', { n: '${a__1.output.n}' }),
        simple('c', { inputParameters: { a: '${a__1.output.n}', b: '${b__x.output.result}' } }),
      ]),
    ],
    steps: [complete('a__1', { n: 1 }), complete('c')],
  },
  {
    name: 'two underscores in branches',
    rules: 'FJ1 JN1',
    workflows: [
      flow([
        ...fork('f__1', [[simple('a__1'), simple('a__2')], [simple('b')]]),
        simple('after', { inputParameters: { all: '${f__1_join.output}' } }),
      ]),
    ],
    steps: [
      complete('a__1', { n: 1 }),
      complete('b', { n: 2 }),
      complete('a__2', { n: 3 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'two underscores in a choice',
    rules: 'SW1 SW6',
    workflows: [flow([choose('s__1', 'x', { x: [simple('a__1'), simple('a__2')] }), simple('after')])],
    steps: [complete('a__1', { n: 1 }), complete('a__2', { n: 2 }), complete('after')],
  },
  {
    name: 'two underscores in the reference of a loop',
    rules: 'DW14',
    workflows: [flow([loop('l__1', "$.l__1['iteration'] < 2", [simple('t1')]), simple('after')])],
    steps: [complete('t1', { n: 1 }), pass(1)],
  },
  {
    name: 'two underscores in a loop',
    rules: 'DW14',
    workflows: [flow([loop('l', twice, [simple('a__1'), simple('b')]), simple('after')])],
    steps: [complete('a__1', { n: 1 })],
    differs: [{ where: 'DW14', ours: { '0/tasks/2': next } }],
  },
  {
    name: 'two underscores at the end, in a loop',
    rules: 'DW14',
    workflows: [flow([loop('l', twice, [simple('a__'), simple('b')]), simple('after')])],
    steps: [complete('a__', { n: 1 })],
    differs: [{ where: 'DW14', ours: { '0/tasks/2': next } }],
  },
  {
    name: 'a step before a loop that is named like an iteration of one in it',
    rules: 'DW15',
    workflows: [flow([simple('t1__1'), loop('l', twice, [simple('t1')]), simple('after')])],
    steps: [complete('t1__1', { n: 0 })],
    differs: [
      {
        where: 'DW15',
        ours: {
          '0/status': 'FAILED',
          '0/output': { n: 0 },
          '0/reasonForIncompletion': taken,
          '0/tasks/1': undefined,
        },
      },
    ],
  },
  {
    name: 'a step behind a loop that is named like an iteration of one in it',
    rules: 'DW15',
    workflows: [flow([loop('l', twice, [simple('t1')]), simple('t1__1'), simple('after')])],
    steps: [pass(1)],
    differs: [
      {
        where: 'DW15',
        ours: {
          '0/status': 'FAILED',
          '0/reasonForIncompletion': taken,
          '0/tasks/1': undefined,
          '0/tasks/0': undefined,
        },
      },
    ],
  },
  {
    name: 'an update by a reference with two underscores',
    rules: 'TK12',
    workflows: [flow([simple('a__1'), simple('c')])],
    steps: [quietly('POST', '/tasks/{wf}/a__1/COMPLETED', { n: 1 }), complete('c')],
  },
  {
    name: 'a retry of a reference with two underscores',
    rules: 'OP7',
    taskDefs: [taskDef('my_a__1')],
    workflows: [flow([simple('a__1'), simple('c')])],
    steps: [
      fail('a__1', 'broke'),
      ask('POST', '/workflow/{wf}/retry'),
      complete('a__1', { n: 1 }),
      complete('c'),
    ],
  },
  {
    name: 'a dynamic fork of references with two underscores',
    rules: 'FD1',
    workflows: [
      flow([
        task('FORK_JOIN_DYNAMIC', 'f', {
          dynamicForkTasksParam: 'tasks',
          dynamicForkTasksInputParamName: 'inputs',
          inputParameters: { tasks: [simple('a__1'), simple('a__2')], inputs: { a__1: { n: 1 } } },
        }),
        task('JOIN', 'j'),
        simple('after', { inputParameters: { all: '${j.output}' } }),
      ]),
    ],
    steps: [complete('a__1', { n: 1 }), complete('a__2', { n: 2 }), untilTask('after', 'SCHEDULED')],
  },
  registering('the same reference twice in a row', 'MD3', flow([simple('a'), simple('a')])),
  registering('the same reference in two branches', 'MD3', flow(fork('f', [[simple('a')], [simple('a')]]))),
  registering(
    'the same reference in two cases',
    'MD3',
    flow([choose('s', 'x', { x: [simple('a')], y: [simple('a')] })]),
  ),
  registering(
    'the same reference in a loop and outside',
    'MD3',
    flow([loop('l', twice, [simple('a')]), simple('a')]),
  ),
  registering('a loop that is named like what is in it', 'MD3', flow([loop('l', twice, [simple('l')])])),
  {
    name: 'the same reference in a parent and its child',
    rules: 'CH1',
    workflows: [
      flow([simple('a')], { name: 'my_child' }),
      flow([
        task('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'my_child' }, inputParameters: { n: 1 } }),
        simple('a', { inputParameters: { child: '${s.output.n}' } }),
      ]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      complete('a', { n: 5 }),
      untilTask('a', 'SCHEDULED'),
      trace(),
      complete('a', { n: 6 }),
      until('COMPLETED'),
    ],
  },
];
