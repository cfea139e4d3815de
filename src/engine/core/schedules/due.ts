import { zoneOffset, type WorkflowSchedule } from '#contract/index.ts';
import type { Due } from '../../model.ts';
import { nextTime } from '../cron/next-time.ts';
import { parseCron } from '../cron/parse-cron.ts';

/** The first start of a schedule after a moment, within its start and end; undefined when none comes any more. */
export function dueAfter(schedule: WorkflowSchedule, moment: number): Due | undefined {
  const { scheduleStartTime = 0, scheduleEndTime = Infinity } = schedule;
  const after = Math.max(moment, scheduleStartTime - 1);
  let first: Due | undefined;
  for (const { cronExpression, zoneId } of cronsOf(schedule)) {
    const at = timeAfter(cronExpression, zoneId, after);
    if (at === undefined || at > scheduleEndTime || (first !== undefined && first.at <= at)) continue;
    first = { at, cronExpression, zoneId };
  }
  return first;
}

/** The first moment that a cron expression names after another; undefined also when it is none, or there is no such zone. */
function timeAfter(cronExpression: string, zoneId: string, after: number): number | undefined {
  const cron = parseCron(cronExpression);
  const offset = zoneOffset(zoneId);
  return cron === undefined || offset === undefined ? undefined : nextTime(cron, offset, after);
}

/** A schedule's cron expressions; several take the place of the one. */
export function cronsOf(
  schedule: WorkflowSchedule,
): readonly { readonly cronExpression: string; readonly zoneId: string }[] {
  const { cronSchedules, cronExpression, zoneId } = schedule;
  const all = cronSchedules.length > 0 ? cronSchedules : [{ cronExpression, zoneId }];
  return all.flatMap((each) =>
    each.cronExpression === undefined ? [] : [{ cronExpression: each.cronExpression, zoneId: each.zoneId }],
  );
}
