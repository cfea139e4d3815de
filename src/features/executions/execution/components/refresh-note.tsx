import type { ReactElement } from 'react';
import { TriangleAlert } from 'lucide-react';
import { errorMessage } from '#lib/api-error.ts';
import { formatQuantity } from '#lib/formats.ts';
import { ClockTime } from '#ui/time-display.tsx';
import classes from './execution.module.css';

export interface RefreshNoteProps {
  readonly error: Error | null;
  /** How many fields of the answer made no sense. */
  readonly oddities: number;
  readonly readAt: number;
  readonly onRefresh: () => void;
}

/** A quiet word that what is shown is old, or not all there is. */
export function RefreshNote({ error, oddities, readAt, onRefresh }: RefreshNoteProps): ReactElement | null {
  if (error === null && oddities === 0) return null;
  return (
    <div className={classes['stale']} role="status">
      <TriangleAlert size={14} aria-hidden />
      {error === null ? (
        <span>
          {formatQuantity(oddities, 'field')} of the server's answer made no sense and{' '}
          {oddities === 1 ? 'was' : 'were'} left out. The JSON tab has everything.
        </span>
      ) : (
        <>
          <span>
            Shown as of <ClockTime at={readAt} />, because the last look failed: {errorMessage(error)}
          </span>
          <button type="button" className={classes['linkButton']} onClick={onRefresh}>
            Look again
          </button>
        </>
      )}
    </div>
  );
}
