import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { SearchResult, WorkflowSummary } from '#contract/index.ts';
import { formatCount } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import { DataTable } from '#ui/data-table/data-table.tsx';
import { ErrorState } from '#ui/error-state.tsx';
import { SkeletonRows } from '#ui/skeleton.tsx';
import { mostRows } from './api.ts';
import { BulkBar } from './bulk-bar.tsx';
import { columns } from './columns.tsx';
import { NoExecutions, NoMatches } from './no-executions.tsx';
import { isFiltered } from './search-request.ts';
import type { FilterState } from './use-filters.ts';
import { useSelection } from './use-selection.ts';

interface ExecutionRowsProps {
  readonly state: FilterState;
  readonly search: UseQueryResult<SearchResult<WorkflowSummary>>;
  readonly limit: number;
  readonly onMore: (limit: number) => void;
}

const noRows: WorkflowSummary[] = [];

/** The list itself, or why there is none. */
export function ExecutionRows({ state, search, limit, onMore }: ExecutionRowsProps): ReactElement {
  const { filters, change, clear } = state;
  const navigate = useNavigate();
  const rows = search.data?.results ?? noRows;
  const total = search.data?.totalHits ?? 0;
  const selection = useSelection(rows);
  const filtered = isFiltered(filters);

  if (search.data === undefined) {
    return search.error === null ? (
      <SkeletonRows label="Loading executions" rows={16} />
    ) : (
      <ErrorState
        error={search.error}
        what="The executions could not be loaded"
        onRetry={() => void search.refetch()}
        actions={filtered ? <Button onClick={clear}>Clear the filters</Button> : undefined}
      />
    );
  }
  if (rows.length === 0) {
    const nothingAtAll = !filtered && filters.status === '' && !search.isPlaceholderData;
    return nothingAtAll ? <NoExecutions /> : <NoMatches filtered={filtered} onClear={clear} />;
  }
  return (
    <>
      <DataTable
        label="Executions"
        rows={rows}
        columns={columns}
        rowId={(row) => row.workflowId}
        rowLabel={(row) => `${row.workflowType} ${row.workflowId}`}
        onOpen={(row) => void navigate(paths.execution(row.workflowId))}
        selection={selection.ids}
        onSelectionChange={selection.change}
        sort={filters.sort}
        onSortChange={(sort) => change({ sort })}
        sortedByServer
        totalRows={total}
        onEndReached={() => {
          if (!search.isPlaceholderData && rows.length < total && limit < mostRows) {
            onMore(Math.min(mostRows, limit * 2));
          }
        }}
        resetKey={JSON.stringify(filters)}
        minWidth={720}
        footer={<Footer shown={rows.length} total={total} />}
      />
      <BulkBar rows={selection.rows} onClear={selection.clear} />
    </>
  );
}

interface FooterProps {
  readonly shown: number;
  readonly total: number;
}

function Footer({ shown, total }: FooterProps): ReactElement {
  if (shown >= total) return <>That is all.</>;
  if (shown < mostRows) return <>Loading more…</>;
  return (
    <>
      The first {formatCount(shown)} of {formatCount(total)}. Narrow the search to see the others.
    </>
  );
}
