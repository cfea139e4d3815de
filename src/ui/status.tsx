import type { ReactElement } from 'react';
import { StatusGlyph } from './status-icon.tsx';
import { statusInfo } from './status-info.ts';
import classes from './status.module.css';

export interface StatusProps {
  /** As the API names it: COMPLETED, TIMED_OUT … */
  readonly status: string;
  /** A tinted pill, for a header; plain text elsewhere. */
  readonly pill?: boolean;
}

/** A status: colour, picture and word. */
export function Status({ status, pill = false }: StatusProps): ReactElement {
  const { word, tone, shape } = statusInfo(status);
  return (
    <span
      className={`${classes['status']} ${classes[tone]} ${pill ? classes['pill'] : ''}`}
      data-status={status}
    >
      <StatusGlyph shape={shape} tone={tone} />
      {word}
    </span>
  );
}

export interface StatusIconProps {
  readonly status: string;
  readonly size?: number;
}

/** The picture of a status with its word for those who cannot see it, where there is no room for both. */
export function StatusIcon({ status, size = 14 }: StatusIconProps): ReactElement {
  const { word, tone, shape } = statusInfo(status);
  return (
    <span className={classes['icon']} role="img" aria-label={word} title={word} data-status={status}>
      <StatusGlyph shape={shape} tone={tone} size={size} />
    </span>
  );
}
