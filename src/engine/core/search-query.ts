import type { SearchParameters } from '../engine.ts';
import { internal, invalid } from '../errors.ts';
import type { SearchField, SearchOperator, SearchRequest } from '../ports.ts';

const SHARED_FIELDS = [
  'workflowId',
  'correlationId',
  'workflowType',
  'status',
  'startTime',
  'endTime',
  'updateTime',
] as const satisfies readonly SearchField[];

const FIELDS = {
  workflow: [...SHARED_FIELDS, 'version', 'parentWorkflowId', 'classifier'],
  task: [...SHARED_FIELDS, 'taskId', 'taskType', 'taskDefName', 'scheduledTime'],
} as const satisfies Record<string, readonly SearchField[]>;

/** What is searched for: executions or tasks. Each has fields of its own. */
export type SearchKind = keyof typeof FIELDS;

/** Reads Conductor's search grammar (SPEC's SE rules). Throws an EngineError for a clause that is none. */
export function parseSearch(parameters: SearchParameters, kind: SearchKind): SearchRequest {
  const freeText = parameters.freeText === '*' ? '' : (parameters.freeText ?? '');
  return {
    clauses: parseClauses<SearchField>(parameters.query ?? '', FIELDS[kind]),
    ...(freeText !== '' && { freeText }),
    sort: parseSort(parameters.sort ?? '', kind),
    start: parameters.start,
    size: parameters.size,
  };
}

/** One condition, as of SearchClause, on fields of any kind. */
export interface Clause<F extends string> {
  readonly field: F;
  readonly operator: SearchOperator;
  readonly values: readonly string[];
}

/** The conditions of a query on these fields. Throws an EngineError for a clause that is none. */
export function parseClauses<F extends string>(query: string, fields: readonly F[]): readonly Clause<F>[] {
  if (query === '') return [];
  // What is empty at the end is no clause.
  return query
    .replace(/(?<=.)( AND )+$/, '')
    .split(' AND ')
    .flatMap((clause) => parseClause(clause, fields));
}

/** No clause for an unknown field: Conductor ignores those. */
function parseClause<F extends string>(text: string, fields: readonly F[]): readonly Clause<F>[] {
  const parts = /^[^a-zA-Z]*([a-zA-Z]+)\s*(=|>|<|IN)(.*)$/.exec(text);
  if (parts === null) throw invalid(`Incorrectly formatted query string: ${text}`);
  const [, name = '', sign = '', rest = ''] = parts;
  const field = fields.find((each) => each === name);
  if (field === undefined) return [];
  const values = parseValues(rest.trim());
  if (field.endsWith('Time')) values.forEach(requireMilliseconds);
  return [{ field, operator: operatorOf(sign, values), values }];
}

function fieldNamed(name: string, kind: SearchKind): SearchField | undefined {
  return FIELDS[kind].find((field) => field === name);
}

function operatorOf(sign: string, values: readonly string[]): SearchOperator {
  switch (sign) {
    case '<':
    case '>':
      return sign;
    default:
      return values.length > 1 ? 'IN' : '=';
  }
}

/** `(a,"b",'c')` or a single value. A value in quotes may contain a comma. */
function parseValues(text: string): readonly string[] {
  const isBracketed = text.startsWith('(') || !text.includes('(');
  const list = isBracketed ? text.replace(/^\(|\)$/g, '') : text;
  const values = [...list.matchAll(/\s*(?:"([^"]*)"|'([^']*)')\s*(?:,|$)|([^,]*)(?:,|$)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain?.trim() ?? '',
  );
  while (values.length > 1 && values.at(-1) === '') values.pop();
  return values;
}

/** Conductor fails on such a value in Java's own words, with status 500. */
function requireMilliseconds(value: string): void {
  if (!/^[+-]?\d+$/.test(value)) throw internal(`For input string: "${value}"`);
}

/** `field:ASC|field:DESC`; an entry without an order, or with an unknown field, is ignored. */
function parseSort(text: string, kind: SearchKind): SearchRequest['sort'] {
  return text.split('|').flatMap((entry) => {
    const [name = '', order = '', ...rest] = entry.split(':');
    const field = fieldNamed(name, kind);
    const direction = order.toUpperCase();
    if (field === undefined || rest.length > 0 || (direction !== 'ASC' && direction !== 'DESC')) return [];
    return [{ field, descending: direction === 'DESC' }];
  });
}
