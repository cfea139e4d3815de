import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/storage-memory/memory-store.ts';
import { searchSummaries, taskSearch, workflowSearch } from '../../adapters/summary-search.ts';
import type { Change, DocumentRange, SearchOperator, SearchRequest, Store } from '../../ports.ts';
import {
  aSearch,
  aTask,
  aWorkflow,
  brokenChange,
  putBody,
  putHandler,
  putTask,
  putWorkflow,
  taskSummary,
  workflowSummary,
} from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';

const someText = fc.constantFrom('', 'a', 'A', 'ab', 'aB', 'b', 'a_b', '10', '9', 'É', 'é', 'a%');
const someTime = fc.integer({ min: 0, max: 4 });
const statuses = ['RUNNING', 'COMPLETED', 'FAILED', 'PAUSED'] as const;

const someWorkflow = fc.record({
  workflowName: someText,
  workflowVersion: fc.integer({ min: 1, max: 12 }),
  status: fc.constantFrom(...statuses),
  createTime: someTime,
  updateTime: someTime,
  endTime: someTime,
  correlationId: someText,
  parentWorkflowId: someText,
});

const someField = fc.constantFrom(...workflowSearch.fields.keys(), ...taskSearch.fields.keys());
const someValue = fc.oneof(
  someText,
  someTime.map(String),
  fc.constantFrom(...statuses, '*', 'a*', '*B', 'a*b', 'workflow', ' 2 ', '1.5', 'é*', 'w1', 't2'),
);
const someRequest: fc.Arbitrary<SearchRequest> = fc.record({
  clauses: fc.array(
    fc.record({
      field: someField,
      operator: fc.constantFrom<SearchOperator[]>('=', '>', '<', 'IN'),
      values: fc.array(someValue, { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
  freeText: fc.constantFrom('', 'a_b', 'A', 'running', 'é', 'É', 'w1'),
  sort: fc.array(fc.record({ field: someField, descending: fc.boolean() }), { maxLength: 2 }),
  start: fc.integer({ min: 0, max: 5 }),
  size: fc.integer({ min: 0, max: 10 }),
});

function describeSearches(kind: StoreKind): void {
  it('agrees with the search over plain lists, whatever is asked', () =>
    withStore(kind, async (store) => {
      const models = fc
        .sample(someWorkflow, { numRuns: 40, seed: 1 })
        .map((some, index) => aWorkflow(`w${index}`, some));
      const tasks = fc.sample(someWorkflow, { numRuns: 40, seed: 2 }).map((some, index) =>
        aTask(`t${index}`, `w${index % 7}`, {
          taskType: some.workflowName,
          taskDefName: some.parentWorkflowId,
          correlationId: some.correlationId,
          status: index % 2 === 0 ? 'SCHEDULED' : 'COMPLETED',
          scheduledTime: some.createTime,
          startTime: some.updateTime,
          endTime: some.endTime,
        }),
      );
      await store.commit([
        ...models.map((model) => putWorkflow(model)),
        ...tasks.map((task) => putTask(task)),
      ]);
      const workflowSummaries = models.map((model) => workflowSummary(model));
      const taskSummaries = tasks.map((task) => taskSummary(task));
      await fc.assert(
        fc.asyncProperty(someRequest, async (request) => {
          expect(await store.searchWorkflows(request)).toEqual(
            searchSummaries(workflowSearch, workflowSummaries, request),
          );
          expect(await store.searchTasks(request)).toEqual(
            searchSummaries(taskSearch, taskSummaries, request),
          );
        }),
        { numRuns: 200 },
      );
    }));
}

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

const someChange: fc.Arbitrary<Change> = fc.oneof(
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
async function contentsOf(store: Store): Promise<unknown> {
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

function describeHistories(kind: StoreKind): void {
  it('holds the same as a store in memory, whatever was committed', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.array(someChange, { maxLength: 6 }), { maxLength: 6 }), (commits) =>
        withStore(kind, async (store) => {
          const model = createMemoryStore();
          for (const changes of commits) {
            const [actual, expected] = await Promise.allSettled([
              store.commit(changes),
              model.commit(changes),
            ]);
            expect(actual.status).toBe(expected.status);
            expect(await contentsOf(store)).toEqual(await contentsOf(model));
          }
        }),
      ),
      { numRuns: 40 },
    ));
}

/** Compares a store with the simplest one that there is. */
export function describeAgreement(kind: StoreKind): void {
  describe('agreement', () => {
    describeSearches(kind);
    describeHistories(kind);
  });
}
