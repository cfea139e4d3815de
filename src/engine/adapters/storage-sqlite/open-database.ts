import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkIdentity, migrate } from './schema.ts';

/** SQLite's primary result codes that users can do something about. */
const readOnly = 8;
const busy = 5;
const ioError = 10;
/** An extended code: what is read-only cannot be locked, either. */
const ioErrorLock = 3850;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;

/**
 * Opens the database file, and makes it and its folder where they are missing. Held exclusively: a second process is
 * refused, and SQLite needs no shared memory. Throws one Error that names the file and what can be done.
 */
export function openDatabase(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    if (file !== ':memory:') makeFolder(path.dirname(file));
    db = new DatabaseSync(file);
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    checkIdentity(db);
    migrate(db);
    // NORMAL keeps the file whole after any crash, but does not wait for the disk at every COMMIT: DiskSync does.
    // Checkpoints are rare, as each writes pages that many commits changed once.
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = 8000;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -32000;
    `);
    return db;
  } catch (error) {
    db?.close();
    throw new Error(`Cannot open the data in ${file}: ${explain(error)}.`, { cause: error });
  }
}

/** One level at a time: where the system makes no folders, as in /proc, Node's own recursion never ends. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** What went wrong with the file, and what to do, in half a sentence. */
export function explain(error: unknown): string {
  const code = resultCode(error) ?? 0;
  switch (code === ioErrorLock ? readOnly : code & 0xff) {
    case busy:
      return 'another process is using it. Stop that process, or choose another data folder';
    case readOnly:
    case cannotOpen:
      return 'it cannot be written. Allow writing to the file and its folder, or choose another data folder';
    case corrupt:
    case notADatabase:
      return 'the file is damaged or not a database. Restore it from a copy, or move it away to begin anew';
    case full:
      return 'the disk is full. Make room on it';
    case ioError:
      return `the disk reports an error (${messageOf(error)}). Check the disk, or choose another data folder`;
    default:
      return isSystemError(error) ? `${error.message}. Choose another data folder` : messageOf(error);
  }
}

/** Whether SQLite gave this error, and not the program. */
export function isOfDatabase(error: unknown): boolean {
  return resultCode(error) !== undefined;
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
