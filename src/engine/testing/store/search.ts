import { describe, expect, it } from 'vitest';
import type { WorkflowModel } from '../../model.ts';
import type { SearchClause, SearchField, SearchOperator, SearchRequest, Store } from '../../ports.ts';
import { aSearch, aTask, aWorkflow, putTask, putWorkflow } from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';

const executions: readonly WorkflowModel[] = [
  aWorkflow('a', { status: 'COMPLETED', createTime: 1000, endTime: 5000, correlationId: 'Key-1' }),
  aWorkflow('b', { workflowName: 'Order_Item', createTime: 3000, workflowVersion: 2 }),
  aWorkflow('c', { workflowName: 'refund', status: 'FAILED', createTime: 2000, parentWorkflowId: 'a' }),
  aWorkflow('d', { workflowName: 'orderXitem', createTime: 3000, workflowVersion: 10, updateTime: 9000 }),
];

function clause(field: SearchField, operator: SearchOperator, ...values: string[]): SearchClause {
  return { field, operator, values };
}

async function idsBy(store: Store, ...clauses: SearchClause[]): Promise<string> {
  const { total, results } = await store.searchWorkflows(
    aSearch({ clauses, sort: [{ field: 'workflowId', descending: false }] }),
  );
  expect(total).toBe(results.length);
  return results.map(({ workflowId }) => workflowId).join('');
}

/** Which of the executions a to d each search finds. */
const searches: readonly (readonly [string, readonly SearchClause[], string])[] = [
  ['nothing asked', [], 'abcd'],
  ['equal', [clause('workflowType', '=', 'order')], 'a'],
  ['equal heeds case', [clause('workflowType', '=', 'ORDER')], ''],
  ['equal to any of several', [clause('status', '=', 'FAILED', 'COMPLETED')], 'ac'],
  ['one of', [clause('workflowType', 'IN', 'order', 'refund', 'other')], 'ac'],
  ['one of none', [clause('workflowType', 'IN')], ''],
  ['all clauses must hold', [clause('status', 'IN', 'RUNNING'), clause('version', '=', '10')], 'd'],
  ['unknown value', [clause('status', '=', 'UNHEARD')], ''],
  ['wildcard at the end, any case', [clause('workflowType', '=', 'ORDER*')], 'abd'],
  ['wildcard at the start', [clause('workflowType', '=', '*item')], 'bd'],
  ['wildcard in the middle', [clause('workflowType', '=', 'o*R_*m')], 'b'],
  ['wildcard alone', [clause('correlationId', '=', '*')], 'abcd'],
  ['no wildcard within IN', [clause('workflowType', 'IN', 'order*', 'refund')], 'c'],
  ['correlation id', [clause('correlationId', '=', 'Key-1')], 'a'],
  ['without correlation id', [clause('correlationId', '=', '')], 'bcd'],
  ['children of', [clause('parentWorkflowId', '=', 'a')], 'c'],
  ['without parent', [clause('parentWorkflowId', '=', '')], 'abd'],
  ['id', [clause('workflowId', 'IN', 'd', 'a')], 'ad'],
  ['started after', [clause('startTime', '>', '2000')], 'bd'],
  ['started before', [clause('startTime', '<', '2000')], 'a'],
  ['started between', [clause('startTime', '>', '1000'), clause('startTime', '<', '3000')], 'c'],
  ['started at', [clause('startTime', '=', '3000')], 'bd'],
  ['updated after', [clause('updateTime', '>', '1000')], 'd'],
  ['not ended counts as 0', [clause('endTime', '<', '1')], 'bcd'],
  ['ended', [clause('endTime', '>', '0')], 'a'],
  ['versions are numbers', [clause('version', '>', '2')], 'd'],
  ['a time that is none', [clause('startTime', '>', 'yesterday')], ''],
  ['an empty time', [clause('startTime', '>', '')], ''],
  ['a wildcard for a time', [clause('startTime', '=', '*')], ''],
  ['text is ordered too', [clause('workflowId', '>', 'b')], 'cd'],
  ['no classifier is classifier workflow', [clause('classifier', 'IN', 'workflow', 'agent')], 'abcd'],
  ['another classifier', [clause('classifier', '=', 'agent')], ''],
  ['fields that only tasks have are ignored', [clause('taskType', '=', 'x')], 'abcd'],
];

