import type { CorpusScenario } from '../format.ts';
import {
  ask,
  choose,
  complete,
  fail,
  flow,
  fork,
  get,
  inline,
  setVariable,
  simple,
  task,
  taskDef,
  trace,
  until,
  untilTask,
} from '../steps.ts';

const once = ['a1', 'a2', 'b1', 'b2'].map((name) => taskDef(`my_${name}`));

/** FORK_JOIN and JOIN. */
export const forks: readonly CorpusScenario[] = [
  {
    name: 'branches of unequal length',
    rules: 'FJ1 FJ2 JN1 JN2',
    workflows: [
      flow([
        ...fork('f', [
          [simple('a1'), simple('a2')],
          [simple('b1')],
          [simple('c1'), simple('c2'), simple('c3')],
        ]),
        simple('after'),
      ]),
    ],
    steps: [
      trace(),
      complete('a1', { a: 1 }),
      complete('c1'),
      complete('b1', { b: 1 }),
      complete('c2'),
      complete('c3', { c: 3 }),
      complete('a2'),
      untilTask('after', 'SCHEDULED'),
      complete('after'),
    ],
  },
  {
    name: 'a JOIN gives what its tasks gave, but nothing for empty outputs',
    rules: 'JN2',
    workflows: [
      flow([
        ...fork('f', [[simple('a1')], [simple('b1')], [inline('i', '7')]]),
        simple('after', { inputParameters: { joined: '${f_join.output}' } }),
      ]),
    ],
    steps: [complete('a1', { x: 1 }), complete('b1'), untilTask('after', 'SCHEDULED')],
  },
  {
    name: 'a failing branch cancels the others',
    rules: 'FJ3 DC6',
    taskDefs: once,
    workflows: [flow([...fork('f', [[simple('a1'), simple('a2')], [simple('b1')]]), simple('after')])],
    steps: [fail('a1', 'broke')],
    // The JOIN looks on its own whether all have ended, while the workflow is being ended.
    races: ['0/tasks/3/status', '0/tasks/3/reasonForIncompletion'],
  },
  {
    name: 'an optional branch that fails',
    rules: 'JN4 DC8',
    taskDefs: once,
    workflows: [
      flow([
        ...fork('f', [[simple('a1', { optional: true }), simple('a2')], [simple('b1', { optional: true })]]),
        simple('after'),
      ]),
    ],
    steps: [
      fail('a1', 'a broke'),
      complete('a2'),
      fail('b1', 'b broke', { outputData: { b: 1 } }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a permissive branch that fails',
    rules: 'JN5 DC9',
    taskDefs: once,
    workflows: [
      flow([...fork('f', [[simple('a1', { permissive: true })], [simple('b1')]]), simple('after')]),
    ],
    steps: [fail('a1', 'a broke'), trace(), complete('b1', { b: 1 }), until('FAILED')],
    differs: [
      { where: 'JN5', ours: { '1/output': { b1: { b: 1 } }, '1/tasks/3/outputData': { b1: { b: 1 } } } },
    ],
  },
  {
    name: 'a permissive branch that fails, joined behind one that does not',
    rules: 'JN5 DC9',
    taskDefs: once,
    workflows: [
      flow([
        ...fork('f', [[simple('b1')], [simple('a1', { permissive: true })], [simple('c1')]]),
        simple('after'),
      ]),
    ],
    steps: [
      complete('b1', { b: 1 }),
      complete('c1', { c: 1 }),
      fail('a1', 'a broke', { outputData: { a: 1 } }),
      until('FAILED'),
    ],
  },
  {
    name: 'two permissive branches that fail',
    rules: 'JN5 DC9',
    taskDefs: once,
    workflows: [
      flow([
        ...fork('f', [[simple('a1', { permissive: true })], [simple('b1', { permissive: true })]]),
        simple('after'),
      ]),
    ],
    steps: [fail('a1', 'a broke'), fail('b1', 'b broke'), until('FAILED')],
  },
  {
    name: 'a permissive branch that fails before its end',
    rules: 'JN5 DC9',
    taskDefs: once,
    workflows: [
      flow([
        ...fork('f', [[simple('a1', { permissive: true }), simple('a2')], [simple('b1')]]),
        simple('after'),
      ]),
    ],
    steps: [
      fail('a1', 'a broke'),
      complete('a2'),
      complete('b1'),
      untilTask('after', 'SCHEDULED'),
      complete('after'),
    ],
  },
  {
    name: 'a JOIN on fewer than all',
    rules: 'JN1',
    workflows: [flow([...fork('f', [[simple('a1')], [simple('b1')]], { joinOn: ['a1'] }), simple('after')])],
    steps: [
      complete('a1', { a: 1 }),
      untilTask('after', 'SCHEDULED'),
      complete('after'),
      trace(),
      complete('b1', { b: 1 }),
    ],
  },
  {
    name: 'a JOIN on nothing',
    rules: 'JN6',
    workflows: [flow([...fork('f', [[simple('a1')], [simple('b1')]], { joinOn: [] }), simple('after')])],
    steps: [untilTask('after', 'SCHEDULED'), complete('after'), complete('a1'), complete('b1')],
  },
  {
    name: 'a JOIN on a task in the middle of a branch',
    rules: 'JN1',
    workflows: [flow([...fork('f', [[simple('a1'), simple('a2')]], { joinOn: ['a1'] }), simple('after')])],
    steps: [complete('a1', { a: 1 }), untilTask('after', 'SCHEDULED'), complete('a2'), complete('after')],
  },
  {
    name: 'a fork without a JOIN',
    rules: 'FJ4',
    workflows: [flow([task('FORK_JOIN', 'f', { forkTasks: [[simple('a1')]] }), simple('after')])],
    differs: [
      {
        where: 'FJ4',
        ours: {
          '0/reasonForIncompletion':
            'Fork task definition is not followed by a join task.  Check the blueprint (task f)',
        },
      },
    ],
  },
  {
    name: 'branches done by the engine alone',
    rules: 'FJ1 SV1',
    workflows: [
      flow([
        ...fork(
          'f',
          [[setVariable('v', { a: 1 }), inline('i', '2')], [choose('s', 'x', { x: [simple('a1')] })]],
          { joinOn: ['i', 'a1'] },
        ),
        setVariable('w', { b: '${f_join.output}' }),
      ]),
    ],
    steps: [complete('a1', { c: 3 }), until('COMPLETED')],
    // What follows a JOIN may go on before its end is stored.
    races: ['0/tasks/4/status', '0/tasks/4/outputData'],
  },
  {
    name: 'a JOIN on a task that never comes',
    rules: 'JN7',
    workflows: [
      flow([
        ...fork('f', [[choose('s', 'y', { x: [simple('a1')] })], [simple('b1')]], { joinOn: ['a1', 'b1'] }),
        simple('after'),
      ]),
    ],
    steps: [complete('b1'), get('/workflow/{wf}/status')],
  },
  {
    name: 'a choice in a branch, and a task behind it',
    rules: 'FJ2 SW6 JN1',
    workflows: [
      flow([
        ...fork('f', [[choose('s', 'x', { x: [simple('in_x')] }), simple('a2')], [simple('b1')]]),
        simple('after'),
      ]),
    ],
    steps: [
      complete('in_x'),
      complete('b1', { b: 1 }),
      complete('a2', { a: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'an empty branch',
    rules: 'FJ5',
    workflows: [
      flow([
        task('FORK_JOIN', 'f', { forkTasks: [[], [simple('a1')]] }),
        task('JOIN', 'j', { joinOn: ['a1'] }),
        simple('after'),
      ]),
    ],
    start: false,
    steps: [ask('POST', '/workflow', { name: 'my_flow' })],
    differs: [{ where: 'FJ5', ours: { '0/status': 200, '0/body': '<id>' } }],
  },
  {
    name: 'a branch that is skipped',
    rules: 'OP14 JN1',
    workflows: [
      flow([simple('t1'), ...fork('f', [[simple('a1'), simple('a2')], [simple('b1')]]), simple('after')]),
    ],
    steps: [
      { do: 'ask', method: 'PUT', path: '/workflow/{wf}/skiptask/a2' },
      complete('t1'),
      complete('a1'),
      trace(),
      complete('b1', { b: 1 }),
    ],
    differs: [
      {
        where: 'JN9',
        ours: {
          '2/tasks/5/status': 'COMPLETED',
          '2/tasks/5/outputData': { b1: { b: 1 } },
          '2/tasks/6': {
            ref: 'after',
            type: 'my_after',
            status: 'SCHEDULED',
            seq: 6,
            responseTimeoutSeconds: 3600,
          },
        },
      },
    ],
  },
  {
    name: 'forks within forks',
    rules: 'FJ1 FJ2 JN1',
    workflows: [
      flow([
        ...fork('outer', [
          [simple('a1'), ...fork('inner', [[simple('b1')], [simple('b2')]])],
          [simple('c1')],
        ]),
        simple('after'),
      ]),
    ],
    steps: [
      complete('a1'),
      complete('b1', { b: 1 }),
      complete('c1', { c: 1 }),
      complete('b2', { b: 2 }),
      untilTask('after', 'SCHEDULED'),
      complete('after'),
    ],
  },
  {
    name: 'input of a fork',
    rules: 'FJ1',
    workflows: [
      flow([
        task('FORK_JOIN', 'f', {
          inputParameters: { x: '${workflow.input.x}' },
          forkTasks: [[simple('a1')]],
        }),
        task('JOIN', 'j', { joinOn: ['a1'], inputParameters: { y: 1 } }),
      ]),
    ],
    start: { input: { x: 'X' } },
    steps: [complete('a1'), until('COMPLETED')],
  },
];
