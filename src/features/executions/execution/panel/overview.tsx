import { useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { isTaskTerminal, type Task, type Workflow } from '#contract/index.ts';
import { takeApart } from '#lib/reason.ts';
import { useTicking } from '#ui/ticker.ts';
import { statusInfo } from '#ui/status-info.ts';
import { ToolButton } from '#ui/tool-button.tsx';
import { useTimeZone } from '#ui/time-zone.ts';
import type { RequestMutation } from '../hooks/use-execution-request.ts';
import { rerunObstacle, updateObstacle } from '../model/actions.ts';
import type { Step } from '../model/attempts.ts';
import type { Surroundings } from '../model/awaited.ts';
import { stepType } from '../model/task-info.ts';
import { waitSentence } from '../model/wait-text.ts';
import { waitOf } from '../model/waiting.ts';
import { Asked } from './asked.tsx';
import { OverviewFacts } from './overview-facts.tsx';
import classes from './panel.module.css';
import { RerunDialog } from './rerun-dialog.tsx';
import { UpdateTask } from './update-task.tsx';

export interface OverviewProps {
  readonly workflow: Workflow;
  /** Whether the definition has a task of this name. */
  readonly isTask: (ref: string) => boolean;
  readonly step: Step;
  readonly task: Task;
  /** Where its values come from and go. */
  readonly valueLines: ReactNode;
  readonly mutation: RequestMutation;
}

/** What there is to know about one attempt, and what can be done with it. */
export function Overview(props: OverviewProps): ReactElement {
  const { workflow, isTask, step, task, mutation } = props;
  const end = endOf(task);
  const reason = task.reasonForIncompletion || (end?.reason ?? '');
  // A new attempt carries the reason of the one before it until it ends.
  const own = isTaskTerminal(task.status);
  return (
    <div className={classes['overview']}>
      {!own && <WaitLine task={task} tasks={workflow.tasks} isTask={isTask} />}
      {end !== undefined && <p>It ended the execution as {end.word}.</p>}
      {reason !== '' && <Reason title={own ? 'Reason' : 'Why the last attempt failed'} text={reason} />}
      {updateObstacle(workflow, task.status) === undefined && (
        <>
          {stepType(task) === 'HUMAN' && <Asked task={task} />}
          <UpdateTask key={task.taskId} task={task} mutation={mutation} />
        </>
      )}
      {props.valueLines}
      <OverviewFacts workflow={workflow} step={step} task={task} />
      <Rerun workflow={workflow} task={task} mutation={mutation} />
    </div>
  );
}

/** As what a TERMINATE has ended the execution, and why: its own reason is none, as it completed. */
function endOf(task: Task): { readonly word: string; readonly reason: string } | undefined {
  if (stepType(task) !== 'TERMINATE' || task.status !== 'COMPLETED') return undefined;
  const { terminationStatus: status, terminationReason: reason } = task.inputData;
  if (typeof status !== 'string') return undefined;
  return { word: statusInfo(status).word.toLowerCase(), reason: typeof reason === 'string' ? reason : '' };
}

interface ReasonProps {
  readonly title: string;
  readonly text: string;
}

const longReason = 600;

function Reason({ title, text }: ReasonProps): ReactElement {
  const [whole, setWhole] = useState(false);
  const { innermost } = takeApart(text);
  const isLong = text.length > longReason || text.split('\n', 9).length > 8;
  return (
    <section aria-label={title}>
      <h3 className="muted">{title}</h3>
      {innermost !== '' && innermost !== text.trim() && (
        <p className={classes['gist']} data-clamped>
          {innermost}
        </p>
      )}
      <p className={classes['reason']} data-clamped={isLong && !whole}>
        {text}
      </p>
      {isLong && (
        <ToolButton
          label={whole ? 'Show less of the reason' : 'Show all of the reason'}
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Show less' : 'Show all'}
        </ToolButton>
      )}
    </section>
  );
}

interface WaitLineProps extends Surroundings {
  readonly task: Task;
}

function WaitLine({ task, tasks, isTask }: WaitLineProps): ReactElement {
  const zone = useTimeZone();
  const text = useTicking((now) => waitSentence(waitOf(task, now), now, zone, { tasks, isTask }));
  return <p>{text}.</p>;
}

interface RerunProps {
  readonly workflow: Workflow;
  readonly task: Task;
  readonly mutation: RequestMutation;
}

function Rerun({ workflow, task, mutation }: RerunProps): ReactElement {
  const [open, setOpen] = useState(false);
  const obstacle = rerunObstacle(workflow);
  return (
    <div className={classes['actions']}>
      <Button
        leftSection={<RotateCcw size={14} aria-hidden />}
        disabled={obstacle !== undefined}
        onClick={() => {
          mutation.reset();
          setOpen(true);
        }}
      >
        Rerun from here…
      </Button>
      {obstacle !== undefined && <span className="muted">{obstacle}.</span>}
      {open && (
        <RerunDialog workflow={workflow} task={task} mutation={mutation} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}
