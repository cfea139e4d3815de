import type { CorpusScenario, Fields } from '../format.ts';
import {
  ask,
  choose,
  complete,
  flow,
  fork,
  inline,
  pass,
  setVariable,
  simple,
  task,
  taskDef,
  trace,
  until,
  untilTask,
  update,
  otherWords,
} from '../steps.ts';

const alone = (
  name: string,
  rules: string,
  tasks: readonly Fields[],
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  name,
  rules,
  workflows: [flow(tasks)],
  start: { input: { text: 'plain', list: [1, 2, { three: 3 }], map: { a: 1 }, half: 0.5, nothing: null } },
  ...more,
});

const script = (name: string, rules: string, expression: unknown, input: Fields = {}): CorpusScenario =>
  alone(name, rules, [
    task('INLINE', 'i', { inputParameters: { evaluatorType: 'javascript', expression, ...input } }),
    simple('after'),
  ]);

const all: Fields = {
  list: '${workflow.input.list}',
  map: '${workflow.input.map}',
  half: '${workflow.input.half}',
  nothing: '${workflow.input.nothing}',
};

const lambda = (name: string, scriptExpression: unknown): CorpusScenario =>
  alone(name, 'IN4', [
    task('LAMBDA', 'x', {
      inputParameters: { n: 2, ...(scriptExpression === undefined ? {} : { scriptExpression }) },
    }),
    simple('after'),
  ]);

const ending = (name: string, rules: string, inputParameters: Fields): CorpusScenario =>
  alone(name, rules, [simple('t1'), task('TERMINATE', 'e', { inputParameters }), simple('after')], {
    steps: [complete('t1', { a: 1 })],
  });

const waiting = (
  name: string,
  rules: string,
  inputParameters: Fields,
  steps: CorpusScenario['steps'] = [],
): CorpusScenario => alone(name, rules, [task('WAIT', 'w', { inputParameters }), simple('after')], { steps });

const publishing = (what: string, request: Fields): CorpusScenario =>
  alone(
    `KAFKA_PUBLISH: ${what}`,
    'KP1',
    [task('KAFKA_PUBLISH', 'k', { inputParameters: { kafka_request: request } })],
    { steps: [until('FAILED')] },
  );

