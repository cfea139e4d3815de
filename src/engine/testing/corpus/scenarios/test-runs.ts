import type { CorpusScenario, Fields } from '../format.ts';
import { ask, choose, flow, fork, inline, loop, simple, task, taskDef, twice } from '../steps.ts';

const shown = [
  'message',
  'status',
  'reasonForIncompletion',
  'output',
  'variables',
  'tasks.referenceTaskName',
  'tasks.taskType',
  'tasks.status',
  'tasks.retryCount',
  'tasks.iteration',
  'tasks.reasonForIncompletion',
  'tasks.outputData',
];

const testing = (
  name: string,
  rules: string,
  tasks: readonly Fields[],
  request: Fields,
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  name,
  rules,
  workflows: [flow(tasks)],
  start: false,
  steps: [ask('POST', '/workflow/test', { name: 'my_flow', ...request }, { pick: shown, waits: true })],
  ...more,
});

const mocks = (taskRefToMockOutput: Fields): Fields => ({ taskRefToMockOutput });

const mock = (output: Fields, status = 'COMPLETED'): Fields => ({ status, output });

const ended = (ref: string, taskType: string, outputData: Fields, iteration = 0): Fields => ({
  iteration,
  outputData,
  referenceTaskName: ref,
  retryCount: 0,
  status: 'COMPLETED',
  taskType,
});

/** POST /workflow/test. */
export const testRuns: readonly CorpusScenario[] = [
  testing(
    'a mock for each task',
    'TW1',
    [simple('t1', { inputParameters: { a: '${workflow.input.a}' } }), simple('t2')],
    { input: { a: 1 }, ...mocks({ t1: [mock({ x: 5 })], t2: [mock({ r: 7 })] }) },
  ),
  testing('a mock that says nothing', 'TW2', [simple('t1')], mocks({ t1: [{}] }), {
    differs: [
      {
        where: 'TW2',
        ours: {
          '0/status': 200,
          '0/body': { output: {}, status: 'COMPLETED', tasks: [ended('t1', 'my_t1', {})], variables: {} },
        },
      },
    ],
  }),
  testing(
    'a failure for good',
    'TW2',
    [simple('t1'), simple('t2')],
    mocks({ t1: [mock({ x: 5 }, 'FAILED_WITH_TERMINAL_ERROR')], t2: [mock({})] }),
  ),
  testing(
    'a failure, and another attempt',
    'TW2',
    [simple('t1'), simple('t2')],
    mocks({ t1: [mock({ x: 1 }, 'FAILED'), mock({ x: 2 })], t2: [mock({})] }),
    { taskDefs: [taskDef('my_t1', { retryCount: 1 })] },
  ),
  testing(
    'an optional task that fails',
    'TW2 DC8',
    [simple('t1', { optional: true }), simple('t2')],
    mocks({ t1: [mock({ x: 1 }, 'FAILED')], t2: [mock({ y: 1 })] }),
    { taskDefs: [taskDef('my_t1')] },
  ),
  testing(
    'a choice by what a mock gives',
    'TW1 SW1',
    [
      simple('t1'),
      choose('s', '${t1.output.which}', { a: [simple('a1')], b: [simple('b1')] }, [simple('d1')]),
      inline('i', '$.n + 1', { n: '${b1.output.n}' }),
    ],
    mocks({ t1: [mock({ which: 'b' })], a1: [mock({ n: 1 })], b1: [mock({ n: 2 })] }),
  ),
  testing(
    'branches',
    'TW1 JN1',
    [...fork('f', [[simple('a1')], [simple('b1')]]), simple('after')],
    mocks({ a1: [mock({ a: 1 })], b1: [mock({ b: 1 })], after: [mock({ c: 1 })] }),
  ),
  testing(
    'what waits',
    'TW4',
    [task('WAIT', 'w'), task('HUMAN', 'h'), simple('after')],
    mocks({ w: [mock({ a: 1 })], h: [mock({ b: 1 })], after: [mock({ c: 1 })] }),
  ),
  testing(
    'a call',
    'TW4',
    [
      task('HTTP', 'h', { inputParameters: { uri: 'http://site.test/broken', method: 'GET' } }),
      simple('after'),
    ],
    mocks({ h: [mock({ response: { body: 'mocked' } })], after: [mock({ c: 1 })] }),
  ),
  testing(
    'a loop, by the references of its iterations',
    'TW5',
    [loop('l', twice('l'), [simple('t1')]), simple('after')],
    mocks({ t1__1: [mock({ n: 1 })], t1__2: [mock({ n: 2 })], after: [mock({ c: 1 })] }),
  ),
  testing(
    'a loop, by the reference of its step',
    'TW5',
    [loop('l', twice('l'), [simple('t1')]), simple('after')],
    mocks({ t1: [mock({ n: 1 }), mock({ n: 2 })], after: [mock({ c: 1 })] }),
    {
      differs: [
        {
          where: 'TW5',
          ours: {
            '0/body/status': 'COMPLETED',
            '0/body/output': { c: 1 },
            '0/body/tasks': [
              ended('l', 'DO_WHILE', { '1': { t1: { n: 1 } }, '2': { t1: { n: 2 } }, iteration: 2 }, 2),
              ended('t1__1', 'my_t1', { n: 1 }, 1),
              ended('t1__2', 'my_t1', { n: 2 }, 2),
              ended('after', 'my_after', { c: 1 }),
            ],
          },
        },
      ],
    },
  ),
  testing(
    'a sub-workflow as a whole',
    'TW6',
    [task('SUB_WORKFLOW', 'sub', { subWorkflowParam: { name: 'my_child', version: 1 } }), simple('after')],
    mocks({ sub: [mock({ v: 4 })], after: [mock({ c: 1 })] }),
    {
      workflows: [
        flow([simple('c1')], { name: 'my_child' }),
        flow([
          task('SUB_WORKFLOW', 'sub', { subWorkflowParam: { name: 'my_child', version: 1 } }),
          simple('after'),
        ]),
      ],
      differs: [
        {
          where: 'TW6',
          ours: {
            '0/body/status': 'COMPLETED',
            '0/body/output': { c: 1 },
            '0/body/tasks': [ended('sub', 'SUB_WORKFLOW', { v: 4 }), ended('after', 'my_after', { c: 1 })],
          },
        },
      ],
    },
  ),
  testing(
    'a sub-workflow with mocks of its own',
    'TW6',
    [],
    {
      ...mocks({ after: [mock({ c: 1 })] }),
      subWorkflowTestRequest: { sub: { name: 'my_child', ...mocks({ c1: [mock({ v: 3 })] }) } },
    },
    {
      workflows: [
        flow([simple('c1')], { name: 'my_child' }),
        flow([
          task('SUB_WORKFLOW', 'sub', { subWorkflowParam: { name: 'my_child', version: 1 } }),
          simple('after'),
        ]),
      ],
    },
  ),
  testing('an unknown workflow', 'TW1 ST1', [simple('t1')], { name: 'my_none', ...mocks({}) }),
  testing('a definition in the request', 'TW1 ST5', [simple('t1')], {
    workflowDef: flow([simple('t9')], { name: 'my_own' }),
    ...mocks({ t9: [mock({ n: 9 })] }),
  }),
  testing(
    'a task that ends the workflow',
    'TW1 TE1',
    [
      simple('t1'),
      task('TERMINATE', 'e', {
        inputParameters: { terminationStatus: 'FAILED', terminationReason: '${t1.output.why}' },
      }),
      simple('after'),
    ],
    mocks({ t1: [mock({ why: 'mocked' })] }),
  ),
];
