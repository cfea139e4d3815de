import { Suspense, useEffect, useRef, useState, type ReactElement } from 'react';
import { lazyPart } from '#ui/lazy-part.tsx';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useShortcut } from '#ui/shortcuts.ts';
import classes from './list.module.css';
import { isFiltered, ranges, type Range } from './search-request.ts';
import { TimeRange } from './time-range.tsx';
import type { FilterState } from './use-filters.ts';

// The picker's list and its popup are a tenth of this page's code, and not needed to see the rows.
const WorkflowPicker = lazyPart(async () => import('./workflow-picker.tsx'));

const rangeLabels: Readonly<Record<Range, string>> = {
  any: 'Started any time',
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  custom: 'Between…',
};

/** What narrows the list. */
export function FilterBar({ filters, change, clear }: FilterState): ReactElement {
  const search = useRef<HTMLInputElement>(null);
  const [idsWanted, setIdsWanted] = useState(false);
  const idsShown = idsWanted || filters.id !== '' || filters.correlation !== '';
  useShortcut('/', 'Search', () => search.current?.focus());

  function chooseRange(text: string): void {
    const range = ranges.find((each) => each === text) ?? 'any';
    change(range === 'custom' ? { range } : { range, from: null, to: null });
  }

  return (
    <search className={classes['filters']} aria-label="Filters">
      <TextInput
        ref={search}
        className={classes['search'] ?? ''}
        aria-label="Text in input, output, ids and reasons"
        placeholder="Text in input, output, ids and reasons"
        leftSection={<Search size={13} aria-hidden />}
        rightSection={filters.text === '' ? <kbd>/</kbd> : undefined}
        value={filters.text}
        onChange={(event) => change({ text: event.currentTarget.value }, true)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') change({ text: '' });
        }}
      />
      <div className={classes['workflows']}>
        <Suspense fallback={<TextInput aria-label="Workflow names" placeholder="Any workflow" disabled />}>
          <WorkflowPicker value={filters.workflow} onChange={(workflow) => change({ workflow })} />
        </Suspense>
      </div>
      <NativeSelect
        className={classes['range'] ?? ''}
        aria-label="Started"
        data={ranges.map((value) => ({ value, label: rangeLabels[value] }))}
        value={filters.range}
        onChange={(event) => chooseRange(event.currentTarget.value)}
      />
      {!idsShown && <Button onClick={() => setIdsWanted(true)}>By id</Button>}
      {isFiltered(filters) && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            setIdsWanted(false);
            clear();
          }}
        >
          Clear
        </Button>
      )}
      {idsShown && <IdFilters filters={filters} change={change} focus={idsWanted} />}
      {filters.range === 'custom' && <TimeRange filters={filters} change={change} />}
    </search>
  );
}

interface IdFiltersProps extends Pick<FilterState, 'filters' | 'change'> {
  /** The reader has just asked for them. */
  readonly focus: boolean;
}

function IdFilters({ filters, change, focus }: IdFiltersProps): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  return (
    <div className={classes['ids']}>
      <TextInput
        ref={field}
        aria-label="Execution id"
        placeholder="Execution id"
        value={filters.id}
        onChange={(event) => change({ id: event.currentTarget.value }, true)}
      />
      <TextInput
        aria-label="Correlation id"
        placeholder="Correlation id, * for any text"
        value={filters.correlation}
        onChange={(event) => change({ correlation: event.currentTarget.value }, true)}
      />
    </div>
  );
}
