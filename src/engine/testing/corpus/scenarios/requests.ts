import type { CorpusScenario, Fields, Step } from '../format.ts';
import { ask, flow, get, simple, start } from '../steps.ts';

const begin = (fields: Fields): Step => ask('POST', '/workflow', { name: 'my_flow', ...fields });

const about = (
  name: string,
  rules: string,
  steps: readonly Step[],
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  name,
  rules,
  workflows: [flow([simple('t1'), simple('t2')])],
  steps,
  ...more,
});

/** Requests that are refused, and the words for it. */
export const requests: readonly CorpusScenario[] = [
  about(
    'starts',
    'ST1',
    [
      ask('POST', '/workflow', {}),
      begin({ priority: 100 }),
      begin({ priority: -1 }),
      begin({ name: 'my_none' }),
      begin({ version: 9 }),
      begin({ input: null }),
      ask('POST', '/workflow/my_none', {}),
      ask('POST', '/workflow/my_flow?version=9', {}),
      ask('POST', '/workflow/my_flow?priority=100', {}),
      ask('POST', '/workflow/my_flow', [1]),
      ask('POST', '/workflow/my_flow'),
      begin({ workflowDef: flow([simple('t1'), simple('t1')]) }),
    ],
    { differs: [{ where: 'JS2', ours: { '10/body/message': 'Required request body is missing' } }] },
  ),
  about(
    'bodies that are no JSON, or of another kind',
    'JS2',
    [
      ask('POST', '/workflow', [1]),
      ask('POST', '/workflow', 'text'),
      begin({ version: 'one' }),
      begin({ priority: 'high' }),
      begin({ input: 'text' }),
      ask('POST', '/metadata/workflow', []),
      ask('PUT', '/metadata/workflow', flow([simple('t1')])),
      ask('POST', '/metadata/taskdefs', { name: 'my_t1' }),
      ask('POST', '/workflow'),
    ],
    { differs: [{ where: 'JS2', ours: { '8/body/message': 'Required request body is missing' } }] },
  ),
  about('an execution that is not there', 'OP2', [
    get('/workflow/none'),
    get('/workflow/none/status'),
    get('/workflow/none/tasks'),
    ask('PUT', '/workflow/none/pause'),
    ask('PUT', '/workflow/none/resume'),
    ask('POST', '/workflow/none/restart'),
    ask('POST', '/workflow/none/retry'),
    ask('POST', '/workflow/none/rerun', {}),
    ask('PUT', '/workflow/none/skiptask/t1'),
    ask('DELETE', '/workflow/none'),
    ask('DELETE', '/workflow/none/remove'),
    ask('PUT', '/workflow/decide/none'),
    get('/tasks/none'),
    get('/tasks/none/log'),
  ]),
  about('what a running execution does not let one do', 'OP6 OP8 OP15', [
    ask('POST', '/workflow/{wf}/restart'),
    ask('POST', '/workflow/{wf}/retry'),
    ask('POST', '/workflow/{wf}/rerun', {}),
    ask('PUT', '/workflow/{wf}/resume'),
    ask('DELETE', '/workflow/{wf}/remove'),
    ask('PUT', '/workflow/decide/{wf}'),
  ]),
  about('what an ended execution does not let one do', 'OP2 OP14', [
    ask('DELETE', '/workflow/{wf}?reason=enough'),
    ask('PUT', '/workflow/{wf}/pause'),
    ask('PUT', '/workflow/{wf}/resume'),
    ask('PUT', '/workflow/{wf}/skiptask/t2'),
    ask('PUT', '/workflow/decide/{wf}'),
    ask('POST', '/workflow/{wf}/retry'),
    ask('DELETE', '/workflow/{wf}?reason=again'),
    ask('DELETE', '/workflow/{wf}/remove?archiveWorkflow=false'),
    get('/workflow/{wf}'),
    get('/workflow/search?query=workflowId={wf}', { pick: ['totalHits'] }),
  ]),
  about('addresses that are not there, or are for another method', 'JS3', [
    get('/nonsense'),
    get('/workflow'),
    ask('DELETE', '/workflow'),
    ask('PUT', '/tasks', {}),
    ask('POST', '/token', {}),
    get('/schema'),
    get('/metadata/tags'),
  ]),
  about('parameters that are not there, or of another kind', 'JS4', [
    get('/workflow/{wf}/tasks?start=x'),
    get('/workflow/{wf}?includeTasks=maybe'),
    get('/tasks/queue/size'),
    get('/tasks/poll/batch/my_t1?count=x'),
    get('/tasks/poll/batch/my_t1?timeout=6000'),
    get('/workflow/search?size=x'),
    ask('POST', '/workflow/my_flow?priority=x', {}),
  ]),
  about('starts by name', 'ST1 ST3', [
    ask('POST', '/workflow/my_flow?correlationId=my_c', { a: 1 }),
    get('/workflow/my_flow/correlated/my_c', {
      pick: ['input', 'priority', 'correlationId', 'workflowVersion', 'status'],
    }),
    start('other', { input: { b: 2 }, priority: 99, idempotencyKey: 'same', idempotencyStrategy: 'FAIL' }),
  ]),
];
