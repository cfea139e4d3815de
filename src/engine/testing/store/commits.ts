import { describe, expect, it } from 'vitest';
import {
  aBody,
  aSearch,
  aTask,
  aWorkflow,
  aWorkflowDef,
  brokenChange,
  putBody,
  putHandler,
  putTask,
  putWorkflow,
} from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';

export function describeCommits(kind: StoreKind): void {
  describe('commits', () => {
    it('applies changes in their order', () =>
      withStore(kind, async (store) => {
        await store.commit([
          putTask(aTask('t1', 'w1', { pollCount: 1 })),
          { kind: 'task.delete', taskId: 't1' },
          putTask(aTask('t1', 'w1', { pollCount: 2 })),
          putTask(aTask('t2', 'w1')),
          { kind: 'task.delete', taskId: 't2' },
        ]);
        expect((await store.task('t1'))?.pollCount).toBe(2);
        expect(await store.task('t2')).toBeUndefined();
        expect((await store.searchTasks(aSearch())).total).toBe(1);
      }));

    it('accepts a commit without changes', () =>
      withStore(kind, async (store) => {
        await expect(store.commit([])).resolves.toBeUndefined();
      }));

    it('leaves nothing of a commit of which one change fails', () =>
      withStore(kind, async (store) => {
        const before = aWorkflow('w1');
        await store.commit([putWorkflow(before), putBody('w1')]);
        const failing = store.commit([
          putWorkflow(aWorkflow('w1', { status: 'FAILED' })),
          putTask(aTask('t1', 'w1')),
          { kind: 'workflowDef.put', def: aWorkflowDef('new') },
          { kind: 'log.append', taskId: 't1', logs: [{ log: 'x', taskId: 't1', createdTime: 1 }] },
          putHandler('h1'),
          brokenChange,
          putWorkflow(aWorkflow('w2')),
        ]);
        await expect(failing).rejects.toThrow('this change is broken');
        expect(await store.workflow('w1')).toEqual({ workflow: before, body: aBody(), tasks: [] });
        expect(await store.task('t1')).toBeUndefined();
        expect(await store.taskLogs('t1')).toEqual([]);
        expect(await store.workflowDefs()).toEqual([]);
        expect(await store.documents('eventHandler')).toEqual([]);
        const { total, results } = await store.searchWorkflows(aSearch());
        expect({ total, statuses: results.map(({ status }) => status) }).toEqual({
          total: 1,
          statuses: ['RUNNING'],
        });
        expect((await store.searchTasks(aSearch())).total).toBe(0);
      }));

    it('lets a failing commit harm neither the one before it nor the one after', () =>
      withStore(kind, async (store) => {
        const outcomes = await Promise.allSettled([
          store.commit([putTask(aTask('before', 'w1'))]),
          store.commit([putTask(aTask('failing', 'w1')), brokenChange]),
          store.commit([putTask(aTask('after', 'w1'))]),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        const { total, results } = await store.searchTasks(aSearch());
        expect(total).toBe(2);
        expect(results.map(({ taskId }) => taskId)).toEqual(['after', 'before']);
      }));

    it('shows reads every commit that was called before them, and none called after', () =>
      withStore(kind, async (store) => {
        const seen: Promise<number | undefined>[] = [];
        const commits: Promise<void>[] = [];
        for (let count = 1; count <= 5; count += 1) {
          commits.push(store.commit([putTask(aTask('t1', 'w1', { pollCount: count }))]));
          seen.push(store.task('t1').then((task) => task?.pollCount));
        }
        expect(await Promise.all(seen)).toEqual([1, 2, 3, 4, 5]);
        await Promise.all(commits);
      }));

    it('takes many commits at once', () =>
      withStore(kind, async (store) => {
        const ids = Array.from({ length: 200 }, (_, index) => `w${index}`);
        await Promise.all(ids.map((id) => store.commit([putWorkflow(aWorkflow(id)), putBody(id)])));
        expect((await store.searchWorkflows(aSearch({ size: 1 }))).total).toBe(200);
        expect(await store.openWorkflows()).toHaveLength(200);
      }));
  });
}
