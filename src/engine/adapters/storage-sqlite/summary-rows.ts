import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FieldValue } from '../summary-search.ts';
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
  readonly steady: readonly string[];
  readonly moving: readonly string[];
}

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

  constructor(db: DatabaseSync, table: SearchTable, tally: Tally, columns: RowColumns) {
    this.#tally = tally;
    this.#columns = columns;
    const { id, steady, moving } = columns;
    const set = (names: readonly string[]): string => names.map((name) => `${name} = ?`).join(', ');
    const always = [...moving, 'summary', 'model'];
    const all = [id, 'status', ...steady, ...always];
    const name = table.table;
    this.#find = db.prepare(
      `SELECT row, ${steady.join(', ')}, ${table.groupColumns} FROM ${name} WHERE ${id} = ?`,
    );
    this.#insert = db.prepare(
      `INSERT INTO ${name} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`,
    );
    this.#updateMoving = db.prepare(`UPDATE ${name} SET ${set(always)} WHERE row = ?`);
    this.#updateStatus = db.prepare(`UPDATE ${name} SET status = ?, ${set(always)} WHERE row = ?`);
    this.#updateAll = db.prepare(
      `UPDATE ${name} SET status = ?, ${set([...steady, ...always])} WHERE row = ?`,
    );
  }

  put(row: SummaryRow): void {
    const { id, group, steady, moving, summary, model } = row;
    const { status } = group;
    const old = this.#find.get(id);
    if (old === undefined) {
      this.#insert.run(id, status, ...steady, ...moving, summary, model);
      this.#tally.added(group);
      return;
    }
    const place = old['row'] ?? null;
    const isSteady = this.#columns.steady.every((name, index) => old[name] === steady[index]);
    if (!isSteady) this.#updateAll.run(status, ...steady, ...moving, summary, model, place);
    else if (old['status'] !== status) this.#updateStatus.run(status, ...moving, summary, model, place);
    else {
      this.#updateMoving.run(...moving, summary, model, place);
      return;
    }
    this.#tally.removed(groupOf(old));
    this.#tally.added(group);
  }
}
