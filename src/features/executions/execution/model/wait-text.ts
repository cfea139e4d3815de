import { namesOf } from '#graph/index.ts';
import { formatQuantity } from '#lib/formats.ts';
import { formatClock, formatDay, formatDuration, type TimeZoneChoice } from '#lib/time.ts';
import { awaitedBy, awaitedInVain, awaitedText, joinedTask, type Surroundings } from './awaited.ts';
import { exclusivelyAwaited, isExclusiveInVain } from './exclusive-join.ts';
import { limitsOf } from './retry-policy.ts';
import { stepType, taskTitle } from './task-info.ts';
import { waitsOf, type Wait } from './waiting.ts';
import type { Task } from '#contract/index.ts';

/** What a running execution waits for, in words. */
export interface WaitingText {
  readonly title: string;
  readonly detail: string;
  /** The task that waits. */
  readonly task: Task | undefined;
}

/** For an execution that its workflow's own limit holds back. */
export const turnText: WaitingText = {
  title: 'Waiting for its turn',
  detail:
    'As many executions of this workflow run as its rateLimitConfig allows. It begins by itself when one of them ends.',
  task: undefined,
};

/** One sentence for the wait that matters most, and what else there is. */
export function waitingText(around: Surroundings, now: number, zone: TimeZoneChoice): WaitingText {
  const { tasks } = around;
  const waits = waitsOf(tasks, now);
  const [first] = waits;
  if (first === undefined) {
    const detail = 'No task is open at this moment.';
    return { title: 'The server decides what comes next', detail, task: undefined };
  }
  const alike = first.kind === 'poll' ? waits.filter((wait) => isSameQueue(wait, first)).length : 1;
  const others = waits.filter((wait) => wait.kind !== 'tasks').length - alike;
  const title =
    alike > 1 && first.kind === 'poll'
      ? `${formatQuantity(alike, 'task')} are waiting for a worker to poll ${first.queue}`
      : waitSentence(first, now, zone, around);
  const more = others > 0 ? ` ${formatQuantity(others, 'other task is', 'other tasks are')} open.` : '';
  return { title, detail: `${hint(first, now, around)}${more}`.trim(), task: first.task };
}

function isSameQueue(wait: Wait, first: Extract<Wait, { kind: 'poll' }>): boolean {
  return wait.kind === 'poll' && wait.queue === first.queue && wait.domain === first.domain;
}

/** What one task waits for, as a sentence without its full stop. */
export function waitSentence(wait: Wait, now: number, zone: TimeZoneChoice, around: Surroundings): string {
  const name = taskTitle(wait.task);
  switch (wait.kind) {
    case 'poll': {
      const domain = wait.domain === undefined ? '' : ` in domain ${wait.domain}`;
      return `Waiting for a worker to poll ${wait.queue}${domain}`;
    }
    case 'retry':
      return `Next try of ${name} in ${remaining(wait.due, now)}`;
    case 'delay':
      return `${name} starts in ${remaining(wait.due, now)}`;
    case 'callback':
      return `The worker of ${name} goes on in ${remaining(wait.due, now)}`;
    case 'worker':
      return wait.worker === undefined || wait.worker === ''
        ? `A worker is busy with ${name}`
        : `Worker ${wait.worker} is busy with ${name}`;
    case 'moment':
      return momentSentence(name, wait.due, now, zone);
    case 'signal':
      return `${name} is waiting for a signal`;
    case 'person':
      return `${name} is waiting for a person`;
    case 'sub-workflow':
      return `${name} is waiting for its sub-workflow${wait.name === '' ? '' : ` ${wait.name}`}`;
    case 'server':
      return wait.task.status === 'SCHEDULED'
        ? `${name} is waiting for the server to start it`
        : `The server is running ${name}`;
    case 'outside':
      return `${name} is waiting to be completed from outside`;
    case 'tasks':
      return wait.loop ? `${name} is looping` : joinSentence(wait.task, around);
    default:
      return wait satisfies never;
  }
}

