import type { CorpusScenario, Fields, Step } from '../format.ts';
import {
  ask,
  complete,
  fail,
  flow,
  get,
  quietly,
  simple,
  task,
  taskDef,
  trace,
  update,
  work,
} from '../steps.ts';

const twoSteps = [flow([simple('t1'), simple('t2')])];
const ofT1 = (fields: Fields): Fields => ({ workflowInstanceId: '{wf}', taskId: '{t1#1}', ...fields });
const report = (fields: Fields): Step => ask('POST', '/tasks', ofT1(fields));
const poll = (
  query: string,
  pick: readonly string[] = ['referenceTaskName', 'status', 'pollCount', 'workerId'],
): Step => get(`/tasks/poll/${query}`, { pick, waits: true });
const terminate = quietly('DELETE', '/workflow/{wf}?reason=enough');

/** What workers report, and how they get their tasks. */
export const updates: readonly CorpusScenario[] = [
  {
    name: 'an update replaces what the one before said',
    rules: 'TK6 TK7',
    workflows: twoSteps,
    steps: [
      work('t1', { status: 'IN_PROGRESS', outputData: { a: 1, b: 1 }, reasonForIncompletion: 'busy' }),
      trace(),
      report({ status: 'IN_PROGRESS', outputData: { c: 1 } }),
      trace(),
      report({ status: 'COMPLETED', outputData: { d: 1 } }),
    ],
  },
  {
    name: 'an update without a poll',
    rules: 'TK5',
    workflows: twoSteps,
    steps: [report({ status: 'COMPLETED', outputData: { a: 1 } }), poll('my_t1')],
  },
  {
    name: 'an update that comes twice',
    rules: 'TK8',
    workflows: twoSteps,
    steps: [
      report({ status: 'COMPLETED', outputData: { a: 1 } }),
      report({ status: 'COMPLETED', outputData: { a: 2 } }),
      report({ status: 'FAILED', reasonForIncompletion: 'late' }),
    ],
  },
  {
    name: 'an update of a task whose workflow has ended',
    rules: 'TK8',
    workflows: twoSteps,
    steps: [poll('my_t1?workerid=w'), terminate, report({ status: 'COMPLETED', outputData: { a: 1 } })],
  },
  {
    name: 'an update of a failed attempt after the next has begun',
    rules: 'TK8 RT2',
    taskDefs: [taskDef('my_t1', { retryCount: 2 })],
    workflows: twoSteps,
    steps: [
      fail('t1', 'first'),
      report({ status: 'COMPLETED', outputData: { late: true } }),
      complete('t1', { a: 1 }),
    ],
  },
  {
    name: 'a callback later on',
    rules: 'TK6',
    workflows: twoSteps,
    steps: [
      work('t1', { status: 'IN_PROGRESS', callbackAfterSeconds: 3, outputData: { half: true } }),
      trace(),
      poll('my_t1'),
      complete('t1'),
    ],
  },
  {
    name: 'log lines',
    rules: 'TK11',
    workflows: twoSteps,
    steps: [
      get('/tasks/{t1#1}/log'),
      work('t1', {
        status: 'IN_PROGRESS',
        logs: Array.from({ length: 12 }, (_, index) => ({ log: `line ${index + 1}`, createdTime: index })),
      }),
      get('/tasks/{t1#1}/log', { pick: ['log', 'taskId'] }),
    ],
  },
  {
    name: 'what an update must have',
    rules: 'TK9',
    workflows: twoSteps,
    steps: [
      ask('POST', '/tasks', { taskId: '{t1#1}', status: 'COMPLETED' }),
      ask('POST', '/tasks', { workflowInstanceId: '{wf}', status: 'COMPLETED' }),
      ask('POST', '/tasks', { workflowInstanceId: '{wf}', taskId: 'none', status: 'COMPLETED' }),
      ask('POST', '/tasks', { workflowInstanceId: 'none', taskId: '{t1#1}', status: 'COMPLETED' }),
      report({ status: 'NONSENSE' }),
      report({ status: 'SCHEDULED' }),
      ask('POST', '/tasks/{wf}/t1/NONSENSE', {}),
    ],
  },
  {
    name: 'update and poll in one',
    rules: 'PO14',
    workflows: [flow([simple('t1'), task('SIMPLE', 't2', { name: 'my_t1' })])],
    steps: [
      poll('my_t1?workerid=w'),
      ask('POST', '/tasks/update-v2', ofT1({ status: 'IN_PROGRESS', workerId: 'w' }), {
        pick: ['referenceTaskName'],
      }),
      ask('POST', '/tasks/update-v2', ofT1({ status: 'COMPLETED', workerId: 'w' }), {
        pick: ['referenceTaskName', 'status', 'workerId'],
        waits: true,
      }),
      ask('POST', '/tasks/update-v2', ofT1({ taskId: '{t2#1}', status: 'COMPLETED', workerId: 'w' }), {
        waits: true,
      }),
    ],
  },
  {
    name: 'a poll changes the task',
    rules: 'PO1',
    workflows: twoSteps,
    steps: [
      poll('my_t1?workerid=w'),
      poll('my_t1?workerid=w'),
      trace(),
      get('/tasks/{t1#1}', {
        pick: ['status', 'pollCount', 'workerId', 'callbackAfterSeconds', 'executed', 'retried'],
      }),
    ],
  },
  {
    name: 'a poll for several, by priority',
    rules: 'PO2 PO3',
    workflows: [flow([simple('t1', { inputParameters: { n: '${workflow.input.n}' } })])],
    start: { input: { n: 'first' } },
    steps: [
      { do: 'start', as: 'second', request: { input: { n: 'second' }, priority: 5 } },
      { do: 'start', as: 'third', request: { input: { n: 'third' }, priority: 9 } },
      poll('my_t1?workerid=w', ['inputData', 'workflowPriority']),
      poll('batch/my_t1?count=1&workerid=w&timeout=1000', ['inputData', 'workflowPriority']),
      poll('batch/my_t1?count=2&workerid=w&timeout=200', ['inputData', 'workflowPriority']),
      poll('batch/my_t1?count=2&workerid=w&timeout=100', ['inputData']),
      poll('batch/my_t1?count=1&timeout=6000'),
    ],
  },
  {
    name: 'domains',
    rules: 'PO11 TK15',
    workflows: twoSteps,
    start: { taskToDomain: { my_t1: 'own' } },
    steps: [
      poll('my_t1?workerid=w'),
      poll('my_t1?workerid=w&domain=other'),
      get('/tasks/queue/size?taskType=my_t1'),
      get('/tasks/queue/size?taskType=my_t1&domain=own'),
      get('/tasks/queue/sizes?taskType=my_t1&taskType=own:my_t1'),
      poll('my_t1?workerid=w&domain=own', ['referenceTaskName', 'domain']),
      get('/tasks/queue/polldata?taskType=my_t1', { pick: ['queueName', 'domain', 'workerId'] }),
    ],
  },
  {
    name: 'what a polled task shows',
    rules: 'PO1 WI1 WI3',
    taskDefs: [
      taskDef('my_t1', {
        description: 'first',
        timeoutSeconds: 100,
        responseTimeoutSeconds: 50,
        inputKeys: ['a'],
      }),
    ],
    workflows: [
      flow([simple('t1', { inputParameters: { a: 1 }, description: 'the step' })], {
        ownerEmail: 'me@example.org',
      }),
    ],
    start: { correlationId: 'c', priority: 2 },
    steps: [get('/tasks/poll/my_t1?workerid=w', { waits: true, pick: polled() })],
  },
  {
    name: 'updates by reference name, of any status',
    rules: 'TK12',
    taskDefs: [taskDef('my_t2')],
    workflows: twoSteps,
    steps: [
      ask('POST', '/tasks/{wf}/t1/IN_PROGRESS?workerid=me', { a: 1 }),
      trace(),
      ask('POST', '/tasks/{wf}/t1/COMPLETED', { b: 2 }),
      ask('POST', '/tasks/none/t1/COMPLETED', {}),
      update('t2', 'FAILED_WITH_TERMINAL_ERROR', { c: 3 }),
    ],
  },
  {
    name: 'a signal without a WAIT',
    rules: 'TK13',
    workflows: twoSteps,
    steps: [
      ask('POST', '/tasks/{wf}/COMPLETED/signal', { a: 1 }),
      ask('POST', '/tasks/none/COMPLETED/signal', { a: 1 }),
      ask('POST', '/tasks/{wf}/NONSENSE/signal', { a: 1 }),
    ],
  },
  {
    name: 'a queue that is asked for',
    rules: 'PO13',
    workflows: twoSteps,
    steps: [
      get('/tasks/queue/size?taskType=my_t1'),
      get('/tasks/queue/sizes?taskType=my_t1&taskType=my_none'),
      get('/tasks/queue/size'),
      poll('my_t1?workerid=w'),
      get('/tasks/queue/size?taskType=my_t1'),
      get('/tasks/queue/polldata?taskType=my_t1', { pick: ['queueName', 'workerId'] }),
      get('/tasks/queue/polldata?taskType=my_none'),
    ],
  },
  {
    name: 'a paused workflow',
    rules: 'PO7 OP1',
    workflows: twoSteps,
    steps: [
      ask('PUT', '/workflow/{wf}/pause'),
      poll('my_t1?workerid=w'),
      report({ status: 'COMPLETED', outputData: { a: 1 } }),
      trace(),
      ask('PUT', '/workflow/{wf}/resume'),
    ],
  },
];

function polled(): readonly string[] {
  return [
    'taskType',
    'status',
    'inputData',
    'referenceTaskName',
    'retryCount',
    'seq',
    'correlationId',
    'pollCount',
    'taskDefName',
    'startDelayInSeconds',
    'retried',
    'executed',
    'callbackFromWorker',
    'responseTimeoutSeconds',
    'workflowInstanceId',
    'workflowType',
    'taskId',
    'callbackAfterSeconds',
    'workerId',
    'outputData',
    'workflowTask',
    'rateLimitPerFrequency',
    'rateLimitFrequencyInSeconds',
    'workflowPriority',
    'iteration',
    'subworkflowChanged',
    'loopOverTask',
    'taskDefinition',
  ];
}
