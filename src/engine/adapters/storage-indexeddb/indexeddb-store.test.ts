import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { describeStore } from '../../testing/store-conformance.ts';
import { openIndexedDbStore } from './indexeddb-store.ts';

describeStore({ name: 'IndexedDB (in memory)', open: openIndexedDbStore, lasting: true });

describe('the IndexedDB store', () => {
  it('says so when a newer version of the page wrote the data', async () => {
    const newer = await openDB('newer', 1000);
    newer.close();
    await expect(openIndexedDbStore('newer')).rejects.toThrow(
      "Cannot open the browser's database newer: a newer version of this page wrote it.",
    );
  });

  it('gives way when a newer version of the page opens the data', async () => {
    const store = await openIndexedDbStore('giving-way');
    const newer = await openDB('giving-way', 1000);
    await expect(store.workflowDefs()).rejects.toThrow('The store is closed.');
    newer.close();
  });
});
