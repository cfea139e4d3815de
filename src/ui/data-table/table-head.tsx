import type { ReactElement } from 'react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import classes from './data-table.module.css';
import type { DataColumn, TableSort } from './table-types.ts';

export interface TableHeadProps<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly sort: TableSort | undefined;
  readonly onSort: (columnId: string) => void;
  /** Whether all rows are selected, some, or none; undefined where rows cannot be selected. */
  readonly selected: 'all' | 'some' | 'none' | undefined;
  readonly onSelectAll: () => void;
}

/** The sticky line of headings. */
export function TableHead<Row>({
  columns,
  sort,
  onSort,
  selected,
  onSelectAll,
}: TableHeadProps<Row>): ReactElement {
  return (
    <div role="rowgroup" className={classes['head']}>
      <div role="row" aria-rowindex={1} className={classes['headRow']}>
        {selected !== undefined && (
          <div role="columnheader" className={classes['check']}>
            <input
              type="checkbox"
              aria-label="Select all loaded rows"
              checked={selected === 'all'}
              ref={(box) => {
                if (box !== null) box.indeterminate = selected === 'some';
              }}
              onChange={onSelectAll}
            />
          </div>
        )}
        {columns.map((column) => {
          const sorted = sort?.column === column.id ? sort : undefined;
          return (
            <div
              key={column.id}
              role="columnheader"
              className={classes['heading']}
              data-align={column.align}
              aria-sort={sorted === undefined ? undefined : sorted.descending ? 'descending' : 'ascending'}
            >
              {column.sortValue === undefined ? (
                column.header
              ) : (
                <button type="button" className={classes['sort']} onClick={() => onSort(column.id)}>
                  {column.header}
                  {sorted !== undefined &&
                    (sorted.descending ? (
                      <ArrowDown size={12} aria-hidden />
                    ) : (
                      <ArrowUp size={12} aria-hidden />
                    ))}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
