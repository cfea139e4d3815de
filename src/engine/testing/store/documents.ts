import { describe, expect, it } from 'vitest';
import type { DocumentRange, Store } from '../../ports.ts';
import { aHandler, putHandler } from './fixtures.ts';
import { withStore, type StoreKind } from './kind.ts';

async function keys(store: Store, range?: DocumentRange): Promise<string[]> {
  return (await store.documents('eventHandler', range)).map(({ key }) => key);
}

export function describeDocuments(kind: StoreKind): void {
  describe('documents', () => {
    it('keeps, replaces and deletes a document by collection and key', () =>
      withStore(kind, async (store) => {
        expect(await store.document('eventHandler', 'a')).toBeUndefined();
        await store.commit([putHandler('first', 'a'), putHandler('b')]);
        await store.commit([putHandler('second', 'a')]);
        expect(await store.document('eventHandler', 'a')).toEqual(aHandler('second'));
        expect(await store.document('eventExecution', 'a')).toBeUndefined();
        await store.commit([{ kind: 'document.delete', collection: 'eventExecution', key: 'a' }]);
        expect(await keys(store)).toEqual(['a', 'b']);
        await store.commit([{ kind: 'document.delete', collection: 'eventHandler', key: 'a' }]);
        expect(await store.document('eventHandler', 'a')).toBeUndefined();
        expect(await store.documents('eventHandler')).toEqual([{ key: 'b', value: aHandler('b') }]);
        expect(await store.documents('eventExecution')).toEqual([]);
      }));

    it('lists in the order of keys, up or down, from a key on, at most so many', () =>
      withStore(kind, async (store) => {
        await store.commit(['b', 'a', 'B', 'a10', 'a9', 'é'].map((key) => putHandler(key)));
        expect(await keys(store)).toEqual(['B', 'a', 'a10', 'a9', 'b', 'é']);
        expect(await keys(store, { descending: true, limit: 2 })).toEqual(['é', 'b']);
        expect(await keys(store, { after: 'a', limit: 2 })).toEqual(['a10', 'a9']);
        expect(await keys(store, { after: 'a5' })).toEqual(['a9', 'b', 'é']);
        expect(await keys(store, { after: 'a5', descending: true })).toEqual(['a10', 'a', 'B']);
        expect(await keys(store, { after: 'é' })).toEqual([]);
        expect(await keys(store, { limit: 0 })).toEqual([]);
      }));

    it('lists the keys that begin with a prefix, which is no pattern', () =>
      withStore(kind, async (store) => {
        await store.commit(['a', 'a%', 'a%1', 'a%2', 'ab', 'b'].map((key) => putHandler(key)));
        expect(await keys(store, { prefix: 'a%' })).toEqual(['a%', 'a%1', 'a%2']);
        expect(await keys(store, { prefix: 'a%', descending: true })).toEqual(['a%2', 'a%1', 'a%']);
        expect(await keys(store, { prefix: 'a%', after: 'a%1' })).toEqual(['a%2']);
        expect(await keys(store, { prefix: 'a%', after: 'a' })).toEqual(['a%', 'a%1', 'a%2']);
        expect(await keys(store, { prefix: 'a%', after: 'b' })).toEqual([]);
        expect(await keys(store, { prefix: 'a%', after: 'a', descending: true })).toEqual([]);
        expect(await keys(store, { prefix: 'c' })).toEqual([]);
      }));
  });
}
