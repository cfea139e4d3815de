import {
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import type { RowData } from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import classes from './data-table.module.css';
import { TableHead } from './table-head.tsx';
import { rowHeight, TableRow } from './table-row.tsx';
import type { DataTableProps } from './table-types.ts';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import { useTableModel } from './use-table-model.ts';

const rowsAhead = 20;

interface GridStyle extends CSSProperties {
  '--tracks': string;
}

/** A list of any length: only the rows in view are drawn. Arrows move, Enter opens, Space selects. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>): ReactElement {
  const { label, columns, onOpen, currentId, sort, onSortChange, onEndReached, footer, resetKey } = props;
  const { rowLabel = props.rowId, minWidth = 720, onSelectionChange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTableModel(props);
  const { rows } = table.getRowModel();
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const [activeId, setActiveId] = useState<string>();
  const focusWanted = useRef(false);
  const activeIndex = Math.max(0, activeId === undefined ? 0 : ids.indexOf(activeId));
  const selectable = onSelectionChange !== undefined;

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: 34,
    // The row with the focus is always there, or the focus would be lost as it scrolls away.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), activeIndex])].sort((a, b) => a - b),
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.findLast((item) => item.index !== activeIndex)?.index ?? 0;

  useScrollAnchor(scroller, ids, resetKey);

  const endReached = useEffectEvent(() => onEndReached?.());
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - rowsAhead) endReached();
  }, [lastShown, rows.length]);

  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    scroller.current
      ?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`)
      ?.focus({ preventScroll: true });
  });

  function moveTo(index: number): void {
    const target = rows[Math.min(Math.max(0, index), rows.length - 1)];
    if (target === undefined) return;
    focusWanted.current = true;
    setActiveId(target.id);
    virtualizer.scrollToIndex(ids.indexOf(target.id));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(activeIndex + 1),
      ArrowUp: () => moveTo(activeIndex - 1),
      PageDown: () => moveTo(activeIndex + page),
      PageUp: () => moveTo(activeIndex - page),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => open(activeIndex),
      ' ': () => (selectable ? rows[activeIndex]?.toggleSelected() : undefined),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  }

  function open(index: number): void {
    const row = rows[index];
    if (row !== undefined) onOpen?.(row.original);
  }

  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index']);
    const row = rows[index];
    if (row === undefined) return;
    setActiveId(row.id);
    if (event.target.closest(`.${classes['check']}`) !== null) row.getToggleSelectedHandler()(event);
    // A link or a button does its own thing, and marking text to copy it is no click.
    else if (event.target.closest('a, button') === null && (getSelection()?.isCollapsed ?? true)) open(index);
  }

  function onFocus(event: FocusEvent): void {
    const id = event.target instanceof HTMLElement ? event.target.dataset['rowId'] : undefined;
    if (id !== undefined) setActiveId(id);
  }

  function onSort(columnId: string): void {
    onSortChange?.({ column: columnId, descending: sort?.column === columnId ? !sort.descending : false });
  }

  const tracks = columns.map((column) => column.width).join(' ');
  const gridStyle: GridStyle = { minWidth, '--tracks': selectable ? `44px ${tracks}` : tracks };
  const allSelected = table.getIsAllRowsSelected() ? 'all' : table.getIsSomeRowsSelected() ? 'some' : 'none';

  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={(props.totalRows ?? rows.length) + 1}
        aria-multiselectable={selectable ? true : undefined}
        tabIndex={-1}
        className={classes['grid']}
        style={gridStyle}
        data-selectable={selectable}
        data-opens={onOpen !== undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
      >
        <TableHead
          columns={columns}
          sort={sort}
          onSort={onSort}
          selected={selectable ? allSelected : undefined}
          onSelectAll={() => table.toggleAllRowsSelected()}
        />
        <div role="rowgroup" className={classes['body']} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <TableRow
                key={row.id}
                row={row.original}
                id={row.id}
                label={rowLabel(row.original)}
                columns={columns}
                index={item.index}
                selected={selectable ? row.getIsSelected() : undefined}
                current={row.id === currentId}
                tabStop={item.index === activeIndex}
              />
            );
          })}
        </div>
      </div>
      {footer !== undefined && <div className={classes['footer']}>{footer}</div>}
    </div>
  );
}
