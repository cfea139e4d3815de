import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../index.ts';
import { simple, workflowDef } from '../../testing/builders.ts';
import { fakePorts } from '../../testing/fake-ports.ts';
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

describe('a browser whose space for the site is full', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const quotaExceeded = new DOMException('no room', 'QuotaExceededError');

  /** From the so-many-th entry on nothing is kept: the browser refuses it, or gives the whole transaction up. */
  function fillUp(room: number, refuse: (transaction: IDBTransaction) => void): void {
    let count = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...entry) {
      // All entries of a start are new.
      const request = this.add(...entry);
      count += 1;
      if (count > room) refuse(this.transaction);
      return request;
    });
  }

  const ways: [way: string, refuse: (transaction: IDBTransaction) => void][] = [
    [
      'refuses an entry',
      () => {
        throw quotaExceeded;
      },
    ],
    // As browsers do, and the one in memory can: an error of the transaction, not of the request.
    ['gives up', (transaction) => Reflect.get(transaction, '_abort').call(transaction, 'QuotaExceededError')],
  ];

  it.each(ways.flatMap(([way, refuse]) => [0, 1, 3].map((room) => [way, room, refuse] as const)))(
    'DU20 %s after %i entries: the start is refused and says why, and nothing of it is there',
    async (way, room, refuse) => {
      const store = await openIndexedDbStore(`full-${way}-${room}`);
      const engine = await createEngine({ ...fakePorts(), store });
      const start = () =>
        engine.workflows.start({
          name: 'flow',
          workflowDef: workflowDef([simple('a')]),
          input: { text: 'x' },
          priority: 0,
          taskToDomain: {},
        });
      const before = await start();
      fillUp(room, refuse);
      await expect(start()).rejects.toThrow(
        "The change could not be stored: Cannot write to the browser's database: the browser's space for this site is full. Remove executions, or clear this site's data.",
      );
      vi.restoreAllMocks();
      const found = async () => (await engine.workflows.search({ start: 0, size: 9 })).results;
      expect((await found()).map(({ workflowId }) => workflowId)).toEqual([before]);
      expect((await store.openWorkflows()).map(({ openTasks }) => openTasks.length)).toEqual([1]);
      const after = await start();
      expect((await found()).map(({ workflowId }) => workflowId).toSorted()).toEqual(
        [before, after].toSorted(),
      );
      await engine.close();
      await store.close();
    },
  );
});
