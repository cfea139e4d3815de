import type { CorpusScenario, Fields, Step } from '../format.ts';
import { ask, complete, fail, flow, get, quietly, simple, start, taskDef } from '../steps.ts';

const few = [
  'totalHits',
  'results.workflowType',
  'results.version',
  'results.status',
  'results.correlationId',
  'results.input',
  'results.output',
];

/** Clauses are given as they are meant; everything is narrowed to the scenario's own workflows. */
const search = (query: string, more = '', pick: readonly string[] = few): Step =>
  get(`/workflow/search?query=${encodeURIComponent(query)}&sort=correlationId:ASC${more}`, { pick });

const searchTasks = (query: string, more = ''): Step =>
  get(`/tasks/search?query=${encodeURIComponent(query)}${more}`, {
    pick: [
      'totalHits',
      'results.taskType',
      'results.taskDefName',
      'results.status',
      'results.input',
      'results.output',
      'results.workflowType',
      'results.correlationId',
      'results.reasonForIncompletion',
    ],
  });

/** Four executions: of my_flow one completed, one failed, one running; of my_second one running. */
const four: Pick<CorpusScenario, 'taskDefs' | 'workflows' | 'start'> & { readonly steps: readonly Step[] } = {
  taskDefs: [taskDef('my_t1')],
  workflows: [
    flow([simple('t1', { inputParameters: { n: '${workflow.input.n}' } })]),
    flow([simple('t2')], { name: 'my_second' }),
  ],
  start: { correlationId: 'my_c1', input: { n: 1, list: [1, 'a'], map: { x: null } } },
  steps: [
    complete('t1', { done: true, list: ['a', { b: 1.5 }] }),
    start('second', { correlationId: 'my_c2', input: { n: 2 } }),
    fail('t1', 'broke'),
    start('third', { correlationId: 'my_c3', input: {} }),
    start('other', { name: 'my_second', correlationId: 'my_c4', input: { word: 'Needle' } }),
  ],
};

const searching = (name: string, rules: string, steps: readonly Step[]): CorpusScenario => ({
  ...four,
  name,
  rules,
  steps: [...four.steps, ...steps],
});

