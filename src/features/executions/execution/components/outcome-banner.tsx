import type { ReactElement, ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { paths } from '#lib/paths.ts';
import { placeOf, takeApart } from '#lib/reason.ts';
import { useTicking } from '#ui/ticker.ts';
import { useTimeZone } from '#ui/time-zone.ts';
import type { Task, Workflow } from '#contract/index.ts';
import { StatusGlyph } from '#ui/status-icon.tsx';
import { statusInfo, type StatusTone } from '#ui/status-info.ts';
import { endedTaskQuery } from '../api.ts';
import { rerunObstacle } from '../model/actions.ts';
import type { Outcome } from '../model/outcome.ts';
import { subWorkflowIdOf } from '../model/relations.ts';
import { taskTitle } from '../model/task-info.ts';
import { turnText, waitingText } from '../model/wait-text.ts';
import classes from './banner.module.css';

export interface OutcomeBannerProps {
  readonly workflow: Workflow;
  readonly outcome: Outcome | undefined;
  /** Whether the definition has a task of this name. */
  readonly isTask: (ref: string) => boolean;
  /** Whether a task can come only once another is done, both by their names. */
  readonly isLater: (ref: string, other: string) => boolean;
  readonly onShow: (task: Task) => void;
  /** Shows the task that the server could not begin; undefined where that is not in the definition. */
  readonly onShowStopped: (() => void) | undefined;
  readonly onShowInput: (task: Task) => void;
  readonly onRerun: (task: Task) => void;
}

/** Why the execution is where it is: the first thing to read. */
export function OutcomeBanner(props: OutcomeBannerProps): ReactElement | null {
  const { workflow, outcome } = props;
  if (workflow.status === 'RUNNING')
    return (
      <WaitingBanner
        workflow={workflow}
        isTask={props.isTask}
        isLater={props.isLater}
        onShow={props.onShow}
      />
    );
  if (outcome === undefined) return null;
  return <EndBanner {...props} outcome={outcome} />;
}

interface EndBannerProps extends OutcomeBannerProps {
  readonly outcome: Outcome;
}

function EndBanner(props: EndBannerProps): ReactElement {
  const { workflow, outcome, onShow, onShowStopped, onShowInput, onRerun } = props;
  const { task, reason } = outcome;
  const child = task === undefined ? undefined : subWorkflowIdOf(task);
  const taken = takeApart(reason);
  const innermost = taken.through.at(-1);
  const leaf = innermost === undefined ? undefined : taken.taskId;
  const leafName = useTaskName(leaf);
  return (
    <Banner
      tone={outcome.tone}
      status={workflow.status}
      title={outcome.title}
      detail={`${placeSentence(placeOf(taken), leafName)}${outcome.detail}`}
      reason={reason}
    >
      {innermost !== undefined && innermost.id !== child && (
        <Button component={Link} to={paths.executionTask(innermost.id, leaf)}>
          Open where it failed
        </Button>
      )}
      {child !== undefined && (
        <Button component={Link} to={paths.execution(child)}>
          Open the sub-workflow
        </Button>
      )}
      {onShowStopped !== undefined && <Button onClick={onShowStopped}>Show task</Button>}
      {task !== undefined && <Button onClick={() => onShow(task)}>Show task</Button>}
      {innermost !== undefined && leaf !== undefined ? (
        <Button component={Link} to={paths.executionTask(innermost.id, leaf, { panel: 'input' })}>
          See {leafName === '' ? 'the failed task' : leafName}’s input
        </Button>
      ) : (
        task !== undefined && (
          <Button onClick={() => onShowInput(task)}>
            {innermost === undefined ? 'See input' : `See ${taskTitle(task)}’s input`}
          </Button>
        )
      )}
      {task !== undefined && rerunObstacle(workflow) === undefined && (
        <Button onClick={() => onRerun(task)}>Rerun with another input…</Button>
      )}
    </Banner>
  );
}

/** The reason tells its id alone; '' until the server has told more. */
function useTaskName(taskId: string | undefined): string {
  const { data } = useQuery({ ...endedTaskQuery(taskId ?? ''), enabled: taskId !== undefined });
  return data?.referenceTaskName ?? '';
}

/** For a failure in a sub-workflow: in which one, and of which task. */
function placeSentence(place: string, task: string): string {
  if (place === '') return '';
  return `The failure is in ${task === '' ? '' : `the task ${task} of `}${place}. `;
}

type WaitingBannerProps = Pick<OutcomeBannerProps, 'workflow' | 'isTask' | 'isLater' | 'onShow'>;

function WaitingBanner({ workflow, isTask, isLater, onShow }: WaitingBannerProps): ReactElement {
  const { tasks, status } = workflow;
  const zone = useTimeZone();
  // All in one text, so that the clock draws the banner only when it reads differently.
  const text = useTicking((now) => {
    const { title, detail, task } = workflow.rateLimited
      ? turnText
      : waitingText({ tasks, isTask, isLater }, now, zone);
    return [title, detail, task?.taskId].join('\n');
  });
  const [title = '', detail = '', taskId] = text.split('\n');
  const task = tasks.find((each) => each.taskId === taskId);
  return (
    <Banner tone={statusInfo(status).tone} status={status} title={title} detail={detail}>
      {task !== undefined && <Button onClick={() => onShow(task)}>Show task</Button>}
    </Banner>
  );
}

interface BannerProps {
  readonly tone: StatusTone;
  readonly status: string;
  readonly title: string;
  readonly detail: string;
  /** The whole reason, to be unfolded where the title is but a part of it. */
  readonly reason?: string;
  readonly children: ReactNode;
}

function Banner({ tone, status, title, detail, reason = '', children }: BannerProps): ReactElement {
  return (
    <section className={classes['banner']} data-tone={tone} aria-label="Why it is where it is">
      <StatusGlyph shape={statusInfo(status).shape} tone={tone} size={18} />
      <div className={classes['words']}>
        <p className={classes['title']}>{title}</p>
        {detail !== '' && <p className={classes['detail']}>{detail}</p>}
        {!title.includes(reason.trim()) && (
          <details className={classes['whole']}>
            <summary>The whole reason</summary>
            <p>{reason}</p>
          </details>
        )}
      </div>
      <div className={classes['buttons']}>{children}</div>
    </section>
  );
}
