import type { ReactElement } from 'react';
import type { BranchRun } from '#graph/index.ts';
import { formatCount } from '#lib/formats.ts';
import { StatusGlyph } from '../status-icon.tsx';
import { useTicking } from '../ticker.ts';
import { branchLook, branchTime } from './matrix-words.ts';
import classes from './matrix.module.css';

export interface BranchLineProps {
  /** The branch that is pointed at, walked on or selected. */
  readonly branch: BranchRun | undefined;
  /** How many branches one has to scroll down to, if any. */
  readonly below: number;
}

/** A line about one branch. Its cell says the same to those who hear it. */
export function BranchLine({ branch, below }: BranchLineProps): ReactElement {
  return (
    <div className={classes['line']} aria-hidden="true">
      {branch === undefined ? (
        <span className={classes['hint']}>Point at a cell for its name; click it to see the branch</span>
      ) : (
        <Described branch={branch} />
      )}
      {below > 0 && <span className={classes['below']}>{formatCount(below)} more below</span>}
    </div>
  );
}

function Described({ branch }: { readonly branch: BranchRun }): ReactElement {
  const { word, shape, tone } = branchLook(branch);
  const time = useTicking((now) => branchTime(branch, now));
  return (
    <>
      <StatusGlyph shape={shape} tone={tone} size={12} />
      <span className={classes['branchName']}>{branch.name.slice(0, 200)}</span>
      <span className={classes['facts']}>
        {[word, time, branch.reason.slice(0, 200)].filter((part) => part !== '').join(' · ')}
      </span>
    </>
  );
}
