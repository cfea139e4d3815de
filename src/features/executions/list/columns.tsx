import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { WorkflowSummary } from '#contract/index.ts';
import { isWorkflowTerminal } from '#contract/index.ts';
import { shortId } from '#lib/formats.ts';
import { paths } from '#lib/paths.ts';
import { formatDuration, toMillis } from '#lib/time.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import type { DataColumn } from '#ui/data-table/table-types.ts';
import { Status } from '#ui/status.tsx';
import { statusInfo } from '#ui/status-info.ts';
import { useTicking } from '#ui/ticker.ts';
import { TimeAgo } from '#ui/time-display.tsx';
import classes from './list.module.css';
import { whatToKnow } from './what-to-know.ts';

/** Column ids are the server's names for its sort. What has no width of its own here has one for each width of the list. */
export const columns: readonly DataColumn<WorkflowSummary>[] = [
  {
    id: 'status',
    header: 'Status',
    width: 'var(--status-width)',
    sortValue: (row) => row.status,
    cell: (row) => <Status status={row.status} />,
  },
  {
    id: 'workflowType',
    header: 'Workflow',
    width: 'minmax(120px, 4fr)',
    sortValue: (row) => row.workflowType,
    cell: (row) => (
      <Link
        className={classes['name']}
        tabIndex={-1}
        to={paths.execution(row.workflowId)}
        title={row.workflowType}
      >
        {row.workflowType} <span className="faint">v{row.version}</span>
      </Link>
    ),
  },
  { id: 'workflowId', header: 'Id', width: 'var(--id-width)', cell: (row) => <Id id={row.workflowId} /> },
  {
    id: 'startTime',
    header: 'Started',
    width: 'var(--started-width)',
    sortValue: (row) => row.startTime,
    cell: (row) => (
      <span className="muted">
        <TimeAgo at={toMillis(row.startTime)} />
      </span>
    ),
  },
  { id: 'duration', header: 'Duration', width: 'var(--duration-width)', cell: (row) => <Length row={row} /> },
  { id: 'know', header: 'What to know', width: 'minmax(160px, 7fr)', cell: (row) => <Know row={row} /> },
];

interface IdProps {
  readonly id: string;
}

function Id({ id }: IdProps): ReactElement {
  return (
    <span className={classes['id']}>
      <span className="mono muted" title={id}>
        {shortId(id)}
      </span>
      <span className={classes['copy']}>
        <CopyButton value={id} label="Copy id" byPointerOnly />
      </span>
    </span>
  );
}

interface RowProps {
  readonly row: WorkflowSummary;
}

function Length({ row }: RowProps): ReactElement | null {
  const started = toMillis(row.startTime);
  const ended = endOf(row, started);
  const millis = useTicking((now) => lengthAt(started, ended, now));
  if (started === undefined) return null;
  return (
    <span className={classes['length']}>
      <span className={classes['figure']}>{formatDuration(millis)}</span>
      <span className={classes['bar']} aria-hidden="true">
        <i style={{ width: `${barPercent(millis)}%` }} data-status={row.status} />
      </span>
    </span>
  );
}

function endOf(row: WorkflowSummary, started: number | undefined): number | undefined {
  if (!isWorkflowTerminal(row.status) || started === undefined) return undefined;
  return toMillis(row.endTime) ?? started + row.executionTime;
}

function lengthAt(started: number | undefined, ended: number | undefined, now: number): number {
  if (started === undefined) return 0;
  // Whole seconds while it runs: tenths that flicker by tell nothing.
  return ended === undefined ? Math.floor((now - started) / 1_000) * 1_000 : ended - started;
}

// From a tenth of a second to an hour, each step of ten as long as the next: all lengths can be compared at a glance.
function barPercent(millis: number): number {
  const shortest = Math.log10(100);
  const longest = Math.log10(3_600_000);
  const share = (Math.log10(Math.max(100, millis)) - shortest) / (longest - shortest);
  return Math.round(Math.min(1, Math.max(0.03, share)) * 100);
}

function Know({ row }: RowProps): ReactElement | null {
  const known = whatToKnow(row);
  if (known === undefined) return null;
  const tone = statusInfo(row.status).tone;
  const bad = tone === 'failed' || tone === 'timedout';
  return (
    <span
      className={`${classes['know']} ${bad ? '' : 'muted'}`}
      style={bad ? { color: `var(--${tone})` } : undefined}
      title={known.about}
    >
      {known.text}
    </span>
  );
}
