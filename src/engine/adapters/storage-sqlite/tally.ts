import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { SearchTable } from './search-tables.ts';

/** What rows are counted by: most searches ask for nothing else. */
export interface Group {
  readonly name: string;
  readonly status: string;
  /** Whether it has a parent; false for tasks. */
  readonly child: boolean;
  /** Empty for tasks. */
  readonly classifier: string;
}

export interface CountedGroup extends Group {
  readonly count: number;
}

/** Reads a group from the columns that a table's `groupColumns` name. */
export function groupOf(row: Record<string, SQLOutputValue>): Group {
  return {
    name: String(row['name']),
    status: String(row['status']),
    child: row['child'] === 1,
    classifier: String(row['classifier']),
  };
}

/**
 * How many rows there are of each group: counted once, when a search first asks, then kept up to date in memory,
 * which is safe as no other process may open the file. So the total of a common search costs no scan.
 */
export class Tally {
  readonly #db: DatabaseSync;
  readonly #table: SearchTable;
  #counts: Map<string, CountedGroup> | undefined;
  /** What the commit under way changed; forgotten when it is undone. */
  #pending: { readonly group: Group; readonly delta: 1 | -1 }[] = [];

  constructor(db: DatabaseSync, table: SearchTable) {
    this.#db = db;
    this.#table = table;
  }

  added(group: Group): void {
    if (this.#counts !== undefined) this.#pending.push({ group, delta: 1 });
  }

  removed(group: Group): void {
    if (this.#counts !== undefined) this.#pending.push({ group, delta: -1 });
  }

  /** The commit under way is done. */
  keep(): void {
    for (const { group, delta } of this.#pending) this.#add(group, delta);
    this.#pending = [];
  }

  /** The commit under way was undone. */
  drop(): void {
    this.#pending = [];
  }

  /** Rows changed in a way that was not followed: counts anew when asked next. */
  reset(): void {
    this.#counts = undefined;
    this.#pending = [];
  }

  /** The groups that have rows, each with their number. */
  groups(): readonly CountedGroup[] {
    this.#counts ??= this.#load();
    return [...this.#counts.values()].filter(({ count }) => count > 0);
  }

  #load(): Map<string, CountedGroup> {
    const { table, groupColumns, indexes } = this.#table;
    const rows = this.#db
      .prepare(
        `SELECT ${groupColumns}, count(*) AS count FROM ${table} INDEXED BY ${indexes.byName} GROUP BY 1, 2, 3, 4`,
      )
      .all();
    const groups = rows.map((row) => ({ ...groupOf(row), count: Number(row['count']) }));
    return new Map(groups.map((group) => [keyOf(group), group]));
  }

  #add(group: Group, delta: number): void {
    const key = keyOf(group);
    this.#counts?.set(key, { ...group, count: (this.#counts.get(key)?.count ?? 0) + delta });
  }
}

function keyOf({ name, status, child, classifier }: Group): string {
  return JSON.stringify([name, status, child, classifier]);
}
