import type { DatabaseSync } from 'node:sqlite';
import type { SearchTable } from './search-tables.ts';

/** Of what name and status a row is. */
export interface Group {
  readonly name: string;
  readonly status: string;
}

/**
 * How many rows there are of each name and status: counted once, when a search first asks, then kept up to date in
 * memory, which is safe as no other process may open the file. So the total of a common search costs no scan.
 */
export class Tally {
  readonly #db: DatabaseSync;
  readonly #table: SearchTable;
  #counts: Map<string, Map<string, number>> | undefined;
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
  groups(): (Group & { readonly count: number })[] {
    this.#counts ??= this.#load();
    const groups: (Group & { readonly count: number })[] = [];
    for (const [name, statuses] of this.#counts)
      for (const [status, count] of statuses) if (count > 0) groups.push({ name, status, count });
    return groups;
  }

  #load(): Map<string, Map<string, number>> {
    const { table, nameColumn, indexes } = this.#table;
    const rows = this.#db
      .prepare(
        `SELECT ${nameColumn} AS name, status, count(*) AS count FROM ${table} INDEXED BY ${indexes.byName} GROUP BY 1, 2`,
      )
      .all();
    const counts = new Map<string, Map<string, number>>();
    for (const row of rows) {
      const name = String(row['name']);
      const statuses = counts.get(name) ?? new Map<string, number>();
      counts.set(name, statuses.set(String(row['status']), Number(row['count'])));
    }
    return counts;
  }

  #add({ name, status }: Group, delta: number): void {
    if (this.#counts === undefined) return;
    const statuses = this.#counts.get(name) ?? new Map<string, number>();
    this.#counts.set(name, statuses.set(status, (statuses.get(status) ?? 0) + delta));
  }
}
