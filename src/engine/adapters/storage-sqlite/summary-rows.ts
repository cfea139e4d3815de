import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { FieldValue } from '../summary-search.ts';
import { idKeyOf } from './id-key.ts';
import type { SearchTable } from './search-tables.ts';
import { groupOf, type Group, type Tally } from './tally.ts';

/** One row of workflow or task: its searchable columns, the JSON of summary and model. */
export interface SummaryRow {
  readonly id: string;
  readonly group: Group;
  /** Columns that are rarely given another value. */
  readonly steady: readonly FieldValue[];
  /** Columns that may change with every put; only one of them is indexed. */
  readonly moving: readonly (FieldValue | null)[];
  readonly summary: string;
  readonly model: string;
}

export interface RowColumns {
  readonly id: string;
  /** The column of the key of the id (see id-key.ts). */
  readonly key: string;
  readonly steady: readonly string[];
  readonly moving: readonly string[];
}

/** What must be known of a row to tell which columns a put changes. */
interface KnownRow {
  readonly row: SQLOutputValue;
  readonly group: Group;
  readonly steady: readonly SQLOutputValue[];
}

/** How many rows are known without asking: those of executions that change now. */
const mostKnown = 5_000;

/**
 * Writes rows of workflow or task so that each put touches only the indexes of columns that change: most puts leave
 * name, times of start and status as they are.
 */
export class SummaryRows {
  readonly #tally: Tally;
  readonly #find: StatementSync;
  readonly #insert: StatementSync;
  readonly #updateMoving: StatementSync;
  readonly #updateStatus: StatementSync;
  readonly #updateAll: StatementSync;
  readonly #columns: RowColumns;
  /** By id, the most recently put last. */
  readonly #known = new Map<string, KnownRow>();

  constructor(db: DatabaseSync, table: SearchTable, tally: Tally, columns: RowColumns) {
    this.#tally = tally;
    this.#columns = columns;
    const { id, key, steady, moving } = columns;
    const set = (names: readonly string[]): string => names.map((name) => `${name} = ?`).join(', ');
    const always = [...moving, 'summary', 'model'];
    const all = [id, 'status', ...steady, ...always];
    const name = table.table;
    this.#find = db.prepare(
      `SELECT row, ${steady.join(', ')}, ${table.groupColumns} FROM ${name} WHERE ${key} = ${idKeyOf('?1')}`,
    );
    this.#insert = db.prepare(
      `INSERT INTO ${name} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})
      ON CONFLICT (${key}) DO NOTHING`,
    );
    this.#updateMoving = db.prepare(`UPDATE ${name} SET ${set(always)} WHERE row = ?`);
    this.#updateStatus = db.prepare(`UPDATE ${name} SET status = ?, ${set(always)} WHERE row = ?`);
    this.#updateAll = db.prepare(
      `UPDATE ${name} SET status = ?, ${set([...steady, ...always])} WHERE row = ?`,
    );
  }

  put(row: SummaryRow): void {
    const { id, group, steady } = row;
    const old = this.#known.get(id);
    if (old !== undefined) {
      this.#update(row, old);
      return;
    }
    const { changes, lastInsertRowid } = this.#insert.run(
      id,
      group.status,
      ...steady,
      ...row.moving,
      row.summary,
      row.model,
    );
    if (changes === 0) {
      this.#update(row, this.#read(id));
      return;
    }
    this.#tally.added(group);
    this.#remember(id, { row: lastInsertRowid, group, steady });
  }

  /** These rows, given by id and what `groupColumns` name, were deleted. */
  removed(rows: readonly Record<string, SQLOutputValue>[]): void {
    for (const row of rows) {
      this.#known.delete(String(row['id']));
      this.#tally.removed(groupOf(row));
    }
  }

  /** What was written last may have been undone. */
  forgetAll(): void {
    this.#known.clear();
  }

  #update({ id, group, steady, moving, summary, model }: SummaryRow, old: KnownRow): void {
    const { status } = group;
    const isSteady = old.steady.every((value, index) => value === steady[index]);
    if (!isSteady) this.#updateAll.run(status, ...steady, ...moving, summary, model, old.row);
    else if (old.group.status !== status) this.#updateStatus.run(status, ...moving, summary, model, old.row);
    else this.#updateMoving.run(...moving, summary, model, old.row);
    this.#remember(id, { row: old.row, group, steady });
    if (isSteady && old.group.status === status) return;
    this.#tally.removed(old.group);
    this.#tally.added(group);
  }

  #read(id: string): KnownRow {
    const found = this.#find.get(id);
    if (found === undefined) throw new Error(`The row of ${id} is neither there nor can it be added`);
    const steady = this.#columns.steady.map((name) => found[name] ?? null);
    return { row: found['row'] ?? null, group: groupOf(found), steady };
  }

  #remember(id: string, known: KnownRow): void {
    this.#known.delete(id);
    this.#known.set(id, known);
    if (this.#known.size <= mostKnown) return;
    for (const [oldest] of this.#known) {
      this.#known.delete(oldest);
      return;
    }
  }
}
