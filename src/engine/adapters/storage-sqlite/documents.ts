import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Collection, DocumentRange, Documents, KeyedDocument } from '../../ports.ts';
import { stored } from './stored.ts';

/** Comes behind every text that continues a prefix. */
const lastCharacter = '\u{10FFFF}';

/** Documents in the table of that name, all collections in one. */
export class StoredDocuments {
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #get: StatementSync;
  readonly #ascending: StatementSync;
  readonly #descending: StatementSync;

  constructor(db: DatabaseSync) {
    const list = 'SELECT key, value FROM document WHERE collection = ? AND key >= ? AND key <= ?';
    this.#put = db.prepare('INSERT OR REPLACE INTO document (collection, key, value) VALUES (?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM document WHERE collection = ? AND key = ?');
    this.#get = db.prepare('SELECT value FROM document WHERE collection = ? AND key = ?');
    this.#ascending = db.prepare(`${list} AND key > ? ORDER BY key LIMIT ?`);
    this.#descending = db.prepare(`${list} AND key < ? ORDER BY key DESC LIMIT ?`);
  }

  put(collection: Collection, key: string, value: Documents[Collection]): void {
    this.#put.run(collection, key, JSON.stringify(value));
  }

  delete(collection: Collection, key: string): void {
    this.#delete.run(collection, key);
  }

  get<C extends Collection>(collection: C, key: string): Documents[C] | undefined {
    return stored(this.#get.get(collection, key)?.['value']) as Documents[C] | undefined;
  }

  list<C extends Collection>(
    collection: C,
    { prefix = '', after, limit = -1, descending = false }: DocumentRange,
  ): readonly KeyedDocument<Documents[C]>[] {
    const statement = descending ? this.#descending : this.#ascending;
    const start = after ?? (descending ? lastCharacter : '');
    return statement
      .all(collection, prefix, prefix + lastCharacter, start, limit)
      .map((row) => ({ key: String(row['key']), value: stored(row['value']) as Documents[C] }));
  }
}
