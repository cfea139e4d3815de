import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Change, Store } from '../../ports.ts';
import {
  aBody,
  aSearch,
  aTask,
  aWorkflow,
  putBody,
  putTask,
  putWorkflow,
} from '../../testing/store/fixtures.ts';
import { openDatabase } from './open-database.ts';
import { storeIn } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

/** A store whose file may not grow beyond what it has and so many pages more. */
function smallStore(name: string, pages: number): { store: Store; db: DatabaseSync; file: string } {
  const file = folder.file(name);
  const db = openDatabase(file);
  const store = storeIn(db, file);
  const has = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
  db.exec(`PRAGMA max_page_count = ${has + pages}`);
  return { store, db, file };
}

function start(id: string, kilobytes = 4): Change[] {
  return [
    putWorkflow(aWorkflow(id)),
    putBody(id, aBody({ text: 'x'.repeat(kilobytes * 1024) })),
    putTask(aTask(`${id}-t`, id)),
  ];
}

async function startUntilFull(
  store: Store,
): Promise<{ readonly stored: string[]; readonly problem: unknown }> {
  const stored: string[] = [];
  for (let count = 0; count < 1000; count += 1) {
    const [outcome] = await Promise.allSettled([store.commit(start(`w${count}`))]);
    if (outcome.status === 'rejected') return { stored, problem: outcome.reason };
    stored.push(`w${count}`);
  }
  return { stored, problem: undefined };
}

async function found(store: Store): Promise<string[]> {
  const { total, results } = await store.searchWorkflows(
    aSearch({ size: 1000, sort: [{ field: 'workflowId', descending: false }] }),
  );
  expect(total).toBe(results.length);
  expect((await store.searchTasks(aSearch({ size: 1000 }))).total).toBe(total);
  for (const { workflowId } of results)
    expect((await store.workflow(workflowId))?.tasks.map(({ taskId }) => taskId)).toEqual([
      `${workflowId}-t`,
    ]);
  return results.map(({ workflowId }) => workflowId);
}

describe('a full disk', () => {
  it('DU2 refuses a commit and says why, and has everything that it had', async () => {
    const { store, file } = smallStore('full.db', 60);
    const { stored, problem } = await startUntilFull(store);
    expect(problem).toEqual(
      new Error(`Cannot write the data in ${file}: the disk is full. Make room on it.`),
    );
    expect(stored.length).toBeGreaterThan(3);
    expect(await found(store)).toEqual(stored.toSorted());
    await store.close();
    const again = storeIn(openDatabase(file), file);
    expect(await found(again)).toEqual(stored.toSorted());
    await again.close();
  });

  it('DU2 goes on when there is room again, by removing or by a larger disk', async () => {
    const { store, db } = smallStore('room.db', 60);
    const { stored } = await startUntilFull(store);
    const [first = '', ...rest] = stored;
    await store.commit([{ kind: 'workflow.delete', workflowId: first, keepSummary: false }]);
    await store.commit(start('in its place', 1));
    expect(await found(store)).toEqual([...rest, 'in its place'].toSorted());
    await expect(store.commit(start('too large', 400))).rejects.toThrow('the disk is full');
    db.exec('PRAGMA max_page_count = 100000');
    await store.commit(start('too large', 400));
    expect(await found(store)).toEqual([...rest, 'in its place', 'too large'].toSorted());
    await store.close();
  });

  it('DU19 the same goes for a file that may not be written any more', async () => {
    const { store, db, file } = smallStore('read-only.db', 1000);
    await store.commit(start('before'));
    db.exec('PRAGMA query_only = 1');
    await expect(store.commit(start('meanwhile'))).rejects.toThrow(
      `Cannot write the data in ${file}: it cannot be written. Allow writing to the file and its folder, or choose another data folder.`,
    );
    expect(await found(store)).toEqual(['before']);
    db.exec('PRAGMA query_only = 0');
    await store.commit(start('after'));
    expect(await found(store)).toEqual(['after', 'before']);
    await store.close();
  });

  it('DU2 DU13 tells each commit of a group truly whether it was stored', async () => {
    const { store, file } = smallStore('group.db', 60);
    const sizes = [1, 1, 500, 1, 1];
    const ids = sizes.map((_, index) => `w${index}`);
    const outcomes = await Promise.allSettled(
      ids.map((id, index) => store.commit(start(id, sizes[index] ?? 1))),
    );
    const stored = ids.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    expect(stored).not.toContain('w2');
    expect(await found(store)).toEqual(stored);
    await store.commit(start('after', 1));
    await store.close();
    const again = storeIn(openDatabase(file), file);
    expect(await found(again)).toEqual(['after', ...stored]);
    await again.close();
  });
});
