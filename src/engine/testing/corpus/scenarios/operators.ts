import type { CorpusScenario, Fields, Step } from '../format.ts';
import {
  ask,
  choose,
  complete,
  fail,
  flow,
  fork,
  get,
  setVariable,
  simple,
  taskDef,
  trace,
  until,
  untilTask,
  work,
} from '../steps.ts';

const twoSteps = [flow([simple('t1'), simple('t2')])];
const once = ['t1', 't2', 'a1', 'b1'].map((name) => taskDef(`my_${name}`));

const pause = ask('PUT', '/workflow/{wf}/pause');
const resume = ask('PUT', '/workflow/{wf}/resume');
const restart = ask('POST', '/workflow/{wf}/restart');
const retry = ask('POST', '/workflow/{wf}/retry');
const rerun = (body: object): Step => ask('POST', '/workflow/{wf}/rerun', body);
const terminate = ask('DELETE', '/workflow/{wf}?reason=enough');

const scheduled: Fields = { status: 'SCHEDULED', responseTimeoutSeconds: 3600 };

/** What operators do to executions. */
export const operators: readonly CorpusScenario[] = [
  {
    name: 'pause and resume',
    rules: 'OP1 OP2 PO7',
    workflows: twoSteps,
    steps: [
      pause,
      pause,
      trace(),
      complete('t1', { a: 1 }),
      trace(),
      resume,
      resume,
      complete('t2'),
      pause,
      resume,
    ],
  },
  {
    name: 'terminate',
    rules: 'OP3',
    workflows: twoSteps,
    steps: [complete('t1', { a: 1 }), terminate, terminate, restart, trace()],
  },
  {
    name: 'terminate without a reason',
    rules: 'OP3',
    workflows: twoSteps,
    steps: [ask('DELETE', '/workflow/{wf}')],
  },
  {
    name: 'terminate what has ended',
    rules: 'OP3',
    taskDefs: once,
    workflows: [flow([simple('t1')])],
    steps: [
      complete('t1'),
      terminate,
      { do: 'start', as: 'failed', request: {} },
      fail('t1', 'broke'),
      ask('DELETE', '/workflow/{wf failed}?reason=enough'),
    ],
  },
  { name: 'terminate what is paused', rules: 'OP3', workflows: twoSteps, steps: [pause, terminate] },
  {
    name: 'restart',
    rules: 'OP4 OP6',
    workflows: [
      flow([
        setVariable('v', { a: '${workflow.input.x}', seen: '${workflow.variables.b}' }),
        simple('t1'),
        setVariable('w', { b: 'set' }),
      ]),
    ],
    start: { input: { x: 1 } },
    steps: [restart, complete('t1', { y: 1 }), trace(), restart, complete('t1', { y: 2 })],
  },
  {
    name: 'restart with the latest definitions',
    rules: 'OP5',
    workflows: twoSteps,
    steps: [
      terminate,
      ask('POST', '/metadata/workflow', flow([simple('t3')], { version: 2 })),
      ask('POST', '/workflow/{wf}/restart?useLatestDefinitions=true'),
      complete('t3'),
      get('/workflow/{wf}', { pick: ['workflowVersion', 'workflowDefinition.version', 'status'] }),
    ],
  },
  {
    name: 'restart of what may not be restarted',
    rules: 'OP6',
    workflows: [flow([simple('t1')], { restartable: false })],
    steps: [complete('t1'), restart],
  },
  {
    name: 'retry of a failed task',
    rules: 'OP19 OP7 OP8 OP9',
    taskDefs: once,
    workflows: [flow([simple('t1'), simple('t2', { inputParameters: { a: '${t1.output.a}' } })])],
    steps: [
      retry,
      complete('t1', { a: 1 }),
      fail('t2', 'broke', { outputData: { x: 1 } }),
      retry,
      trace(),
      complete('t2'),
      retry,
    ],
  },
  {
    name: 'retry of a failed fork',
    rules: 'OP7',
    taskDefs: once,
    workflows: [flow([...fork('f', [[simple('a1')], [simple('b1')]]), simple('after')])],
    steps: [
      fail('a1', 'broke'),
      retry,
      trace(),
      complete('a1'),
      complete('b1'),
      untilTask('after', 'SCHEDULED'),
    ],
    // The JOIN may see that the workflow has ended before it is cancelled with it, and counts its attempts then.
    races: ['1', '2'].flatMap((entry) => [
      `${entry}/tasks/3/reasonForIncompletion`,
      `${entry}/tasks/3/retryCount`,
    ]),
  },
  {
    name: 'retry of a fork where a step that may fail failed together with another',
    rules: 'DC18',
    taskDefs: once,
    workflows: [
      flow([
        // The JOIN takes no part: what it makes of the failure, and whether the retry is refused for it, is a race.
        ...fork('f', [[simple('a1', { optional: true }), simple('t1')], [simple('b1')]], { joinOn: ['t1'] }),
        simple('after'),
      ]),
    ],
    steps: [pause, fail('a1', 'first'), fail('b1', 'second'), resume, until('FAILED'), trace(), retry],
    races: ['2', '4'].flatMap((entry) => [
      `${entry}/tasks/3/reasonForIncompletion`,
      `${entry}/tasks/3/retryCount`,
    ]),
  },
  {
    name: 'restart of a failed workflow',
    rules: 'OP19 OP4',
    taskDefs: once,
    workflows: twoSteps,
    steps: [fail('t1', 'broke', { outputData: { x: 1 } }), restart, trace(), complete('t1'), complete('t2')],
  },
  {
    name: 'rerun of a failed workflow from the start',
    rules: 'OP19 OP10',
    taskDefs: once,
    workflows: twoSteps,
    steps: [
      fail('t1', 'broke', { outputData: { x: 1 } }),
      rerun({}),
      trace(),
      complete('t1'),
      complete('t2'),
    ],
  },
  {
    name: 'rerun of a failed workflow from the task that failed',
    rules: 'OP19 OP11',
    taskDefs: once,
    workflows: twoSteps,
    steps: [
      complete('t1'),
      fail('t2', 'broke', { outputData: { x: 1 } }),
      rerun({ reRunFromTaskId: '{t2#1}' }),
      trace(),
      complete('t2'),
    ],
  },
  {
    name: 'retry of a terminated workflow',
    rules: 'OP7',
    workflows: [flow([simple('t1'), simple('t2')])],
    steps: [complete('t1'), terminate, retry, trace(), complete('t2')],
  },
  {
    name: 'rerun from the start',
    rules: 'OP10 OP6',
    workflows: [flow([simple('t1', { inputParameters: { x: '${workflow.input.x}' } })])],
    start: { input: { x: 1 }, correlationId: 'old' },
    steps: [
      rerun({}),
      complete('t1', { a: 1 }),
      rerun({ workflowInput: { x: 2 }, correlationId: 'new' }),
      trace(),
      complete('t1'),
    ],
  },
  {
    name: 'rerun from a task',
    rules: 'OP11 OP13',
    workflows: [
      flow([simple('t1'), simple('t2', { inputParameters: { a: '${t1.output.a}' } }), simple('t3')]),
    ],
    steps: [
      complete('t1', { a: 1 }),
      complete('t2', { b: 2 }),
      complete('t3'),
      rerun({ reRunFromTaskId: 'none' }),
      rerun({ reRunFromTaskId: '{t2#1}' }),
      trace(),
      complete('t2', { b: 3 }),
      complete('t3'),
      rerun({ reRunFromTaskId: '{t2#1}', taskInput: { other: true } }),
    ],
  },
  {
    name: 'skip a step that has not come',
    rules: 'OP14',
    workflows: [flow([simple('t1'), simple('t2'), simple('t3')])],
    steps: [
      ask('PUT', '/workflow/{wf}/skiptask/none'),
      ask('PUT', '/workflow/{wf}/skiptask/t1'),
      ask('PUT', '/workflow/{wf}/skiptask/t2'),
      trace(),
      complete('t1', { a: 1 }),
      complete('t3'),
      ask('PUT', '/workflow/{wf}/skiptask/t2'),
    ],
  },
  {
    name: 'remove',
    rules: 'OP15',
    workflows: twoSteps,
    steps: [
      ask('DELETE', '/workflow/{wf}/remove'),
      terminate,
      ask('DELETE', '/workflow/{wf}/remove'),
      get('/workflow/{wf}'),
      get('/workflow/search?query=workflowId={wf}', { pick: ['totalHits', 'results.status'] }),
    ],
  },
  {
    name: 'rerun from a choice',
    rules: 'OP12 OP11',
    workflows: [
      flow([
        simple('t1'),
        choose('s', '${workflow.variables.way}', { b: [simple('in_b')] }, [simple('in_a')]),
        setVariable('v', { way: 'b' }),
        simple('after'),
      ]),
    ],
    steps: [complete('t1'), complete('in_a'), complete('after'), rerun({ reRunFromTaskId: '{s#1}' })],
    differs: [
      {
        where: 'OP12',
        ours: {
          '1/tasks/1/inputData/case': 'b',
          '1/tasks/1/inputData/hasChildren': 'true',
          '1/tasks/1/outputData': { evaluationResult: ['b'], selectedCase: 'b' },
          '1/tasks/2': { ref: 'in_b', type: 'my_in_b', ...scheduled, seq: 3 },
        },
      },
    ],
  },
  {
    name: 'rerun from a fork',
    rules: 'OP12 OP11',
    workflows: [flow([simple('t1'), ...fork('f', [[simple('a1')], [simple('b1')]]), simple('after')])],
    steps: [
      complete('t1'),
      complete('a1'),
      complete('b1'),
      untilTask('after', 'SCHEDULED'),
      complete('after'),
      rerun({ reRunFromTaskId: '{f#1}' }),
    ],
    differs: [
      {
        where: 'OP12',
        ours: {
          '1/tasks/1/status': 'COMPLETED',
          '1/tasks/2': { ref: 'a1', type: 'my_a1', ...scheduled, seq: 3 },
          '1/tasks/3': { ref: 'b1', type: 'my_b1', ...scheduled, seq: 4 },
          '1/tasks/4': {
            ref: 'f_join',
            type: 'JOIN',
            status: 'IN_PROGRESS',
            seq: 5,
            inputData: { joinOn: ['a1', 'b1'] },
          },
        },
      },
    ],
  },
  {
    name: 'rerun from a task in a branch',
    rules: 'OP11',
    taskDefs: once,
    workflows: [flow([...fork('f', [[simple('a1'), simple('a2')], [simple('b1')]]), simple('after')])],
    steps: [
      complete('b1', { b: 1 }),
      complete('a1'),
      complete('a2'),
      untilTask('after', 'SCHEDULED'),
      complete('after'),
      rerun({ reRunFromTaskId: '{a1#1}' }),
    ],
    differs: [
      {
        where: 'OP11',
        ours: {
          '1/tasks/2': {
            ref: 'b1',
            type: 'my_b1',
            ...scheduled,
            status: 'COMPLETED',
            seq: 3,
            outputData: { b: 1 },
          },
        },
      },
    ],
  },
  {
    name: 'a retry of a workflow that timed out',
    rules: 'OP7 TO9',
    workflows: [flow([simple('t1')], { timeoutSeconds: 1, timeoutPolicy: 'TIME_OUT_WF' })],
    steps: [until('TIMED_OUT'), retry, trace()],
  },
  {
    name: 'skip with a body, which is not looked at',
    rules: 'OP14',
    workflows: [flow([simple('t1'), simple('t2'), simple('t3')])],
    steps: [
      ask('PUT', '/workflow/{wf}/skiptask/t2', { taskInput: { a: 1 }, taskOutput: { b: 2 } }),
      complete('t1'),
      complete('t3'),
    ],
    differs: [{ where: 'OP14', ours: { '1/tasks/0/inputData': { a: 1 }, '1/tasks/0/outputData': { b: 2 } } }],
  },
  {
    name: 'terminate and remove',
    rules: 'OP15',
    workflows: twoSteps,
    steps: [
      ask('DELETE', '/workflow/{wf}/terminate-remove?reason=enough'),
      get('/workflow/{wf}'),
      ask('DELETE', '/workflow/{wf}/terminate-remove'),
    ],
  },
  {
    name: 'remove without keeping anything',
    rules: 'OP15',
    workflows: twoSteps,
    steps: [
      ask('DELETE', '/workflow/{wf}/remove?archiveWorkflow=false'),
      get('/workflow/search?query=workflowId={wf}', { pick: ['totalHits'] }),
    ],
  },
  {
    name: 'reset callbacks',
    rules: 'OP17',
    workflows: twoSteps,
    steps: [
      work('t1', { status: 'IN_PROGRESS', callbackAfterSeconds: 3000 }),
      trace(),
      get('/tasks/poll/my_t1', { waits: true }),
      ask('POST', '/workflow/{wf}/resetcallbacks'),
      complete('t1'),
      terminate,
      ask('POST', '/workflow/{wf}/resetcallbacks'),
    ],
  },
];
