import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { aSearch, aWorkflow, putWorkflow } from '../../testing/store/fixtures.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const folder = temporaryFolder();

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
