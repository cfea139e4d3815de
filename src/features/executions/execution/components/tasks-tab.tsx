import { useMemo, useRef, type ReactElement } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs';
import type { Task } from '#contract/index.ts';
import { formatCount } from '#lib/formats.ts';
import { DataTable } from '#ui/data-table/data-table.tsx';
import type { TableSort } from '#ui/data-table/table-types.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { useShortcut } from '#ui/shortcuts.ts';
import { StatusGlyph } from '#ui/status-icon.tsx';
import { statusInfo } from '#ui/status-info.ts';
import type { Step } from '../model/attempts.ts';
import { countByStatus, findTaskRows, toTaskRows } from '../model/task-rows.ts';
import classes from './execution.module.css';
import { taskColumns } from './task-columns.tsx';

export interface TasksTabProps {
  readonly steps: readonly Step[];
  /** The task that is shown beside. */
  readonly current: Task | undefined;
  readonly onSelect: (key: string, attempt: string) => void;
}

/** Every attempt at every step, as a table. */
export function TasksTab({ steps, current, onSelect }: TasksTabProps): ReactElement {
  const rows = useMemo(() => toTaskRows(steps), [steps]);
  const [query, setQuery] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ throttleMs: 200 }),
  );
  const [statuses, setStatuses] = useQueryState('status', parseAsArrayOf(parseAsString).withDefault([]));
  const [sort, setSort] = useSort();
  const searchBox = useRef<HTMLInputElement>(null);
  const counts = useMemo(() => countByStatus(rows), [rows]);
  const found = useMemo(() => findTaskRows(rows, query, statuses), [rows, query, statuses]);
  useShortcut('/', 'Search the tasks', () => searchBox.current?.focus());

  function toggle(status: string): void {
    const next = statuses.includes(status)
      ? statuses.filter((each) => each !== status)
      : [...statuses, status];
    void setStatuses(next.length === 0 ? null : next);
  }

  function clear(): void {
    void setQuery(null);
    void setStatuses(null);
  }

  if (rows.length === 0) {
    return (
      <EmptyState title="No task has been scheduled yet">
        <p>The tasks of this execution appear here as soon as the server schedules them.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <search className={classes['filters']}>
        <TextInput
          ref={searchBox}
          className={classes['search'] ?? ''}
          aria-label="Search the tasks"
          placeholder="Search by name, type, worker or reason"
          leftSection={<Search size={14} aria-hidden />}
          value={query}
          onChange={(event) => void setQuery(event.currentTarget.value)}
        />
        {[...counts].map(([status, count]) => {
          const { word, shape, tone } = statusInfo(status);
          return (
            <button
              key={status}
              type="button"
              className={classes['chip']}
              aria-pressed={statuses.includes(status)}
              onClick={() => toggle(status)}
            >
              <StatusGlyph shape={shape} tone={tone} size={12} />
              {word} <small>{formatCount(count)}</small>
            </button>
          );
        })}
      </search>
      {found.length === 0 ? (
        <EmptyState
          title="No task is like that"
          actions={<Button onClick={clear}>Clear the filters</Button>}
        />
      ) : (
        <DataTable
          label="Tasks"
          rows={found}
          columns={taskColumns}
          rowId={(row) => row.task.taskId}
          rowLabel={(row) => row.ref}
          currentId={current?.taskId}
          sort={sort}
          onSortChange={setSort}
          resetKey={`${query} ${statuses.join()}`}
          minWidth={1_060}
          onOpen={(row) => onSelect(row.ref, row.task.taskId)}
        />
      )}
    </>
  );
}

/** The order of the table, kept in the address: `duration`, or `-duration` for the longest first. */
function useSort(): [TableSort, (sort: TableSort) => void] {
  const [value, setValue] = useQueryState('sort', parseAsString.withDefault('seq'));
  const descending = value.startsWith('-');
  const sort: TableSort = { column: descending ? value.slice(1) : value, descending };
  return [sort, (next) => void setValue(`${next.descending ? '-' : ''}${next.column}`)];
}
