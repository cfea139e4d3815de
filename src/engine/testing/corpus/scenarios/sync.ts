import type { CorpusScenario } from '../format.ts';
import { ask, complete, flow, get, inline, simple, task, taskDef, untilTask } from '../steps.ts';

const blocking = [
  'responseType',
  'targetWorkflowId',
  'targetWorkflowStatus',
  'workflowId',
  'correlationId',
  'requestId',
  'input',
  'output',
  'signalTimeout',
  'status',
  'priority',
  'variables',
  'referenceTaskName',
  'taskType',
  'tasks.referenceTaskName',
  'tasks.status',
];

const waitingFlow = [flow([inline('i', '1'), task('WAIT', 'w'), simple('after')])];
const signal = (query: string, body: object = { said: 1 }) =>
  ask('POST', `/tasks/{wf}/COMPLETED/signal/sync?${query}`, body, { pick: blocking, waits: true });

/** Requests that wait for what an execution does next. */
export const sync: readonly CorpusScenario[] = [
  {
    name: 'execute to the end',
    rules: 'SY1',
    workflows: [flow([inline('i', '$.a + 1', { a: '${workflow.input.a}' })])],
    start: false,
    steps: [
      ask(
        'POST',
        '/workflow/execute/my_flow/1?requestId=r-1',
        { name: 'my_flow', input: { a: 1 }, correlationId: 'c-1', priority: 3 },
        { pick: blocking, waits: true },
      ),
      ask(
        'POST',
        '/workflow/execute/my_flow/0',
        { name: 'other', input: { a: 2 } },
        { pick: ['output', 'status', 'responseType'], waits: true },
      ),
      ask('POST', '/workflow/execute/my_none/1', { name: 'my_none' }, { waits: true }),
    ],
  },
  {
    name: 'execute to where it is blocked',
    rules: 'SY1',
    workflows: waitingFlow,
    start: false,
    steps: [
      ask('POST', '/workflow/execute/my_flow/1', { name: 'my_flow' }, { pick: blocking, waits: true }),
      ask(
        'POST',
        '/workflow/execute/my_flow/1?returnStrategy=BLOCKING_TASK',
        { name: 'my_flow' },
        { pick: blocking, waits: true },
      ),
      ask(
        'POST',
        '/workflow/execute/my_flow/1?returnStrategy=BLOCKING_TASK_INPUT',
        { name: 'my_flow' },
        { pick: blocking, waits: true },
      ),
      ask(
        'POST',
        '/workflow/execute/my_flow/1?returnStrategy=BLOCKING_WORKFLOW',
        { name: 'my_flow' },
        { pick: blocking, waits: true },
      ),
      ask(
        'POST',
        '/workflow/execute/my_flow/1?returnStrategy=NONSENSE',
        { name: 'my_flow' },
        { pick: ['status'], waits: true },
      ),
    ],
  },
  {
    name: 'execute for a while',
    rules: 'SY1',
    workflows: [flow([simple('t1')])],
    start: false,
    steps: [
      ask(
        'POST',
        '/workflow/execute/my_flow/1?waitForSeconds=1',
        { name: 'my_flow' },
        { pick: blocking, waits: true },
      ),
    ],
  },
  {
    name: 'execute until a task has ended',
    rules: 'SY1',
    workflows: [flow([inline('i', '1'), simple('t1')])],
    start: false,
    steps: [
      ask(
        'POST',
        '/workflow/execute/my_flow/1?waitUntilTaskRef=i',
        { name: 'my_flow' },
        { pick: blocking, waits: true },
      ),
    ],
  },
  {
    name: 'a signal that waits',
    rules: 'SY2 TK13',
    workflows: [flow([task('WAIT', 'w'), inline('i', '1'), task('WAIT', 'v'), inline('j', '2')])],
    steps: [
      untilTask('w', 'IN_PROGRESS'),
      signal('returnStrategy=BLOCKING_TASK'),
      signal('returnStrategy=TARGET_WORKFLOW', { said: 2 }),
      signal(''),
    ],
  },
  {
    name: 'an update by reference that gives the execution',
    rules: 'TK12',
    taskDefs: [taskDef('my_t2')],
    workflows: [flow([simple('t1'), simple('t2')])],
    steps: [
      ask(
        'POST',
        '/tasks/{wf}/t1/COMPLETED/sync?workerid=me',
        { a: 1 },
        { pick: ['status', 'tasks.referenceTaskName', 'tasks.status', 'tasks.outputData'] },
      ),
      ask('POST', '/tasks/{wf}/none/COMPLETED/sync', {}),
      ask('POST', '/tasks/{wf}/t2/FAILED/sync', {}, { pick: ['status', 'failedReferenceTaskNames'] }),
    ],
  },
  {
    name: 'decide',
    rules: 'DC11',
    workflows: [flow([simple('t1')])],
    steps: [
      ask('PUT', '/workflow/decide/{wf}'),
      complete('t1'),
      ask('PUT', '/workflow/decide/{wf}'),
      get('/workflow/{wf}/status'),
    ],
  },
];
