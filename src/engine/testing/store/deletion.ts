import { describe, expect, it } from 'vitest';
import type { Store } from '../../ports.ts';
import { aSearch, aTask, aWorkflow, putBody, putTask, putWorkflow } from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';

async function storeTwoExecutions(store: Store): Promise<void> {
  for (const id of ['w1', 'w2'])
    await store.commit([
      putWorkflow(aWorkflow(id, { status: 'COMPLETED' })),
      putBody(id),
      putTask(aTask(`${id}-t1`, id)),
      putTask(aTask(`${id}-t2`, id, { seq: 2 })),
      { kind: 'log.append', taskId: `${id}-t1`, logs: [{ log: 'x', taskId: `${id}-t1`, createdTime: 1 }] },
    ]);
}

async function expectRestOfFirstGone(store: Store): Promise<void> {
  expect(await store.workflow('w1')).toBeUndefined();
  expect(await store.workflowModel('w1')).toBeUndefined();
  expect(await store.task('w1-t1')).toBeUndefined();
  expect(await store.taskLogs('w1-t1')).toEqual([]);
  expect((await store.workflow('w2'))?.tasks).toHaveLength(2);
  expect(await store.taskLogs('w2-t1')).toHaveLength(1);
}

async function foundIds(store: Store): Promise<{ workflows: string[]; tasks: string[] }> {
  const workflows = await store.searchWorkflows(
    aSearch({ sort: [{ field: 'workflowId', descending: false }] }),
  );
  const tasks = await store.searchTasks(aSearch({ sort: [{ field: 'taskId', descending: false }] }));
  expect(workflows.total).toBe(workflows.results.length);
  expect(tasks.total).toBe(tasks.results.length);
  return {
    workflows: workflows.results.map(({ workflowId }) => workflowId),
    tasks: tasks.results.map(({ taskId }) => taskId),
  };
}

const all = { workflows: ['w1', 'w2'], tasks: ['w1-t1', 'w1-t2', 'w2-t1', 'w2-t2'] };
const onlySecond = { workflows: ['w2'], tasks: ['w2-t1', 'w2-t2'] };

export function describeDeletion(kind: StoreKind): void {
  describe('deletion', () => {
    it('removes an execution with body, tasks, logs and summaries', () =>
      withStore(kind, async (store) => {
        await storeTwoExecutions(store);
        await store.commit([{ kind: 'workflow.delete', workflowId: 'w1', keepSummary: false }]);
        await expectRestOfFirstGone(store);
        expect(await foundIds(store)).toEqual(onlySecond);
      }));

    it('leaves the summaries of an archived execution and its tasks', () =>
      withStore(kind, async (store) => {
        await storeTwoExecutions(store);
        await store.commit([{ kind: 'workflow.delete', workflowId: 'w1', keepSummary: true }]);
        await expectRestOfFirstGone(store);
        expect(await foundIds(store)).toEqual(all);
      }));

    it('removes what archiving left', () =>
      withStore(kind, async (store) => {
        await storeTwoExecutions(store);
        await store.commit([{ kind: 'workflow.delete', workflowId: 'w1', keepSummary: true }]);
        await store.commit([{ kind: 'workflow.delete', workflowId: 'w1', keepSummary: false }]);
        expect(await foundIds(store)).toEqual(onlySecond);
      }));

    it('does not take an archived execution for an open one', () =>
      withStore(kind, async (store) => {
        await store.commit([putWorkflow(aWorkflow('w1')), putTask(aTask('t1', 'w1'))]);
        await store.commit([{ kind: 'workflow.delete', workflowId: 'w1', keepSummary: true }]);
        expect(await store.openWorkflows()).toEqual([]);
      }));

    it('brings an archived execution back when it is stored again', () =>
      withStore(kind, async (store) => {
        await storeTwoExecutions(store);
        await store.commit([{ kind: 'workflow.delete', workflowId: 'w1', keepSummary: true }]);
        await store.commit([putWorkflow(aWorkflow('w1')), putBody('w1'), putTask(aTask('w1-t1', 'w1'))]);
        expect((await store.workflow('w1'))?.tasks.map(({ taskId }) => taskId)).toEqual(['w1-t1']);
        expect(await foundIds(store)).toEqual(all);
      }));

    it('removes one task with its logs and summary', () =>
      withStore(kind, async (store) => {
        await storeTwoExecutions(store);
        await store.commit([{ kind: 'task.delete', taskId: 'w1-t1' }]);
        expect((await store.workflow('w1'))?.tasks.map(({ taskId }) => taskId)).toEqual(['w1-t2']);
        expect(await store.task('w1-t1')).toBeUndefined();
        expect(await store.taskLogs('w1-t1')).toEqual([]);
        expect((await foundIds(store)).tasks).toEqual(['w1-t2', 'w2-t1', 'w2-t2']);
      }));

    it('deletes what is not there without complaint', () =>
      withStore(kind, async (store) => {
        await store.commit([
          { kind: 'workflow.delete', workflowId: 'none', keepSummary: false },
          { kind: 'workflow.delete', workflowId: 'none', keepSummary: true },
          { kind: 'task.delete', taskId: 'none' },
          { kind: 'workflowDef.delete', name: 'none', version: 1 },
          { kind: 'taskDef.delete', name: 'none' },
        ]);
        expect(await foundIds(store)).toEqual({ workflows: [], tasks: [] });
      }));
  });
}
