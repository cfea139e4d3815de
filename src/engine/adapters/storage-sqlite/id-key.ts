/**
 * Ids end with the time at which they were made (see time-ordered-ids.ts). Indexed with the end first, those of one
 * time lie together, so that new rows change few pages of an index, however many rows there are.
 */
export function idKey(id: string): string {
  const characters = Array.from(id);
  return [...characters.slice(idHead), ...characters.slice(0, idHead)].join('');
}

/** The same of a column, in SQL. */
export function idKeyOf(column: string): string {
  return `substr(${column}, ${idHead + 1}) || substr(${column}, 1, ${idHead})`;
}

/** A UUID without its last group. */
const idHead = 24;
