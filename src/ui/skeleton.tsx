import type { ReactElement } from 'react';
import classes from './skeleton.module.css';

export interface SkeletonProps {
  readonly width?: number | string;
  readonly height?: number | string;
}

/** A grey bar where something will stand. */
export function Skeleton({ width = '100%', height = 12 }: SkeletonProps): ReactElement {
  return <span className={classes['bar']} style={{ width, height }} aria-hidden="true" />;
}

export interface SkeletonRowsProps {
  readonly rows?: number;
  /** Says what is loading, for those who cannot see the bars. */
  readonly label: string;
}

/** Rows of a list that is being loaded. */
export function SkeletonRows({ rows = 12, label }: SkeletonRowsProps): ReactElement {
  return (
    <div role="status" aria-label={label} className={classes['rows']}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes['row']}>
          <Skeleton width={84} />
          <Skeleton width={120 + ((row * 53) % 120)} />
          <Skeleton width={72} />
          <Skeleton width={64} />
          <Skeleton width={110} />
          <Skeleton width={`${12 + ((row * 31) % 20)}%`} />
        </div>
      ))}
    </div>
  );
}
