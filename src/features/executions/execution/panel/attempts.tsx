import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { Task } from '#contract/index.ts';
import { formatCount, formatQuantity } from '#lib/formats.ts';
import { toMillis } from '#lib/time.ts';
import { Status } from '#ui/status.tsx';
import { ClockTime, Duration } from '#ui/time-display.tsx';
import { VirtualList } from '../components/virtual-list.tsx';
import type { Iteration, Step } from '../model/attempts.ts';
import classes from './panel.module.css';

export interface AttemptsProps {
  readonly step: Step;
  /** Of the loop around it, the latest first. */
  readonly iterations: readonly Iteration[];
  /** The attempt that is shown. */
  readonly chosen: string;
  readonly onSelect: (key: string, attempt?: string) => void;
}

type Row =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'attempt'; readonly task: Task; readonly number: number }
  | { readonly kind: 'iteration'; readonly iteration: Iteration };

/** Every attempt in this iteration, the latest first, and the other iterations; a click shows it. */
export function Attempts({ step, iterations, chosen, onSelect }: AttemptsProps): ReactElement {
  const rows = useMemo(() => rowsOf(step, iterations), [step, iterations]);
  return (
    <VirtualList
      label={iterations.length > 1 ? 'Attempts and iterations' : 'Attempts'}
      rows={rows}
      rowHeight={54}
      rowKey={keyOfRow}
      renderRow={(row) => {
        switch (row.kind) {
          case 'heading':
            return <h3 className={classes['rowHeading']}>{row.text}</h3>;
          case 'attempt': {
            const { task, number } = row;
            return (
              <TaskRow
                task={task}
                pressed={task.taskId === chosen}
                onClick={() => onSelect(step.ref, task.taskId)}
              >
                attempt {number} of {step.attempts.length}
              </TaskRow>
            );
          }
          case 'iteration': {
            const { iteration, step: other } = row.iteration;
            return (
              <TaskRow
                task={other.latest}
                pressed={other.ref === step.ref}
                onClick={() => onSelect(other.ref)}
              >
                iteration {formatCount(iteration)}
                {other.attempts.length > 1 && `, ${formatQuantity(other.attempts.length, 'attempt')}`}
              </TaskRow>
            );
          }
          default:
            return row satisfies never;
        }
      }}
    />
  );
}

function rowsOf(step: Step, iterations: readonly Iteration[]): readonly Row[] {
  const attempts = step.attempts
    .map((task, at): Row => ({ kind: 'attempt', task, number: at + 1 }))
    .toReversed();
  if (iterations.length < 2) return attempts;
  const own = iterations.find((each) => each.step.ref === step.ref)?.iteration ?? 0;
  return [
    { kind: 'heading', text: `Attempts in iteration ${formatCount(own)}` },
    ...attempts,
    { kind: 'heading', text: `${formatCount(iterations.length)} iterations` },
    ...iterations.map((iteration): Row => ({ kind: 'iteration', iteration })),
  ];
}

function keyOfRow(row: Row): string {
  switch (row.kind) {
    case 'heading':
      return `# ${row.text}`;
    case 'attempt':
      return row.task.taskId;
    case 'iteration':
      return `of ${row.iteration.step.ref}`;
    default:
      return row satisfies never;
  }
}

interface TaskRowProps {
  /** Whose status and times to show. */
  readonly task: Task;
  readonly pressed: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function TaskRow({ task, pressed, onClick, children }: TaskRowProps): ReactElement {
  const start = toMillis(task.startTime) ?? toMillis(task.scheduledTime);
  const [reason = ''] = (task.reasonForIncompletion ?? '').split('\n');
  return (
    <button type="button" className={classes['attempt']} aria-pressed={pressed} onClick={onClick}>
      <span className={classes['attemptHead']}>
        <Status status={task.status} />
        <span className="muted">{children}</span>
        <span className={classes['attemptTime']}>
          <ClockTime at={start} />
          <Duration from={toMillis(task.startTime)} to={toMillis(task.endTime)} />
        </span>
      </span>
      {reason !== '' && <span className={classes['attemptReason']}>{reason}</span>}
    </button>
  );
}