function describeClauses(kind: StoreKind): void {
  it.each(searches)('finds workflows: %s', (_what, clauses, ids) =>
    withStore(kind, async (store) => {
      await store.commit(executions.map((workflow) => putWorkflow(workflow)));
      expect(await idsBy(store, ...clauses)).toBe(ids);
    }),
  );

  it('finds a given classifier', () =>
    withStore(kind, async (store) => {
      await store.commit([putWorkflow(aWorkflow('a'), { classifier: 'agent' }), putWorkflow(aWorkflow('b'))]);
      expect(await idsBy(store, clause('classifier', '=', 'agent'))).toBe('a');
      expect(await idsBy(store, clause('classifier', '=', 'workflow'))).toBe('b');
    }));

  it('finds tasks', () =>
    withStore(kind, async (store) => {
      await store.commit([
        putTask(aTask('a', 'w1', { taskType: 'HTTP', taskDefName: 'call', scheduledTime: 1 })),
        putTask(aTask('b', 'w1', { status: 'COMPLETED', scheduledTime: 2, updateTime: 8, endTime: 9 })),
        putTask(
          aTask('c', 'w2', { correlationId: 'k', scheduledTime: 3, startTime: 4, workflowType: 'refund' }),
        ),
      ]);
      const ids = async (...clauses: SearchClause[]): Promise<string> => {
        const { results } = await store.searchTasks(aSearch({ clauses }));
        return results.map(({ taskId }) => taskId).join('');
      };
      expect(await ids()).toBe('cba');
      expect(await ids(clause('taskType', '=', 'HTTP'))).toBe('a');
      expect(await ids(clause('taskDefName', 'IN', 'pay', 'call'))).toBe('cba');
      expect(await ids(clause('taskId', '=', 'b'))).toBe('b');
      expect(await ids(clause('workflowId', '=', 'w1'))).toBe('ba');
      expect(await ids(clause('workflowType', '=', 'REF*'))).toBe('c');
      expect(await ids(clause('status', '=', 'SCHEDULED'))).toBe('ca');
      expect(await ids(clause('correlationId', '=', 'k'))).toBe('c');
      expect(await ids(clause('scheduledTime', '>', '1'), clause('scheduledTime', '<', '3'))).toBe('b');
      expect(await ids(clause('startTime', '>', '0'))).toBe('c');
      expect(await ids(clause('endTime', '>', '0'))).toBe('b');
      expect(await ids(clause('updateTime', '<', '1000'))).toBe('b');
      expect(await ids(clause('version', '=', '7'), clause('parentWorkflowId', '=', 'x'))).toBe('cba');
    }));
}

function describeFreeText(kind: StoreKind): void {
  it('finds free text anywhere in a summary, ignoring case', () =>
    withStore(kind, async (store) => {
      await store.commit([
        putWorkflow(aWorkflow('w1'), { input: '{city=München}', reasonForIncompletion: '100% of it_all' }),
        putWorkflow(aWorkflow('w2', { workflowName: 'refund' }), { input: '{city=Berlin ?*[É]}' }),
        putTask(aTask('t1', 'w1'), { reasonForIncompletion: 'Out of Paper' }),
        putTask(aTask('t2', 'w1')),
      ]);
      const found = async (freeText: string): Promise<string> => {
        const { total, results } = await store.searchWorkflows(aSearch({ freeText }));
        expect(total).toBe(results.length);
        return results.map(({ workflowId }) => workflowId).join(' ');
      };
      expect(await found('berlin')).toBe('w2');
      expect(await found('BERLIN')).toBe('w2');
      expect(await found('MÜNCHEN')).toBe('w1');
      expect(await found('"workflowtype":"refund"')).toBe('w2');
      expect(await found('0% OF it_')).toBe('w1');
      expect(await found('?*[é]')).toBe('w2');
      expect(await found('[É')).toBe('w2');
      expect(await found('?É')).toBe('');
      expect(await found('0%it_')).toBe('');
      expect(await found('ber*')).toBe('');
      expect(await found('')).toBe('w2 w1');
      const tasks = await store.searchTasks(aSearch({ freeText: 'of paper' }));
      expect(tasks).toMatchObject({ total: 1, results: [{ taskId: 't1' }] });
    }));
}

function describeOrder(kind: StoreKind): void {
  async function ordered(store: Store, request: Partial<SearchRequest>): Promise<string> {
    const { results } = await store.searchWorkflows(aSearch(request));
    return results.map(({ workflowId }) => workflowId).join('');
  }

  it('sorts by the given keys, else by start, newest first', () =>
    withStore(kind, async (store) => {
      await store.commit(executions.map((workflow) => putWorkflow(workflow)));
      expect(await ordered(store, {})).toBe('dbca');
      expect(await ordered(store, { sort: [{ field: 'startTime', descending: false }] })).toBe('acbd');
      expect(await ordered(store, { sort: [{ field: 'version', descending: true }] })).toBe('dbca');
      expect(await ordered(store, { sort: [{ field: 'workflowType', descending: false }] })).toBe('badc');
      const keys = [
        { field: 'startTime', descending: true },
        { field: 'workflowId', descending: false },
      ] as const;
      expect(await ordered(store, { sort: keys })).toBe('bdca');
      expect(await ordered(store, { sort: [{ field: 'taskId', descending: false }] })).toBe('dbca');
    }));

  it('keeps equals in order of first storing, also when one is stored again', () =>
    withStore(kind, async (store) => {
      await store.commit(['x', 'z', 'y'].map((id) => putWorkflow(aWorkflow(id))));
      await store.commit([putWorkflow(aWorkflow('x', { status: 'COMPLETED' }))]);
      expect(await ordered(store, { sort: [{ field: 'startTime', descending: false }] })).toBe('xzy');
      expect(await ordered(store, { sort: [{ field: 'startTime', descending: true }] })).toBe('yzx');
    }));

  it('gives pages of the whole and the total of all', () =>
    withStore(kind, async (store) => {
      const ids = Array.from({ length: 25 }, (_, index) => `w${String(index).padStart(2, '0')}`);
      await store.commit(
        ids.map((id, index) => putWorkflow(aWorkflow(id, { createTime: 1000 + (index % 3) }))),
      );
      const seen: string[] = [];
      for (const start of [0, 10, 20, 30]) {
        const { total, results } = await store.searchWorkflows(aSearch({ start, size: 10 }));
        expect(total).toBe(25);
        seen.push(...results.map(({ workflowId }) => workflowId));
      }
      expect(seen.toSorted()).toEqual(ids);
      expect(await store.searchWorkflows(aSearch({ size: 0 }))).toEqual({ total: 25, results: [] });
    }));
}

export function describeSearch(kind: StoreKind): void {
  describe('search', () => {
    describeClauses(kind);
    describeFreeText(kind);
    describeOrder(kind);
  });
}
