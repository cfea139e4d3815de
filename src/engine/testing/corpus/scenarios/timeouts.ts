import type { CorpusScenario, Fields, Step } from '../format.ts';
import { complete, flow, get, pass, simple, taskDef, trace, until, untilTask, work } from '../steps.ts';

const started = work('t1', { status: 'IN_PROGRESS' });
/** A worker that takes the task and is never heard of again. */
const taken: readonly Step[] = [{ do: 'work', type: 'my_t1', results: [] }];

const timed = (name: string, rules: string, def: Fields, steps: readonly Step[]): CorpusScenario => ({
  name,
  rules,
  taskDefs: [taskDef('my_t1', def)],
  workflows: [flow([simple('t1'), simple('t2')])],
  steps,
});

/** What is given up because it takes too long. */
export const timeouts: readonly CorpusScenario[] = [
  timed(
    'a worker that is silent too long, and another attempt',
    'TO1',
    { retryCount: 1, responseTimeoutSeconds: 1 },
    [...taken, { do: 'until', workflow: 'wf', ref: 't1', is: 'SCHEDULED' }, trace(), complete('t1')],
  ),
  timed('a worker that is silent too long, for the last time', 'TO1 DC7', { responseTimeoutSeconds: 1 }, [
    ...taken,
    until('TIMED_OUT'),
  ]),
  timed(
    'a worker that is silent too long: its policy does not matter',
    'TO1',
    { responseTimeoutSeconds: 1, timeoutPolicy: 'ALERT_ONLY', retryCount: 1 },
    [...taken, untilTask('t1', 'SCHEDULED')],
  ),
  timed(
    'a task that runs too long: RETRY',
    'TO2',
    { timeoutSeconds: 2, responseTimeoutSeconds: 1, timeoutPolicy: 'RETRY', retryCount: 1 },
    [...taken, untilTask('t1', 'SCHEDULED')],
  ),
  timed(
    'a task that runs too long: TIME_OUT_WF',
    'TO2',
    { timeoutSeconds: 1, responseTimeoutSeconds: 1, timeoutPolicy: 'TIME_OUT_WF', retryCount: 3 },
    [...taken, until('TIMED_OUT')],
  ),
  timed(
    'a task that nobody polls for: TIME_OUT_WF',
    'TO3',
    { pollTimeoutSeconds: 1, timeoutPolicy: 'TIME_OUT_WF' },
    [until('TIMED_OUT')],
  ),
  timed('a task that nobody polls for: RETRY', 'TO3', { pollTimeoutSeconds: 1, timeoutPolicy: 'RETRY' }, [
    until('TIMED_OUT'),
  ]),
  timed(
    'a task that nobody polls for: ALERT_ONLY',
    'TO3',
    { pollTimeoutSeconds: 1, timeoutPolicy: 'ALERT_ONLY' },
    [pass(3), trace(), complete('t1')],
  ),
  timed(
    'all attempts together: TIME_OUT_WF',
    'TO4',
    { totalTimeoutSeconds: 1, pollTimeoutSeconds: 1, timeoutPolicy: 'TIME_OUT_WF', retryCount: 3 },
    [until('TIMED_OUT')],
  ),
  timed(
    'no attempt once the time for all is used up',
    'RT9',
    { totalTimeoutSeconds: 1, timeoutPolicy: 'ALERT_ONLY', retryCount: 3 },
    [...taken, pass(1.5), { do: 'ask', method: 'POST', path: '/tasks/{wf}/t1/FAILED', body: {} }],
  ),
  {
    name: 'a workflow that runs too long: TIME_OUT_WF',
    rules: 'TO5',
    workflows: [flow([simple('t1')], { timeoutSeconds: 1, timeoutPolicy: 'TIME_OUT_WF' })],
    steps: [until('TIMED_OUT')],
  },
  {
    name: 'a workflow that runs too long: ALERT_ONLY',
    rules: 'TO5',
    workflows: [flow([simple('t1')], { timeoutSeconds: 1, timeoutPolicy: 'ALERT_ONLY' })],
    steps: [pass(3), trace(), complete('t1')],
  },
  {
    name: 'extendLease',
    rules: 'TK10',
    taskDefs: [taskDef('my_t1', { responseTimeoutSeconds: 30 })],
    workflows: [flow([simple('t1'), simple('t2')])],
    steps: [
      work('t1', { status: 'IN_PROGRESS', extendLease: true, outputData: { a: 1 } }),
      trace(),
      get('/tasks/{t1#1}', { pick: ['status', 'outputData', 'pollCount'] }),
    ],
  },
  {
    name: 'a task in progress is back in its queue',
    rules: 'TK6',
    workflows: [flow([simple('t1'), simple('t2')])],
    steps: [started, trace(), complete('t1', { a: 1 })],
  },
];