/** Searches and listings. */
export const searches: readonly CorpusScenario[] = [
  searching('by type and status', 'SE1 SE4 SE6 WI4', [
    search('workflowType=my_flow'),
    search('workflowType = my_flow AND status=COMPLETED'),
    search('workflowType="my_flow" AND status IN (COMPLETED,FAILED)'),
    search("workflowType IN ('my_flow') AND status IN (RUNNING)"),
    search('workflowType IN (my_flow,my_second) AND status=RUNNING'),
    search('workflowType=my_none'),
  ]),
  searching('by what is like something', 'SE1', [
    search('workflowType=my_fl*'),
    search('workflowType=my_FL*'),
    search('correlationId=*_c2 AND workflowType=my_flow'),
    search('correlationId=my_c3'),
  ]),
  searching('by times', 'SE7', [
    search('workflowType=my_flow AND startTime>1500000000000'),
    search('workflowType=my_flow AND startTime<1500000000000'),
    search('workflowType=my_flow AND endTime=0'),
    search('workflowType=my_flow AND startTime>yesterday'),
  ]),
  searching('what is no query', 'SE2 SE3', [
    search('nonsense'),
    search('workflowType!=my_flow'),
    search('workflowType=my_flow AND nonsense'),
    search('workflowType=my_flow AND colour=blue'),
    search('workflowType=my_flow OR workflowType=my_second'),
  ]),
  searching('by free text', 'SE8', [
    search('workflowType IN (my_flow,my_second)', '&freeText=needle'),
    search('workflowType=my_flow', '&freeText=*'),
    search('workflowType=my_flow', '&freeText='),
  ]),
  searching('page by page', 'SE9', [
    search('workflowType=my_flow', '&start=0&size=2'),
    search('workflowType=my_flow', '&start=2&size=2'),
    search('workflowType=my_flow', '&size=5001'),
    search('workflowType=my_flow', '&start=9'),
  ]),
  searching('sorted', 'SE9', [
    get('/workflow/search?query=workflowType=my_flow&sort=correlationId:DESC', {
      pick: ['results.correlationId'],
    }),
    get('/workflow/search?query=workflowType=my_flow&sort=status:ASC%7CcorrelationId:DESC', {
      pick: ['results.correlationId'],
    }),
    get('/workflow/search?query=workflowType=my_flow&sort=status:DESC', { pick: ['results.status'] }),
  ]),
  searching('executions in place of summaries', 'SE1', [
    get('/workflow/search-v2?query=workflowType=my_flow&sort=correlationId:ASC', {
      pick: ['totalHits', 'results.correlationId', 'results.status', 'results.input', 'results.tasks'],
    }),
  ]),
  {
    ...searching('tasks', 'SE1 WI4', [
      searchTasks('taskType=my_t1 AND status=COMPLETED'),
      searchTasks('taskType=my_t1 AND status=FAILED'),
      searchTasks('taskDefName=my_t2'),
      searchTasks('taskType IN (my_t1,my_t2)', '&sort=taskType:ASC%7Cstatus:ASC'),
      searchTasks('nonsense'),
    ]),
    differs: [{ where: 'SE10', ours: tasksNotUpdatedYet() }],
  },
  searching('a summary', 'WI4', [
    search('workflowType=my_flow AND status=FAILED', '', [
      'results.workflowType',
      'results.version',
      'results.workflowId',
      'results.correlationId',
      'results.startTime',
      'results.status',
      'results.input',
      'results.output',
      'results.reasonForIncompletion',
      'results.failedReferenceTaskNames',
      'results.failedTaskNames',
      'results.priority',
      'results.inputSize',
      'results.outputSize',
      'results.parentWorkflowId',
      'results.taskToDomain',
      'results.event',
      'results.classifier',
    ]),
  ]),
  searching('executions by their tasks', 'LI5', [
    get('/workflow/search-by-tasks?query=taskType=my_t1%20AND%20status=COMPLETED', {
      pick: ['totalHits', 'results.correlationId', 'results.status'],
    }),
    get('/workflow/search-by-tasks-v2?query=taskType=my_t1%20AND%20status=FAILED', {
      pick: ['totalHits', 'results.correlationId', 'results.status'],
    }),
    get('/tasks/search-v2?query=taskType=my_t1%20AND%20status=FAILED', {
      pick: ['totalHits', 'results.referenceTaskName', 'results.status', 'results.outputData'],
    }),
  ]),
  searching('listings', 'LI3 LI4', [
    get('/workflow/running/my_flow'),
    get('/workflow/running/my_none'),
    ask('PUT', '/workflow/{wf third}/pause'),
    get('/workflow/running/my_flow'),
    get('/workflow/my_flow/correlated/my_c3', { pick: ['status', 'tasks.status'] }),
    get('/workflow/my_flow/correlated/my_c1', { pick: ['status'] }),
    get('/workflow/my_flow/correlated/my_c1?includeClosed=true&includeTasks=true', {
      pick: ['status', 'tasks.status'],
    }),
    ask('POST', '/workflow/my_flow/correlated?includeClosed=true', ['my_c1', 'my_c2', 'my_none'], {
      pick: ['my_c1.status', 'my_c2.status', 'my_none'],
    }),
  ]),
  searching('one execution', 'LI1 LI2', [
    get('/workflow/{wf}/status'),
    get('/workflow/{wf}/status?includeOutput=true&includeVariables=true'),
    get('/workflow/{wf}?includeTasks=false', { pick: ['status', 'tasks', 'output'] }),
    get('/workflow/{wf}/tasks', { pick: ['totalHits', 'results.referenceTaskName'] }),
    get('/workflow/{wf}/tasks?status=failed', { pick: ['totalHits', 'results.referenceTaskName'] }),
    get('/workflow/{wf}/tasks?start=1&count=1', { pick: ['totalHits', 'results.referenceTaskName'] }),
  ]),
  searching('in bulk', 'OP20', [
    ask('PUT', '/workflow/bulk/pause', ['{wf third}', '{wf}', 'none']),
    ask('PUT', '/workflow/bulk/resume', ['{wf third}', '{wf}', 'none']),
    ask('POST', '/workflow/bulk/terminate?reason=enough', ['{wf third}', '{wf}', 'none']),
    ask('POST', '/workflow/bulk/restart', ['{wf third}', 'none']),
    ask('POST', '/workflow/bulk/retry', ['{wf second}', '{wf}', 'none']),
    ask('DELETE', '/workflow/bulk/terminate-remove?reason=enough', ['{wf other}', 'none']),
    quietly('DELETE', '/workflow/{wf second}?reason=enough'),
    ask('DELETE', '/workflow/bulk/remove', ['{wf second}', '{wf third}', 'none']),
    ask('PUT', '/workflow/bulk/pause', []),
  ]),
];

/** What is found by taskDefName=my_t2, and last among my_t1 and my_t2. */
function tasksNotUpdatedYet(): Fields {
  const scheduled = { output: '{}', status: 'SCHEDULED' };
  const t1 = {
    ...scheduled,
    correlationId: 'my_c3',
    input: '{n=null}',
    taskDefName: 'my_t1',
    taskType: 'my_t1',
    workflowType: 'my_flow',
  };
  const t2 = {
    ...scheduled,
    correlationId: 'my_c4',
    input: '{}',
    taskDefName: 'my_t2',
    taskType: 'my_t2',
    workflowType: 'my_second',
  };
  return {
    '2/body/totalHits': 1,
    '2/body/results/0': t2,
    '3/body/totalHits': 4,
    '3/body/results/2': t1,
    '3/body/results/3': t2,
  };
}
