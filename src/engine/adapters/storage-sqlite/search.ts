import type { DatabaseSync } from 'node:sqlite';
import type { SearchClause, SearchField, SearchRequest } from '../../ports.ts';
import { effectiveSort, hasWildcard, matcher, type FieldValue } from '../summary-search.ts';
import type { SearchTable } from './search-tables.ts';
import { allOf, conditionsOf, type Sql } from './sql-conditions.ts';
import type { Group, Tally } from './tally.ts';

/** Above this, walking all rows in order of time beats merging the rows of every group. */
const mostBranches = 20;

/** What a search found: the JSON of one page of summaries, and how many there are in all. */
export interface FoundSummaries {
  readonly total: number;
  readonly summaries: readonly string[];
}

/**
 * Searches a table by the index that fits. SQLite would choose well only after counting its rows anew from time to
 * time, which costs more than to say here which index answers which question.
 */
export function searchTable(
  db: DatabaseSync,
  table: SearchTable,
  tally: Tally,
  request: SearchRequest,
): FoundSummaries {
  const clauses = request.clauses.filter(({ field }) => table.columns.has(field));
  const selective = selectiveSource(table, clauses);
  const ofGroup = clauses.filter((clause) => isOfGroup(table, clause));
  const all = tally.groups();
  const groups = all.filter(matcher({ fields: groupFields(table) }, ofGroup));
  const groupsDecide = ofGroup.length === clauses.length && (request.freeText ?? '') === '';
  if (groups.length === 0) return { total: 0, summaries: [] };
  const whole = wholeSearch(table, selective, request);
  const grouped = selective === undefined ? groupBranches(table, request, all, groups) : undefined;
  const total = groupsDecide
    ? groups.reduce((sum, { count }) => sum + count, 0)
    : countRows(db, table, grouped ?? [whole]);
  if (request.start >= total || request.size === 0) return { total, summaries: [] };

  const ordered = selective === undefined ? timeOrdered(table, request, all, groups) : undefined;
  const branches = ordered ?? [whole];
  const rows = pageOfRows(db, table, branches, request);
  const summary = db.prepare(`SELECT summary FROM ${table.table} WHERE row = ?`);
  return { total, summaries: rows.map((row) => String(summary.get(row)?.['summary'])) };
}

/** A part of a search: rows that an index gives in order, or that need sorting. */
interface Branch {
  readonly index: string | undefined;
  readonly where: Sql;
}

/** The groups' fields as the search fields that they answer. */
function groupFields(table: SearchTable): ReadonlyMap<SearchField, (group: Group) => FieldValue> {
  return new Map<SearchField, (group: Group) => FieldValue>([
    [table.nameField, (group) => group.name],
    ['status', (group) => group.status],
    ['parentWorkflowId', (group) => (group.child ? 'some parent' : '')],
    ['classifier', (group) => group.classifier],
  ]);
}

/** Whether a group as a whole meets a clause or does not. Of parents, groups know only whether there is one. */
function isOfGroup(table: SearchTable, clause: SearchClause): boolean {
  if (clause.field === 'parentWorkflowId')
    return isExact(clause) && clause.values.every((value) => value === '');
  return clause.field === 'status' || clause.field === 'classifier' || clause.field === table.nameField;
}

/** The branch by a field of which each value has few rows, if a clause asks for exact values of one. */
function selectiveSource(table: SearchTable, clauses: readonly SearchClause[]): Branch | undefined {
  for (const { field, index, partial } of table.selective) {
    const clause = clauses.find((each) => each.field === field && isExact(each));
    if (clause === undefined || (partial && clause.values.includes(''))) continue;
    const column = table.columns.get(field)?.name ?? '';
    return { index, where: { text: partial ? `${column} <> ''` : 'TRUE', values: [] } };
  }
  return undefined;
}

function isExact(clause: SearchClause): boolean {
  const isEquality = clause.operator === '=' || clause.operator === 'IN';
  return isEquality && clause.values.length > 0 && !clause.values.some((value) => hasWildcard(clause, value));
}

function wholeSearch(table: SearchTable, source: Branch | undefined, request: SearchRequest): Branch {
  const conditions = conditionsOf(table, request.clauses, request.freeText);
  return {
    index: source?.index,
    where: allOf([...(source === undefined ? [] : [source.where]), ...conditions]),
  };
}

function countRows(db: DatabaseSync, table: SearchTable, branches: readonly Branch[]): number {
  const counts = branches.map(
    ({ index, where }) => `SELECT count(*) AS count FROM ${from(table, index)} WHERE ${where.text}`,
  );
  const values = branches.flatMap(({ where }) => where.values);
  const sum = db.prepare(`SELECT sum(count) AS count FROM (${counts.join(' UNION ALL ')})`).get(...values);
  return Number(sum?.['count']);
}

