import fc from 'fast-check';
import type { Change, DocumentRange, SearchRequest, Store } from '../../ports.ts';
import {
  aSearch,
  aTask,
  aWorkflow,
  brokenChange,
  putBody,
  putHandler,
  putTask,
  putWorkflow,
} from './fixtures.ts';

export const someTime = fc.integer({ min: 0, max: 4 });
export const statuses = ['RUNNING', 'COMPLETED', 'FAILED', 'PAUSED'] as const;

const someWorkflowId = fc.constantFrom('w1', 'w2', 'w3');
const someTaskId = fc.constantFrom('t1', 't2', 't3', 't4');
const someKey = fc.constantFrom('a', 'a1', 'a2', 'ab', 'b', 'é');
const fewNames = fc.constantFrom('order', 'refund');

const somePutWorkflow: fc.Arbitrary<Change> = fc
  .record({
    id: someWorkflowId,
    workflowName: fewNames,
    status: fc.constantFrom(...statuses),
    parentWorkflowId: fc.constantFrom('', 'p'),
    createTime: someTime,
    endTime: someTime,
    classifier: fc.constantFrom('workflow', 'agent'),
  })
  .map(({ id, classifier, ...fields }) => putWorkflow(aWorkflow(id, fields), { classifier }));

const somePutTask: fc.Arbitrary<Change> = fc
  .record({
    id: someTaskId,
    status: fc.constantFrom('SCHEDULED', 'IN_PROGRESS', 'COMPLETED'),
    taskDefName: fewNames,
    scheduledTime: someTime,
  })
  // A task never moves to another execution.
  .map(({ id, ...fields }) =>
    putTask(aTask(id, id === 't1' ? 'w1' : 'w2', { ...fields, seq: Number(id.slice(1)) })),
  );

/** Changes of few things, so that they meet. */
export const someChange: fc.Arbitrary<Change> = fc.oneof(
  { arbitrary: somePutWorkflow, weight: 4 },
  { arbitrary: somePutTask, weight: 4 },
  someWorkflowId.map((id) => putBody(id)),
  fc.record({
    kind: fc.constant('workflow.delete' as const),
    workflowId: someWorkflowId,
    keepSummary: fc.boolean(),
  }),
  someTaskId.map((taskId) => ({ kind: 'task.delete' as const, taskId })),
  someTaskId.map((taskId) => ({
    kind: 'log.append' as const,
    taskId,
    logs: [{ log: 'x', taskId, createdTime: 1 }],
  })),
  fc.tuple(someKey, fewNames).map(([key, name]) => putHandler(name, key)),
  someKey.map((key) => ({ kind: 'document.delete' as const, collection: 'eventHandler' as const, key })),
  { arbitrary: fc.constant(brokenChange), weight: 1 },
);

/** Searches that between them use every way a store may keep count. */
const lookAround: readonly SearchRequest[] = [
  aSearch(),
  aSearch({ clauses: [{ field: 'status', operator: 'IN', values: ['RUNNING', 'SCHEDULED'] }] }),
  aSearch({ clauses: [{ field: 'workflowType', operator: '=', values: ['order'] }] }),
  aSearch({ clauses: [{ field: 'parentWorkflowId', operator: '=', values: [''] }] }),
  aSearch({ clauses: [{ field: 'classifier', operator: '=', values: ['agent'] }] }),
  aSearch({ clauses: [{ field: 'taskDefName', operator: '=', values: ['refund'] }] }),
  aSearch({ sort: [{ field: 'endTime', descending: true }] }),
];

const someRanges: readonly DocumentRange[] = ['', 'a', 'a1', 'c'].flatMap((prefix) =>
  [undefined, 'a', 'a3', 'c'].flatMap((after) =>
    [false, true].flatMap((descending) =>
      [0, 2, 100].map((limit) => ({ prefix, ...(after !== undefined && { after }), descending, limit })),
    ),
  ),
);

/** All that can be read of a store. */
export async function contentsOf(store: Store): Promise<unknown> {
  const open = await store.openWorkflows();
  return {
    workflows: await Promise.all(['w1', 'w2', 'w3'].map((id) => store.workflow(id))),
    models: await Promise.all(['w1', 'w2', 'w3'].map((id) => store.workflowModel(id))),
    tasks: await Promise.all(['t1', 't2', 't3', 't4'].map((id) => store.task(id))),
    logs: await Promise.all(['t1', 't2', 't3', 't4'].map((id) => store.taskLogs(id))),
    open: open.toSorted((a, b) => (a.workflow.workflowId < b.workflow.workflowId ? -1 : 1)),
    documents: await Promise.all(someRanges.map((range) => store.documents('eventHandler', range))),
    foundWorkflows: await Promise.all(lookAround.map((request) => store.searchWorkflows(request))),
    foundTasks: await Promise.all(lookAround.map((request) => store.searchTasks(request))),
  };
}
