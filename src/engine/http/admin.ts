import { json, noContent, text } from './answers.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { flag, int } from './parameters.ts';
import { loadEach } from './search.ts';
import { shape } from './shapes.ts';

/** What operators of a server do and look at when executions seem stuck. Here none are, and they are looked at anew. */
export const adminEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/api/workflow/{workflowId}/resetcallbacks',
    tag: 'Executions',
    summary: 'Let workers have at once the tasks that they have put off',
    answer: noContent,
    run: ({ engine, path }) => engine.workflows.resetCallbacks(path.workflowId),
  }),
  endpoint({
    method: 'POST',
    path: '/api/admin/consistency/verifyAndRepair/{workflowId}',
    tag: 'Server',
    summary: 'Evaluate an execution now; answers whether something was in need of repair',
    answer: text,
    run: async ({ engine, path }) => String(await engine.workflows.verifyAndRepair(path.workflowId)),
  }),
  endpoint({
    method: 'POST',
    path: '/api/admin/sweep/requeue/{workflowId}',
    tag: 'Server',
    summary: 'Evaluate an execution now; answers `<whether nothing evaluates it by itself>.<id>`',
    answer: text,
    run: async ({ engine, path }) => `${await engine.workflows.requeue(path.workflowId)}.${path.workflowId}`,
  }),
  endpoint({
    method: 'GET',
    path: '/api/admin/task/{taskType}',
    tag: 'Server',
    summary: 'Tasks of a type that have not ended',
    query: { start: int(0), count: int(100) },
    answer: json(shape.list(shape.named('Task'))),
    async run({ engine, path, query }) {
      const found = await engine.tasks.open(path.taskType, query);
      const { results } = await loadEach(found, ({ taskId }) => engine.tasks.get(taskId));
      return results;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/admin/queues',
    tag: 'Server',
    summary: 'Queues of events outside of the server: there are none',
    query: { verbose: flag(false) },
    answer: json(shape.anyMap),
    run: () => ({}),
  }),
];
