import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import { findingOf, taskTypeInfo, type NodeRun, type SearchHit } from '#graph/index.ts';
import { StatusGlyph } from '../status-icon.tsx';
import { statusInfo } from '../status-info.ts';
import spoken from '../spoken.module.css';
import classes from './hit-list.module.css';
import { findingWords, hitTitle } from './hit-words.ts';
import { TypeIcon } from './type-icon.tsx';

export interface HitListProps {
  readonly id: string;
  readonly hits: readonly SearchHit[];
  readonly query: string;
  readonly runs: ReadonlyMap<string, NodeRun> | undefined;
  /** The place of the hit that the keys are at; -1 for none. */
  readonly at: number;
  readonly onGo: (at: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const lineHeight = 40;

/** How the line of a hit is called in the document, for the field that the focus stays in. */
export function hitId(list: string, at: number): string {
  return `${list}-${at}`;
}

/** What the search has found, and why; only the lines in view are drawn. */
export function HitList({ id, hits, query, runs, at, onGo, onKeyDown }: HitListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: hits.length,
    getScrollElement: () => list.current,
    estimateSize: () => lineHeight,
    overscan: 4,
    initialRect: { width: 340, height: 260 },
    // The line that the keys are at is always there, or nobody could be told of it.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return at === -1 ? shown : [...new Set([...shown, at])].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    if (at !== -1) virtualizer.scrollToIndex(at);
  }, [virtualizer, at]);

  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const line = event.target.closest<HTMLElement>('[data-index]');
    if (line !== null) onGo(Number(line.dataset['index']));
  }

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Found tasks"
      className={classes['list']}
      tabIndex={-1}
      // The focus stays in the field, where one may type on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div role="none" className={classes['lines']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index }) => {
          const hit = hits[index];
          if (hit === undefined) return null;
          return (
            <HitLine
              key={index}
              id={hitId(id, index)}
              hit={hit}
              query={query}
              runs={runs}
              index={index}
              total={hits.length}
              isActive={index === at}
            />
          );
        })}
      </div>
    </div>
  );
}

interface HitLineProps extends Pick<HitListProps, 'id' | 'query' | 'runs'> {
  readonly hit: SearchHit;
  readonly index: number;
  readonly total: number;
  readonly isActive: boolean;
}

const HitLine = memo(function HitLine(props: HitLineProps): ReactElement {
  const { id, hit, query, runs, index, total, isActive } = props;
  const { node, branch, place } = hit;
  const run = runs?.get(node.id);
  // What the graph shows may be another iteration than the one it was found in.
  const status = place?.status ?? (branch === -1 ? run?.status : run?.branches?.each[branch]?.status);
  const info = status === undefined || status === '' ? undefined : statusInfo(status);
  const words = findingWords(findingOf(hit, query, runs), node);
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-index={index}
      className={classes['line']}
      style={{ transform: `translateY(${index * lineHeight}px)` }}
      title={words}
    >
      <TypeIcon family={node.kind === 'placeholder' ? 'fork' : taskTypeInfo(node.type).family} />
      <span className={classes['name']}>{hitTitle(hit)}</span>
      {info !== undefined && (
        <span className={classes['status']}>
          <span className={spoken['only']}>, {info.word}, </span>
          <StatusGlyph shape={info.shape} tone={info.tone} size={13} />
        </span>
      )}
      <span className={classes['why']}>{words}</span>
    </div>
  );
});
