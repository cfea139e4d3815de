import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { describeStore } from '../../testing/store-conformance.ts';
import { aHandler, aWorkflow, putHandler } from '../../testing/store/fixtures.ts';
import { openIndexedDbStore } from './indexeddb-store.ts';
import { migrate, type EngineSchema } from './schema.ts';

describeStore({ name: 'IndexedDB (in memory)', open: openIndexedDbStore, lasting: true });

describe('the IndexedDB store', () => {
  it('says so when a newer version of the page wrote the data', async () => {
    const newer = await openDB('newer', 1000);
    newer.close();
    await expect(openIndexedDbStore('newer')).rejects.toThrow(
      "Cannot open the browser's database newer: a newer version of this page wrote it.",
    );
  });

  it('brings data of the first version to the present one', async () => {
    const first = await openDB<EngineSchema>('first-version', 1, {
      upgrade(db) {
        migrate(db, 0);
        db.deleteObjectStore('document');
      },
    });
    await first.put('workflow', aWorkflow('w1'));
    first.close();
    const store = await openIndexedDbStore('first-version');
    await store.commit([putHandler('h1')]);
    expect(await store.workflowModel('w1')).toEqual(aWorkflow('w1'));
    expect(await store.document('eventHandler', 'h1')).toEqual(aHandler('h1'));
    await store.close();
  });

  it('gives way when a newer version of the page opens the data', async () => {
    const store = await openIndexedDbStore('giving-way');
    const newer = await openDB('giving-way', 1000);
    await expect(store.workflowDefs()).rejects.toThrow('The store is closed.');
    newer.close();
  });
});
