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

interface Delta {
  readonly group: Group;
  count: number;
}

/**
 * How many rows there are of each group: kept in a table of its own, written once for each transaction, so that the
 * total of a common search costs no scan. In memory it runs ahead of the table by what is not committed yet.
 */
export class Tally {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #kind: string;
  #counts: Map<string, CountedGroup> | undefined;
  /** What the commit under way changed; forgotten when it is undone. */
  #pending: { readonly group: Group; readonly delta: 1 | -1 }[] = [];
  /** What the transaction changed so far. */
  readonly #unwritten = new Map<string, Delta>();

  constructor(db: DatabaseSync, { table }: SearchTable) {
    this.#statements = prepare(db);
    this.#kind = table;
  }

  added(group: Group): void {
    this.#pending.push({ group, delta: 1 });
  }

  removed(group: Group): void {
    this.#pending.push({ group, delta: -1 });
  }

  /** The commit under way is done. */
  keep(): void {
    for (const { group, delta } of this.#pending) {
      const key = keyOf(group);
      const unwritten = this.#unwritten.get(key);
      if (unwritten === undefined) this.#unwritten.set(key, { group, count: delta });
      else unwritten.count += delta;
      if (this.#counts !== undefined) add(this.#counts, group, delta);
    }
    this.#pending = [];
  }

  /** The commit under way was undone. */
  drop(): void {
    this.#pending = [];
  }

  /** To be called once before the transaction ends. */
  write(): void {
    for (const { group, count } of this.#unwritten.values()) {
      if (count === 0) continue;
      const { name, status, child, classifier } = group;
      this.#statements.add.run(this.#kind, name, status, Number(child), classifier, count);
    }
    this.#unwritten.clear();
  }

  /** The transaction was undone: only the table counts. */
  reset(): void {
    this.#counts = undefined;
    this.#pending = [];
    this.#unwritten.clear();
  }

  /** The groups that have rows, each with their number. */
  groups(): readonly CountedGroup[] {
    this.#counts ??= this.#load();
    return [...this.#counts.values()].filter(({ count }) => count > 0);
  }

  #load(): Map<string, CountedGroup> {
    const counts = new Map<string, CountedGroup>();
    for (const row of this.#statements.read.all(this.#kind)) add(counts, groupOf(row), Number(row['count']));
    for (const { group, count } of this.#unwritten.values()) add(counts, group, count);
    return counts;
  }
}

function prepare(db: DatabaseSync) {
  return {
    read: db.prepare('SELECT name, status, child, classifier, count FROM tally WHERE kind = ?'),
    add: db.prepare(`
      INSERT INTO tally (kind, name, status, child, classifier, count) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET count = count + excluded.count`),
  };
}

function add(counts: Map<string, CountedGroup>, group: Group, delta: number): void {
  const key = keyOf(group);
  counts.set(key, { ...group, count: (counts.get(key)?.count ?? 0) + delta });
}

function keyOf({ name, status, child, classifier }: Group): string {
  return JSON.stringify([name, status, child, classifier]);
}
