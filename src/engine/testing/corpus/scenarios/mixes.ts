import type { CorpusScenario, Fields, Step } from '../format.ts';
import {
  ask,
  choose,
  complete,
  fail,
  flow,
  fork,
  inline,
  loop,
  pass,
  quietly,
  setVariable,
  simple,
  task,
  taskDef,
  trace,
  twice,
  until,
  untilTask,
} from '../steps.ts';

const once = ['t1', 't2', 'a1', 'b1', 'c1', 'c2', 'after'].map((name) => taskDef(`my_${name}`));

const child = (tasks: readonly Fields[], fields: Fields = {}): Fields =>
  flow(tasks, { name: 'my_child', ...fields });

const sub = (ref: string, fields: Fields = {}): Fields =>
  task('SUB_WORKFLOW', ref, {
    subWorkflowParam: { name: 'my_child', version: 1 },
    inputParameters: { a: 1 },
    ...fields,
  });

const retry = ask('POST', '/workflow/{wf}/retry');
const resume = ask('POST', '/workflow/{wf}/retry?resumeSubworkflowTasks=true');
const rerun = (body: object): Step => ask('POST', '/workflow/{wf}/rerun', body);

/** A JOIN that fails before it is cancelled, in the parent and in the child. */
const joinsThatFail = ['0', '1'].flatMap((at) =>
  ['status', 'reasonForIncompletion', 'outputData'].map((field) => `${at}/tasks/3/${field}`),
);

/** A fork in a loop in a child in a loop. */
const deep: readonly Fields[] = [
  child([loop('m', twice('m'), [...fork('f', [[simple('c1')], [simple('c2')]])])]),
  flow([
    loop('l', twice('l'), [sub('s'), setVariable('v', { round: '${l.output.iteration}' })]),
    simple('after'),
  ]),
];

const bothBranches: readonly Step[] = [complete('c1', { n: 1 }), complete('c2', { n: 2 })];

