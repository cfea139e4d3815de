import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
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

interface DiskWait {
  readonly isOver: boolean;
  resolve(): void;
  reject(error: Error): void;
}

/** A disk that answers when the test says so. */
function aDisk(): { readonly waits: readonly DiskWait[]; sync(): Promise<void>; answerAll(): void } {
  const waits: DiskWait[] = [];
  let isPrompt = false;
  return {
    waits,
    sync: () => {
      if (isPrompt) return Promise.resolve();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      let isOver = false;
      waits.push({
        get isOver() {
          return isOver;
        },
        resolve() {
          isOver = true;
          resolve();
        },
        reject(error) {
          isOver = true;
          reject(error);
        },
      });
      return promise;
    },
    answerAll() {
      isPrompt = true;
      for (const wait of waits) wait.resolve();
    },
  };
}

function failAfterRollback(db: DatabaseSync): never {
  db.exec('ROLLBACK');
  throw new Error('as a full disk does');
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the event loop turn until something has happened. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}

describe('group commit', () => {
  it('DU13 gathers a turn in one transaction that reads see at once', async () => {
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
    const ending = group.run(() => failAfterRollback(db));
    const after = add(4);
    const undone = 'Error: the group was undone';
    expect(await outcomes([before, ending, after])).toEqual([undone, undone, 'stored']);
    expect(values()).toEqual([4]);
  });

  it('DU13 gathers what comes while the disk is busy, however many turns that takes, for one more wait', async () => {
    const disk = aDisk();
    const { db, add, values } = bench(() => disk.sync());
    const answered: number[] = [];
    const first = add(1).then(() => answered.push(1));
    await until(() => disk.waits.length === 1);
    const others = [];
    for (const value of [2, 3, 4]) {
      others.push(add(value).then(() => answered.push(value)));
      await turns(3);
    }
    expect(values()).toEqual([1, 2, 3, 4]);
    expect({ answered, waits: disk.waits.length, open: db.isTransaction }).toEqual({
      answered: [],
      waits: 1,
      open: true,
    });
    disk.waits[0]?.resolve();
    await first;
    expect(answered).toEqual([1]);
    await until(() => disk.waits.length === 2);
    expect(db.isTransaction).toBe(false);
    disk.waits[1]?.resolve();
    await Promise.all(others);
    expect(answered).toEqual([1, 2, 3, 4]);
    await turns(3);
    expect(disk.waits).toHaveLength(2);
  });

  it('accepts nothing more once the disk has failed', async () => {
    const { add } = bench(() => Promise.reject(new Error('EIO')));
    const undone = 'Error: the group was undone';
    expect(await outcomes([add(1), add(2)])).toEqual([undone, undone]);
    expect(await outcomes([add(3)])).toEqual([undone]);
  });

  it('DU12 takes back the group under way when the disk fails, and answers none of it as stored', async () => {
    const disk = aDisk();
    const { db, group, add, values } = bench(() => disk.sync());
    const lost = add(1);
    await until(() => disk.waits.length === 1);
    const underWay = [add(2), add(3)];
    const closing = group.flush();
    disk.waits[0]?.reject(new Error('EIO'));
    const undone = 'Error: the group was undone';
    expect(await outcomes([lost, ...underWay, add(4)])).toEqual([undone, undone, undone, undone]);
    await closing;
    expect(db.isTransaction).toBe(false);
    expect(values()).toEqual([1]);
    expect(disk.waits).toHaveLength(1);
  });

  it('ends the group under way when it is flushed, and waits until the disk has all', async () => {
    const disk = aDisk();
    const { db, group, add, values } = bench(() => disk.sync());
    const ended: string[] = [];
    const first = add(1).then(() => ended.push('first'));
    const flushed = group.flush().then(() => ended.push('flushed'));
    expect(db.isTransaction).toBe(false);
    const second = add(2).then(() => ended.push('second'));
    disk.waits[0]?.resolve();
    await first;
    await until(() => disk.waits.length === 2);
    expect(ended).toEqual(['first']);
    disk.waits[1]?.resolve();
    await Promise.all([second, flushed]);
    expect(ended).toEqual(['first', 'second', 'flushed']);
    await group.flush();
    expect(values()).toEqual([1, 2]);
  });
});

describe('group commit, whatever happens', () => {
  const someStep = fc.oneof(
    { arbitrary: fc.nat(6).map((value) => ({ do: 'add' as const, value })), weight: 6 },
    { arbitrary: fc.constant({ do: 'turn' as const }), weight: 3 },
    { arbitrary: fc.constant({ do: 'disk' as const }), weight: 3 },
    { arbitrary: fc.constant({ do: 'disk fails' as const }), weight: 1 },
    { arbitrary: fc.constant({ do: 'orphan' as const }), weight: 1 },
    { arbitrary: fc.constant({ do: 'rollback' as const }), weight: 1 },
  );

  it('DU12 DU13 answers as stored only what is there, and never leaves anyone without an answer', () =>
    fc.assert(
      fc.asyncProperty(fc.array(someStep, { maxLength: 25, size: 'max' }), async (steps) => {
        const disk = aDisk();
        const { db, group, add, values } = bench(() => disk.sync());
        const asked: { readonly value: number; readonly answer: Promise<boolean> }[] = [];
        const ask = (value: number, work: Promise<void>) =>
          asked.push({
            value,
            answer: work.then(
              () => true,
              () => false,
            ),
          });
        let hasFailed = false;
        for (const step of steps) {
          const [wait] = disk.waits.filter((each) => !each.isOver);
          if (step.do === 'add') ask(step.value, add(step.value));
          else if (step.do === 'turn') await turns(1);
          else if (step.do === 'disk') wait?.resolve();
          else if (step.do === 'disk fails') {
            hasFailed ||= wait !== undefined;
            wait?.reject(new Error('EIO'));
          } else if (step.do === 'orphan')
            ask(
              -1,
              group.run(() => db.exec('INSERT INTO part VALUES (99)')),
            );
          else
            ask(
              -1,
              group.run(() => failAfterRollback(db)),
            );
          expect(disk.waits.filter((each) => !each.isOver).length).toBeLessThanOrEqual(1);
        }
        const ending = group.flush();
        disk.answerAll();
        await ending;
        const answers = await Promise.all(asked.map(({ answer }) => answer));
        const stored = asked.filter((_, index) => answers[index] === true).map(({ value }) => value);
        expect(new Set(stored).size).toBe(stored.length);
        // What a failing disk was to keep may stand in the file though nobody was told so.
        const there = hasFailed ? values().filter((value) => stored.includes(Number(value))) : values();
        expect(there).toEqual(stored.toSorted((a, b) => a - b));
        expect(db.isTransaction).toBe(false);
        const late = await add(7).then(
          () => 'stored',
          () => 'refused',
        );
        expect(late).toBe(hasFailed ? 'refused' : 'stored');
      }),
      { numRuns: 150 },
    ));
});
