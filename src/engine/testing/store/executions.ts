import { describe, expect, it } from 'vitest';
import { aBody, aSearch, aTask, aWorkflow, putBody, putTask, putWorkflow } from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';

export function describeExecutions(kind: StoreKind): void {
  describe('executions', () => {
    it('gives back an execution with its body and its tasks ordered by seq', () =>
      withStore(kind, async (store) => {
        const workflow = aWorkflow('w1', { correlationId: 'c', timeoutAt: 5 });
        const body = aBody({ amount: 3 });
        const tasks = [3, 1, 2].map((seq) => aTask(`t${seq}`, 'w1', { seq }));
        await store.commit([
          putWorkflow(workflow),
          putBody('w1', body),
          ...tasks.map((task) => putTask(task)),
        ]);
        const stored = await store.workflow('w1');
        expect(stored).toEqual({ workflow, body, tasks: [tasks[1], tasks[2], tasks[0]] });
        expect(await store.workflowModel('w1')).toEqual(workflow);
        expect(await store.task('t2')).toEqual(tasks[2]);
      }));

    it('keeps executions apart', () =>
      withStore(kind, async (store) => {
        await store.commit([putWorkflow(aWorkflow('w1')), putBody('w1'), putTask(aTask('t1', 'w1'))]);
        await store.commit([putWorkflow(aWorkflow('w2')), putBody('w2'), putTask(aTask('t2', 'w2'))]);
        expect((await store.workflow('w1'))?.tasks.map(({ taskId }) => taskId)).toEqual(['t1']);
        expect((await store.workflow('w2'))?.tasks.map(({ taskId }) => taskId)).toEqual(['t2']);
      }));

    it('DU18 finds executions and tasks by ids of any form, and no other ones', () =>
      withStore(kind, async (store) => {
        const head = '0b0e1a52-41f2-4c7e-9d53-';
        const ids = [
          `${head}0199f0a1b2c3`,
          `${head}0199f0a1b2c4`,
          `0199f0a1b2c3${head}`,
          head,
          'short',
          `${'x'.repeat(23)}\u{1F600}tail`,
          `tail${'x'.repeat(23)}\u{1F600}`,
        ];
        await store.commit(
          ids.flatMap((id) => [
            putWorkflow(aWorkflow(id)),
            putBody(id, aBody({ id })),
            putTask(aTask(`t-${id}`, id)),
            { kind: 'log.append', taskId: `t-${id}`, logs: [{ log: id, taskId: id, createdTime: 1 }] },
          ]),
        );
        for (const id of ids) {
          expect(await store.workflow(id)).toEqual({
            workflow: aWorkflow(id),
            body: aBody({ id }),
            tasks: [aTask(`t-${id}`, id)],
          });
          expect((await store.taskLogs(`t-${id}`)).map(({ log }) => log)).toEqual([id]);
          const clauses = [{ field: 'workflowId', operator: '=', values: [id] }] as const;
          const { results } = await store.searchTasks(aSearch({ clauses }));
          expect(results.map(({ taskId }) => taskId)).toEqual([`t-${id}`]);
        }
        const clauses = [{ field: 'workflowId', operator: 'IN', values: ids.slice(2) }] as const;
        expect((await store.searchWorkflows(aSearch({ clauses }))).total).toBe(5);
      }));

    it('knows nothing of what was never stored', () =>
      withStore(kind, async (store) => {
        expect(await store.workflow('none')).toBeUndefined();
        expect(await store.workflowModel('none')).toBeUndefined();
        expect(await store.task('none')).toBeUndefined();
        expect(await store.taskLogs('none')).toEqual([]);
        expect(await store.openWorkflows()).toEqual([]);
        expect(await store.searchWorkflows(aSearch())).toEqual({ total: 0, results: [] });
        expect(await store.searchTasks(aSearch())).toEqual({ total: 0, results: [] });
      }));

    it('replaces a model and its summary, every field of them', () =>
      withStore(kind, async (store) => {
        const first = aWorkflow('w1', { correlationId: 'a', reasonForIncompletion: 'x' });
        await store.commit([
          putWorkflow(first),
          putBody('w1'),
          putTask(aTask('t1', 'w1', { workerId: 'k' })),
        ]);
        const second = aWorkflow('w1', {
          workflowName: 'refund',
          workflowVersion: 2,
          status: 'COMPLETED',
          createTime: 2000,
          endTime: 3000,
          correlationId: 'b',
          parentWorkflowId: 'p',
        });
        const task = aTask('t1', 'w1', { status: 'COMPLETED', taskDefName: 'card', taskType: 'card' });
        await store.commit([putWorkflow(second), putBody('w1', aBody({ again: true })), putTask(task)]);
        expect(await store.workflow('w1')).toEqual({
          workflow: second,
          body: aBody({ again: true }),
          tasks: [task],
        });
        const { results } = await store.searchWorkflows(aSearch());
        expect(results).toMatchObject([{ status: 'COMPLETED', correlationId: 'b', workflowType: 'refund' }]);
        const byNewFields = aSearch({
          clauses: [
            { field: 'workflowType', operator: '=', values: ['refund'] },
            { field: 'correlationId', operator: '=', values: ['b'] },
            { field: 'parentWorkflowId', operator: '=', values: ['p'] },
            { field: 'startTime', operator: '=', values: ['2000'] },
            { field: 'version', operator: '=', values: ['2'] },
          ],
        });
        expect((await store.searchWorkflows(byNewFields)).total).toBe(1);
        const byStatus = aSearch({ clauses: [{ field: 'taskType', operator: '=', values: ['card'] }] });
        expect((await store.searchTasks(byStatus)).total).toBe(1);
      }));

    it('appends logs in order', () =>
      withStore(kind, async (store) => {
        const [one, two, three] = ['one', 'two', 'three'].map((log) => ({
          log,
          taskId: 't1',
          createdTime: 7,
        }));
        if (one === undefined || two === undefined || three === undefined) throw new Error('three logs');
        await store.commit([
          putTask(aTask('t1', 'w1')),
          { kind: 'log.append', taskId: 't1', logs: [one, two] },
        ]);
        await store.commit([{ kind: 'log.append', taskId: 't1', logs: [three] }]);
        await store.commit([{ kind: 'log.append', taskId: 't2', logs: [] }]);
        expect(await store.taskLogs('t1')).toEqual([one, two, three]);
        expect(await store.taskLogs('t2')).toEqual([]);
      }));

    it('lists what is running or paused with its open tasks', () =>
      withStore(kind, async (store) => {
        const open = aTask('t1', 'w1', { seq: 2 });
        const busy = aTask('t2', 'w1', { seq: 1, status: 'IN_PROGRESS' });
        const running = aWorkflow('w1');
        const paused = aWorkflow('w2', { status: 'PAUSED' });
        await store.commit([
          putWorkflow(running),
          putTask(open),
          putTask(busy),
          putTask(aTask('t3', 'w1', { status: 'COMPLETED', seq: 3 })),
          putTask(aTask('t4', 'w1', { status: 'FAILED', seq: 4 })),
          putWorkflow(paused),
          putWorkflow(aWorkflow('w3', { status: 'COMPLETED' })),
          putTask(aTask('t5', 'w3', { status: 'IN_PROGRESS' })),
          putWorkflow(aWorkflow('w4', { status: 'TIMED_OUT' })),
        ]);
        const found = [...(await store.openWorkflows())];
        found.sort((a, b) => (a.workflow.workflowId < b.workflow.workflowId ? -1 : 1));
        expect(found).toEqual([
          { workflow: running, openTasks: [busy, open] },
          { workflow: paused, openTasks: [] },
        ]);
        await store.commit([putWorkflow(aWorkflow('w1', { status: 'TERMINATED' }))]);
        expect((await store.openWorkflows()).map(({ workflow }) => workflow.workflowId)).toEqual(['w2']);
      }));
  });
}