/** Structures within structures, and operators in the middle of them. */
export const mixes: readonly CorpusScenario[] = [
  {
    name: 'a fork in a loop in a child in a loop',
    rules: 'CH12 DW2',
    workflows: deep,
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      ...bothBranches,
      ...bothBranches,
      untilTask('s__2', 'IN_PROGRESS'),
      ...bothBranches,
      ...bothBranches,
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a failure deep down, and a retry that resumes',
    rules: 'OC6 DW3',
    taskDefs: once,
    workflows: [child([loop('m', twice('m'), [simple('c1'), simple('c2')])]), deep[1] ?? {}],
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      complete('c1'),
      complete('c2'),
      complete('c1'),
      fail('c2', 'broke'),
      until('FAILED'),
      trace(),
      resume,
      untilTask('s__1', 'IN_PROGRESS'),
      complete('c2', { n: 2 }),
      untilTask('s__2', 'IN_PROGRESS'),
    ],
  },
  {
    name: 'a failure in a child in a loop, and a retry that begins a new child',
    rules: 'OC5 DW3',
    taskDefs: once,
    workflows: [child([simple('c1')]), deep[1] ?? {}],
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      fail('c1', 'broke'),
      until('FAILED'),
      retry,
      untilTask('s__1', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      untilTask('s__2', 'IN_PROGRESS'),
      complete('c1', { n: 3 }),
      untilTask('after', 'SCHEDULED'),
    ],
    differs: [{ where: 'RT8', ours: { '1/tasks/1/inputData/a': undefined } }],
  },
  {
    name: 'a loop in a branch, and a child in the other',
    rules: 'JN1 DW1 CH12',
    workflows: [
      child([simple('c1')]),
      flow([
        ...fork('f', [[loop('l', twice('l'), [simple('t1')])], [sub('s'), simple('b1')]]),
        simple('after'),
      ]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      complete('t1', { n: 1 }),
      complete('c1', { n: 1 }),
      complete('t1', { n: 2 }),
      complete('b1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a fork in a child in a fork, and a failure within',
    rules: 'FJ3 CH9 CH13',
    taskDefs: once,
    workflows: [
      child(fork('g', [[simple('c1')], [simple('c2')]])),
      flow([...fork('f', [[sub('s')], [simple('b1')]]), simple('after')]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), fail('c2', 'broke'), until('FAILED')],
    races: [...joinsThatFail, '0/output', '0/failedReferenceTaskNames', '0/failedTaskNames'],
  },
  {
    name: 'a choice in a loop in a branch',
    rules: 'SW6 DW2 JN1',
    workflows: [
      flow([
        ...fork('f', [
          [
            loop('l', twice('l'), [
              choose('s', '${l.output.iteration}', { '1': [simple('t1')] }, [inline('i', '5'), simple('t2')]),
            ]),
          ],
          [simple('b1')],
        ]),
        simple('after'),
      ]),
    ],
    steps: [
      complete('t1', { n: 1 }),
      complete('b1', { n: 1 }),
      complete('t2', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a fork in a case in a fork',
    rules: 'SW6 JN1 FJ1',
    workflows: [
      flow([
        ...fork('f', [
          [choose('s', 'x', { x: fork('g', [[simple('a1')], [simple('b1')]]) }), simple('t1')],
          [simple('t2')],
        ]),
        simple('after'),
      ]),
    ],
    steps: [
      complete('t2', { n: 1 }),
      complete('a1', { n: 1 }),
      complete('b1', { n: 2 }),
      untilTask('t1', 'SCHEDULED'),
      complete('t1', { n: 3 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a dynamic fork in a loop',
    rules: 'FD1 DW2',
    workflows: [
      flow([
        loop('l', twice('l'), [
          task('FORK_JOIN_DYNAMIC', 'f', {
            dynamicForkTasksParam: 'tasks',
            dynamicForkTasksInputParamName: 'inputs',
            inputParameters: {
              tasks: [simple('a1'), simple('b1')],
              inputs: { a1: { n: '${l.output.iteration}' } },
            },
          }),
          task('JOIN', 'j'),
        ]),
        simple('after'),
      ]),
    ],
    steps: [
      complete('a1', { n: 1 }),
      complete('b1', { n: 1 }),
      untilTask('a1__2', 'SCHEDULED'),
      complete('b1', { n: 2 }),
      complete('a1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a dynamic fork of children, and a failure of one',
    rules: 'FD2 CH9',
    taskDefs: once,
    workflows: [
      child([simple('c1')]),
      flow([
        task('FORK_JOIN_DYNAMIC', 'f', {
          inputParameters: {
            forkTaskWorkflow: 'my_child',
            forkTaskWorkflowVersion: '1',
            forkTaskInputs: [{ n: 1 }, { n: 2 }],
          },
        }),
        task('JOIN', 'j'),
        simple('after'),
      ]),
    ],
    steps: [
      untilTask('_f_0', 'IN_PROGRESS'),
      untilTask('_f_1', 'IN_PROGRESS'),
      quietly('POST', '/tasks/{wf _f_1#1}/c1/FAILED', {}),
      until('FAILED'),
    ],
    races: [
      '0/tasks/3/status',
      '0/tasks/3/reasonForIncompletion',
      '0/tasks/3/outputData',
      '0/output',
      '0/failedReferenceTaskNames',
      '0/failedTaskNames',
    ],
  },
  {
    name: 'skip a step in a branch, with a loop in the other',
    rules: 'OP14 JN9',
    workflows: [
      flow([
        ...fork('f', [[simple('a1'), simple('t1')], [loop('l', twice('l'), [simple('b1')])]], {
          joinOn: ['a1', 'l'],
        }),
        simple('after'),
      ]),
    ],
    steps: [
      ask('PUT', '/workflow/{wf}/skiptask/after'),
      complete('a1', { n: 1 }),
      complete('b1', { n: 1 }),
      complete('b1', { n: 2 }),
      complete('t1', { n: 2 }),
      until('COMPLETED'),
    ],
  },
  {
    name: 'skip a fork',
    rules: 'OP21',
    workflows: [flow([simple('t1'), ...fork('f', [[simple('a1')], [simple('b1')]]), simple('after')])],
    steps: [ask('PUT', '/workflow/{wf}/skiptask/f'), complete('t1')],
    differs: [
      {
        where: 'OP21',
        ours: {
          '1/tasks/1': { ref: 'f_join', type: 'f_join', status: 'SKIPPED', seq: 0 },
          '1/tasks/2': {
            ref: 't1',
            type: 'my_t1',
            status: 'COMPLETED',
            seq: 1,
            responseTimeoutSeconds: 3600,
          },
          '1/tasks/3': {
            ref: 'after',
            type: 'my_after',
            status: 'SCHEDULED',
            seq: 2,
            responseTimeoutSeconds: 3600,
          },
        },
      },
    ],
  },
  {
    name: 'skip a step in a loop',
    rules: 'OP14',
    workflows: [flow([loop('l', twice('l'), [simple('t1'), simple('t2')]), simple('after')])],
    steps: [ask('PUT', '/workflow/{wf}/skiptask/t2'), complete('t1', { n: 1 })],
    differs: [
      {
        where: 'OP14',
        ours: {
          '1/tasks/1/iteration': 2,
          '1/tasks/1/outputData': { '1': { t1: { n: 1 } }, iteration: 2 },
          '1/tasks/3': {
            ref: 't1__2',
            type: 'my_t1',
            status: 'SCHEDULED',
            seq: 3,
            iteration: 2,
            responseTimeoutSeconds: 3600,
          },
        },
      },
    ],
  },
  {
    name: 'skip what is under way, and what there is not',
    rules: 'OP14',
    workflows: [flow([simple('t1'), simple('t2')])],
    steps: [
      ask('PUT', '/workflow/{wf}/skiptask/t1'),
      ask('PUT', '/workflow/{wf}/skiptask/nowhere'),
      ask('PUT', '/workflow/{wf}/skiptask/t2'),
      ask('PUT', '/workflow/{wf}/skiptask/t2'),
      complete('t1'),
      until('COMPLETED'),
    ],
  },
  {
    name: 'pause in a loop, and resume',
    rules: 'OP1 DW1',
    workflows: [flow([loop('l', twice('l'), [simple('t1')]), simple('after')])],
    steps: [
      ask('PUT', '/workflow/{wf}/pause'),
      complete('t1', { n: 1 }),
      trace(),
      ask('PUT', '/workflow/{wf}/resume'),
      complete('t1', { n: 2 }),
    ],
  },
  {
    name: 'pause with a fork of which both branches end meanwhile',
    rules: 'OP1 JN1',
    workflows: [flow([...fork('f', [[simple('a1')], [simple('b1')]]), simple('after')])],
    steps: [
      ask('PUT', '/workflow/{wf}/pause'),
      complete('a1', { n: 1 }),
      complete('b1', { n: 2 }),
      ask('PUT', '/workflow/{wf}/resume'),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a rerun of a completed one from a task behind a fork',
    rules: 'OP11',
    workflows: [flow([...fork('f', [[simple('a1')], [simple('b1')]]), simple('after')])],
    steps: [
      complete('a1', { n: 1 }),
      complete('b1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
      complete('after', { n: 3 }),
      until('COMPLETED'),
      rerun({ reRunFromTaskId: '{after#1}', taskInput: { again: true } }),
      trace(),
      complete('after', { n: 4 }),
    ],
  },
  {
    name: 'a rerun from a task in a case',
    rules: 'OP11',
    workflows: [flow([choose('s', 'x', { x: [simple('t1'), simple('t2')] }), simple('after')])],
    steps: [
      complete('t1'),
      complete('t2'),
      complete('after'),
      rerun({ reRunFromTaskId: '{t2#1}' }),
      trace(),
      complete('t2', { n: 2 }),
      complete('after', { n: 3 }),
    ],
  },
  {
    name: 'a rerun from a SUB_WORKFLOW task that completed, with nothing behind it',
    rules: 'OC8',
    workflows: [child([simple('c1')]), flow([sub('s')])],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      complete('c1', { n: 1 }),
      until('COMPLETED'),
      rerun({ reRunFromTaskId: '{s#1}' }),
      pass(3),
    ],
    differs: [
      {
        where: 'OC8',
        ours: {
          '1/status': 'RUNNING',
          '1/tasks/0/status': 'IN_PROGRESS',
          '1/tasks/0/outputData': { subWorkflowId: '<wf s#1.2>' },
          '1/tasks/0/subWorkflowId': '<wf s#1.2>',
          '2/trace': 'wf s#1.2',
          '2/status': 'RUNNING',
          '2/output': undefined,
          '2/tasks/0/status': 'SCHEDULED',
          '2/tasks/0/outputData': undefined,
        },
      },
    ],
  },
  {
    name: 'restart of a parent in the middle of a loop of children',
    rules: 'OC9 OP4',
    workflows: [child([simple('c1')]), deep[1] ?? {}],
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      complete('c1', { n: 1 }),
      untilTask('s__2', 'IN_PROGRESS'),
      ask('DELETE', '/workflow/{wf}?reason=enough'),
      ask('POST', '/workflow/{wf}/restart'),
      untilTask('s__1', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      untilTask('s__2', 'IN_PROGRESS'),
    ],
  },
  {
    name: 'an update of a SUB_WORKFLOW task by hand',
    rules: 'CH13',
    workflows: [child([simple('c1')]), flow([sub('s'), simple('after')])],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      quietly('POST', '/tasks/{wf}/s/FAILED', { why: 'by hand' }),
      until('FAILED'),
    ],
    differs: [
      {
        where: 'CH13',
        ours: {
          '1/status': 'TERMINATED',
          '1/reasonForIncompletion':
            "Parent workflow has been terminated with reason: Task <s#1> failed with status: FAILED and reason: 'null'",
          '1/tasks/0/status': 'CANCELED',
        },
      },
    ],
  },
  {
    name: 'terminate a child in a loop',
    rules: 'CH9 DW3',
    workflows: [child([simple('c1')]), deep[1] ?? {}],
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      ask('DELETE', '/workflow/{wf s__1#1}?reason=enough'),
      until('TERMINATED'),
    ],
  },
  {
    name: 'an optional child that fails in a loop',
    rules: 'CH11 DW1',
    taskDefs: once,
    workflows: [
      child([simple('c1')]),
      flow([loop('l', twice('l'), [sub('s', { optional: true })]), simple('after')]),
    ],
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      fail('c1', 'broke'),
      untilTask('s__2', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
];
