import { internal, invalid } from '../errors.ts';

/** What somebody wants of a list: `count` entries from `start` on. */
export interface Page {
  readonly start: number;
  readonly count: number;
}

/** Which entries of a list of this length are on a page. Beyond its end there are none; a page that cannot be is refused in Java's words. */
export function pageOf(
  length: number,
  { start, count }: Page,
): { readonly start: number; readonly end: number } {
  if (start > length) return { start: length, end: length };
  if (start < 0) throw internal(`fromIndex = ${start}`);
  // Java's integers wrap around.
  const end = Math.min((start + count) | 0, length);
  if (end < start) throw invalid(`fromIndex(${start}) > toIndex(${end})`);
  return { start, end };
}
