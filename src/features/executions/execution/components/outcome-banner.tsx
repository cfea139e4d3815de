import type { ReactElement, ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { paths } from '#lib/paths.ts';
import { useTicking } from '#ui/ticker.ts';
import { useTimeZone } from '#ui/time-zone.ts';
import type { Task, Workflow } from '#contract/index.ts';
import { StatusGlyph } from '#ui/status-icon.tsx';
import { statusInfo, type StatusTone } from '#ui/status-info.ts';
import { takeApart } from '../../model/reason.ts';
import { rerunObstacle } from '../model/actions.ts';
import type { Outcome } from '../model/outcome.ts';
import { subWorkflowIdOf } from '../model/relations.ts';
import { turnText, waitingText } from '../model/wait-text.ts';
import classes from './banner.module.css';

export interface OutcomeBannerProps {
  readonly workflow: Workflow;
  readonly outcome: Outcome | undefined;
  /** Whether the definition has a task of this name. */
  readonly isTask: (ref: string) => boolean;
  readonly onShow: (task: Task) => void;
  readonly onShowInput: (task: Task) => void;
  readonly onRerun: (task: Task) => void;
}

/** Why the execution is where it is: the first thing to read. */
export function OutcomeBanner(props: OutcomeBannerProps): ReactElement | null {
  const { workflow, outcome } = props;
  if (workflow.status === 'RUNNING')
    return <WaitingBanner workflow={workflow} isTask={props.isTask} onShow={props.onShow} />;
  if (outcome === undefined) return null;
  const { task, reason } = outcome;
  const child = task === undefined ? undefined : subWorkflowIdOf(task);
  const innermost = takeApart(reason).through.at(-1);
  return (
    <Banner
      tone={outcome.tone}
      status={workflow.status}
      title={outcome.title}
      detail={outcome.detail}
      reason={reason}
    >
      {innermost !== undefined && innermost.id !== child && (
        <Button component={Link} to={paths.execution(innermost.id)}>
          Open where it failed
        </Button>
      )}
      {child !== undefined && (
        <Button component={Link} to={paths.execution(child)}>
          Open the sub-workflow
        </Button>
      )}
      {task !== undefined && <Button onClick={() => props.onShow(task)}>Show task</Button>}
      {task !== undefined && <Button onClick={() => props.onShowInput(task)}>See input</Button>}
      {task !== undefined && rerunObstacle(workflow) === undefined && (
        <Button onClick={() => props.onRerun(task)}>Rerun with another input…</Button>
      )}
    </Banner>
  );
}

type WaitingBannerProps = Pick<OutcomeBannerProps, 'workflow' | 'isTask' | 'onShow'>;

function WaitingBanner({ workflow, isTask, onShow }: WaitingBannerProps): ReactElement {
  const { tasks, status } = workflow;
  const zone = useTimeZone();
  // All in one text, so that the clock draws the banner only when it reads differently.
  const text = useTicking((now) => {
    const { title, detail, task } = workflow.rateLimited
      ? turnText
      : waitingText({ tasks, isTask }, now, zone);
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
