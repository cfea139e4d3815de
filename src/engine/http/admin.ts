import { noContent, text } from './answers.ts';
import { endpoint, type Endpoint } from './endpoint.ts';

/** What operators of a server do when executions seem stuck. Here none are, and they are merely looked at anew. */
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
];
