import { useMemo } from 'react';
import {
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
  type RowData,
} from '@tanstack/react-table';
import type { DataTableProps } from './table-types.ts';

const features = tableFeatures({
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

export type TableModel<Row extends RowData> = ReactTable<typeof features, Row>;

const noSelection: ReadonlySet<string> = new Set();

/** Rows in their order, and which are selected; both belong to the page, the table only works on them. */
export function useTableModel<Row extends RowData>(props: DataTableProps<Row>): TableModel<Row> {
  const {
    rows,
    columns,
    rowId,
    selection = noSelection,
    onSelectionChange,
    sort,
    sortedByServer = false,
  } = props;

  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Row> => {
        const { id, sortValue } = column;
        if (sortValue === undefined) return { id, enableSorting: false };
        return { id, accessorFn: sortValue, sortUndefined: 'last', sortFn: 'alphanumeric' };
      }),
    [columns],
  );
  const rowSelection = useMemo(
    () => Object.fromEntries(Array.from(selection, (id): [string, true] => [id, true])),
    [selection],
  );
  const sorting = useMemo(
    () => (sort === undefined ? [] : [{ id: sort.column, desc: sort.descending }]),
    [sort],
  );

  return useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    manualSorting: sortedByServer,
    enableRowSelection: onSelectionChange !== undefined,
    state: { rowSelection, sorting },
    onRowSelectionChange: (updater) => {
      const next = typeof updater === 'function' ? updater(rowSelection) : updater;
      onSelectionChange?.(new Set(Object.keys(next)));
    },
  });
}