/** A branch for every name and status that the clauses leave, unless they leave all, or too many. */
function groupBranches(
  table: SearchTable,
  request: SearchRequest,
  all: readonly Group[],
  groups: readonly Group[],
): readonly Branch[] | undefined {
  const pairs = distinctPairs(groups);
  if (pairs.length === distinctPairs(all).length || pairs.length > mostBranches) return undefined;
  const rest = restOf(table, request);
  return pairs.map(({ name, status }) => {
    const equal = [[table.nameColumn, name] as const, ['status', status] as const];
    return branch(table.indexes.byName, equal, rest);
  });
}

/** What is asked beside name and status. */
function restOf(table: SearchTable, request: SearchRequest): readonly Sql[] {
  const others = request.clauses.filter(({ field }) => field !== 'status' && field !== table.nameField);
  return conditionsOf(table, others, request.freeText);
}

/** When results are wanted in order of time: branches whose indexes give them in it, so that a page costs a page. */
function timeOrdered(
  table: SearchTable,
  request: SearchRequest,
  all: readonly Group[],
  groups: readonly Group[],
): readonly Branch[] | undefined {
  const sort = effectiveSort(table.kind, request.sort);
  if (sort.length !== 1 || sort[0]?.field !== table.kind.defaultSort) return undefined;

  const byType = alsoByTime(table, request.clauses);
  if (byType !== undefined) {
    const rest = conditionsOf(table, request.clauses, request.freeText);
    return byType.values.map((value) => branch(byType.index, [[byType.column, value]], rest));
  }
  return (
    statusBranches(table, request, all, groups) ??
    groupBranches(table, request, all, groups) ?? [
      wholeSearch(table, { index: table.indexes.byTime, where: allOf([]) }, request),
    ]
  );
}

/** A branch for every status that the clauses leave, if they leave all names but not all statuses. */
function statusBranches(
  table: SearchTable,
  request: SearchRequest,
  all: readonly Group[],
  groups: readonly Group[],
): readonly Branch[] | undefined {
  const pairs = distinctPairs(groups);
  const allPairs = distinctPairs(all);
  const statuses = new Set(pairs.map(({ status }) => status));
  const haveAllNames = allPairs.filter(({ status }) => statuses.has(status)).length === pairs.length;
  if (!haveAllNames || pairs.length === allPairs.length) return undefined;
  const rest = restOf(table, request);
  return [...statuses].map((status) => branch(table.indexes.byStatus, [['status', status]], rest));
}

function distinctPairs(groups: readonly Group[]): readonly Group[] {
  return [...new Map(groups.map((group) => [JSON.stringify([group.name, group.status]), group])).values()];
}

function alsoByTime(
  table: SearchTable,
  clauses: readonly SearchClause[],
): { readonly index: string; readonly column: string; readonly values: readonly string[] } | undefined {
  const also = table.alsoByTime;
  const clause = clauses.find((each) => each.field === also?.field && isExact(each));
  if (also === undefined || clause === undefined || clause.values.length > mostBranches) return undefined;
  return { index: also.index, column: also.column, values: [...new Set(clause.values)] };
}

function branch(index: string, equal: readonly (readonly [string, string])[], rest: readonly Sql[]): Branch {
  const own = equal.map(([column, value]) => ({ text: `${column} = ?`, values: [value] }));
  return { index, where: allOf([...own, ...rest]) };
}

/** The rows of the page, in order. Summaries are read afterwards, so that sorting carries none. */
function pageOfRows(
  db: DatabaseSync,
  table: SearchTable,
  branches: readonly Branch[],
  request: SearchRequest,
): number[] {
  const sort = effectiveSort(table.kind, request.sort);
  const keys = sort.map(({ field, descending }) => ({
    column: table.columns.get(field)?.name ?? 'row',
    direction: descending ? 'DESC' : 'ASC',
  }));
  const columns = keys.map(({ column }, position) => `${column} AS key_${position}`);
  const order = keys.map(({ direction }, position) => `key_${position} ${direction}`);
  const selects = branches.map(
    ({ index, where }) => `SELECT ${columns.join(', ')}, row FROM ${from(table, index)} WHERE ${where.text}`,
  );
  const sql = `${selects.join(' UNION ALL ')} ORDER BY ${order.join(', ')}, row ${keys.at(-1)?.direction ?? 'ASC'} LIMIT ? OFFSET ?`;
  const values = branches.flatMap(({ where }) => where.values);
  return db
    .prepare(sql)
    .all(...values, request.size, request.start)
    .map((found) => Number(found['row']));
}

function from(table: SearchTable, index: string | undefined): string {
  return index === undefined ? table.table : `${table.table} INDEXED BY ${index}`;
}
