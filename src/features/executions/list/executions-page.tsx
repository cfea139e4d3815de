import { Suspense, useState, type ReactElement } from 'react';
import { lazyPart } from '#ui/lazy-part.tsx';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { errorMessage } from '#lib/api-error.ts';
import { formatQuantity } from '#lib/formats.ts';
import { PageHeader } from '#ui/page-header.tsx';
import { useShortcut } from '#ui/shortcuts.ts';
import { TabPanel } from '#ui/tabs.tsx';
import { executionsQuery } from './api.ts';
import { ExecutionRows } from './execution-rows.tsx';
import { FilterBar } from './filter-bar.tsx';
import classes from './list.module.css';
import { firstRows, toSearchRequest } from './search-request.ts';
import { StatusTabs } from './status-tabs.tsx';
import { useFilters } from './use-filters.ts';

const RunWorkflow = lazyPart(async () => {
  const { RunWorkflowDialog } = await import('#ui/run-workflow/run-workflow-dialog.tsx');
  return { default: RunWorkflowDialog };
});

/** Every execution: found by name, id, status, time or text, and kept up to date. */
export function Component(): ReactElement {
  const state = useFilters();
  const { filters } = state;
  const [live, setLive] = useState(true);
  const [running, setRunning] = useState(false);
  const filterKey = JSON.stringify(filters);
  const [size, setSize] = useState({ filterKey, limit: firstRows });
  // Other filters begin with a short list again.
  const limit = size.filterKey === filterKey ? size.limit : firstRows;
  const search = useQuery(executionsQuery(filters, limit, live));
  const found = search.isPlaceholderData ? undefined : search.data?.totalHits;
  const { notes } = toSearchRequest(filters, 0);
  useShortcut('r', 'Run a workflow', () => setRunning(true));

  return (
    <>
      <PageHeader
        title="Executions"
        meta={
          search.data !== undefined && (
            <span className="muted">{formatQuantity(search.data.totalHits, 'execution')}</span>
          )
        }
        actions={
          <>
            <LiveSwitch live={live} onChange={setLive} error={search.error} />
            <Button
              variant="filled"
              leftSection={<Play size={13} aria-hidden />}
              onClick={() => setRunning(true)}
            >
              Run workflow
            </Button>
          </>
        }
      />
      <FilterBar {...state} />
      {notes.map((note) => (
        <p key={note} className={classes['notes']} role="status">
          {note}
        </p>
      ))}
      <StatusTabs filters={filters} found={found} onChange={(status) => state.change({ status })} />
      <TabPanel name="executions" value={filters.status} className={classes['panel']}>
        <ExecutionRows
          state={state}
          search={search}
          limit={limit}
          onMore={(next) => setSize({ filterKey, limit: next })}
        />
      </TabPanel>
      <Suspense>{running && <RunWorkflow onClose={() => setRunning(false)} />}</Suspense>
    </>
  );
}

interface LiveSwitchProps {
  readonly live: boolean;
  readonly onChange: (live: boolean) => void;
  /** Why the list on screen is not up to date. */
  readonly error: Error | null;
}

function LiveSwitch({ live, onChange, error }: LiveSwitchProps): ReactElement {
  const stale = live && error !== null;
  const words = stale ? 'not up to date' : live ? 'live' : 'paused';
  return (
    <button
      type="button"
      className={classes['live']}
      aria-pressed={live}
      data-stale={stale}
      title={
        stale
          ? errorMessage(error)
          : live
            ? 'The list follows the server. Press to hold it still.'
            : 'Press to follow the server again.'
      }
      onClick={() => onChange(!live)}
    >
      <span className={classes['dot']} aria-hidden="true" />
      {words}
    </button>
  );
}
