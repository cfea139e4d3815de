import type { CorpusScenario, Fields } from '../format.ts';
import {
  ask,
  complete,
  fail,
  flow,
  get,
  loop,
  name,
  pass,
  simple,
  task,
  taskDef,
  until,
  untilTask,
  work,
  twice,
} from '../steps.ts';

const once = ['t1', 't2', 'c1', 'rescue'].map((each) => taskDef(`my_${each}`));

const rescue = (fields: Fields = {}): Fields =>
  flow([simple('rescue', { inputParameters: { reason: '${workflow.input.reason}' } })], {
    name: 'my_rescue',
    ...fields,
  });

const shown = {
  pick: [
    'status',
    'workflowName',
    'workflowVersion',
    'correlationId',
    'priority',
    'taskToDomain',
    'input.reason',
    'input.failureStatus',
    'input.failureTaskId',
    'input.workflowId',
    'input.a',
    'input.failedWorkflow.status',
    'input.failedWorkflow.reasonForIncompletion',
    'input.failedWorkflow.failedReferenceTaskNames',
  ],
};

const rescued = [
  name('rescue', 'wf', 'conductor.failure_workflow'),
  get('/workflow/{wf rescue}', shown),
] as const;

/** All that a failure workflow gets to know. */
const told = { pick: ['input'] };

/** Failure workflows: of what, in which version, and in chains. */
export const failures: readonly CorpusScenario[] = [
  {
    name: 'a chain: the failure workflow fails, too',
    rules: 'FW1 FW2',
    taskDefs: once,
    workflows: [
      flow([simple('t2')], { name: 'my_last' }),
      rescue({ failureWorkflow: 'my_last' }),
      flow([simple('t1')], { failureWorkflow: 'my_rescue' }),
    ],
    start: { input: { a: 'A' }, correlationId: 'c-1' },
    steps: [
      fail('t1', 'broke'),
      ...rescued,
      fail('rescue', 'broke, too'),
      name('last', 'wf rescue', 'conductor.failure_workflow'),
      get('/workflow/{wf last}', shown),
    ],
  },
  {
    name: 'a failure workflow of a certain version',
    rules: 'FW1',
    taskDefs: once,
    workflows: [
      rescue(),
      rescue({ version: 2 }),
      flow([simple('t1')], { failureWorkflow: 'my_rescue', failureWorkflowVersion: 1 }),
    ],
    steps: [fail('t1', 'broke'), ...rescued],
  },
  {
    name: 'a failure workflow of the latest version',
    rules: 'FW1',
    taskDefs: once,
    workflows: [rescue(), rescue({ version: 2 }), flow([simple('t1')], { failureWorkflow: 'my_rescue' })],
    steps: [fail('t1', 'broke'), ...rescued],
  },
  {
    name: 'a failure workflow of a version that there is not',
    rules: 'FW2',
    taskDefs: once,
    workflows: [rescue(), flow([simple('t1')], { failureWorkflow: 'my_rescue', failureWorkflowVersion: 7 })],
    steps: [fail('t1', 'broke')],
  },
  {
    name: 'a failure workflow of one that is terminated from within',
    rules: 'FW4',
    workflows: [
      rescue(),
      flow(
        [
          task('TERMINATE', 'e', {
            inputParameters: { terminationStatus: 'TERMINATED', terminationReason: 'stop' },
          }),
        ],
        { failureWorkflow: 'my_rescue' },
      ),
    ],
    start: { input: { a: 'A' }, priority: 5, taskToDomain: { '*': 'd' } },
    steps: [...rescued],
  },
  {
    name: 'a failure workflow of a task that a worker cancels',
    rules: 'FW1 DC7',
    workflows: [rescue(), flow([simple('t1')], { failureWorkflow: 'my_rescue' })],
    steps: [work('t1', { status: 'CANCELED', reasonForIncompletion: 'not wanted' }), ...rescued],
  },
  {
    name: 'a failure workflow of one that completes is not begun',
    rules: 'FW1',
    workflows: [rescue(), flow([simple('t1')], { failureWorkflow: 'my_rescue' })],
    steps: [complete('t1', { a: 1 })],
  },
  {
    name: 'failure workflows of a child and of its parent',
    rules: 'FW1 CH9',
    taskDefs: once,
    workflows: [
      rescue(),
      flow([simple('t2')], { name: 'my_other' }),
      flow([simple('c1')], { name: 'my_child', failureWorkflow: 'my_other' }),
      flow(
        [task('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'my_child' }, inputParameters: { n: 1 } })],
        {
          failureWorkflow: 'my_rescue',
        },
      ),
    ],
    start: { input: { a: 'A' } },
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      fail('c1', 'broke'),
      until('FAILED'),
      ...rescued,
      name('other', 'wf s#1', 'conductor.failure_workflow'),
      get('/workflow/{wf other}', shown),
    ],
  },
  {
    name: 'a failure workflow, and a retry that completes',
    rules: 'FW1 OP7',
    taskDefs: once,
    workflows: [rescue(), flow([simple('t1')], { failureWorkflow: 'my_rescue' })],
    steps: [
      fail('t1', 'broke'),
      ask('POST', '/workflow/{wf}/retry'),
      complete('t1', { n: 1 }),
      until('COMPLETED'),
    ],
  },
  {
    name: 'a failure workflow for each of two failures',
    rules: 'FW1 OP7',
    taskDefs: once,
    workflows: [rescue(), flow([simple('t1')], { failureWorkflow: 'my_rescue' })],
    steps: [
      fail('t1', 'broke'),
      name('rescue', 'wf', 'conductor.failure_workflow'),
      ask('POST', '/workflow/{wf}/retry'),
      fail('t1', 'broke again'),
      pass(1),
      get('/workflow/search?query=workflowType%20IN%20(my_rescue)', {
        pick: ['totalHits', 'results.status'],
      }),
    ],
  },
  {
    name: 'a failure workflow of a permissive failure',
    rules: 'FW1 DC9',
    taskDefs: once,
    workflows: [
      rescue(),
      flow([simple('t1', { permissive: true }), simple('t2')], { failureWorkflow: 'my_rescue' }),
    ],
    steps: [fail('t1', 'broke'), complete('t2', { n: 1 }), until('FAILED'), ...rescued],
  },
  {
    name: 'what a failure workflow is told',
    rules: 'FW1 WI5',
    taskDefs: once,
    workflows: [rescue(), flow([simple('t1')], { failureWorkflow: 'my_rescue' })],
    start: { input: { a: 'A' } },
    steps: [
      fail('t1', 'broke'),
      name('rescue', 'wf', 'conductor.failure_workflow'),
      get('/workflow/{wf rescue}', told),
    ],
    races: ['0/body/input/failedWorkflow/tasks/0/queueWaitTime'],
  },
  {
    name: 'a failure workflow of a loop',
    rules: 'FW1 DW3',
    taskDefs: once,
    workflows: [rescue(), flow([loop('l', twice('l'), [simple('t1')])], { failureWorkflow: 'my_rescue' })],
    steps: [complete('t1'), fail('t1', 'broke'), ...rescued],
  },
];
