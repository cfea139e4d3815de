import { useMemo, type ReactElement } from 'react';
import { useQueries } from '@tanstack/react-query';
import { formatCount } from '#lib/formats.ts';
import { Status } from '#ui/status.tsx';
import { statusInfo } from '#ui/status-info.ts';
import { Tabs, type Tab } from '#ui/tabs.tsx';
import { countQuery } from './api.ts';
import type { Filters } from './search-request.ts';

const order = ['', 'RUNNING', 'FAILED', 'TIMED_OUT', 'PAUSED', 'TERMINATED', 'COMPLETED'];

interface StatusTabsProps {
  readonly filters: Filters;
  /** How many rows the list itself has found, once it has. */
  readonly found: number | undefined;
  readonly onChange: (status: string) => void;
}

/** One tab a status, with how many there are of it. The list is asked for first, the counts after it. */
export function StatusTabs({ filters, found, onChange }: StatusTabsProps): ReactElement {
  // A status of a bookmark that this page does not list still gets its tab.
  const statuses = useMemo(
    () => (order.includes(filters.status) ? order : [...order, filters.status]),
    [filters.status],
  );
  const counts = useQueries({
    queries: statuses.map((status) =>
      countQuery(filters, status, found !== undefined && status !== filters.status),
    ),
  });
  const tabs = statuses.map((status, at): Tab => {
    const count = status === filters.status ? found : counts[at]?.data;
    return {
      id: status,
      label: status === '' ? 'All' : <Status status={status} />,
      count: count === undefined ? undefined : formatCount(count),
    };
  });
  return (
    <Tabs
      name="executions"
      label={`Status${filters.status === '' ? '' : `: ${statusInfo(filters.status).word}`}`}
      tabs={tabs}
      value={filters.status}
      onChange={onChange}
    />
  );
}
