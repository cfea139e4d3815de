import { isTaskTerminal, parseWaitDuration, parseWaitUntil, type Task } from '#contract/index.ts';
import { isRunByServer, queueOf, stepType } from './task-info.ts';

/** What an open task waits for. `due` is a moment in epoch milliseconds. */
export type Wait =
  /** For a worker to take it. */
  | {
      readonly kind: 'poll';
      readonly task: Task;
      readonly queue: string;
      readonly domain: string | undefined;
    }
  /** For its turn after a failed attempt. */
  | { readonly kind: 'retry'; readonly task: Task; readonly due: number }
  /** For the delay its definition asks for. */
  | { readonly kind: 'delay'; readonly task: Task; readonly due: number }
  /** For the moment at which the worker wants to go on. */
  | { readonly kind: 'callback'; readonly task: Task; readonly due: number }
  /** For the worker that has taken it. */
  | { readonly kind: 'worker'; readonly task: Task; readonly worker: string | undefined }
  | { readonly kind: 'moment'; readonly task: Task; readonly due: number }
  | { readonly kind: 'signal'; readonly task: Task }
  | { readonly kind: 'person'; readonly task: Task }
  | {
      readonly kind: 'sub-workflow';
      readonly task: Task;
      readonly id: string | undefined;
      readonly name: string;
    }
  /** For the server, which runs it by itself. */
  | { readonly kind: 'server'; readonly task: Task }
  /** For someone outside who completes it. */
  | { readonly kind: 'outside'; readonly task: Task }
  /** For other tasks: the branches of a fork, the body of a loop. */
  | { readonly kind: 'tasks'; readonly task: Task; readonly loop: boolean };

export type WaitKind = Wait['kind'];

// What a person can do something about comes first, what follows from other waits last.
const order: readonly WaitKind[] = [
  'person',
  'signal',
  'poll',
  'outside',
  'retry',
  'moment',
  'callback',
  'delay',
  'worker',
  'sub-workflow',
  'server',
  'tasks',
];

/** What every open task waits for at a moment: first what most deserves attention, then what is due soonest. */
export function waitsOf(tasks: readonly Task[], now: number): readonly Wait[] {
  return tasks
    .filter((task) => !isTaskTerminal(task.status))
    .map((task) => waitOf(task, now))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || dueOf(a) - dueOf(b));
}

function dueOf(wait: Wait): number {
  return 'due' in wait ? wait.due : 0;
}

/** What one open task waits for. */
export function waitOf(task: Task, now: number): Wait {
  const delayed = delayOf(task, now);
  if (delayed !== undefined) return delayed;
  switch (stepType(task)) {
    case 'WAIT':
      return waitTask(task);
    case 'HUMAN':
      return { kind: 'person', task };
    case 'SUB_WORKFLOW': {
      const name = task.workflowTask?.subWorkflowParam?.name ?? task.taskDefName;
      return { kind: 'sub-workflow', task, id: task.subWorkflowId, name };
    }
    case 'JOIN':
    case 'EXCLUSIVE_JOIN':
      return { kind: 'tasks', task, loop: false };
    case 'DO_WHILE':
      return { kind: 'tasks', task, loop: true };
    default:
      return isRunByServer(task) ? serverTask(task) : workerTask(task);
  }
}

/** A task that is not to be taken before a moment yet to come. */
function delayOf(task: Task, now: number): Wait | undefined {
  if (task.status !== 'SCHEDULED') return undefined;
  const wasPolled = task.pollCount > 0;
  const seconds = wasPolled
    ? task.callbackAfterSeconds
    : Math.max(task.callbackAfterSeconds, task.startDelayInSeconds);
  const from = wasPolled ? task.updateTime : task.scheduledTime;
  const due = from + seconds * 1_000;
  if (seconds <= 0 || due <= now) return undefined;
  if (wasPolled) return { kind: 'callback', task, due };
  return task.retryCount > 0 ? { kind: 'retry', task, due } : { kind: 'delay', task, due };
}

function workerTask(task: Task): Wait {
  return task.status === 'SCHEDULED'
    ? { kind: 'poll', task, queue: queueOf(task), domain: task.domain }
    : { kind: 'worker', task, worker: task.workerId };
}

function serverTask(task: Task): Wait {
  const outside = task.status === 'IN_PROGRESS' && task.workflowTask?.asyncComplete === true;
  return outside ? { kind: 'outside', task } : { kind: 'server', task };
}

function waitTask(task: Task): Wait {
  if (task.status === 'SCHEDULED') return { kind: 'server', task };
  const due = waitDeadline(task);
  return due === undefined ? { kind: 'signal', task } : { kind: 'moment', task, due };
}

/** When a WAIT task ends by itself; undefined when only a signal ends it, or when it does not say. */
export function waitDeadline(task: Task): number | undefined {
  const { duration, until } = task.inputData;
  if (typeof duration === 'string' && duration.trim() !== '') {
    const length = parseWaitDuration(duration);
    return length === undefined || task.startTime === 0 ? undefined : task.startTime + length;
  }
  return typeof until === 'string' && until.trim() !== '' ? parseWaitUntil(until) : undefined;
}
