import type { CorpusScenario, Fields } from '../format.ts';
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

const sub = (ref: string, fields: Fields = {}): Fields =>
  task('SUB_WORKFLOW', ref, {
    subWorkflowParam: { name: 'my_child', version: 1 },
    inputParameters: { round: '${l.output.iteration}' },
    ...fields,
  });

const child = (...tasks: readonly Fields[]): Fields => flow(tasks, { name: 'my_child' });

const ending = (terminationStatus: string): Fields =>
  task('TERMINATE', 'e', {
    inputParameters: { terminationStatus, terminationReason: 'as it is', workflowOutput: { ended: true } },
  });

const signal = ask('POST', '/tasks/{wf}/COMPLETED/signal', { by: 'signal' });

const looped = (
  name: string,
  rules: string,
  tasks: readonly Fields[],
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  name: `${name} in a loop`,
  rules: `DW1 ${rules}`,
  workflows: [flow([loop('l', twice('l'), tasks), simple('after')])],
  ...more,
});

const inChild = (
  name: string,
  rules: string,
  tasks: readonly Fields[],
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  name,
  rules,
  workflows: [child(...tasks), flow([loop('l', twice('l'), [sub('s')]), simple('after')])],
  ...more,
});

/** Each type of task within others. */
export const nested: readonly CorpusScenario[] = [
  looped('WAIT for a while', 'WT1', [task('WAIT', 'w', { inputParameters: { duration: '1 s' } })], {
    steps: [untilTask('after', 'SCHEDULED')],
  }),
  looped('WAIT for a signal', 'WT2 TK13', [task('WAIT', 'w')], {
    steps: [
      untilTask('w__1', 'IN_PROGRESS'),
      signal,
      untilTask('w__2', 'IN_PROGRESS'),
      signal,
      untilTask('after', 'SCHEDULED'),
    ],
  }),
  looped('HUMAN', 'WT5 DW9', [task('HUMAN', 'h')], {
    steps: [
      quietly('POST', '/tasks/{wf}/h/COMPLETED', { n: 1 }),
      untilTask('h__2', 'IN_PROGRESS'),
      quietly('POST', '/tasks/{wf}/h/COMPLETED', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  }),
  looped('EVENT', 'EV2', [task('EVENT', 'e', { sink: 'conductor' })]),
  looped('NOOP, LAMBDA and JSON_JQ_TRANSFORM', 'IN4 JQ1', [
    task('NOOP', 'n'),
    task('LAMBDA', 'x', {
      inputParameters: { round: '${l.output.iteration}', scriptExpression: 'return $.round + 1' },
    }),
    task('JSON_JQ_TRANSFORM', 'q', {
      inputParameters: { last: '${x.output.result}', queryExpression: '.last * 2' },
    }),
  ]),
  looped(
    'DYNAMIC',
    'DY1 DY2',
    [task('DYNAMIC', 'd', { dynamicTaskNameParam: 'which', inputParameters: { which: 'my_t1', n: 1 } })],
    { steps: [complete('t1', { n: 1 }), complete('t1', { n: 2 })] },
  ),
  looped(
    'HTTP',
    'HT1',
    [task('HTTP', 'h', { inputParameters: { uri: 'http://site.test/number', method: 'GET' } })],
    { steps: [untilTask('after', 'SCHEDULED')] },
  ),
  looped('SET_VARIABLE that counts', 'SV1', [
    inline('i', '($.n || 0) + 10', { n: '${workflow.variables.n}' }),
    setVariable('v', { n: '${i.output.result}' }),
  ]),
  looped(
    'a choice that is joined exclusively',
    'EJ1 SW1',
    [
      choose('s', '${l.output.iteration}', { '1': [simple('a1')] }, [simple('b1')]),
      task('EXCLUSIVE_JOIN', 'x', { joinOn: ['a1', 'b1'] }),
    ],
    { steps: [complete('a1', { n: 1 }), complete('b1', { n: 2 })] },
  ),
  looped('TERMINATE', 'TE1', [simple('t1'), ending('COMPLETED')], {
    steps: [complete('t1', { n: 1 }), until('COMPLETED')],
    differs: [{ where: 'DW1', ours: { '0/tasks/0/outputData/1': undefined } }],
  }),
  looped(
    'START_WORKFLOW',
    'SF1',
    [task('START_WORKFLOW', 's', { inputParameters: { startWorkflow: { name: 'my_other' } } })],
    {
      workflows: [
        flow([simple('o1')], { name: 'my_other' }),
        flow([
          loop('l', twice('l'), [
            task('START_WORKFLOW', 's', { inputParameters: { startWorkflow: { name: 'my_other' } } }),
          ]),
          simple('after'),
        ]),
      ],
      steps: [untilTask('after', 'SCHEDULED')],
    },
  ),
  looped('a worker that wants more time', 'TK6', [simple('t1')], {
    steps: [
      {
        do: 'work',
        type: 'my_t1',
        results: [{ status: 'IN_PROGRESS', callbackAfterSeconds: 1, outputData: { half: 1 } }],
      },
      complete('t1', { n: 1 }),
      complete('t1', { n: 2 }),
    ],
  }),
  looped(
    'a task with an input template',
    'TK4',
    [simple('t1', { inputParameters: { a: '${l.output.iteration}' } })],
    {
      taskDefs: [taskDef('my_t1', { inputTemplate: { a: 'never', b: 'always' } })],
      steps: [complete('t1', { n: 1 }), complete('t1', { n: 2 })],
    },
  ),
  inChild('a child in a loop that ends itself well', 'TE1 CH1', [ending('COMPLETED')], {
    steps: [untilTask('after', 'SCHEDULED')],
  }),
  inChild('a child in a loop that ends itself badly', 'TE2 CH9', [ending('FAILED')], {
    steps: [until('FAILED')],
  }),
  inChild('a signal into a child in a loop', 'TK13 CH12', [task('WAIT', 'w')], {
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      pass(1),
      signal,
      untilTask('s__2', 'IN_PROGRESS'),
      pass(1),
      signal,
      untilTask('after', 'SCHEDULED'),
    ],
  }),
  inChild(
    'variables of a child in a loop are its own',
    'SV1 CH1',
    [
      setVariable('v', { n: '${workflow.input.round}', before: '${workflow.variables.n}' }),
      simple('c1', { inputParameters: { all: '${workflow.variables}' } }),
    ],
    {
      steps: [
        untilTask('s__1', 'IN_PROGRESS'),
        complete('c1', { n: 1 }),
        untilTask('s__2', 'IN_PROGRESS'),
        complete('c1', { n: 2 }),
        untilTask('after', 'SCHEDULED'),
      ],
    },
  ),
  {
    name: 'a rerun of a parent from the start with another input',
    rules: 'OP10 CH1',
    workflows: [child(simple('c1')), flow([sub('s', { inputParameters: { x: '${workflow.input.x}' } })])],
    start: { input: { x: 1 } },
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      complete('c1', { n: 1 }),
      until('COMPLETED'),
      ask('POST', '/workflow/{wf}/rerun', { workflowInput: { x: 2 }, correlationId: 'again' }),
      untilTask('s', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      until('COMPLETED'),
    ],
  },
  {
    name: 'a pause of a child in a branch, and a resume',
    rules: 'OC10 JN1',
    workflows: [
      child(simple('c1'), simple('c2')),
      flow([...fork('f', [[sub('s')], [simple('b1')]]), simple('after')]),
    ],
    steps: [
      untilTask('s', 'IN_PROGRESS'),
      ask('PUT', '/workflow/{wf s#1}/pause'),
      complete('c1', { n: 1 }),
      complete('b1', { n: 1 }),
      trace(),
      ask('PUT', '/workflow/{wf s#1}/resume'),
      complete('c2', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
    differs: [{ where: 'JN2', ours: { '1/tasks/3/outputData': undefined } }],
  },
  {
    name: 'an unknown child that is optional, in a branch',
    rules: 'CH6 DC8 JN4',
    workflows: [
      flow([
        ...fork('f', [
          [
            task('SUB_WORKFLOW', 's', {
              optional: true,
              subWorkflowParam: { name: 'my_none', version: 1 },
              inputParameters: { a: 1 },
            }),
          ],
          [simple('b1')],
        ]),
        simple('after'),
      ]),
    ],
    steps: [complete('b1', { n: 1 }), untilTask('after', 'SCHEDULED')],
  },
  {
    name: 'a retry of a fork with a loop that failed in one branch',
    rules: 'OP7 DW3 FJ3',
    taskDefs: [taskDef('my_t1')],
    workflows: [
      flow([...fork('f', [[loop('l', twice('l'), [simple('t1')])], [inline('i', '5')]]), simple('after')]),
    ],
    steps: [
      complete('t1', { n: 1 }),
      fail('t1', 'broke'),
      until('FAILED'),
      ask('POST', '/workflow/{wf}/retry'),
      complete('t1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
    // Whether the JOIN failed or was cancelled before it is taken up again.
    races: ['1/tasks/3/reasonForIncompletion', '1/tasks/3/retryCount'],
  },
];
