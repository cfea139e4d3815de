import { memo, type ReactElement } from 'react';
import classes from './data-table.module.css';
import type { DataColumn } from './table-types.ts';

export const rowHeight = 36;

export interface TableRowProps<Row> {
  readonly row: Row;
  readonly id: string;
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly index: number;
  readonly selected: boolean | undefined;
  readonly current: boolean;
  /** The one row that the Tab key reaches. */
  readonly tabStop: boolean;
}

function PlainTableRow<Row>(props: TableRowProps<Row>): ReactElement {
  const { row, id, label, columns, index, selected, current, tabStop } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={current ? 'true' : undefined}
      tabIndex={tabStop ? 0 : -1}
      data-index={index}
      data-row-id={id}
      className={classes['row']}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
    >
      {selected !== undefined && (
        <div role="gridcell" className={classes['check']}>
          {/* The grid listens to the click itself, for Shift; React wants to know that it is not forgotten. */}
          <input type="checkbox" tabIndex={-1} checked={selected} readOnly aria-label={`Select ${label}`} />
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={classes['cell']} data-align={column.align}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** One row; drawn again only when something of its own has changed. */
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;
