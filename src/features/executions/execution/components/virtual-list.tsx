import { useRef, type ReactElement, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import classes from './virtual-list.module.css';

export interface VirtualListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  /** Height of a row in pixels; rows that turn out higher are measured. */
  readonly rowHeight: number;
  readonly renderRow: (row: Row) => ReactNode;
}

/** A list of any length: only the rows in view are drawn. */
export function VirtualList<Row>(props: VirtualListProps<Row>): ReactElement {
  const { label, rows, rowKey, rowHeight, renderRow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row, index);
    },
    overscan: 10,
  });
  return (
    <div ref={scroller} className={classes['scroller']}>
      <ul className={classes['list']} aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className={classes['row']}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {renderRow(row)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
