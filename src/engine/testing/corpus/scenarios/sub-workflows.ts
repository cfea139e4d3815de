import type { CorpusScenario, Fields } from '../format.ts';
import {
  ask,
  complete,
  fail,
  flow,
  fork,
  get,
  loop,
  quietly,
  simple,
  task,
  taskDef,
  trace,
  until,
  untilTask,
} from '../steps.ts';

const child = (fields: Fields = {}, tasks: readonly Fields[] = [simple('c1')]): Fields =>
  flow(tasks, { name: 'my_child', ...fields });

const sub = (ref: string, subWorkflowParam: Fields, fields: Fields = {}): Fields =>
  task('SUB_WORKFLOW', ref, { subWorkflowParam, ...fields });

const once = ['c1', 'c2', 'b1', 'after'].map((name) => taskDef(`my_${name}`));

const terminateChild = ask('DELETE', '/workflow/{wf s#1}?reason=enough');

/** SUB_WORKFLOW, with operators above and below. */
export const subWorkflows: readonly CorpusScenario[] = [
  {
    name: 'a child and its output',
    rules: 'CH1',
    workflows: [
      child(
        {
          outputParameters: {
            got: '${workflow.input.a}',
            c: '${c1.output.n}',
            parent: '${workflow.parentWorkflowId}',
          },
        },
        [
          simple('c1', {
            inputParameters: { a: '${workflow.input.a}', task: '${workflow.parentWorkflowTaskId}' },
          }),
        ],
      ),
      flow([
        sub('s', { name: 'my_child', version: 1 }, { inputParameters: { a: '${workflow.input.a}' } }),
        simple('after', { inputParameters: { n: '${s.output.c}', id: '${s.output.subWorkflowId}' } }),
      ]),
    ],
    start: { input: { a: 'A' }, correlationId: 'c-1', priority: 7 },
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      trace(),
      complete('c1', { n: 1 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a child without input gets what the task has',
    rules: 'CH1',
    workflows: [
      child({}, [simple('c1', { inputParameters: { all: '${workflow.input}' } })]),
      flow([sub('s', { name: 'my_child' })]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS')],
  },
  {
    name: 'the latest version is settled at the start',
    rules: 'CH5',
    workflows: [
      child(),
      child({ version: 2 }, [simple('c2')]),
      flow([simple('t1'), sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } })]),
    ],
    steps: [
      quietly('POST', '/metadata/workflow', child({ version: 3 }, [simple('c3')])),
      complete('t1'),
      untilTask('s', 'IN_PROGRESS'),
    ],
  },
  {
    name: 'an unknown child',
    rules: 'CH5',
    workflows: [flow([sub('s', { name: 'my_none' })])],
    start: false,
    steps: [ask('POST', '/workflow', { name: 'my_flow' })],
  },
  {
    name: 'an unknown version',
    rules: 'CH5',
    workflows: [child(), flow([sub('s', { name: 'my_child', version: 9 }, { inputParameters: { a: 1 } })])],
    steps: [until('FAILED')],
  },
  {
    name: 'a child from an expression',
    rules: 'CH2',
    workflows: [
      child(),
      flow([sub('s', { name: '${workflow.input.which}', version: 1 }, { inputParameters: { a: 1 } })]),
    ],
    start: { input: { which: 'my_child' } },
    steps: [untilTask('s', 'IN_PROGRESS'), complete('c1', { n: 1 }), until('COMPLETED')],
  },
  {
    name: 'a definition in the task',
    rules: 'CH7',
    workflows: [
      flow([
        sub(
          's',
          { name: 'my_inline', workflowDefinition: child({ name: 'my_inline' }) },
          { inputParameters: { a: 1 } },
        ),
      ]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), complete('c1', { n: 1 }), until('COMPLETED')],
  },
  {
    name: 'expressions in a definition in the task are those of the child',
    rules: 'CH7',
    workflows: [
      flow([
        sub(
          's',
          {
            name: 'my_inline',
            workflowDefinition: child(
              { name: 'my_inline', outputParameters: { seen: '${workflow.input.a}' } },
              [simple('c1', { inputParameters: { a: '${workflow.input.a}', b: '${workflow.input.b}' } })],
            ),
          },
          { inputParameters: { a: '${workflow.input.b}' } },
        ),
      ]),
    ],
    start: { input: { b: 'of the parent' } },
    steps: [untilTask('s', 'IN_PROGRESS'), complete('c1'), until('COMPLETED')],
  },
  {
    name: 'a definition from an expression',
    rules: 'CH7',
    workflows: [
      flow([
        sub(
          's',
          { name: 'my_inline', version: 1, workflowDefinition: '${workflow.input.definition}' },
          { inputParameters: { a: 1 } },
        ),
      ]),
    ],
    start: { input: { definition: child({ name: 'my_inline' }) } },
    steps: [untilTask('s', 'IN_PROGRESS'), complete('c1', { n: 1 }), until('COMPLETED')],
  },
  {
    name: 'a child that fails',
    rules: 'CH9',
    taskDefs: once,
    workflows: [
      child(),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), fail('c1', 'broke', { outputData: { n: 1 } }), until('FAILED')],
  },
  {
    name: 'an optional child that fails',
    rules: 'CH9 DC8',
    taskDefs: once,
    workflows: [
      child(),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 }, optional: true }), simple('after')]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), fail('c1', 'broke'), untilTask('after', 'SCHEDULED')],
  },
  {
    name: 'a child that fails, and another attempt with a new one',
    rules: 'CH9 RT10',
    taskDefs: [taskDef('my_s', { retryCount: 1 }), ...once],
    workflows: [
      child(),
      flow([sub('s', { name: 'my_child' }, { name: 'my_s', inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      fail('c1', 'broke'),
      untilTask('s', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a child that is terminated',
    rules: 'CH9',
    workflows: [
      child(),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), terminateChild, until('TERMINATED')],
  },
  {
    name: 'a parent that is terminated',
    rules: 'CH13',
    workflows: [
      child(),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), ask('DELETE', '/workflow/{wf}?reason=enough')],
  },
  {
    name: 'a parent that fails',
    rules: 'CH13',
    taskDefs: once,
    workflows: [
      child(),
      flow([
        ...fork('f', [[sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } })], [simple('b1')]]),
        simple('after'),
      ]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), fail('b1', 'broke'), until('FAILED')],
    races: ['0/output', '0/tasks/3/status', '0/tasks/3/outputData', '0/tasks/3/reasonForIncompletion'],
  },
  {
    name: 'a retry of the parent begins a new child',
    rules: 'OC5 OP7',
    taskDefs: once,
    workflows: [
      child(),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      fail('c1', 'broke'),
      until('FAILED'),
      ask('POST', '/workflow/{wf}/retry'),
      untilTask('s', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
    differs: [{ where: 'RT8', ours: { '1/tasks/0/inputData/a': undefined } }],
  },
  {
    name: 'a retry of the parent that resumes the child',
    rules: 'OC6',
    taskDefs: once,
    workflows: [
      child({}, [simple('c1'), simple('c2')]),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      complete('c1'),
      fail('c2', 'broke'),
      until('FAILED'),
      ask('POST', '/workflow/{wf}/retry?resumeSubworkflowTasks=true'),
      untilTask('s', 'IN_PROGRESS'),
      trace(),
      complete('c2', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a retry of the child revives the parent',
    rules: 'OC1',
    taskDefs: once,
    workflows: [
      child({}, [simple('c1'), simple('c2')]),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      complete('c1'),
      fail('c2', 'broke'),
      until('FAILED'),
      ask('POST', '/workflow/{wf s#1}/retry'),
      untilTask('s', 'IN_PROGRESS'),
      trace(),
      get('/tasks/{s#1}/log', { pick: ['log'] }),
      complete('c2', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a restart of the child revives the parent',
    rules: 'OC1',
    taskDefs: once,
    workflows: [
      child(),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      fail('c1', 'broke'),
      until('FAILED'),
      ask('POST', '/workflow/{wf s#1}/restart'),
      untilTask('s', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a rerun of the child from a task revives the parent',
    rules: 'OC1',
    taskDefs: once,
    workflows: [
      child({}, [simple('c1'), simple('c2')]),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      complete('c1'),
      fail('c2', 'broke'),
      until('FAILED'),
      ask('POST', '/workflow/{wf s#1}/rerun', { reRunFromTaskId: '{s#1/c1#1}' }),
    ],
  },
  {
    name: 'a rerun of the parent from a task of the child',
    rules: 'OC7',
    taskDefs: once,
    workflows: [
      child({}, [simple('c1'), simple('c2')]),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      complete('c1'),
      fail('c2', 'broke'),
      until('FAILED'),
      ask('POST', '/workflow/{wf}/rerun', { reRunFromTaskId: '{s#1/c2#1}' }),
    ],
  },
  {
    name: 'a child of a child',
    rules: 'CH1 CH9',
    taskDefs: once,
    workflows: [
      child(),
      flow([sub('m', { name: 'my_child' }, { inputParameters: { a: '${workflow.input.a}' } })], {
        name: 'my_middle',
      }),
      flow([sub('s', { name: 'my_middle' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), fail('c1', 'broke'), until('FAILED')],
  },
  {
    name: 'a child of a child that succeeds',
    rules: 'CH1',
    workflows: [
      child(),
      flow([sub('m', { name: 'my_child' }, { inputParameters: { a: '${workflow.input.a}' } })], {
        name: 'my_middle',
      }),
      flow([sub('s', { name: 'my_middle' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [untilTask('s', 'IN_PROGRESS'), complete('c1', { n: 1 }), untilTask('after', 'SCHEDULED')],
  },
  {
    name: 'a child in a loop',
    rules: 'CH1 DW2',
    workflows: [
      child(),
      flow([
        loop('l', "$.l['iteration'] < 2", [
          sub('s', { name: 'my_child' }, { inputParameters: { round: '${l.output.iteration}' } }),
        ]),
        simple('after'),
      ]),
    ],
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      complete('c1', { n: 1 }),
      untilTask('s__2', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'domains and priority of a child',
    rules: 'CH1 TK15',
    workflows: [
      child(),
      flow([
        sub(
          's',
          { name: 'my_child', taskToDomain: { '*': 'own' }, priority: 9 },
          { inputParameters: { a: 1 } },
        ),
      ]),
    ],
    start: { priority: 3, taskToDomain: { '*': 'common' } },
    steps: [untilTask('s', 'IN_PROGRESS')],
  },
  {
    name: 'pausing the parent does not pause the child',
    rules: 'CH13 OP1',
    workflows: [
      child(),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } }), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      ask('PUT', '/workflow/{wf}/pause'),
      complete('c1', { n: 1 }),
      trace(),
      ask('PUT', '/workflow/{wf}/resume'),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a signal reaches a WAIT in a child',
    rules: 'TK13',
    workflows: [
      child({}, [task('WAIT', 'w'), simple('c1')]),
      flow([sub('s', { name: 'my_child' }, { inputParameters: { a: 1 } })]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      untilTask('w', 'IN_PROGRESS', 'wf s#1'),
      ask('POST', '/tasks/{wf}/COMPLETED/signal', { said: 1 }),
      untilTask('c1', 'SCHEDULED', 'wf s#1'),
    ],
  },
];
