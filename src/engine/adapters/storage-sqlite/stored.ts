import type { SQLOutputValue, StatementSync } from 'node:sqlite';

/** What this store wrote as JSON, read back: callers trust it to be what they wrote. Undefined when there is none. */
export function stored(json: SQLOutputValue | undefined): unknown {
  return typeof json === 'string' ? JSON.parse(json) : undefined;
}

/** The stored values of one column of all rows that a statement gives. */
export function storedList<T>(statement: StatementSync, column: string, ...values: string[]): T[] {
  return statement.all(...values).map((row) => stored(row[column]) as T);
}
