import type { SearchResult } from '#contract/index.ts';
import { EngineError } from '../errors.ts';
import { int, optionalText } from './parameters.ts';

export const maxPage = 5000;

export const searchQuery = {
  start: int(0),
  size: int(100),
  sort: optionalText,
  freeText: optionalText,
  query: optionalText,
};

interface Window {
  readonly start: number;
  readonly size: number;
}

/** A negative start or size means no bound, as in Conductor. */
export function within({ start, size }: Window): Window {
  return { start: Math.max(0, start), size: size < 0 ? maxPage : size };
}

/** The whole thing for each row of a search. Rows whose thing is gone do not count. */
export async function loadEach<Row, Whole>(
  found: SearchResult<Row>,
  load: (row: Row) => Promise<Whole>,
): Promise<SearchResult<Whole>> {
  const loaded = await Promise.all(found.results.map((row) => load(row).catch(absentWhenGone)));
  const results = loaded.filter((whole) => whole !== undefined);
  return { totalHits: found.totalHits - (loaded.length - results.length), results };
}

function absentWhenGone(error: unknown): undefined {
  if (error instanceof EngineError && error.kind === 'notFound') return undefined;
  throw error;
}
