import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/storage-memory/memory-store.ts';
import { searchSummaries, taskSearch, workflowSearch } from '../../adapters/summary-search.ts';
import type { SearchOperator, SearchRequest } from '../../ports.ts';
import { aTask, aWorkflow, putTask, putWorkflow, taskSummary, workflowSummary } from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';
import { contentsOf, someChange, someTime, statuses } from './model.ts';

const someText = fc.constantFrom('', 'a', 'A', 'ab', 'aB', 'b', 'a_b', '10', '9', 'É', 'é', 'a%');

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
