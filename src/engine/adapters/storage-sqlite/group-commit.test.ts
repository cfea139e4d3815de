import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

interface Bench {
  readonly db: DatabaseSync;
  readonly group: GroupCommit;
  readonly add: (value: number) => Promise<void>;
  readonly values: () => unknown[];
}

function bench(sync: () => Promise<void> = async () => undefined): Bench {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    CREATE TABLE item (value INTEGER PRIMARY KEY);
    CREATE TABLE part (item INTEGER REFERENCES item (value) DEFERRABLE INITIALLY DEFERRED);
  `);
  const group = new GroupCommit(db, {
    beforeCommit: () => undefined,
    sync,
    onUndone: (error) => new Error('the group was undone', { cause: error }),
  });
  const insert = db.prepare('INSERT INTO item VALUES (?)');
  return {
    db,
    group,
    add: (value) =>
      group.run(() => {
        insert.run(value);
      }),
    values: () =>
      db
        .prepare('SELECT value FROM item ORDER BY value')
        .all()
        .map((row) => row['value']),
  };
}

async function outcomes(promises: readonly Promise<void>[]): Promise<string[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((result) => (result.status === 'fulfilled' ? 'stored' : String(result.reason)));
}

/** Lets the event loop turn until something has happened. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}

describe('group commit', () => {
  it('gathers a turn in one transaction that reads see at once', async () => {
    const { db, add, values } = bench();
    const first = add(1);
    const second = add(2);
    expect(db.isTransaction).toBe(true);
    expect(values()).toEqual([1, 2]);
    await first;
    expect(db.isTransaction).toBe(false);
    await second;
    expect(values()).toEqual([1, 2]);
  });

  it('undoes a failing piece alone', async () => {
    const { db, group, add, values } = bench();
    const failing = group.run(() => {
      db.exec('INSERT INTO item VALUES (3)');
      throw new Error('no');
    });
    expect(await outcomes([add(1), failing, add(1), add(2)])).toEqual([
      'stored',
      'Error: no',
      'Error: UNIQUE constraint failed: item.value',
      'stored',
    ]);
    expect(values()).toEqual([1, 2]);
  });

  it('tells all pieces when the group cannot be committed, and goes on', async () => {
    const { db, group, add, values } = bench();
    const orphan = group.run(() => db.exec('INSERT INTO part VALUES (99)'));
    const undone = 'Error: the group was undone';
    expect(await outcomes([add(1), orphan, add(2)])).toEqual([undone, undone, undone]);
    expect(values()).toEqual([]);
    await add(3);
    expect(values()).toEqual([3]);
  });

  it('tells all pieces when one of them ends the transaction', async () => {
    const { db, group, add, values } = bench();
    const before = add(2);
    const ending = group.run(() => {
      db.exec('ROLLBACK');
      throw new Error('as a full disk does');
    });
    const after = add(4);
    const undone = 'Error: the group was undone';
    expect(await outcomes([before, ending, after])).toEqual([undone, undone, 'stored']);
    expect(values()).toEqual([4]);
  });

  it('answers when the disk has what was committed, and goes on meanwhile', async () => {
    const disk: { resolve(): void }[] = [];
    const { add, values } = bench(() => {
      const { promise, resolve } = Promise.withResolvers<void>();
      disk.push({ resolve });
      return promise;
    });
    const answered: number[] = [];
    const first = add(1).then(() => answered.push(1));
    await until(() => disk.length === 1);
    const second = add(2).then(() => answered.push(2));
    await until(() => disk.length === 2);
    expect(values()).toEqual([1, 2]);
    expect(answered).toEqual([]);
    disk[0]?.resolve();
    await first;
    expect(answered).toEqual([1]);
    disk[1]?.resolve();
    await second;
  });

  it('accepts nothing more once the disk has failed', async () => {
    const { add } = bench(() => Promise.reject(new Error('EIO')));
    const undone = 'Error: the group was undone';
    expect(await outcomes([add(1), add(2)])).toEqual([undone, undone]);
    expect(await outcomes([add(3)])).toEqual([undone]);
  });

  it('DU12 takes back the group under way when the disk fails, and what was committed before it', async () => {
    const disk: { resolve(): void; reject(error: Error): void }[] = [];
    const { db, add, values } = bench(() => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      disk.push({ resolve, reject });
      return promise;
    });
    const lost = add(1);
    await until(() => disk.length === 1);
    const later = add(2);
    await until(() => disk.length === 2);
    const underWay = add(3);
    disk[0]?.reject(new Error('EIO'));
    const undone = 'Error: the group was undone';
    expect(await outcomes([lost, underWay])).toEqual([undone, undone]);
    expect(db.isTransaction).toBe(false);
    expect(values()).toEqual([1, 2]);
    disk[1]?.resolve();
    expect(await outcomes([later])).toEqual([undone]);
  });

  it('ends the group under way when it is flushed', async () => {
    const { db, group, add, values } = bench();
    const pending = add(1);
    group.flush();
    group.flush();
    expect(db.isTransaction).toBe(false);
    await pending;
    expect(values()).toEqual([1]);
  });
});
