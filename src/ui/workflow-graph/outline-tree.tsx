import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import type { OutlineRow } from '#graph/index.ts';
import type { GraphOutlineProps } from './graph-outline.tsx';
import classes from './graph-outline.module.css';
import { useGraphContext } from './graph-store.ts';
import { outlineAction } from './outline-keys.ts';
import { OutlineLine, lineHeight } from './outline-line.tsx';

interface OutlineTreeProps extends GraphOutlineProps {
  readonly rows: readonly OutlineRow[];
}

/** Only the lines in view are drawn. What is selected in the graph is the line that the keys are at. */
export function OutlineTree(props: OutlineTreeProps): ReactElement {
  const { layout, rows, selected, caseOf, takesFocus, onSelect, onLeave, onSearch, onClose } = props;
  const { blocks, open } = useGraphContext();
  const prefix = useId();
  const tree = useRef<HTMLDivElement>(null);
  // A folded block stands for what is inside it.
  const active = selected === null ? undefined : layout.placeOf(selected)?.node;
  const at = active === undefined ? -1 : rows.findIndex(({ node }) => node === active);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => tree.current,
    estimateSize: () => lineHeight,
    overscan: 8,
    initialRect: { width: 240, height: 600 },
    // The line that the keys are at is always there, or nobody could be told of it.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return at === -1 ? shown : [...new Set([...shown, at])].sort((a, b) => a - b);
    },
  });

  useEffect(() => {
    if (takesFocus) tree.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => {
    if (at !== -1) virtualizer.scrollToIndex(at);
  }, [virtualizer, at]);

  function selectRow(index: number): void {
    const row = rows[index];
    if (row !== undefined) onSelect(row.node);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[at];
    const fold = row === undefined ? null : blocks.foldOf(row.node);
    const action = outlineAction(event.key, rows, at, fold?.isOpen);
    if (action === null) return;
    event.preventDefault();
    switch (action.kind) {
      case 'go':
        return selectRow(action.to);
      case 'fold':
        return row === undefined ? undefined : blocks.toggle(row.node);
      case 'open':
        return row === undefined ? undefined : open(row.node);
      case 'leave':
        return onLeave();
      case 'search':
        return onSearch();
      case 'close':
        return onClose();
      default:
        return action satisfies never;
    }
  }

  function rowOf(event: MouseEvent): OutlineRow | undefined {
    if (!(event.target instanceof Element)) return undefined;
    return rows[Number(event.target.closest<HTMLElement>('[data-index]')?.dataset['index'])];
  }

  function onClick(event: MouseEvent): void {
    const row = rowOf(event);
    if (row === undefined || !(event.target instanceof Element)) return;
    if (event.target.closest('[data-fold]') !== null) blocks.toggle(row.node);
    else onSelect(row.node);
  }

  function onDoubleClick(event: MouseEvent): void {
    const row = rowOf(event);
    if (row !== undefined && event.target instanceof Element && event.target.closest('[data-fold]') === null)
      open(row.node);
  }

  return (
    <div
      ref={tree}
      role="tree"
      aria-label="Tasks"
      aria-activedescendant={at === -1 ? undefined : `${prefix}-${at}`}
      tabIndex={0}
      className={classes['tree']}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
    >
      <div role="none" className={classes['lines']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <OutlineLine
              key={row.node.id}
              id={`${prefix}-${index}`}
              row={row}
              index={index}
              isActive={index === at}
              caseName={caseOf(row.node)}
            />
          );
        })}
      </div>
    </div>
  );
}
