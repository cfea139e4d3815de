import type { ReactElement } from 'react';
import { formatDuration } from '#lib/time.ts';
import { statusInfo } from '#ui/status-info.ts';
import { stretch, type Timeline, type TimelineBar, type TimelineRow } from '../model/timeline.ts';
import classes from './timeline.module.css';

export interface TimelineBarsProps {
  readonly row: TimelineRow;
  readonly timeline: Timeline;
  readonly now: number;
}

/** The attempts of one step: a thin line while it waited, a bar while it ran. */
export function TimelineBars({ row, timeline, now }: TimelineBarsProps): ReactElement {
  const end = timeline.end ?? now;
  return (
    <>
      {row.bars.map((bar) => {
        const waited = stretch(timeline, bar.queued, bar.began ?? bar.ended ?? end, now);
        const ran = bar.began === undefined ? undefined : stretch(timeline, bar.began, bar.ended ?? end, now);
        return (
          <span
            key={bar.taskId}
            data-attempt={bar.taskId}
            data-tone={statusInfo(bar.status).tone}
            title={describe(bar, end)}
          >
            <i className={classes['wait']} style={{ left: `${waited.left}%`, width: `${waited.width}%` }} />
            {ran !== undefined && (
              <i
                className={classes['run']}
                data-open={bar.ended === undefined}
                style={{ left: `${ran.left}%`, width: `${ran.width}%` }}
              />
            )}
          </span>
        );
      })}
    </>
  );
}

function describe(bar: TimelineBar, end: number): string {
  const { word } = statusInfo(bar.status);
  const waited = formatDuration((bar.began ?? bar.ended ?? end) - bar.queued);
  const ran = bar.began === undefined ? '' : `, ran ${formatDuration((bar.ended ?? end) - bar.began)}`;
  return `Attempt ${bar.attempt}: ${word.toLowerCase()}, waited ${waited}${ran}`;
}
