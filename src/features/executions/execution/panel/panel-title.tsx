import { useState, type ReactElement, type RefObject } from 'react';
import classes from './panel.module.css';

/** A longer name would push what there is to read out of sight. */
const long = 160;

export interface PanelTitleProps {
  readonly title: string;
  /** Takes the focus where something leads to the panel. */
  readonly ref?: RefObject<HTMLHeadingElement | null>;
}

/** The name of a task. A very long one shows its beginning, and all of it when asked. */
export function PanelTitle({ title, ref }: PanelTitleProps): ReactElement {
  const [whole, setWhole] = useState('');
  const isWhole = whole === title;
  const isLong = title.length > long;
  return (
    <>
      <h2
        ref={ref}
        tabIndex={-1}
        className={classes['name']}
        data-cut={isLong && !isWhole}
        title={isLong ? title : undefined}
      >
        {title}
      </h2>
      {isLong && (
        <button
          type="button"
          className={classes['whole']}
          aria-expanded={isWhole}
          onClick={() => setWhole(isWhole ? '' : title)}
        >
          {isWhole ? 'Less of the name' : 'The whole name'}
        </button>
      )}
    </>
  );
}
