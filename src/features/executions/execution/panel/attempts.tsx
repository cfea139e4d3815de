import { useMemo, type ReactElement } from 'react';
import type { Task } from '#contract/index.ts';
import { toMillis } from '#lib/time.ts';
import { Status } from '#ui/status.tsx';
import { ClockTime, Duration } from '#ui/time-display.tsx';
import { VirtualList } from '../components/virtual-list.tsx';
import type { Iteration } from '../model/attempts.ts';
import classes from './panel.module.css';

export interface AttemptsProps {
  readonly iterations: readonly Iteration[];
  /** The attempt that is shown. */
  readonly chosen: string;
  readonly onSelect: (key: string, attempt: string) => void;
}

interface Row {
  readonly ref: string;
  readonly task: Task;
  readonly number: number;
}

/** Every attempt, the latest first, each with how it went; a click shows it. */
export function Attempts({ iterations, chosen, onSelect }: AttemptsProps): ReactElement {
  const rows = useMemo(
    () =>
      iterations.flatMap(({ step }) =>
        step.attempts.map((task, index): Row => ({ ref: step.ref, task, number: index + 1 })).toReversed(),
      ),
    [iterations],
  );
  const inLoop = iterations.length > 1;
  return (
    <VirtualList
      label="Attempts"
      rows={rows}
      rowHeight={54}
      rowKey={(row) => row.task.taskId}
      renderRow={(row) => (
        <AttemptRow row={row} inLoop={inLoop} chosen={row.task.taskId === chosen} onSelect={onSelect} />
      )}
    />
  );
}

interface AttemptRowProps {
  readonly row: Row;
  readonly inLoop: boolean;
  readonly chosen: boolean;
  readonly onSelect: (key: string, attempt: string) => void;
}

function AttemptRow({ row, inLoop, chosen, onSelect }: AttemptRowProps): ReactElement {
  const { ref, task, number } = row;
  const start = toMillis(task.startTime) ?? toMillis(task.scheduledTime);
  const ended = toMillis(task.endTime);
  const [reason = ''] = (task.reasonForIncompletion ?? '').split('\n');
  return (
    <button
      type="button"
      className={classes['attempt']}
      aria-pressed={chosen}
      onClick={() => onSelect(ref, task.taskId)}
    >
      <span className={classes['attemptHead']}>
        <Status status={task.status} />
        <span className="muted">
          {inLoop && `iteration ${task.iteration}, `}attempt {number}
        </span>
        <span className={classes['attemptTime']}>
          <ClockTime at={start} />
          <Duration from={toMillis(task.startTime)} to={ended} />
        </span>
      </span>
      {reason !== '' && <span className={classes['attemptReason']}>{reason}</span>}
    </button>
  );
}
