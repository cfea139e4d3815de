import { setTimeout as sleep } from 'node:timers/promises';
import type { SeenExecution } from '#engine/testing/corpus/execution.ts';
import type { Answered, Asked, Target } from '#engine/testing/corpus/target.ts';

const lookEveryMs = 80;
/** How long nothing must have moved. */
const stillForMs = 320;
/** How long to look on while something is expected to move, or does. */
const patienceMs = 6_000;
/** How long to wait for what a scenario awaits. */
const longestWaitMs = 90_000;

/** A real Conductor server: `api` as in http://127.0.0.1:8080/api. `prefix` makes names that nobody else has there. */
export function realTarget(api: string, site: string, prefix: string): Target {
  return {
    prefix,
    site,
    now: () => Date.now(),
    async ask({ method, path, body }: Asked): Promise<Answered> {
      const response = await fetch(api + path, {
        method,
        ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body }),
      });
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      return { status: response.status, isJson, text: await response.text() };
    },
    async settle(look) {
      const begin = Date.now();
      let seen = await look();
      let since = Date.now();
      for (;;) {
        await sleep(lookEveryMs);
        const next = await look();
        if (signature(next) !== signature(seen)) since = Date.now();
        seen = next;
        const still = Date.now() - since;
        if (still >= stillForMs && !next.some(isMoving)) return next;
        if (Date.now() - begin > patienceMs) return next;
      }
    },
    async until(holds) {
      const end = Date.now() + longestWaitMs;
      while (!(await holds())) {
        if (Date.now() > end) throw new Error('What is awaited does not come.');
        await sleep(lookEveryMs);
      }
    },
    pass: (_seconds, really) => sleep(really * 1000),
  };
}

function signature(executions: readonly SeenExecution[]): string {
  return JSON.stringify(
    executions.map(({ workflowId, status, tasks }) => [
      workflowId,
      status,
      tasks.map((task) => [task.taskId, task.status, task.outputData, task.subWorkflowId]),
    ]),
  );
}

const ended = new Set([
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'FAILED',
  'FAILED_WITH_TERMINAL_ERROR',
  'TIMED_OUT',
  'CANCELED',
  'SKIPPED',
]);
const async = new Set(['HTTP', 'SUB_WORKFLOW', 'START_WORKFLOW', 'WAIT', 'KAFKA_PUBLISH']);

/** Whether the server is about to do something: start a task of its own, end a JOIN, or see that all has ended. */
function isMoving({ status, tasks }: SeenExecution): boolean {
  if (status !== 'RUNNING') return false;
  const statuses = new Map(tasks.map((task) => [task.referenceTaskName, task.status]));
  const hasEnded = (ref: unknown) => ended.has(statuses.get(String(ref)) ?? '');
  return (
    tasks.every((task) => ended.has(task.status)) ||
    tasks.some((task) => {
      if (task.status === 'SCHEDULED') return async.has(task.taskType) && task.callbackAfterSeconds === 0;
      const joinOn = task.inputData['joinOn'];
      return (
        task.status === 'IN_PROGRESS' &&
        task.taskType === 'JOIN' &&
        Array.isArray(joinOn) &&
        joinOn.every(hasEnded)
      );
    })
  );
}
