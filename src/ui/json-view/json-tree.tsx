import {
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { routeKey, type JsonRoute } from './json-path.ts';
import { ancestorKeys, visibleRows, type JsonRow } from './json-rows.ts';
import { JsonLine, lineHeight } from './json-line.tsx';
import classes from './json-view.module.css';

interface JsonTreeProps {
  readonly value: unknown;
  readonly label: string;
  readonly root: string | undefined;
  readonly openDepth: number;
  readonly query: string;
  /** The match to show. */
  readonly current: JsonRoute | undefined;
}

/** Every value on a line of its own; only the lines in view are drawn. */
export function JsonTree({ value, label, root, openDepth, query, current }: JsonTreeProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  // Only what the reader has opened or closed himself; all else follows the depth, also after a refresh.
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [activeKey, setActiveKey] = useState<string>();
  const focusWanted = useRef(false);
  const rows = useMemo(
    () => visibleRows(value, (route, key) => choices.get(key) ?? route.length < openDepth),
    [value, choices, openDepth],
  );
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.key === activeKey),
  );

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    initialRect: { width: 400, height: 400 },
  });

  const reveal = useEffectEvent((route: JsonRoute) => {
    setChoices(
      (before) => new Map([...before, ...ancestorKeys(route).map((key): [string, boolean] => [key, true])]),
    );
    setActiveKey(routeKey(route));
  });
  useEffect(() => {
    if (current !== undefined) reveal(current);
  }, [current]);
  useEffect(() => {
    virtualizer.scrollToIndex(activeIndex);
  }, [virtualizer, activeIndex]);
  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    scroller.current
      ?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`)
      ?.focus({ preventScroll: true });
  });

  function toggle(row: JsonRow): void {
    setActiveKey(row.key);
    if ('open' in row) setChoices((before) => new Map([...before, [row.key, !row.open]]));
  }

  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest('button') !== null) return;
    const row = rows[Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'])];
    // Marking text to copy it is no click.
    if (row !== undefined && (getSelection()?.isCollapsed ?? true)) toggle(row);
  }

  function moveTo(index: number): void {
    const row = rows[index];
    if (row === undefined) return;
    focusWanted.current = true;
    setActiveKey(row.key);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const row = rows[activeIndex];
    if (row === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'treeitem') return;
    const step = keyStep(event.key, row);
    if (step === undefined) return;
    event.preventDefault();
    if (step === 'toggle') toggle(row);
    else if (step === 'parent')
      moveTo(rows.findIndex((each) => each.key === routeKey(row.route.slice(0, -1))));
    else if (step === 'first') moveTo(0);
    else if (step === 'last') moveTo(rows.length - 1);
    else moveTo(activeIndex + step);
  }

  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        role="tree"
        aria-label={label}
        tabIndex={-1}
        className={classes['tree']}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <JsonLine
              key={row.key}
              row={row}
              index={item.index}
              active={item.index === activeIndex}
              matched={current !== undefined && row.key === activeKey}
              query={query}
              root={root}
            />
          );
        })}
      </div>
    </div>
  );
}

type KeyStep = number | 'toggle' | 'parent' | 'first' | 'last';

function keyStep(key: string, row: JsonRow): KeyStep | undefined {
  const open = 'open' in row ? row.open : undefined;
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'ArrowRight':
      return open === false ? 'toggle' : 1;
    case 'ArrowLeft':
      return open === true ? 'toggle' : 'parent';
    case 'Enter':
    case ' ':
      return open === undefined ? undefined : 'toggle';
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return undefined;
  }
}
