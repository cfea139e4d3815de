import type { ReactElement } from 'react';
import type { Task } from '#contract/index.ts';
import { taskTypeInfo } from '#graph/index.ts';
import { formatDuration } from '#lib/time.ts';
import { useTicking } from '#ui/ticker.ts';
import { shortDuration } from '../model/short-duration.ts';
import { attemptCount, type Step } from '../model/attempts.ts';
import { stepType } from '../model/task-info.ts';
import classes from './panel.module.css';

export interface TypeLineProps {
  readonly step: Step;
  readonly task: Task;
}

/** `HTTP · attempt 3 of 3 · 2.1 s, waited 4 ms` */
export function TypeLine({ step, task }: TypeLineProps): ReactElement {
  const timing = useTicking((now) => timingText(task, now));
  const { number, of } = attemptCount(step, task);
  const parts = [taskTypeInfo(stepType(task)).label];
  if (of > 1) parts.push(`attempt ${number} of ${of}`);
  if (timing !== '') parts.push(timing);
  return <p className={classes['typeLine']}>{parts.join(' · ')}</p>;
}

/** How long it ran and how long it waited before; open ones by the second. */
function timingText(task: Task, now: number): string {
  const { scheduledTime, startTime, endTime } = task;
  if (startTime === 0) {
    return scheduledTime === 0 || endTime > 0
      ? ''
      : `waiting for ${shortDuration(whole(now - scheduledTime))}`;
  }
  const ran = endTime > 0 ? formatDuration(endTime - startTime) : shortDuration(whole(now - startTime));
  const waited = scheduledTime > 0 && startTime > scheduledTime ? startTime - scheduledTime : 0;
  return waited === 0 ? ran : `${ran}, waited ${formatDuration(waited)}`;
}

function whole(millis: number): number {
  return Math.floor(Math.max(0, millis) / 1_000) * 1_000;
}
