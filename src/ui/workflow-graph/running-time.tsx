import type { ReactElement } from 'react';
import { useTicking } from '../ticker.ts';
import classes from './card.module.css';
import { timeText } from './card-time.ts';

export interface CardTimeProps {
  readonly from: number;
  /** 0 while it runs. */
  readonly to: number;
}

/** How long a task took, or takes so far: it ticks. */
export function CardTime({ from, to }: CardTimeProps): ReactElement | null {
  const text = useTicking((now) => timeText(from, to, now));
  return text === '' ? null : <span className={classes['time']}>{text}</span>;
}
