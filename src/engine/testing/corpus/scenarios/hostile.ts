import type { CorpusScenario, Fields } from '../format.ts';
import {
  ask,
  complete,
  flow,
  fork,
  inline,
  loop,
  otherWords,
  setVariable,
  simple,
  task,
  taskDef,
  until,
  untilTask,
} from '../steps.ts';

const one = (
  name: string,
  rules: string,
  tasks: readonly Fields[],
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({ name, rules, workflows: [flow([...tasks, simple('after')])], ...more });

/** By scripts of which nobody knows what they give. */
const decided = (what: string, expression: string): CorpusScenario =>
  one(`SWITCH by a script that gives ${what}`, 'SW2 SW4', [
    task('SWITCH', 's', {
      evaluatorType: 'javascript',
      expression,
      inputParameters: { n: '${workflow.input.n}' },
      decisionCases: {
        null: [simple('on_null')],
        '': [simple('on_empty')],
        true: [simple('on_true')],
        '1': [simple('on_1')],
      },
      defaultCase: [simple('otherwise')],
    }),
  ]);

const repeated = (what: string, loopCondition: string): CorpusScenario =>
  one(`DO_WHILE by a condition that gives ${what}`, 'DW1', [
    loop('l', `$.l['iteration'] > 2 ? false : (${loopCondition})`, [inline('i', '1')]),
  ]);

const keeping = (what: string, keepLastN: unknown): CorpusScenario =>
  one(`keepLastN of ${what}`, 'DW8', keptBy(keepLastN));

function keptBy(keepLastN: unknown): readonly Fields[] {
  return [loop('l', "$.l['iteration'] < 3", [inline('i', '1')], { inputParameters: { keepLastN } })];
}

/** What makes a start fail there, with a stack trace, and leave nothing behind. */
const refused = (name: string, where: string, tasks: readonly Fields[]): CorpusScenario =>
  one(name, where, tasks, {
    start: false,
    steps: [ask('POST', '/workflow', { name: 'my_flow' }, { pick: ['status', 'message'] })],
    differs: [{ where, ours: { '0/status': 200, '0/body': '<id>' } }],
  });

const forking = (what: string, inputParameters: Fields, fields: Fields = {}): CorpusScenario =>
  one(`FORK_JOIN_DYNAMIC: ${what}`, 'FD1 FD2 FD6', [
    task('FORK_JOIN_DYNAMIC', 'f', {
      ...('forkTaskInputs' in inputParameters
        ? {}
        : { dynamicForkTasksParam: 'tasks', dynamicForkTasksInputParamName: 'inputs' }),
      inputParameters,
      ...fields,
    }),
    task('JOIN', 'j'),
  ]);

const waiting = (what: string, inputParameters: Fields): CorpusScenario =>
  one(`WAIT: ${what}`, 'WT1 WT3', [task('WAIT', 'w', { inputParameters })], {
    start: { input: { none: null, n: 1 } },
  });

const ending = (what: string, inputParameters: Fields): CorpusScenario =>
  one(`TERMINATE: ${what}`, 'TE1 TE2', [task('TERMINATE', 'e', { inputParameters })], {
    start: { input: { v: [1, { a: 2 }] } },
  });

const starting = (what: string, startWorkflow: unknown, status = 'FAILED'): CorpusScenario =>
  one(
    `START_WORKFLOW: ${what}`,
    'SF1 SF4',
    [task('START_WORKFLOW', 's', { inputParameters: { startWorkflow } })],
    {
      workflows: [
        flow([simple('o1')], { name: 'my_other' }),
        flow([task('START_WORKFLOW', 's', { inputParameters: { startWorkflow } }), simple('after')]),
      ],
      steps: [untilTask('s', status)],
    },
  );

const calling = (what: string, request: Fields): CorpusScenario =>
  one(`HTTP: ${what}`, 'HT1 HT5', [task('HTTP', 'h', { inputParameters: { http_request: request } })], {
    steps: [{ do: 'pass', seconds: 2 }],
  });

const noHeaders = 'java.lang.Exception: headers are not a map: text';

const site = { uri: 'http://site.test/echo' };

const joining = (name: string, joinOn: readonly string[], fields: Fields = {}): CorpusScenario =>
  one(`JOIN: ${name}`, 'JN1 JN8', fork('f', [[simple('a1')], [simple('b1')]], { joinOn, ...fields }), {
    steps: [complete('a1', { a: 1 }), complete('b1', { b: 1 }), { do: 'pass', seconds: 1 }],
  });

const halfJoined = (name: string, joinOn: readonly string[]): CorpusScenario => ({
  ...joining(name, joinOn),
  differs: [{ where: 'JN2', ours: { '0/tasks/3/outputData': undefined } }],
});

/** What the types of tasks make of inputs that they were not made for. */
export const hostile: readonly CorpusScenario[] = [
  decided('null', 'null'),
  decided('undefined', 'undefined'),
  decided('an empty text', "''"),
  decided('true', '1 < 2'),
  decided('a whole number', '1'),
  decided('a whole number, divided', '2 / 2'),
  decided('NaN', '0 / 0'),
  decided('Infinity', '1 / 0'),
  decided('a large number', '1e21'),
  decided('a list', '[1, 2]'),
  decided('a map', '({ a: 1 })'),
  repeated('a text', "'true'"),
  repeated('a map', '({})'),
  repeated('null', 'null'),
  repeated('a negative number', '-1'),
  repeated('a fraction', '0.5'),
  repeated('NaN', '0 / 0'),
  repeated('a list', '[1]'),
  keeping('0', 0),
  keeping('a negative number', -1),
  keeping('null', null),
  refused('keepLastN of a text', 'DW8', keptBy('1')),
  refused('keepLastN of a fraction', 'DW8', keptBy(1.5)),
  keeping('more than there are', 99),
  forking('an input for a task that there is not', {
    tasks: [simple('a1')],
    inputs: { a1: { n: 1 }, b9: { n: 2 } },
  }),
  {
    ...forking('an input that is no map', { tasks: [simple('a1')], inputs: { a1: 'text' } }),
    differs: [
      {
        where: 'FD12',
        ours: {
          '0/reasonForIncompletion':
            'Tasks could not be dynamically forked due to invalid input: that of a1 is not a map: text',
        },
      },
    ],
  },
  forking('a task that is no map', { tasks: ['a1'], inputs: {} }),
  forking('a task of a type that nobody knows', {
    tasks: [task('CUSTOM_TYPE', 'a1')],
    inputs: {},
  }),
  {
    ...forking('a fork within', { tasks: [...fork('g', [[simple('a1')], [simple('b1')]])], inputs: {} }),
    differs: [
      {
        where: 'FJ4',
        ours: {
          '0/reasonForIncompletion':
            'Fork task definition is not followed by a join task.  Check the blueprint (task g)',
        },
      },
    ],
  },
  forking('inputs for each that are no maps', { forkTaskName: 'my_a1', forkTaskInputs: ['x', 1, [2]] }),
  forking('inputs for each that are no list', { forkTaskName: 'my_a1', forkTaskInputs: 'x' }),
  forking('a type for each that nobody knows', { forkTaskType: 'CUSTOM_TYPE', forkTaskInputs: [{ n: 1 }] }),
  forking('a workflow for each that there is not', {
    forkTaskWorkflow: 'my_none',
    forkTaskInputs: [{ n: 1 }],
  }),
  {
    name: 'FORK_JOIN_DYNAMIC: a version for each that is none',
    rules: 'FD2 CH5',
    workflows: [
      flow([simple('c1')], { name: 'my_child' }),
      flow([
        task('FORK_JOIN_DYNAMIC', 'f', {
          inputParameters: {
            forkTaskWorkflow: 'my_child',
            forkTaskWorkflowVersion: 'x',
            forkTaskInputs: [{ n: 1 }],
          },
        }),
        task('JOIN', 'j'),
      ]),
    ],
    steps: [untilTask('_f_0', 'IN_PROGRESS')],
    differs: [{ where: 'JN2', ours: { '0/tasks/2/outputData': undefined } }],
  },
  joining('on what is there twice', ['a1', 'a1', 'b1']),
  halfJoined('on what is nowhere', ['a1', 'nowhere']),
  { ...joining('on itself', ['a1', 'f_join']), races: ['0/tasks/3/outputData'] },
  halfJoined('on what comes behind it', ['a1', 'after']),
  joining('joinMode ASYNC', ['a1', 'b1'], { joinMode: 'ASYNC' }),
  joining('joinMode SYNC', ['a1', 'b1'], { joinMode: 'SYNC' }),
  waiting('a duration of all units', { duration: '0 days 0hrs 0 minutes 1 sec' }),
  waiting('a duration in capitals, without blanks', { duration: '1S' }),
  waiting('a duration of blanks', { duration: '  ' }),
  waiting('a duration that is null', { duration: '${workflow.input.none}' }),
  waiting('an empty duration', { duration: '' }),
  waiting('an empty until', { until: '' }),
  waiting('until a moment in a zone', { until: '2020-01-01 10:00 GMT+02:00' }),
  waiting('until a moment in a named zone', { until: '2020-01-01 10:00 PST' }),
  waiting('until the 30th of February', { until: '2020-02-30' }),
  one(
    'WAIT: until a number',
    'WT3',
    [task('WAIT', 'w', { inputParameters: { until: '${workflow.input.n}' } })],
    {
      start: { input: { n: 1 } },
      steps: [until('FAILED')],
    },
  ),
  ending('an output that is a number', { terminationStatus: 'COMPLETED', workflowOutput: 7 }),
  ending('an output that is null', { terminationStatus: 'COMPLETED', workflowOutput: null }),
  ending('an output that is true', { terminationStatus: 'COMPLETED', workflowOutput: true }),
  ending('an output from an expression', {
    terminationStatus: 'COMPLETED',
    workflowOutput: '${workflow.input.v[1]}',
  }),
  refused('TERMINATE: a reason that is a map', 'TE6', [
    task('TERMINATE', 'e', { inputParameters: { terminationStatus: 'FAILED', terminationReason: { a: 1 } } }),
  ]),
  refused('TERMINATE: a reason that is a number', 'TE6', [
    task('TERMINATE', 'e', { inputParameters: { terminationStatus: 'TERMINATED', terminationReason: 3 } }),
  ]),
  starting('an empty name', { name: '' }),
  starting('a version that there is not', { name: 'my_flow', version: 9 }),
  starting('a version that is a text', { name: 'my_other', version: '1' }, 'COMPLETED'),
  starting('a priority that is too high', { name: 'my_flow', priority: 100 }),
  starting('an input that is null', { name: 'my_flow', input: null }),
  {
    ...starting('a list', ['my_flow']),
    differs: [
      otherWords(
        'SF4',
        's',
        'Error reading StartWorkflowRequest. : Invalid input: expected object, received array',
        false,
      ),
    ],
  },
  starting('a map of nothing', {}),
  calling('an empty uri', { uri: '', method: 'GET' }),
  calling('an empty method', { ...site, method: '' }),
  calling('a method in lower case', { ...site, method: 'get' }),
  calling('a method that there is not', { ...site, method: 'NONSENSE' }),
  {
    ...calling('headers that are no map', { ...site, method: 'GET', headers: 'text' }),
    differs: [
      {
        where: 'HT12',
        ours: {
          '0/status': 'FAILED',
          '0/reasonForIncompletion': `Task <h#1> failed with status: FAILED and reason: 'Failed to invoke HTTP task due to: ${noHeaders}'`,
          '0/output': { response: noHeaders },
          '0/failedReferenceTaskNames': ['h'],
          '0/failedTaskNames': ['h'],
          '0/tasks/0/status': 'FAILED',
          '0/tasks/0/outputData': { response: noHeaders },
          '0/tasks/0/reasonForIncompletion': `Failed to invoke HTTP task due to: ${noHeaders}`,
        },
      },
    ],
  },
  calling('a header that is a number, and one that is null', {
    ...site,
    method: 'GET',
    headers: { 'X-Custom': 5, 'X-Other': null },
  }),
  calling('a body that is a number', { ...site, method: 'POST', body: 5 }),
  calling('a body that is a list', { ...site, method: 'PUT', body: [1, null, 'x'] }),
  calling('a body for GET', { ...site, method: 'GET', body: { a: 1 } }),
  calling('accept of several', { ...site, method: 'GET', accept: ['text/html', 'text/plain'] }),
  one('SET_VARIABLE: an input of nothing', 'SV1', [setVariable('v', {})]),
  {
    name: 'SET_VARIABLE: what there is not',
    rules: 'MD3',
    start: false,
    steps: [ask('POST', '/metadata/workflow', flow([setVariable('v', { x: '${nowhere.output.x}' })]))],
  },
  one('EVENT: an empty payload', 'EV1', [task('EVENT', 'e', { sink: 'conductor' })]),
  one('EVENT: a sink that is null', 'EV3', [task('EVENT', 'e', { sink: '${workflow.input.none}' })], {
    differs: [otherWords('EV6', 'e', 'Invalid / Unsupported sink specified: null', false)],
  }),
  one('EVENT: a sink of another server', 'EV3', [task('EVENT', 'e', { sink: 'kafka:topic' })]),
  one(
    'JSON_JQ_TRANSFORM: a query that is a number',
    'JQ2',
    [task('JSON_JQ_TRANSFORM', 'q', { inputParameters: { queryExpression: 5 } })],
    {
      differs: [
        otherWords('JQ5', 'q', "Missing 'queryExpression' in input parameters", false),
        {
          where: 'JQ5',
          ours: {
            '0/tasks/0/status': 'FAILED',
            '0/failedReferenceTaskNames': ['q'],
            '0/failedTaskNames': ['q'],
          },
        },
      ],
    },
  ),
  one('JSON_JQ_TRANSFORM: a query that gives nothing', 'JQ1', [
    task('JSON_JQ_TRANSFORM', 'q', { inputParameters: { queryExpression: 'empty' } }),
  ]),
  one('JSON_JQ_TRANSFORM: a query that gives much', 'JQ1', [
    task('JSON_JQ_TRANSFORM', 'q', { inputParameters: { queryExpression: '.list[]', list: [1, null, 'x'] } }),
  ]),
  one('DYNAMIC: a name that is a number', 'DY4', [
    task('DYNAMIC', 'd', { dynamicTaskNameParam: 'n', inputParameters: { n: 5 } }),
  ]),
  one(
    'DYNAMIC: a name that is empty',
    'DY4',
    [task('DYNAMIC', 'd', { dynamicTaskNameParam: 'n', inputParameters: { n: '' } })],
    {
      differs: [
        {
          where: 'DY5',
          ours: {
            '0/status': 'FAILED',
            '0/reasonForIncompletion':
              'Cannot map a dynamic task based on the parameter and input. Parameter= n, input= {n=}',
            '0/tasks/0': undefined,
          },
        },
      ],
    },
  ),
  one(
    'SUB_WORKFLOW: a definition from an expression that is none',
    'CH6',
    [
      task('SUB_WORKFLOW', 's', {
        subWorkflowParam: { name: 'my_none', version: 1, workflowDefinition: '${workflow.input.nothing}' },
      }),
    ],
    { start: { input: { n: 1 } }, steps: [until('FAILED')] },
  ),
  one('LAMBDA: a script that gives nothing', 'IN4', [
    task('LAMBDA', 'x', { inputParameters: { scriptExpression: 'var a = 1;' } }),
  ]),
  one('a task of an empty type', 'TK2', [{ ...simple('t1'), type: '' }]),
  one(
    'a worker without a definition, in a step that says how often',
    'ST2 RT1',
    [simple('t1', { retryCount: 0 })],
    {
      steps: [{ do: 'work', type: 'my_t1', results: [{ status: 'FAILED' }] }],
    },
  ),
  one(
    'a step that says to try again, over a definition that does not',
    'RT1',
    [simple('t1', { retryCount: 1 })],
    {
      taskDefs: [taskDef('my_t1')],
      steps: [{ do: 'work', type: 'my_t1', results: [{ status: 'FAILED' }] }],
    },
  ),
];
