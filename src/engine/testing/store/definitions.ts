import { describe, expect, it } from 'vitest';
import type { Change } from '../../ports.ts';
import { aTaskDef, aWorkflowDef } from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';

function putDef(name: string, version: number): Change {
  return { kind: 'workflowDef.put', def: aWorkflowDef(name, version, { createTime: version }) };
}

export function describeDefinitions(kind: StoreKind): void {
  describe('definitions', () => {
    it('finds a workflow definition by version, and the highest without one', () =>
      withStore(kind, async (store) => {
        await store.commit([putDef('order', 2), putDef('order', 10), putDef('order', 1)]);
        expect((await store.workflowDef('order'))?.version).toBe(10);
        expect(await store.workflowDef('order', 2)).toEqual(aWorkflowDef('order', 2, { createTime: 2 }));
        expect(await store.workflowDef('order', 3)).toBeUndefined();
        expect(await store.workflowDef('Order')).toBeUndefined();
        await store.commit([{ kind: 'workflowDef.delete', name: 'order', version: 10 }]);
        expect((await store.workflowDef('order'))?.version).toBe(2);
      }));

    it('orders workflow definitions by name, then version', () =>
      withStore(kind, async (store) => {
        await store.commit([putDef('b', 1), putDef('a', 10), putDef('a', 9), putDef('B', 1)]);
        const names = (await store.workflowDefs()).map(({ name, version }) => `${name} ${version}`);
        expect(names).toEqual(['B 1', 'a 9', 'a 10', 'b 1']);
        expect(await store.workflowDefStubs()).toHaveLength(4);
        expect(await store.workflowDefStubs('a')).toEqual([
          { name: 'a', version: 9, createTime: 9, updateTime: 0 },
          { name: 'a', version: 10, createTime: 10, updateTime: 0 },
        ]);
        expect(await store.workflowDefStubs('c')).toEqual([]);
      }));

    it('replaces and deletes a workflow definition', () =>
      withStore(kind, async (store) => {
        await store.commit([putDef('order', 1)]);
        const changed = aWorkflowDef('order', 1, { description: 'new', updateTime: 5 });
        await store.commit([{ kind: 'workflowDef.put', def: changed }]);
        expect(await store.workflowDefs()).toEqual([changed]);
        expect((await store.workflowDefStubs())[0]?.updateTime).toBe(5);
        await store.commit([{ kind: 'workflowDef.delete', name: 'order', version: 1 }]);
        expect(await store.workflowDef('order')).toBeUndefined();
        expect(await store.workflowDefs()).toEqual([]);
        expect(await store.workflowDefStubs()).toEqual([]);
      }));

    it('keeps task definitions by name, in its order', () =>
      withStore(kind, async (store) => {
        await store.commit(['b', 'a', 'c'].map((name) => ({ kind: 'taskDef.put', def: aTaskDef(name) })));
        const changed = aTaskDef('b', { retryCount: 7 });
        await store.commit([
          { kind: 'taskDef.put', def: changed },
          { kind: 'taskDef.delete', name: 'c' },
        ]);
        expect(await store.taskDefs()).toEqual([aTaskDef('a'), changed]);
        expect(await store.taskDef('b')).toEqual(changed);
        expect(await store.taskDef('c')).toBeUndefined();
      }));
  });
}
