import { toMillis } from '#lib/time.ts';
import type { DataColumn } from '#ui/data-table/table-types.ts';
import { Status } from '#ui/status.tsx';
import { ClockTime, Duration } from '#ui/time-display.tsx';
import { durationOf, type TaskRow } from '../model/task-rows.ts';

export const taskColumns: readonly DataColumn<TaskRow>[] = [
  {
    id: 'seq',
    header: '#',
    width: '78px',
    sortValue: ({ task }) => task.seq,
    cell: ({ task }) => <span className="muted">{task.seq > 0 ? task.seq : '–'}</span>,
  },
  {
    id: 'ref',
    header: 'Task',
    width: 'minmax(180px, 1.4fr)',
    sortValue: ({ ref }) => ref,
    cell: ({ ref }) => (
      <span title={ref} style={{ fontWeight: 500 }}>
        {ref}
      </span>
    ),
  },
  {
    id: 'type',
    header: 'Type',
    width: 'minmax(96px, 0.7fr)',
    sortValue: ({ type }) => type,
    cell: ({ type }) => <span className="muted">{type}</span>,
  },
  {
    id: 'status',
    header: 'Status',
    width: '150px',
    sortValue: ({ task }) => task.status,
    cell: ({ task }) => <Status status={task.status} />,
  },
  {
    id: 'attempt',
    header: 'Attempt',
    width: '84px',
    sortValue: ({ attempt }) => attempt,
    cell: ({ attempt, of }) => (of > 1 ? `${attempt} of ${of}` : <span className="faint">–</span>),
  },
  {
    id: 'duration',
    header: 'Duration',
    width: '96px',
    align: 'end',
    sortValue: ({ task }) => durationOf(task),
    cell: ({ task }) => <Duration from={toMillis(task.startTime)} to={toMillis(task.endTime)} />,
  },
  {
    id: 'scheduled',
    header: 'Scheduled',
    width: '92px',
    sortValue: ({ task }) => toMillis(task.scheduledTime),
    cell: ({ task }) => <ClockTime at={toMillis(task.scheduledTime)} />,
  },
  {
    id: 'started',
    header: 'Started',
    width: '86px',
    sortValue: ({ task }) => toMillis(task.startTime),
    cell: ({ task }) => <ClockTime at={toMillis(task.startTime)} />,
  },
  {
    id: 'ended',
    header: 'Ended',
    width: '86px',
    sortValue: ({ task }) => toMillis(task.endTime),
    cell: ({ task }) => <ClockTime at={toMillis(task.endTime)} />,
  },
  {
    id: 'worker',
    header: 'Worker',
    width: 'minmax(90px, 0.8fr)',
    sortValue: ({ task }) => task.workerId,
    cell: ({ task }) => (
      <span className="mono muted" title={task.workerId}>
        {task.workerId ?? ''}
      </span>
    ),
  },
];
