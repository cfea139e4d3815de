import type { ReactElement } from 'react';
import { formatAbsolute, formatClock, formatDuration, formatRelative } from '#lib/time.ts';
import { useTicking } from './ticker.ts';
import { useTimeZone } from './time-zone.ts';

interface AtProps {
  /** Milliseconds since 1970; nothing is shown for a time that has not come. */
  readonly at: number | undefined;
}

/** `2 min ago`, with the exact time on hover. */
export function TimeAgo({ at }: AtProps): ReactElement | null {
  const zone = useTimeZone();
  const text = useTicking((now) => (at === undefined ? '' : formatRelative(at, now)));
  if (at === undefined) return null;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatAbsolute(at, zone)}>
      {text}
    </time>
  );
}

/** `2026-11-23 12:04:10.120 UTC`, with the distance from now on hover. */
export function TimeAt({ at }: AtProps): ReactElement | null {
  const zone = useTimeZone();
  const distance = useTicking((now) => (at === undefined ? '' : formatRelative(at, now)));
  if (at === undefined) return null;
  return (
    <time dateTime={new Date(at).toISOString()} title={distance}>
      {formatAbsolute(at, zone)}
    </time>
  );
}

/** `12:04:10`, with the exact time on hover. */
export function ClockTime({ at }: AtProps): ReactElement | null {
  const zone = useTimeZone();
  if (at === undefined) return null;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatAbsolute(at, zone)}>
      {formatClock(at, zone)}
    </time>
  );
}

export interface DurationProps {
  readonly from: number | undefined;
  /** Without an end the duration is still growing, and is shown growing. */
  readonly to: number | undefined;
}

/** `41.2 s` between two times. */
export function Duration({ from, to }: DurationProps): ReactElement | null {
  const text = useTicking((now) => (from === undefined ? '' : formatDuration(wholeSeconds(from, to, now))));
  return from === undefined ? null : <span>{text}</span>;
}

// Tenths of a second that flicker by tell nothing while something still runs.
function wholeSeconds(from: number, to: number | undefined, now: number): number {
  return to === undefined ? Math.floor((now - from) / 1_000) * 1_000 : to - from;
}
