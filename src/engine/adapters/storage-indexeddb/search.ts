import type { Page, SearchRequest } from '../../ports.ts';
import { effectiveSort, searchSummaries, type Searchable } from '../summary-search.ts';
import type { SummaryRecord } from './schema.ts';

interface RecordCursor<S> {
  readonly value: SummaryRecord<S>;
  advance(count: number): Promise<RecordCursor<S> | null>;
}

/** The records of one kind of summary, within one transaction. */
export interface SummaryRecords<S> {
  count(): Promise<number>;
  /** All, in order of first storing. */
  inOrder(): Promise<readonly SummaryRecord<S>[]>;
  byTime(direction: 'next' | 'prev'): Promise<RecordCursor<S> | null>;
}

/**
 * A page of the whole list, the search that a page repeats most, reads just that page. Other searches read all
 * summaries, which is quick enough for as many as a browser holds.
 */
export async function searchRecords<S>(
  kind: Searchable<S>,
  records: SummaryRecords<S>,
  request: SearchRequest,
): Promise<Page<S>> {
  const sort = effectiveSort(kind, request.sort);
  const asksForAll =
    (request.freeText ?? '') === '' && request.clauses.every(({ field }) => !kind.fields.has(field));
  const [first] = sort;
  if (asksForAll && sort.length === 1 && first?.field === kind.defaultSort)
    return pageByTime(records, first.descending ? 'prev' : 'next', request);
  const all = await records.inOrder();
  return searchSummaries(
    kind,
    all.map(({ summary }) => summary),
    request,
  );
}

async function pageByTime<S>(
  records: SummaryRecords<S>,
  direction: 'next' | 'prev',
  { start, size }: SearchRequest,
): Promise<Page<S>> {
  const total = await records.count();
  const results: S[] = [];
  if (start >= total || size === 0) return { total, results };
  let cursor = await records.byTime(direction);
  if (start > 0) cursor = (await cursor?.advance(start)) ?? null;
  while (cursor !== null) {
    results.push(cursor.value.summary);
    if (results.length === size) break;
    cursor = await cursor.advance(1);
  }
  return { total, results };
}
