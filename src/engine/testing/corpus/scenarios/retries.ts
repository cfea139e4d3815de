import type { CorpusScenario } from '../format.ts';
import { complete, fail, flow, get, inline, simple, taskDef, trace, work } from '../steps.ts';

/** A first task with this definition and a second one. */
const retried = (
  name: string,
  rules: string,
  def: object,
  steps: CorpusScenario['steps'] = [],
): CorpusScenario => ({
  name,
  rules,
  taskDefs: [taskDef('my_t1', { ...def })],
  workflows: [flow([simple('t1', { inputParameters: { a: '${workflow.input.a}' } }), simple('t2')])],
  start: { input: { a: 1 } },
  steps,
});

/** Failures, and further attempts. */
export const retries: readonly CorpusScenario[] = [
  retried('a second attempt succeeds', 'RT1 RT2', { retryCount: 2 }, [
    fail('t1', 'first', { outputData: { x: 1 } }),
    trace(),
    complete('t1', { x: 2 }),
  ]),
  retried('all attempts fail', 'RT1 DC6', { retryCount: 2 }, [
    fail('t1', 'first'),
    fail('t1', 'second'),
    fail('t1', 'third'),
  ]),
  retried('FIXED', 'RT3', { retryCount: 2, retryDelaySeconds: 1 }, [
    fail('t1'),
    get('/tasks/poll/my_t1', { waits: true }),
    trace(),
    fail('t1'),
    complete('t1'),
  ]),
  retried(
    'LINEAR_BACKOFF',
    'RT4',
    { retryCount: 2, retryDelaySeconds: 1, retryLogic: 'LINEAR_BACKOFF', backoffScaleFactor: 2 },
    [fail('t1'), trace(), fail('t1')],
  ),
  retried(
    'EXPONENTIAL_BACKOFF',
    'RT5',
    { retryCount: 3, retryDelaySeconds: 1, retryLogic: 'EXPONENTIAL_BACKOFF' },
    [fail('t1'), fail('t1'), fail('t1')],
  ),
  retried(
    'a longest delay',
    'RT6',
    { retryCount: 3, retryDelaySeconds: 1, retryLogic: 'EXPONENTIAL_BACKOFF', maxRetryDelaySeconds: 1 },
    [fail('t1'), fail('t1'), fail('t1')],
  ),
  retried('a terminal error is not tried again', 'RT7', { retryCount: 3 }, [
    work('t1', { status: 'FAILED_WITH_TERMINAL_ERROR', reasonForIncompletion: 'hopeless' }),
  ]),
  {
    name: 'the step says how often',
    rules: 'RT1',
    taskDefs: [taskDef('my_t1', { retryCount: 5 })],
    workflows: [flow([simple('t1', { retryCount: 1 })])],
    steps: [fail('t1', 'first'), fail('t1', 'second')],
  },
  {
    name: 'a step without a registered definition is tried three more times, a minute apart',
    rules: 'RT1 ST2',
    workflows: [flow([simple('t1')])],
    steps: [fail('t1', 'first')],
  },
  {
    name: 'an optional task fails for good',
    rules: 'DC8',
    taskDefs: [taskDef('my_t1', { retryCount: 1 })],
    workflows: [
      flow([
        simple('t1', { optional: true }),
        simple('t2', { inputParameters: { s: '${t1.status}', o: '${t1.output.x}' } }),
      ]),
    ],
    steps: [fail('t1', 'first'), fail('t1', 'second', { outputData: { x: 1 } }), complete('t2')],
  },
  {
    name: 'an optional task with a terminal error',
    rules: 'DC8 RT7',
    taskDefs: [taskDef('my_t1', { retryCount: 1 })],
    workflows: [flow([simple('t1', { optional: true }), simple('t2')])],
    steps: [
      work('t1', { status: 'FAILED_WITH_TERMINAL_ERROR', reasonForIncompletion: 'hopeless' }),
      complete('t2'),
    ],
  },
  {
    name: 'a permissive task fails for good',
    rules: 'DC9',
    taskDefs: [taskDef('my_t1', { retryCount: 1 })],
    workflows: [flow([simple('t1', { permissive: true }), simple('t2')])],
    steps: [fail('t1', 'first'), fail('t1', 'second'), trace(), complete('t2', { x: 1 })],
  },
  {
    name: 'two permissive tasks fail for good',
    rules: 'DC9',
    taskDefs: [taskDef('my_t1'), taskDef('my_t2')],
    workflows: [flow([simple('t1', { permissive: true }), simple('t2', { permissive: true }), simple('t3')])],
    steps: [fail('t1', 'one'), fail('t2', 'two'), complete('t3')],
  },
  {
    name: 'optional and permissive is optional',
    rules: 'DC10',
    taskDefs: [taskDef('my_t1')],
    workflows: [flow([simple('t1', { permissive: true, optional: true }), simple('t2')])],
    steps: [fail('t1'), complete('t2')],
  },
  {
    name: "a new attempt's input is resolved again",
    rules: 'RT8',
    taskDefs: [taskDef('my_t1', { retryCount: 1 })],
    workflows: [
      flow([
        simple('t1', {
          inputParameters: {
            before: '${t1.output.n}',
            status: '${t1.status}',
            count: '${t1.retryCount}',
            id: '${CPEWF_TASK_ID}',
          },
        }),
      ]),
    ],
    steps: [fail('t1', 'once', { outputData: { n: 1 } }), complete('t1', { n: 2 })],
  },
  {
    name: 'a task of the engine with a registered definition',
    rules: 'RT10',
    taskDefs: [taskDef('i', { retryCount: 1 })],
    workflows: [flow([inline('i', 'nothing.at.all')])],
  },
  {
    name: 'a reason that is too long',
    rules: 'WI2',
    taskDefs: [taskDef('my_t1')],
    workflows: [flow([simple('t1')])],
    steps: [fail('t1', `${'long '.repeat(120)}end`)],
  },
];