function joinSentence(task: Task, around: Surroundings): string {
  if (stepType(task) === 'EXCLUSIVE_JOIN') {
    const one = exclusivelyAwaited(task, around);
    return one === ''
      ? `${taskTitle(task)} has nothing to wait for`
      : `${taskTitle(task)} is waiting for ${one}`;
  }
  const awaited = stepType(task) === 'JOIN' ? awaitedText(awaitedBy(task, around)) : '';
  return `${taskTitle(task)} is waiting for ${awaited || 'its branches'}`;
}

function momentSentence(name: string, due: number, now: number, zone: TimeZoneChoice): string {
  const sameDay = formatDay(due, zone) === formatDay(now, zone);
  const moment = sameDay ? formatClock(due, zone) : `${formatDay(due, zone)} ${formatClock(due, zone)}`;
  return due > now
    ? `${name} is waiting until ${moment}, for ${remaining(due, now)} more`
    : `${name} was to wait until ${moment}; the server is about to go on`;
}

/** What can be done about a wait, or how long it has lasted. */
function hint(wait: Wait, now: number, around: Surroundings): string {
  const { task } = wait;
  switch (wait.kind) {
    case 'poll':
      return `${lasted('Scheduled', task.scheduledTime, now)} No worker has taken it yet: is one running that polls ${wait.queue}?${limitSentence(task)}`.trim();
    case 'worker':
      return lasted('Started', task.startTime, now);
    case 'signal':
    case 'person':
    case 'outside':
      return `${lasted('Waiting', task.startTime || task.scheduledTime, now)} It can be completed in its panel.`.trim();
    case 'retry':
      return `Try ${task.retryCount + 1}. ${reasonSentence(task)}`.trim();
    case 'server':
    case 'sub-workflow':
      return lasted('Started', task.startTime || task.scheduledTime, now);
    case 'delay':
    case 'callback':
    case 'moment':
      return '';
    case 'tasks':
      return wait.loop ? '' : joinHint(task, around);
    default:
      return wait satisfies never;
  }
}

function joinHint(task: Task, around: Surroundings): string {
  if (stepType(task) === 'EXCLUSIVE_JOIN')
    return isExclusiveInVain(task, around)
      ? 'It can never go on: no task is called as its joinOn and defaultExclusiveJoinTask say.'
      : '';
  if (awaitedBy(task, around).unknown.length > 0)
    return 'It can never go on: its joinOn names what no task is called.';
  if (stepType(task) !== 'JOIN') return '';
  const vain = awaitedInVain(task, around);
  if (vain.length === 0) return '';
  const later = vain.filter((name) => joinedTask(name, task, around.tasks)?.taskId !== task.taskId);
  if (later.length === 0) return 'It can never go on: it waits for itself.';
  return `It can never go on: ${namesOf(later)} ${later.length === 1 ? 'comes' : 'come'} only after it.`;
}

/** A task may be held back although workers ask for it. */
function limitSentence(task: Task): string {
  const limits = limitsOf(task);
  return limits === undefined ? '' : ` Its definition allows ${limits}, which may be reached.`;
}

// A new attempt carries the reason of the one before it.
function reasonSentence(task: Task): string {
  const [reason = ''] = (task.reasonForIncompletion ?? '').split('\n');
  return reason === '' ? '' : `The last one failed: ${reason}`;
}

function lasted(what: string, since: number, now: number): string {
  if (since === 0 || now - since < 2_000) return '';
  const amount = remaining(now, since);
  return what === 'Waiting' ? `Waiting for ${amount}.` : `${what} ${amount} ago.`;
}

/** `8 s`, `3 m 04 s`: the time left, never less than a second. */
function remaining(due: number, now: number): string {
  const left = Math.max(1, Math.ceil((due - now) / 1_000));
  return left < 60 ? `${left} s` : formatDuration(left * 1_000);
}
