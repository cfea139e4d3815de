import { useMemo, useState, type ReactElement } from 'react';
import { formatQuantity } from '#lib/formats.ts';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { isTaskTerminal, type Task, type TaskExecLog } from '#contract/index.ts';
import { toMillis } from '#lib/time.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { ErrorDetails } from '#ui/error-state.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { ClockTime } from '#ui/time-display.tsx';
import { taskLogQuery } from '../api.ts';
import { VirtualList } from '../components/virtual-list.tsx';
import classes from './panel.module.css';

export interface LogsProps {
  readonly task: Task;
}

/** What the worker has logged about this attempt. */
export function Logs({ task }: LogsProps): ReactElement {
  const open = !isTaskTerminal(task.status);
  const query = useQuery(taskLogQuery(task.taskId, open));
  if (query.data === undefined) {
    return query.error === null ? (
      <div className={classes['payload']} role="status" aria-label="Loading the logs">
        <Skeleton width="60%" />
        <Skeleton width="40%" />
      </div>
    ) : (
      <div className={classes['payload']}>
        <p className={classes['note']}>The logs could not be loaded.</p>
        <ErrorDetails error={query.error} />
      </div>
    );
  }
  if (query.data.length > 0) return <LogLines lines={query.data} />;
  return (
    <p className={classes['note']}>
      {open
        ? 'The worker has logged nothing yet. New lines appear by themselves.'
        : 'The worker logged nothing about this attempt. Workers add lines with the results they report.'}
    </p>
  );
}

interface LogLinesProps {
  readonly lines: readonly TaskExecLog[];
}

function LogLines({ lines }: LogLinesProps): ReactElement {
  const [query, setQuery] = useState('');
  const found = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return lines.filter(({ log }) => log.toLowerCase().includes(wanted));
  }, [lines, query]);
  return (
    <div className={classes['logs']}>
      <div className={classes['logBar']}>
        <TextInput
          aria-label="Search the logs"
          placeholder="Search"
          leftSection={<Search size={12} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <span className="muted" role="status">
          {query === '' ? '' : `${found.length} of `}
          {formatQuantity(lines.length, 'line')}
        </span>
        <CopyButton value={() => found.map(({ log }) => log).join('\n')} label="Copy the logs" />
      </div>
      <VirtualList
        label="Log lines"
        rows={found}
        rowHeight={22}
        rowKey={(_line, index) => String(index)}
        renderRow={(line) => (
          <p className={classes['logLine']}>
            <span className="faint">
              <ClockTime at={toMillis(line.createdTime)} />
            </span>{' '}
            {line.log}
          </p>
        )}
      />
    </div>
  );
}
