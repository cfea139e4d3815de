import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { aHandler, aSearch, aWorkflow, putHandler, putWorkflow } from '../../testing/store/fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

/** Root may write whatever it likes, so that its tests do this as somebody else. */
function asUser<T>(act: () => T): T {
  if (process.geteuid?.() !== 0) return act();
  chmodSync(folder.file('.'), 0o755);
  process.seteuid?.(65534);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}

function alter(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

describe('opening the SQLite store', () => {
  it('makes the folder', async () => {
    const file = folder.file('new/deeper/data.db');
    const store = openSqliteStore(file);
    await store.close();
    expect(statSync(file).isFile()).toBe(true);
  });

  it('refuses the data of a newer version', async () => {
    const file = folder.file('newer.db');
    await openSqliteStore(file).close();
    alter(file, 'PRAGMA user_version = 1000');
    expect(() => openSqliteStore(file)).toThrow(
      new RegExp(
        `^Cannot open the data in ${file}: a newer version of this program wrote it .* Use that version`,
      ),
    );
  });

  it("refuses another program's database and leaves it as it is", () => {
    const file = folder.file('other.db');
    alter(file, 'CREATE TABLE recipe (title TEXT)');
    const before = readFileSync(file);
    expect(() => openSqliteStore(file)).toThrow(
      `Cannot open the data in ${file}: it is a database of another program. Choose another data folder.`,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('says that a file is no database', () => {
    const file = folder.file('text.db');
    writeFileSync(file, 'not a database '.repeat(100));
    expect(() => openSqliteStore(file)).toThrow(
      `Cannot open the data in ${file}: the file is damaged or not a database. Restore it from a copy, or move it away to begin anew.`,
    );
  });

  it('says that a folder stands where the file should', () => {
    const file = folder.file('folder.db');
    mkdirSync(file);
    expect(() => openSqliteStore(file)).toThrow(`Cannot open the data in ${file}: it cannot be written.`);
  });

  it.each([
    ['a file', 0o444, 0o777],
    ['a folder', 0o666, 0o555],
    ['a file and a folder', 0o444, 0o555],
    ['a file that nobody may read', 0o000, 0o777],
  ])(
    'DU19 says that %s cannot be written, and leaves the data as they are',
    async (_what, mode, folderMode) => {
      const file = folder.file(`read-only ${mode} ${folderMode}/data.db`);
      const store = openSqliteStore(file);
      await store.commit([putHandler('h1')]);
      await store.close();
      chmodSync(file, mode);
      chmodSync(path.dirname(file), folderMode);
      expect(() => asUser(() => openSqliteStore(file))).toThrow(
        `Cannot open the data in ${file}: it cannot be written. Allow writing to the file and its folder, or choose another data folder.`,
      );
      chmodSync(path.dirname(file), 0o777);
      chmodSync(file, 0o666);
      const again = openSqliteStore(file);
      expect(await again.document('eventHandler', 'h1')).toEqual(aHandler('h1'));
      await again.close();
    },
  );

  it('says that the folder cannot be made', () => {
    writeFileSync(folder.file('file'), '');
    const file = folder.file('file/data.db');
    expect(() => openSqliteStore(file)).toThrow(
      /^Cannot open the data in .*\. Choose another data folder\.$/,
    );
  });

  it('says so too where the system makes no folders', () => {
    expect(() => openSqliteStore('/proc/nowhere/data.db')).toThrow(/ENOENT.*Choose another data folder\.$/);
  });

  it('does not harm data when it is opened again', async () => {
    const file = folder.file('again.db');
    const first = openSqliteStore(file);
    await first.commit([putWorkflow(aWorkflow('w1'))]);
    await first.close();
    await openSqliteStore(file).close();
    const third = openSqliteStore(file);
    expect((await third.searchWorkflows(aSearch())).total).toBe(1);
    await third.close();
  });
});
