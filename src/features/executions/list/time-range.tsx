import type { ReactElement } from 'react';
import { TextInput } from '@mantine/core';
import { useTimeZone } from '#ui/time-zone.ts';
import classes from './list.module.css';
import { momentToText, textToMoment } from './moments.ts';
import type { FilterState } from './use-filters.ts';

/** Two moments, either of which may stay open, in the zone that the page shows. */
export function TimeRange({ filters, change }: Pick<FilterState, 'filters' | 'change'>): ReactElement {
  const zone = useTimeZone();
  const suffix = zone === 'utc' ? ' (UTC)' : '';
  return (
    <div className={classes['moments']}>
      <TextInput
        type="datetime-local"
        aria-label={`From${suffix}`}
        title={`From${suffix}`}
        value={momentToText(filters.from, zone)}
        onChange={(event) => change({ from: textToMoment(event.currentTarget.value, zone) })}
      />
      <TextInput
        type="datetime-local"
        aria-label={`To${suffix}`}
        title={`To${suffix}`}
        value={momentToText(filters.to, zone)}
        onChange={(event) => change({ to: textToMoment(event.currentTarget.value, zone) })}
      />
    </div>
  );
}
