import type { ReactNode } from 'react';

export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** A CSS grid track: `150px`, `minmax(160px, 1fr)`. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the column sortable by this value. */
  readonly sortValue?: (row: Row) => string | number | undefined;
  readonly align?: 'start' | 'end';
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface DataTableProps<Row> {
  /** What the rows are, for those who cannot see the page. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  /** Stays the same over refreshes: selection and focus follow it. */
  readonly rowId: (row: Row) => string;
  /** Names a row, for its checkbox. */
  readonly rowLabel?: (row: Row) => string;
  /** A click on the row, or Enter. */
  readonly onOpen?: (row: Row) => void;
  /** With it, rows can be selected: Space, checkbox, Shift for a range. */
  readonly onSelectionChange?: (ids: ReadonlySet<string>) => void;
  readonly selection?: ReadonlySet<string>;
  /** Marks one row as the one shown elsewhere on the page. */
  readonly currentId?: string | undefined;
  readonly sort?: TableSort | undefined;
  readonly onSortChange?: (sort: TableSort) => void;
  /** The rows come sorted: the table only shows how. */
  readonly sortedByServer?: boolean;
  /** How many rows there are in all, where not all are loaded. */
  readonly totalRows?: number;
  /** The last rows come into view. */
  readonly onEndReached?: () => void;
  /** Below the last row. */
  readonly footer?: ReactNode;
  /** When it changes, these are other rows: back to the top. */
  readonly resetKey?: string;
  /** Narrower than this, the table scrolls sideways. */
  readonly minWidth?: number;
}
