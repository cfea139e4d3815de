import type { CorpusScenario } from '../format.ts';
import {
  ask,
  complete,
  fail,
  flow,
  get,
  inline,
  quietly,
  setVariable,
  simple,
  start,
  task,
  taskDef,
  trace,
  until,
  update,
  work,
} from '../steps.ts';

/** One task after the other, and what a workflow begins and ends with. */
export const linear: readonly CorpusScenario[] = [
  {
    name: 'one task after the other',
    rules: 'DC1 DC2 DC3 DC4 TK1 TK5',
    workflows: [flow([simple('t1'), simple('t2'), simple('t3')])],
    steps: [
      trace(),
      complete('t1', { a: 1 }),
      complete('t2', { b: 'two' }),
      complete('t3', { c: [3], n: null }),
    ],
  },
  {
    name: 'outputParameters of inputs, outputs, variables and constants',
    rules: 'DC4 EX1 EX2',
    workflows: [
      flow([simple('t1'), setVariable('v', { seen: '${t1.output.a}' })], {
        outputParameters: {
          one: '${t1.output.a}',
          text: 'a is ${t1.output.a}, b is ${workflow.input.b}',
          nothing: '${t1.output.none}',
          constant: 7,
          deep: { list: ['${workflow.variables.seen}', true] },
          status: '${workflow.status}',
          task: '${t1.status}',
        },
      }),
    ],
    start: { input: { b: 'B' } },
    steps: [complete('t1', { a: 1 })],
  },
  {
    name: 'the output of a failed workflow',
    rules: 'DC6',
    taskDefs: [taskDef('my_t2')],
    workflows: [
      flow([simple('t1'), simple('t2'), simple('t3')], {
        outputParameters: { a: '${t1.output.a}', b: '${t2.output.b}' },
      }),
    ],
    steps: [complete('t1', { a: 1 }), fail('t2', 'went wrong', { outputData: { b: 2 } })],
  },
  {
    name: 'the output of a failed workflow without outputParameters',
    rules: 'DC6',
    taskDefs: [taskDef('my_t1')],
    workflows: [flow([simple('t1')])],
    steps: [fail('t1', 'went wrong', { outputData: { b: 2 } })],
  },
  {
    name: 'a task that is cancelled by its worker terminates the workflow',
    rules: 'DC7 RT7',
    workflows: [flow([simple('t1'), simple('t2')])],
    steps: [work('t1', { status: 'CANCELED', reasonForIncompletion: 'not wanted' })],
  },
  {
    name: 'inputTemplate completes an input',
    rules: 'ST3',
    workflows: [
      flow([simple('t1', { inputParameters: { all: '${workflow.input}' } })], {
        inputTemplate: { a: 1, b: { c: 2 } },
      }),
    ],
    start: { input: { a: 'mine' } },
  },
  {
    name: 'inputTemplate is not applied to an empty input',
    rules: 'ST3',
    workflows: [
      flow([simple('t1', { inputParameters: { all: '${workflow.input}' } })], { inputTemplate: { a: 1 } }),
    ],
    start: { input: {} },
  },
  {
    name: "a task definition's inputTemplate",
    rules: 'TK4',
    taskDefs: [
      taskDef('my_t1', {
        inputTemplate: { a: 'from the template', b: '${workflow.input.b}', c: 'c', d: null },
      }),
    ],
    workflows: [flow([simple('t1', { inputParameters: { a: 'own', c: '${workflow.input.none}' } })])],
    start: { input: { b: 'B' } },
  },
  {
    name: 'variables of the definition',
    rules: 'ST4 SV1',
    workflows: [
      flow(
        [
          simple('t1', { inputParameters: { a: '${workflow.variables.a}' } }),
          setVariable('v', { a: '${t1.output.a}', c: { d: 1 } }),
          simple('t2', { inputParameters: { all: '${workflow.variables}' } }),
        ],
        { variables: { a: 'first', b: '${workflow.input.x}' } },
      ),
    ],
    start: { input: { x: 1 } },
    steps: [complete('t1', { a: 'second' })],
  },
  {
    name: 'correlation id, priority and domains go to the tasks',
    rules: 'ST7 TK15 PO11',
    workflows: [flow([simple('t1'), inline('i', '1 + 1'), simple('t2'), simple('t3')])],
    start: {
      correlationId: 'order-7',
      priority: 5,
      taskToDomain: { '*': 'common', my_t2: 'own', my_t3: 'NO_DOMAIN' },
    },
    steps: [
      { do: 'work', type: 'my_t1', domain: 'common', results: [{ status: 'COMPLETED' }] },
      { do: 'work', type: 'my_t2', domain: 'own', results: [{ status: 'COMPLETED' }] },
      complete('t3'),
    ],
  },
  {
    name: 'the higher version is started, unless one is named',
    rules: 'ST1',
    workflows: [
      flow([simple('t1')]),
      flow([simple('t2')], { version: 3 }),
      flow([simple('t3')], { version: 2 }),
    ],
    steps: [
      start('second', { version: 2 }),
      ask('POST', '/workflow', { name: 'my_flow', version: 9 }),
      ask('POST', '/workflow', { name: 'my_none' }),
    ],
  },
  {
    name: 'a definition in the request',
    rules: 'ST5',
    start: { workflowDef: flow([simple('t1')], { version: 4 }) },
    steps: [complete('t1', { done: true }), get('/metadata/workflow/my_flow')],
  },
  {
    name: 'a definition in the request, without tasks',
    rules: 'DC5 ST5',
    start: false,
    steps: [ask('POST', '/workflow', { name: 'my_flow', workflowDef: flow([]) })],
  },
  {
    name: 'a workflow that fails within its start is started',
    rules: 'ST8 IN2',
    workflows: [flow([inline('i', 'nothing.at.all')])],
  },
  {
    name: 'updates by reference name merge',
    rules: 'TK12',
    workflows: [flow([simple('t1'), simple('t2')])],
    steps: [
      work('t1', { status: 'IN_PROGRESS', outputData: { a: 1, b: 1 } }),
      update('t1', 'COMPLETED', { b: 2, c: 3 }),
      ask('POST', '/tasks/{wf}/none/COMPLETED', {}),
      update('t2', 'COMPLETED', { last: true }),
    ],
  },
  {
    name: 'a task that must not run before its startDelay is over',
    rules: 'TK3',
    workflows: [flow([simple('t1', { startDelay: 1 })])],
    steps: [get('/tasks/poll/my_t1', { waits: true }), trace(), complete('t1')],
  },
  {
    name: 'an unknown type is a task for workers that poll for the type',
    rules: 'TK2',
    workflows: [flow([task('my_special', 'x', { inputParameters: { a: 1 } })])],
    steps: [
      trace(),
      { do: 'work', type: 'my_special', results: [{ status: 'COMPLETED', outputData: { b: 2 } }] },
      until('COMPLETED'),
    ],
  },
  {
    name: 'the latest definitions after a change',
    rules: 'MD6',
    workflows: [flow([simple('t1'), simple('t2')])],
    steps: [
      quietly('PUT', '/metadata/workflow', [flow([simple('t1'), simple('t3')])]),
      complete('t1'),
      start('later', {}),
    ],
  },
];
