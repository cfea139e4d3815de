import type { SearchClause, SearchOperator } from '../../ports.ts';
import { clauseNumber, hasWildcard } from '../summary-search.ts';
import type { SearchColumn, SearchTable } from './search-tables.ts';

type SqlValue = string | number;

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export function allOf(conditions: readonly Sql[]): Sql {
  return {
    text: conditions.map(({ text }) => text).join(' AND ') || 'TRUE',
    values: conditions.flatMap(({ values }) => values),
  };
}

/** The condition of each clause whose field the table has, and of the free text. */
export function conditionsOf(
  table: SearchTable,
  clauses: readonly SearchClause[],
  freeText: string | undefined,
): Sql[] {
  const conditions = clauses.flatMap((clause) => {
    const column = table.columns.get(clause.field);
    return column === undefined ? [] : [clauseCondition(clause, column)];
  });
  if (freeText !== undefined && freeText !== '') conditions.push(textCondition(freeText));
  return conditions;
}

function clauseCondition(clause: SearchClause, column: SearchColumn): Sql {
  const exact: SqlValue[] = [];
  const others: Sql[] = [];
  for (const value of clause.values) {
    if (column.type === 'number') {
      const wanted = clauseNumber(value);
      if (wanted !== undefined) exact.push(wanted);
    } else if (hasWildcard(clause, value)) others.push(wildcardCondition(column.name, value));
    else exact.push(value);
  }
  if (exact.length > 0) others.unshift(comparison(column.name, clause.operator, exact));
  if (others.length === 0) return { text: 'FALSE', values: [] };
  return {
    text: others.length === 1 ? (others[0]?.text ?? '') : `(${others.map(({ text }) => text).join(' OR ')})`,
    values: others.flatMap(({ values }) => values),
  };
}

function comparison(column: string, operator: SearchOperator, values: readonly SqlValue[]): Sql {
  switch (operator) {
    case '=':
    case 'IN':
      return values.length === 1
        ? { text: `${column} = ?`, values }
        : { text: `${column} IN (${values.map(() => '?').join(', ')})`, values };
    case '>':
    case '<':
      return { text: `(${values.map(() => `${column} ${operator} ?`).join(' OR ')})`, values };
  }
}

// SQLite's LIKE ignores the case of ASCII letters only; it is fast, and enough when what is sought is ASCII and not endless.
// For the rest there are functions (see search.ts).

function wildcardCondition(column: string, value: string): Sql {
  if (!isPlain(value)) return { text: `matches_wildcard(?, ${column})`, values: [value] };
  return { text: String.raw`${column} LIKE ? ESCAPE '\'`, values: [likePattern(value).replaceAll('*', '%')] };
}

function textCondition(text: string): Sql {
  if (!isPlain(text)) return { text: 'contains_text(summary, ?)', values: [text.toLowerCase()] };
  return { text: String.raw`summary LIKE ? ESCAPE '\'`, values: [`%${likePattern(text)}%`] };
}

function isPlain(text: string): boolean {
  return /^[ -~]{0,1000}$/.test(text);
}

function likePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
