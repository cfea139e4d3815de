import type { ReactElement } from 'react';
import { SkeletonRows } from '#ui/skeleton.tsx';
import classes from './shell.module.css';

/** The frame before the first page's code has come. */
export function ShellSkeleton(): ReactElement {
  return (
    <div className={classes['shell']}>
      <div className={classes['nav']} />
      <div className={classes['main']}>
        <div style={{ height: 140 }} />
        <SkeletonRows label="Loading" />
      </div>
    </div>
  );
}
