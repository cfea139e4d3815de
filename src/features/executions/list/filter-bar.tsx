import { useRef, type ReactElement } from 'react';
import { Button, Popover, Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { workflowNamesQuery } from '#lib/workflow-names.ts';
import { useShortcut } from '#ui/shortcuts.ts';
import classes from './list.module.css';
import { isFiltered, type Range } from './search-request.ts';
import { TimeRange } from './time-range.tsx';
import type { FilterState } from './use-filters.ts';

interface RangeOption {
  readonly value: Range;
  readonly label: string;
}

const rangeOptions: readonly RangeOption[] = [
  { value: 'any', label: 'Started any time' },
  { value: '15m', label: 'Last 15 minutes' },
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: 'custom', label: 'Between…' },
];

/** What narrows the list. */
export function FilterBar({ filters, change, clear }: FilterState): ReactElement {
  const search = useRef<HTMLInputElement>(null);
  const names = useQuery(workflowNamesQuery);
  useShortcut('/', 'Search', () => search.current?.focus());

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
      <TagsInput
        className={classes['workflows'] ?? ''}
        aria-label="Workflow names"
        placeholder={filters.workflow.length === 0 ? 'Any workflow' : ''}
        data={Object.keys(names.data ?? {})}
        limit={50}
        clearable
        // A pasted name may hold a comma; only Enter ends one.
        splitChars={[]}
        acceptValueOnBlur
        value={[...filters.workflow]}
        onChange={(workflow) => change({ workflow })}
      />
      <Select
        className={classes['range'] ?? ''}
        aria-label="Started"
        data={rangeOptions}
        allowDeselect={false}
        value={filters.range}
        onChange={(_, option) => {
          const range = rangeOptions.find(({ value }) => value === option?.value)?.value ?? 'any';
          change(range === 'custom' ? { range } : { range, from: null, to: null });
        }}
      />
      {filters.range === 'custom' && <TimeRange filters={filters} change={change} />}
      <IdFilters filters={filters} change={change} clear={clear} />
      {isFiltered(filters) && (
        <Button variant="subtle" color="gray" onClick={clear}>
          Clear
        </Button>
      )}
    </search>
  );
}

function IdFilters({ filters, change }: FilterState): ReactElement {
  const used = [filters.id, filters.correlation].filter((value) => value !== '').length;
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button>{used === 0 ? 'By id' : `By id (${used})`}</Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['more'] ?? ''} aria-label="Filters by id">
        <TextInput
          label="Execution id"
          data-autofocus
          value={filters.id}
          onChange={(event) => change({ id: event.currentTarget.value }, true)}
        />
        <TextInput
          label="Correlation id"
          description="A * stands for any text"
          value={filters.correlation}
          onChange={(event) => change({ correlation: event.currentTarget.value }, true)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
