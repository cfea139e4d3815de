import type { ReactElement } from 'react';
import type { JsonObject } from '#contract/index.ts';
import { JsonView } from '#ui/json-view/json-view.tsx';
import classes from './panel.module.css';

export interface PayloadViewProps {
  readonly value: JsonObject;
  readonly label: string;
  /** What a copied path begins with. */
  readonly root: string;
  /** Where the server keeps it, if it was too large to be kept with the execution. */
  readonly stored: string | undefined;
  /** What to say when there is nothing. */
  readonly empty: string;
}

/** An input or an output. */
export function PayloadView({ value, label, root, stored, empty }: PayloadViewProps): ReactElement {
  const isStored = stored !== undefined && stored !== '';
  return (
    <>
      {isStored && (
        <p className={classes['note']}>
          It was too large to be kept with the execution. The server has it in its external storage at{' '}
          <span className="mono">{stored}</span>.
        </p>
      )}
      {Object.keys(value).length > 0 ? (
        <JsonView value={value} label={label} root={root} />
      ) : (
        !isStored && <p className={classes['note']}>{empty}</p>
      )}
    </>
  );
}
