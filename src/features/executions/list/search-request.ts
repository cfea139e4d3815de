import type { ApiQuery } from '#lib/api-address.ts';

export const ranges = ['any', '15m', '1h', '24h', '7d', '30d', 'custom'] as const;
export type Range = (typeof ranges)[number];

export interface ListSort {
  readonly column: string;
  readonly descending: boolean;
}

/** What the list shows: the page's address, read. */
export interface Filters {
  readonly workflow: readonly string[];
  readonly status: string;
  readonly id: string;
  readonly correlation: string;
  readonly text: string;
  readonly range: Range;
  /** Epoch milliseconds, for the range `custom`. */
  readonly from: number | null;
  readonly to: number | null;
  readonly sort: ListSort;
}

export const newestFirst: ListSort = { column: 'startTime', descending: true };

/** What the list shows when nothing is chosen. */
export const noFilters: Filters = {
  workflow: [],
  status: '',
  id: '',
  correlation: '',
  text: '',
  range: 'any',
  from: null,
  to: null,
  sort: newestFirst,
};

/** How many rows are asked for before more are wanted. */
export const firstRows = 100;

export const searchPath = '/workflow/search';

export interface SearchRequest {
  readonly query: ApiQuery;
  /** What of the filters the server's search language cannot say. */
  readonly notes: readonly string[];
}

const rangeMillis: Readonly<Record<Exclude<Range, 'any' | 'custom'>, number>> = {
  '15m': 15 * 60_000,
  '1h': 3_600_000,
  '24h': 24 * 3_600_000,
  '7d': 7 * 24 * 3_600_000,
  '30d': 30 * 24 * 3_600_000,
};

// The search language has no escapes: it drops quotes and brackets from a value and cuts it at commas and at AND.
const unspeakable = /["'(),]| AND /;

function clause(field: string, value: string): string {
  return unspeakable.test(value) ? `${field}=${asPattern(value)}` : `${field}=${value}`;
}

// A star stands for any text: more may match than was meant, but nothing that was meant is missed.
function asPattern(value: string): string {
  return value.replaceAll(new RegExp(unspeakable, 'g'), '*').replaceAll(/\*+/g, '*');
}

function workflowClauses(names: readonly string[], notes: string[]): string[] {
  const [first] = names;
  if (first === undefined) return [];
  if (names.length === 1) return [clause('workflowType', first)];
  const plain = names.filter((name) => !unspeakable.test(name) && !name.includes('*'));
  const odd = names.filter((name) => !plain.includes(name));
  if (odd.length > 0) {
    notes.push(
      `The search cannot combine ${odd.map((name) => `“${name}”`).join(', ')} with other names: choose it alone.`,
    );
  }
  return plain.length === 0 ? [clause('workflowType', first)] : [`workflowType IN (${plain.join(',')})`];
}

function timeClauses(filters: Filters, now: number): string[] {
  const { range, from, to } = filters;
  if (range === 'any') return [];
  if (range !== 'custom') return [`startTime>${now - rangeMillis[range]}`];
  return [...(from === null ? [] : [`startTime>${from - 1}`]), ...(to === null ? [] : [`startTime<${to}`])];
}

/** The filters in the server's search language: AND, =, IN, < and > are all it has. */
export function toSearchRequest(filters: Filters, now: number): SearchRequest {
  const notes: string[] = [];
  const clauses = [
    ...workflowClauses(filters.workflow, notes),
    ...(filters.status === '' ? [] : [`status IN (${filters.status})`]),
    ...(filters.id.trim() === '' ? [] : [clause('workflowId', filters.id.trim())]),
    ...(filters.correlation.trim() === '' ? [] : [clause('correlationId', filters.correlation.trim())]),
    ...timeClauses(filters, now),
  ];
  const text = filters.text.trim();
  return {
    query: {
      sort: `${filters.sort.column}:${filters.sort.descending ? 'DESC' : 'ASC'}`,
      freeText: text === '' ? '*' : text,
      query: clauses.length === 0 ? undefined : clauses.join(' AND '),
    },
    notes,
  };
}

/** What the search is asked for the first `limit` executions that fit. */
export function searchQuery(filters: Filters, limit: number, now: number): ApiQuery {
  return { start: 0, size: limit, ...toSearchRequest(filters, now).query };
}

/** Whether anything narrows the list beside the status tab. */
export function isFiltered(filters: Filters): boolean {
  const { workflow, id, correlation, text, range } = filters;
  return workflow.length > 0 || id !== '' || correlation !== '' || text !== '' || range !== 'any';
}
