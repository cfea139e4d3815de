import { useMemo } from 'react';
import {
  createParser,
  debounce,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import type { Filters, ListSort } from './search-request.ts';
import { newestFirst, ranges } from './search-request.ts';

const parseAsSort = createParser<ListSort>({
  parse: (text) => {
    const match = /^(\w+):(ASC|DESC)$/.exec(text);
    return match?.[1] === undefined ? null : { column: match[1], descending: match[2] === 'DESC' };
  },
  serialize: (sort) => `${sort.column}:${sort.descending ? 'DESC' : 'ASC'}`,
  eq: (a, b) => a.column === b.column && a.descending === b.descending,
});

const parsers = {
  workflow: parseAsNativeArrayOf(parseAsString).withDefault([]),
  status: parseAsString.withDefault(''),
  id: parseAsString.withDefault(''),
  correlation: parseAsString.withDefault(''),
  text: parseAsString.withDefault(''),
  range: parseAsStringLiteral(ranges).withDefault('any'),
  from: parseAsInteger,
  to: parseAsInteger,
  sort: parseAsSort.withDefault(newestFirst),
};

type FilterChange = Partial<Filters>;

export interface FilterState {
  readonly filters: Filters;
  /** Changes some of them; while typing, the address follows only in the pauses. */
  readonly change: (part: FilterChange, typing?: boolean) => void;
  readonly clear: () => void;
}

/** The list's filters, kept in the page's address. */
export function useFilters(): FilterState {
  const [filters, setFilters] = useQueryStates(parsers, { history: 'replace' });
  return useMemo(
    () => ({
      filters,
      change: (part, typing = false) => {
        const { workflow, ...rest } = part;
        const next = workflow === undefined ? rest : { ...rest, workflow: [...workflow] };
        void setFilters(next, typing ? { limitUrlUpdates: debounce(300) } : undefined);
      },
      clear: () =>
        void setFilters({
          workflow: null,
          id: null,
          correlation: null,
          text: null,
          range: null,
          from: null,
          to: null,
        }),
    }),
    [filters, setFilters],
  );
}
