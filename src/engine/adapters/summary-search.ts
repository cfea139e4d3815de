import type { TaskSummary, WorkflowSummary } from '#contract/index.ts';
import type { Page, SearchClause, SearchField, SearchRequest } from '../ports.ts';

/** What a clause compares and a sort orders by: text, or a number (times are epoch milliseconds, 0 when there is none). */
export type FieldValue = string | number;

/** How one kind of summary is searched: its fields, and the one that orders results (newest first) when no sort is asked for. */
export interface Searchable<S> {
  readonly fields: ReadonlyMap<SearchField, (summary: S) => FieldValue>;
  readonly defaultSort: SearchField;
}

export const workflowSearch: Searchable<WorkflowSummary> = {
  fields: new Map<SearchField, (summary: WorkflowSummary) => FieldValue>([
    ['workflowId', (summary) => summary.workflowId],
    ['correlationId', (summary) => summary.correlationId ?? ''],
    ['workflowType', (summary) => summary.workflowType],
    ['version', (summary) => summary.version],
    ['status', (summary) => summary.status],
    ['startTime', (summary) => milliseconds(summary.startTime)],
    ['endTime', (summary) => milliseconds(summary.endTime)],
    ['updateTime', (summary) => milliseconds(summary.updateTime)],
    ['parentWorkflowId', (summary) => summary.parentWorkflowId ?? ''],
    ['classifier', classifierOf],
  ]),
  defaultSort: 'startTime',
};

export const taskSearch: Searchable<TaskSummary> = {
  fields: new Map<SearchField, (summary: TaskSummary) => FieldValue>([
    ['workflowId', (summary) => summary.workflowId],
    ['correlationId', (summary) => summary.correlationId ?? ''],
    ['workflowType', (summary) => summary.workflowType],
    ['taskId', (summary) => summary.taskId],
    ['taskType', (summary) => summary.taskType],
    ['taskDefName', (summary) => summary.taskDefName],
    ['status', (summary) => summary.status],
    ['scheduledTime', (summary) => milliseconds(summary.scheduledTime)],
    ['startTime', (summary) => milliseconds(summary.startTime)],
    ['updateTime', (summary) => milliseconds(summary.updateTime)],
    ['endTime', (summary) => milliseconds(summary.endTime)],
  ]),
  defaultSort: 'scheduledTime',
};

/** Conductor lets `workflow` stand for executions that were given no classifier. */
export function classifierOf(summary: WorkflowSummary): string {
  return summary.classifier ?? 'workflow';
}

/** What a summary has in these fields. */
export function valuesOf<S>(kind: Searchable<S>, fields: readonly SearchField[], summary: S): FieldValue[] {
  return fields.map((field) => kind.fields.get(field)?.(summary) ?? '');
}

/** The time that orders summaries of this kind by default. */
export function defaultTime<S>(kind: Searchable<S>, summary: S): number {
  return Number(kind.fields.get(kind.defaultSort)?.(summary));
}

/** Epoch milliseconds of a summary's ISO time; 0 when there is none. */
function milliseconds(time: string | undefined): number {
  return time === undefined || time === '' ? 0 : Date.parse(time);
}

/**
 * The number a clause compares a numeric field with; undefined when its text is none, and then nothing matches.
 * An empty text is no number, though JavaScript would read it as 0.
 */
export function clauseNumber(text: string): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(value) ? undefined : value;
}

export function hasWildcard(clause: SearchClause, value: string): boolean {
  return clause.operator === '=' && value.includes('*');
}

/** Evaluates a search over all summaries of a store, given in the order in which they were first stored. */
export function searchSummaries<S>(
  kind: Searchable<S>,
  summaries: Iterable<S>,
  request: SearchRequest,
): Page<S> {
  const matches = matcher(kind, request.clauses);
  const text = request.freeText ?? '';
  const found: S[] = [];
  for (const summary of summaries)
    if (matches(summary) && (text === '' || containsText(JSON.stringify(summary), text))) found.push(summary);
  const ordered = inOrder(kind, found, request.sort);
  return { total: found.length, results: ordered.slice(request.start, request.start + request.size) };
}

