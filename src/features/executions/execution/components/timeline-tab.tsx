import { useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactElement } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Minus, Plus } from 'lucide-react';
import type { Workflow } from '#contract/index.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { StatusIcon } from '#ui/status.tsx';
import { useTicking } from '#ui/ticker.ts';
import { ToolButton } from '#ui/tool-button.tsx';
import type { Step } from '../model/attempts.ts';
import { shortDuration } from '../model/short-duration.ts';
import { lengthOf, marksOf, timelineOf, type Timeline, type TimelineRow } from '../model/timeline.ts';
import { TimelineBars } from './timeline-bars.tsx';
import classes from './timeline.module.css';

export interface TimelineTabProps {
  readonly workflow: Workflow;
  readonly steps: readonly Step[];
  /** The step that is selected. */
  readonly current: string | undefined;
  readonly onSelect: (key: string, attempt?: string) => void;
}

/** When each step waited and ran, attempt by attempt. */
export function TimelineTab({ workflow, steps, current, onSelect }: TimelineTabProps): ReactElement {
  const timeline = useMemo(() => timelineOf(workflow, steps), [workflow, steps]);
  if (timeline.rows.length === 0) {
    return (
      <EmptyState title="No task has been scheduled yet">
        <p>Each step appears here with its wait and its run as soon as the server schedules it.</p>
      </EmptyState>
    );
  }
  return <Rows timeline={timeline} current={current} onSelect={onSelect} />;
}

interface RowsProps {
  readonly timeline: Timeline;
  readonly current: string | undefined;
  readonly onSelect: (key: string, attempt?: string) => void;
}

const rowHeight = 28;
const mostZoom = 256;

interface TrackStyle extends CSSProperties {
  '--zoom': number;
}

function Rows({ timeline, current, onSelect }: RowsProps): ReactElement {
  const { rows } = timeline;
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const [active, setActive] = useState(0);
  // One clock for all bars, by the second; what has ended stands still.
  const now = useTicking((time) => (timeline.end === undefined ? Math.ceil(time / 1_000) * 1_000 : 0));
  const length = lengthOf(timeline, now);
  const style: TrackStyle = { '--zoom': zoom };
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  });

  function moveTo(index: number): void {
    const next = Math.min(rows.length - 1, Math.max(0, index));
    setActive(next);
    virtualizer.scrollToIndex(next);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus({ preventScroll: true });
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 15,
      PageUp: active - 15,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    moveTo(to);
  }

  return (
    <div className={classes['timeline']}>
      <div className={classes['bar']}>
        <Legend />
        <ToolButton
          label="Zoom out"
          icon={<Minus size={14} aria-hidden />}
          disabled={zoom === 1}
          onClick={() => setZoom((before) => Math.max(1, before / 2))}
        />
        <ToolButton label="Fit the whole time" disabled={zoom === 1} onClick={() => setZoom(1)}>
          Fit
        </ToolButton>
        <ToolButton
          label="Zoom in"
          icon={<Plus size={14} aria-hidden />}
          disabled={zoom >= mostZoom}
          onClick={() => setZoom((before) => Math.min(mostZoom, before * 2))}
        />
      </div>
      <div ref={scroller} className={classes['scroller']} style={style}>
        <div className={classes['axis']} aria-hidden="true">
          <div className={classes['label']} />
          <div className={classes['track']}>
            <Marks length={length} zoom={zoom} />
          </div>
        </div>
        <div
          role="listbox"
          aria-label="Steps over time"
          tabIndex={-1}
          className={classes['rows']}
          style={{ height: virtualizer.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <Row
                key={row.ref}
                row={row}
                index={item.index}
                count={rows.length}
                top={item.start}
                timeline={timeline}
                now={now}
                selected={row.ref === current}
                tabStop={item.index === active}
                onSelect={(attempt) => {
                  setActive(item.index);
                  onSelect(row.ref, attempt);
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: TimelineRow;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  readonly timeline: Timeline;
  readonly now: number;
  readonly selected: boolean;
  readonly tabStop: boolean;
  readonly onSelect: (attempt?: string) => void;
}

function Row(props: RowProps): ReactElement {
  const { row, index, count, top, timeline, now, selected, tabStop, onSelect } = props;
  return (
    <div
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={count}
      tabIndex={tabStop ? 0 : -1}
      data-row={index}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        const { target } = event;
        const bar = target instanceof Element ? target.closest<HTMLElement>('[data-attempt]') : null;
        onSelect(bar?.dataset['attempt']);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect();
      }}
    >
      <div className={classes['label']} title={row.label}>
        <StatusIcon status={row.status} />
        <span>{row.label}</span>
      </div>
      <div className={classes['track']}>
        <TimelineBars row={row} timeline={timeline} now={now} />
      </div>
    </div>
  );
}

interface MarksProps {
  readonly length: number;
  readonly zoom: number;
}

function Marks({ length, zoom }: MarksProps): ReactElement {
  return (
    <>
      {marksOf(length, 8 * zoom).map((offset) => (
        <span key={offset} className={classes['mark']} style={{ left: `${(offset / length) * 100}%` }}>
          {offset === 0 ? '0' : shortDuration(offset)}
        </span>
      ))}
    </>
  );
}

function Legend(): ReactElement {
  return (
    <ul className={classes['legend']} aria-label="Legend">
      <li>
        <i className={classes['keyWait']} /> waiting
      </li>
      <li>
        <i className={classes['keyRun']} /> running
      </li>
      <li>Each bar is one attempt</li>
    </ul>
  );
}
