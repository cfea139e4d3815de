import type { CorpusScenario, Fields } from '../format.ts';
import {
  ask,
  complete,
  fail,
  flow,
  get,
  name,
  simple,
  task,
  taskDef,
  until,
  untilTask,
  otherWords,
} from '../steps.ts';

const other: Fields = flow([simple('o1', { inputParameters: { all: '${workflow.input}' } })], {
  name: 'my_other',
});

const starting = (
  title: string,
  startWorkflow: unknown,
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  name: title,
  rules: 'SF1',
  workflows: [
    other,
    flow([
      task('START_WORKFLOW', 's', { inputParameters: startWorkflow === undefined ? {} : { startWorkflow } }),
      simple('after'),
    ]),
  ],
  start: { correlationId: 'c-1', input: { a: 'A' } },
  ...more,
});

const failed = [
  'input.reason',
  'input.failureStatus',
  'input.failureTaskId',
  'input.workflowId',
  'input.a',
  'correlationId',
  'workflowName',
  'input.failedWorkflow.status',
];

const rescue: Fields = flow([simple('rescue')], { name: 'my_rescue' });

/** START_WORKFLOW and failure workflows. */
export const startingOthers: readonly CorpusScenario[] = [
  starting(
    'START_WORKFLOW',
    { name: 'my_other', input: { x: '${workflow.input.a}' } },
    {
      steps: [
        untilTask('after', 'SCHEDULED'),
        ask('GET', '/workflow/search?query=workflowType=my_other', undefined, {
          pick: ['totalHits', 'results.status', 'results.input', 'results.correlationId'],
        }),
      ],
    },
  ),
  starting(
    'START_WORKFLOW with a version and a correlation id',
    { name: 'my_other', version: 1, correlationId: 'own' },
    {
      steps: [
        untilTask('after', 'SCHEDULED'),
        ask('GET', '/workflow/search?query=workflowType=my_other', undefined, {
          pick: ['totalHits', 'results.correlationId'],
        }),
      ],
    },
  ),
  starting('START_WORKFLOW of an unknown one', { name: 'my_none' }, { steps: [until('FAILED')] }),
  starting('START_WORKFLOW without a name', { input: {} }, { steps: [until('FAILED')] }),
  starting('START_WORKFLOW of nothing', undefined, { steps: [until('FAILED')] }),
  starting('START_WORKFLOW of a text', 'nonsense', {
    steps: [until('FAILED')],
    differs: [
      otherWords(
        'SF4',
        's',
        'Error reading StartWorkflowRequest. : Invalid input: expected object, received string',
        false,
      ),
    ],
  }),
  {
    name: 'a failure workflow',
    rules: 'FW1 FW2',
    taskDefs: [taskDef('my_t1')],
    workflows: [rescue, flow([simple('t1')], { failureWorkflow: 'my_rescue' })],
    start: { input: { a: 'A' }, correlationId: 'c-1' },
    steps: [
      fail('t1', 'broke'),
      name('rescue', 'wf', 'conductor.failure_workflow'),
      get('/workflow/{wf rescue}', { pick: failed }),
    ],
  },
  {
    name: 'a failure workflow that is not there',
    rules: 'FW2',
    taskDefs: [taskDef('my_t1')],
    workflows: [flow([simple('t1')], { failureWorkflow: 'my_none' })],
    steps: [fail('t1', 'broke')],
  },
  {
    name: 'a failure workflow of a TERMINATE task',
    rules: 'FW4',
    workflows: [
      rescue,
      flow(
        [
          task('TERMINATE', 'e', {
            inputParameters: { terminationStatus: 'FAILED', terminationReason: 'no' },
          }),
        ],
        { failureWorkflow: 'my_rescue' },
      ),
    ],
    start: { input: { a: 'A' } },
    steps: [
      name('rescue', 'wf', 'conductor.failure_workflow'),
      get('/workflow/{wf rescue}', { pick: failed }),
    ],
  },
  {
    name: 'no failure workflow when an operator terminates',
    rules: 'FW4',
    workflows: [rescue, flow([simple('t1')], { failureWorkflow: 'my_rescue' })],
    steps: [ask('DELETE', '/workflow/{wf}?reason=enough')],
  },
  {
    name: 'a failure workflow by an input',
    rules: 'FW3',
    taskDefs: [taskDef('my_t1')],
    workflows: [rescue, flow([simple('t1')], { failureWorkflow: '$workflow.input.rescue' })],
    start: { input: { rescue: 'my_rescue' } },
    steps: [fail('t1', 'broke'), name('rescue', 'wf', 'conductor.failure_workflow'), complete('rescue')],
  },
  {
    name: 'a failure workflow by an expression is none',
    rules: 'FW3',
    taskDefs: [taskDef('my_t1')],
    workflows: [rescue, flow([simple('t1')], { failureWorkflow: '${workflow.input.rescue}' })],
    start: { input: { rescue: 'my_rescue' } },
    steps: [fail('t1', 'broke')],
  },
];
