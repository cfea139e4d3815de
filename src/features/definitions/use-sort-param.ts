import { parseAsString, useQueryState } from 'nuqs';
import type { TableSort } from '#ui/data-table/table-types.ts';

/** The order of the list, kept in the address: `updated`, or `-updated` for the newest first. */
export function useSortParam(): [TableSort, (sort: TableSort) => void] {
  const [value, setValue] = useQueryState('sort', parseAsString.withDefault('name'));
  const descending = value.startsWith('-');
  const sort: TableSort = { column: descending ? value.slice(1) : value, descending };
  return [sort, (next) => void setValue(`${next.descending ? '-' : ''}${next.column}`)];
}
