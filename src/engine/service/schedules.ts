import { zoneOffset, type BulkResponse, type WorkflowSchedule } from '#contract/index.ts';
import { nextTime } from '../core/cron/next-time.ts';
import { parseCron, problemOfCron } from '../core/cron/parse-cron.ts';
import { cronsOf } from '../core/schedules/due.ts';
import { schedulesOf, searchExecutions, searchSchedules, workflowOf } from '../core/schedules/search.ts';
import type { Schedules } from '../engine.ts';
import { EngineError, internal, invalid, notFound } from '../errors.ts';
import type { EngineParts } from './parts.ts';
import type { Scheduler } from './scheduler.ts';

/** More are never given. */
const mostTimes = 5;

/** Schedules as users see them; the scheduler keeps them. */
export function createSchedules({ ports }: EngineParts, scheduler: Scheduler): Schedules {
  const { clock } = ports;

  function known(name: string): WorkflowSchedule {
    const schedule = scheduler.schedule(name);
    if (schedule === undefined) throw unknown(name);
    return schedule;
  }

  function pause(name: string, reason?: string): Promise<void> {
    return scheduler.change(name, (before) => {
      if (before === undefined) throw unknown(name);
      const { pausedReason: _, ...schedule } = before;
      const why = reason === undefined ? {} : { pausedReason: reason };
      return { ...schedule, ...why, paused: true, updatedTime: clock.now() };
    });
  }

  function resume(name: string): Promise<void> {
    return scheduler.change(name, (before) => {
      if (before?.paused !== true) throw unknown(name);
      const { pausedReason: _, ...schedule } = before;
      return { ...schedule, paused: false, updatedTime: clock.now() };
    });
  }

  return {
    async put(sent) {
      check(sent);
      const now = clock.now();
      await scheduler.change(sent.name, (before) => {
        const createTime = before?.createTime ?? now;
        return { ...sent, createTime, updatedTime: now, createdBy: '', updatedBy: '' };
      });
      return known(sent.name);
    },

    async all(workflowName) {
      const schedules = scheduler.schedules().toSorted((a, b) => a.createTime - b.createTime);
      return workflowName === undefined
        ? schedules
        : schedules.filter((schedule) => workflowOf(schedule) === workflowName);
    },

    async get(name) {
      return known(name);
    },

    remove: (name) => scheduler.remove(name),
    pause,
    resume,
    pauseMany: (names) => forEach(names, (name) => pause(name)),
    resumeMany: (names) => forEach(names, resume),

    async search(request) {
      const { total, results } = searchSchedules(scheduler.schedules(), request);
      return { totalHits: total, results: [...results] };
    },

    async searchExecutions(request) {
      const executions = await scheduler.history.executions(schedulesOf(request.query));
      const { total, results } = searchExecutions(executions, request);
      return { totalHits: total, results: [...results] };
    },

    nextTimes(cronExpression, { startTime = 0, endTime = Infinity, limit }) {
      const cron = parseCron(cronExpression);
      if (cron === undefined) throw internal(`Invalid cron expression: ${problemOfCron(cronExpression)}`);
      const times: number[] = [];
      let after = Math.max(clock.now(), startTime - 1);
      while (times.length < Math.min(limit, mostTimes)) {
        const next = nextTime(cron, () => 0, after);
        if (next === undefined || next > endTime) break;
        times.push(next);
        after = next;
      }
      return times;
    },

    pauseAll: () => scheduler.stop(),
    resumeAll: () => scheduler.start(),
  };
}

function check(schedule: WorkflowSchedule): void {
  if (schedule.name.trim() === '') throw invalid('Schedule name cannot be null or empty');
  if (workflowOf(schedule).trim() === '') {
    throw invalid(`Schedule ${schedule.name} names no workflow to start in startWorkflowRequest`);
  }
  for (const { cronExpression, zoneId } of cronsOf(schedule)) {
    const problem = problemOfCron(cronExpression);
    if (problem !== undefined) {
      throw invalid(
        `Schedule ${schedule.name} has an invalid cron expression '${cronExpression}': ${problem}`,
      );
    }
    if (zoneOffset(zoneId) === undefined) throw internal(`Unknown time-zone ID: ${zoneId}`);
  }
}

function unknown(name: string): EngineError {
  return notFound(`Schedule '${name}' not found`);
}

/** Does the same to each; one failure does not keep the others from happening. */
async function forEach(
  names: readonly string[],
  act: (name: string) => Promise<void>,
): Promise<BulkResponse> {
  const failures: [name: string, message: string][] = [];
  const bulkSuccessfulResults: string[] = [];
  for (const name of names) {
    try {
      await act(name);
      bulkSuccessfulResults.push(name);
    } catch (error) {
      failures.push([name, error instanceof Error ? error.message : String(error)]);
    }
  }
  // Not by assignment: a name may be `__proto__`.
  return { bulkErrorResults: Object.fromEntries(failures), bulkSuccessfulResults };
}