/** INLINE, LAMBDA, SET_VARIABLE, TERMINATE, NOOP, WAIT and HUMAN. */
export const systemTasks: readonly CorpusScenario[] = [
  script('INLINE: a number', 'IN1', '1 + 2'),
  script('INLINE: a fraction', 'IN1', '7 / 2'),
  script('INLINE: a map', 'IN1', "(function () { return { a: 1, b: [true, null, 'x'], c: undefined }; })()"),
  script('INLINE: null and undefined', 'IN1', 'undefined'),
  script('INLINE: over its input', 'IN1', '$.list.length + $.map.a + $.half', all),
  script(
    'INLINE: lists and maps as Java has them',
    'SC10',
    "$.list.size() + ':' + $.list.get(0) + ':' + $.map.get('a') + ':' + $.map.containsKey('z')",
    all,
  ),
  script('INLINE: hands its input on', 'IN1', '$.list', all),
  script('INLINE: changes its input', 'IN1 SC2', '$.map.b = 2; $.map', all),
  script('INLINE: a name that is not defined', 'IN2 SC8', 'nothing.at.all'),
  {
    ...script('INLINE: no script', 'IN2 SC8', 'this is ( no script'),
    differs: [otherWords('SC8', 'i', "Error evaluating the script `SyntaxError: expecting ';'` at line 1")],
  },
  {
    ...script('INLINE: something thrown', 'IN2 SC8', "throw new Error('deliberately')"),
    differs: [otherWords('SC8', 'i', 'Error evaluating the script `Error: deliberately` at line 1')],
  },
  {
    ...script('INLINE: a text thrown', 'IN2 SC8', "throw 'deliberately'"),
    differs: [otherWords('SC8', 'i', 'Error evaluating the script `deliberately`')],
  },
  script('INLINE: an error in the third line', 'IN2 SC8', 'var a = 1;\nvar b = 2;\nnothing.at.all;'),
  script('INLINE: without an expression', 'IN2', ''),
  script('INLINE: by value-param', 'IN1', 'map', { ...all, evaluatorType: 'value-param' }),
  script('INLINE: by an unknown evaluator', 'IN2', '1', { evaluatorType: 'ruby' }),
  script('INLINE: by no evaluator', 'IN2', '1', { evaluatorType: '' }),
  script(
    'INLINE: there is no console',
    'SC4',
    'typeof console + typeof require + typeof fetch + typeof setTimeout',
  ),
  script(
    'INLINE: dates and texts',
    'SC1',
    "[new Date(0).toISOString(), 'abc'.toUpperCase(), JSON.stringify({ a: [1] }), Math.max(1, 2)].join('|')",
  ),
  alone(
    'INLINE: optional, and wrong',
    'IN2 DC8',
    [inline('i', 'nothing.at.all'), simple('after')].map((each, index) =>
      index === 0 ? { ...each, optional: true } : each,
    ),
  ),
  lambda('LAMBDA: a value', 'return $.n * 2;'),
  lambda('LAMBDA: a map', 'return { a: $.n, b: [1] };'),
  lambda('LAMBDA: an error', 'return nothing.at.all;'),
  lambda('LAMBDA: an empty script', ''),
  lambda('LAMBDA: no script', undefined),
  alone('SET_VARIABLE: overwrites and adds', 'SV1', [
    setVariable('v', { a: '${workflow.input.map}', b: 1 }),
    setVariable('w', { b: { c: '${workflow.variables.b}' }, n: null }),
    simple('after', { inputParameters: { all: '${workflow.variables}' } }),
  ]),
  alone('NOOP', 'DC1', [task('NOOP', 'n', { inputParameters: { a: 1 } }), simple('after')]),
  ending('TERMINATE: COMPLETED', 'TE1', {
    terminationStatus: 'COMPLETED',
    terminationReason: 'enough',
    workflowOutput: { b: '${t1.output.a}' },
  }),
  ending('TERMINATE: COMPLETED, with nothing said', 'TE1', { terminationStatus: 'COMPLETED' }),
  ending('TERMINATE: FAILED', 'TE2', {
    terminationStatus: 'FAILED',
    terminationReason: 'because of ${t1.output.a}',
    workflowOutput: { b: 2 },
  }),
  ending('TERMINATE: FAILED, with nothing said', 'TE2', { terminationStatus: 'FAILED' }),
  ending('TERMINATE: TERMINATED', 'TE2', { terminationStatus: 'TERMINATED', terminationReason: 'stop' }),
  ending('TERMINATE: an output that is no map', 'TE4', {
    terminationStatus: 'COMPLETED',
    workflowOutput: '${t1.output.a}',
  }),
  ending('TERMINATE: an output that is a list', 'TE4', {
    terminationStatus: 'COMPLETED',
    workflowOutput: ['${t1.output.a}'],
  }),
  alone(
    'TERMINATE: in a branch',
    'TE3',
    [
      ...fork(
        'f',
        [
          [simple('a1'), task('TERMINATE', 'e', { inputParameters: { terminationStatus: 'COMPLETED' } })],
          [simple('b1')],
        ],
        { joinOn: ['e', 'b1'] },
      ),
      simple('after'),
    ],
    { steps: [complete('a1')], races: ['0/tasks/3/reasonForIncompletion'] },
  ),
  waiting('WAIT: a second', 'WT1', { duration: '1 seconds' }, [trace(), untilTask('after', 'SCHEDULED')]),
  waiting('WAIT: no time at all', 'WT1', { duration: '0 s' }, [untilTask('after', 'SCHEDULED')]),
  waiting('WAIT: until a moment that has gone', 'WT1', { until: '2020-01-01 10:00' }, [
    untilTask('after', 'SCHEDULED'),
  ]),
  waiting('WAIT: until a day that has gone', 'WT1', { until: '2020-01-01' }, [
    untilTask('after', 'SCHEDULED'),
  ]),
  waiting('WAIT: until it is updated', 'WT2', {}, [trace(), update('w', 'COMPLETED', { a: 1 })]),
  waiting('WAIT: until it is signalled', 'WT2 TK13', {}, [
    ask('POST', '/tasks/{wf}/COMPLETED/signal', { a: 1 }),
    ask('POST', '/tasks/{wf}/COMPLETED/signal', { a: 1 }),
  ]),
  waiting('WAIT: updated before its end', 'WT4', { duration: '5 seconds' }, [
    untilTask('w', 'IN_PROGRESS'),
    update('w', 'COMPLETED', { a: 1 }),
    pass(6),
  ]),
  waiting('WAIT: until no moment', 'WT3', { until: '${workflow.input.text}' }, [until('FAILED')]),
  {
    ...waiting('WAIT: no duration', 'WT3', { duration: '${workflow.input.text}' }),
    start: false,
    steps: [ask('POST', '/workflow', { name: 'my_flow', input: { text: 'soon' } })],
    differs: [{ where: 'WT3', ours: { '0/status': 200, '0/body': '<id>' } }],
  },
  waiting('WAIT: failed by an update', 'WT2', {}, [update('w', 'FAILED', { a: 1 })]),
  alone('HUMAN', 'WT5', [task('HUMAN', 'h', { inputParameters: { form: 1 } }), simple('after')], {
    steps: [trace(), update('h', 'COMPLETED', { said: 'yes' })],
  }),
  alone('HUMAN that fails', 'WT5', [task('HUMAN', 'h'), simple('after')], {
    steps: [update('h', 'FAILED', { said: 'no' })],
  }),
  alone('HUMAN: cancelled with its workflow', 'WT5 OP3', [task('HUMAN', 'h')], {
    steps: [ask('DELETE', '/workflow/{wf}?reason=enough')],
  }),
  alone(
    'a failing task of the engine that is tried again',
    'RT10',
    [task('LAMBDA', 'x', { inputParameters: { scriptExpression: 'return nothing.at.all' } })],
    {
      taskDefs: [taskDef('x', { retryCount: 2 })],
    },
  ),
  alone('a choice whose case ends the workflow', 'TE1 SW1', [
    choose('s', 'x', {
      x: [
        task('TERMINATE', 'e', { inputParameters: { terminationStatus: 'FAILED', terminationReason: 'no' } }),
      ],
    }),
    simple('after'),
  ]),
  publishing('no servers', { topic: 't', value: 'v' }),
  publishing('no topic', { bootStrapServers: 'localhost:1', value: 'v' }),
  publishing('no value', { bootStrapServers: 'localhost:1', topic: 't' }),
];
