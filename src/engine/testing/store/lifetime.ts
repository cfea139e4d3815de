import { describe, expect, it } from 'vitest';
import {
  aBody,
  aHandler,
  aSearch,
  aTask,
  aTaskDef,
  aWorkflow,
  aWorkflowDef,
  putBody,
  putHandler,
  putTask,
  putWorkflow,
} from './fixtures.ts';
import type { StoreKind } from './kind.ts';

export function describeLifetime(kind: StoreKind): void {
  describe('lifetime', () => {
    it('refuses work after closing, and closes twice without complaint', async () => {
      const store = await kind.open('closed');
      await store.close();
      await store.close();
      await expect(store.commit([putWorkflow(aWorkflow('w1'))])).rejects.toThrow('The store is closed.');
      await expect(store.workflow('w1')).rejects.toThrow('The store is closed.');
      await expect(store.searchTasks(aSearch())).rejects.toThrow('The store is closed.');
    });

    if (!kind.lasting) return;

    it('has everything again after it was opened anew', async () => {
      const first = await kind.open('lasting');
      const workflow = aWorkflow('w1');
      const task = aTask('t1', 'w1');
      const log = { log: 'hello', taskId: 't1', createdTime: 1 };
      await first.commit([
        putWorkflow(workflow),
        putBody('w1'),
        putTask(task),
        { kind: 'log.append', taskId: 't1', logs: [log] },
        { kind: 'workflowDef.put', def: aWorkflowDef('order') },
        { kind: 'taskDef.put', def: aTaskDef('pay') },
        putHandler('h1'),
      ]);
      // Not waited for: closing finishes what was called before it.
      const last = first.commit([putWorkflow(aWorkflow('w2', { createTime: 2000 }))]);
      await first.close();
      await last;

      const second = await kind.open('lasting');
      expect(await second.workflow('w1')).toEqual({ workflow, body: aBody(), tasks: [task] });
      expect(await second.taskLogs('t1')).toEqual([log]);
      expect(await second.workflowDef('order')).toEqual(aWorkflowDef('order'));
      expect(await second.taskDef('pay')).toEqual(aTaskDef('pay'));
      expect(await second.document('eventHandler', 'h1')).toEqual(aHandler('h1'));
      const { total, results } = await second.searchWorkflows(aSearch());
      expect(total).toBe(2);
      expect(results.map(({ workflowId }) => workflowId)).toEqual(['w2', 'w1']);
      await second.close();
    });
  });
}
