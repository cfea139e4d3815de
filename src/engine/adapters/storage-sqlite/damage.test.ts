import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../ports.ts';
import { aSearch, aTask, aWorkflow, putBody, putTask, putWorkflow } from '../../testing/store/fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();
const commits = 12;

let copies = 0;

/** A copy of the file and of its write-ahead log, as a crash would leave them. */
function copyOf(file: string): string {
  copies += 1;
  const copy = folder.file(`copy-${copies}/data.db`);
  mkdirSync(path.dirname(copy));
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
  return copy;
}

/** Commit by commit: one more execution each, and the one before it completed. */
async function fill(store: Store): Promise<void> {
  for (let index = 0; index < commits; index += 1) {
    const id = `w${index}`;
    await store.commit([
      putWorkflow(aWorkflow(id, { createTime: 1000 + index })),
      putBody(id, { definition: { ...bodyOf(index).definition }, input: { index } }),
      putTask(aTask(`t${index}`, id, { scheduledTime: 1000 + index })),
      ...(index === 0
        ? []
        : [putWorkflow(aWorkflow(`w${index - 1}`, { createTime: 999 + index, status: 'COMPLETED' }))]),
    ]);
  }
}

function bodyOf(index: number) {
  const change = putBody(`w${index}`);
  if (change.kind !== 'workflow.body.put') throw new Error('putBody puts a body');
  return { ...change.body, definition: { ...change.body.definition, version: 1 + (index % 3) } };
}

/** How many of the commits the store has; fails when what it holds is not exactly the first so many. */
async function commitsIn(store: Store): Promise<number> {
  const count = (await store.searchWorkflows(aSearch())).total;
  const expected = Array.from({ length: count }, (_, index) => ({
    id: `w${index}`,
    status: index === count - 1 ? 'RUNNING' : 'COMPLETED',
    input: { index },
    version: 1 + (index % 3),
    tasks: [`t${index}`],
  }));
  const actual = await Promise.all(
    expected.map(async ({ id }) => {
      const stored = await store.workflow(id);
      return {
        id,
        status: stored?.workflow.status,
        input: stored?.body.input,
        version: stored?.body.definition.version,
        tasks: stored?.tasks.map(({ taskId }) => taskId),
      };
    }),
  );
  expect(actual).toEqual(expected);
  const running = aSearch({ clauses: [{ field: 'status', operator: '=', values: ['RUNNING'] }] });
  expect((await store.searchWorkflows(running)).total).toBe(Math.min(count, 1));
  expect((await store.searchTasks(aSearch())).total).toBe(count);
  expect((await store.openWorkflows()).length).toBe(Math.min(count, 1));
  return count;
}

/** The files of a store that was never closed, and those of one that was. */
let crashed: string;
let closed: string;

beforeAll(async () => {
  const file = folder.file('original/data.db');
  const store = openSqliteStore(file);
  await fill(store);
  crashed = copyOf(file);
  await store.close();
  closed = copyOf(file);
});

describe('a process that was killed', () => {
  it('DU15 finds all commits in the log', async () => {
    const store = openSqliteStore(copyOf(crashed));
    expect(await commitsIn(store)).toBe(commits);
    await store.close();
  });

  it('DU15 finds the first so many commits, whole, wherever the log was cut off', () =>
    fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (share) => {
        const file = copyOf(crashed);
        truncateSync(`${file}-wal`, Math.floor(readFileSync(`${file}-wal`).length * share));
        const store = openSqliteStore(file);
        const found = await commitsIn(store);
        // What is stored next is stored beside it.
        await store.commit([putWorkflow(aWorkflow('later', { createTime: 5000, status: 'COMPLETED' }))]);
        await store.close();
        const again = openSqliteStore(file);
        expect((await again.searchWorkflows(aSearch())).total).toBe(found + 1);
        await again.close();
      }),
      { numRuns: 40, examples: [[0], [1]] },
    ));

  it('DU15 finds the first so many commits, whole, wherever the log was overwritten', () =>
    fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (share, bits) => {
          const file = copyOf(crashed);
          const log = readFileSync(`${file}-wal`);
          const at = Math.floor(log.length * share);
          log[at] = (log[at] ?? 0) ^ bits;
          writeFileSync(`${file}-wal`, log);
          const store = openSqliteStore(file);
          expect(await commitsIn(store)).toBeLessThanOrEqual(commits);
          await store.close();
        },
      ),
      { numRuns: 40 },
    ));
});

describe('a damaged file', () => {
  /** Opens and reads all; resolves to what went wrong, if anything did. */
  async function problemOf(file: string): Promise<string | undefined> {
    let store: Store | undefined;
    try {
      store = openSqliteStore(file);
      await commitsIn(store);
      await store.commit([putWorkflow(aWorkflow('w1', { status: 'FAILED' })), putTask(aTask('t9', 'w1'))]);
      return undefined;
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    } finally {
      await store?.close();
    }
  }

  const damaged =
    /^Error: Cannot (open|read|write) the data in .*: the file is damaged or not a database\. Restore/;

  it('DU16 is said to be one where it cannot be read', () =>
    fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.999, noNaN: true }), async (share) => {
        const file = copyOf(closed);
        const bytes = readFileSync(file);
        const page = Math.floor((bytes.length * share) / 4096) * 4096;
        bytes.fill(0xa5, page, page + 4096);
        writeFileSync(file, bytes);
        expect([undefined, expect.stringMatching(damaged)]).toContainEqual(await problemOf(file));
      }),
      { numRuns: 40 },
    ));

  it('DU16 is said to be one when it was cut off', () =>
    fc.assert(
      fc.asyncProperty(fc.double({ min: 0.05, max: 0.9, noNaN: true }), async (share) => {
        const file = copyOf(closed);
        truncateSync(file, Math.floor(readFileSync(file).length * share));
        expect(await problemOf(file)).toMatch(damaged);
      }),
      { numRuns: 20 },
    ));
});