/** Whether all clauses hold. A clause on a field that this kind lacks is ignored, as Conductor ignores unknown fields. */
export function matcher<S>(
  kind: Pick<Searchable<S>, 'fields'>,
  clauses: readonly SearchClause[],
): (summary: S) => boolean {
  const conditions = clauses.flatMap((clause) => {
    const read = kind.fields.get(clause.field);
    return read === undefined ? [] : [condition(read, clause)];
  });
  return (summary) => conditions.every((meets) => meets(summary));
}

function containsText(json: string, text: string): boolean {
  return json.toLowerCase().includes(text.toLowerCase());
}

function condition<S>(read: (summary: S) => FieldValue, clause: SearchClause): (summary: S) => boolean {
  const tests = clause.values.map((value) => valueTest(clause, value));
  return (summary) => {
    const actual = read(summary);
    return tests.some((meets) => meets(actual));
  };
}

function valueTest(clause: SearchClause, value: string): (actual: FieldValue) => boolean {
  const number = clauseNumber(value);
  const hasForm = hasWildcard(clause, value) ? wildcardTest(value) : undefined;
  return (actual) => {
    if (typeof actual === 'number') return number !== undefined && holds(clause.operator, actual, number);
    return hasForm === undefined ? holds(clause.operator, actual, value) : hasForm(actual);
  };
}

function holds<T extends FieldValue>(operator: SearchClause['operator'], actual: T, wanted: T): boolean {
  switch (operator) {
    case '=':
    case 'IN':
      return actual === wanted;
    case '>':
      return actual > wanted;
    case '<':
      return actual < wanted;
  }
}

/** A test for text of the form that `wildcard` gives: `*` stands for any characters, and case does not matter. */
function wildcardTest(wildcard: string): (text: string) => boolean {
  const [first = '', ...others] = wildcard.toLowerCase().split('*');
  const last = others.pop() ?? '';
  return (text) => {
    const actual = text.toLowerCase();
    if (!actual.startsWith(first) || !actual.endsWith(last)) return false;
    let position = first.length;
    for (const part of others) {
      const found = actual.indexOf(part, position);
      if (found === -1) return false;
      position = found + part.length;
    }
    return position <= actual.length - last.length;
  };
}

type SortableKind = Pick<Searchable<never>, 'fields' | 'defaultSort'>;

interface SortKey {
  readonly field: SearchField;
  readonly descending: boolean;
}

/** The sort keys that this kind has; when none is left, its default, newest first. */
export function effectiveSort(kind: SortableKind, sort: SearchRequest['sort']): readonly SortKey[] {
  const known = sort.filter((key) => kind.fields.has(key.field));
  return known.length > 0 ? known : [{ field: kind.defaultSort, descending: true }];
}

/** What is equal by all keys stays in order of first storing, turned round when the last key descends: paging never repeats a row. */
function inOrder<S>(kind: Searchable<S>, found: readonly S[], sort: SearchRequest['sort']): readonly S[] {
  const keys = effectiveSort(kind, sort);
  const fields = keys.map(({ field }) => field);
  const lastDescends = keys.at(-1)?.descending === true;
  const rows = found.map((summary) => ({
    summary,
    values: valuesOf(kind, fields, summary),
  }));
  if (lastDescends) rows.reverse();
  rows.sort((a, b) => {
    for (const [index, key] of keys.entries()) {
      const order = compare(a.values[index] ?? '', b.values[index] ?? '');
      if (order !== 0) return key.descending ? -order : order;
    }
    return 0;
  });
  return rows.map((row) => row.summary);
}

export function compare(a: FieldValue, b: FieldValue): number {
  return a < b ? -1 : Number(a > b);
}
