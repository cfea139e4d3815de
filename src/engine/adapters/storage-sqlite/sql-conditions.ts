import type { SearchClause, SearchOperator } from '../../ports.ts';
import { clauseNumber, hasWildcard } from '../summary-search.ts';
import { idKey } from './id-key.ts';
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
  if (exact.length > 0) others.unshift(comparison(column, clause.operator, exact));
  if (others.length === 0) return { text: 'FALSE', values: [] };
  return {
    text: others.length === 1 ? (others[0]?.text ?? '') : `(${others.map(({ text }) => text).join(' OR ')})`,
    values: others.flatMap(({ values }) => values),
  };
}

function comparison(column: SearchColumn, operator: SearchOperator, values: readonly SqlValue[]): Sql {
  switch (operator) {
    case '=':
    case 'IN':
      return column.key === undefined
        ? equality(column.name, values)
        : equality(
            column.key,
            values.map((value) => idKey(String(value))),
          );
    case '>':
    case '<':
      return { text: `(${values.map(() => `${column.name} ${operator} ?`).join(' OR ')})`, values };
  }
}

function equality(column: string, values: readonly SqlValue[]): Sql {
  return values.length === 1
    ? { text: `${column} = ?`, values }
    : { text: `${column} IN (${values.map(() => '?').join(', ')})`, values };
}

// SQLite's LIKE ignores the case of ASCII letters only. GLOB ignores none, but can be told the forms of each letter.

/** Text of the form that `wildcard` gives, where `*` stands for any characters. */
function wildcardCondition(column: string, wildcard: string): Sql {
  const parts = wildcard.split('*');
  if (isAscii(wildcard)) return { text: like(column), values: [parts.map(likeLiteral).join('%')] };
  return { text: `${column} GLOB ?`, values: [parts.map(globAnyCase).join('*')] };
}

function textCondition(text: string): Sql {
  if (isAscii(text)) return { text: like('summary'), values: [`%${likeLiteral(text)}%`] };
  // GLOB looks for a plain first letter much faster than for one of several.
  const [first = '', ...rest] = text;
  const values = formsOf(first).map((form) => `*${globOf([form])}${globAnyCase(rest.join(''))}*`);
  return { text: `(${values.map(() => 'summary GLOB ?').join(' OR ')})`, values };
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function like(column: string): string {
  return String.raw`${column} LIKE ? ESCAPE '\'`;
}

function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

function globAnyCase(text: string): string {
  return Array.from(text, (letter) => globOf(formsOf(letter))).join('');
}

/** The letter as it is, as a small and as a capital one, where these are single letters. */
function formsOf(letter: string): string[] {
  const forms = new Set([letter, letter.toLowerCase(), letter.toUpperCase()]);
  return [...forms].filter((form) => Array.from(form).length === 1);
}

function globOf(forms: readonly string[]): string {
  const all = forms.join('');
  return forms.length > 1 || '*?['.includes(all) ? `[${all}]` : all;
}
