import { isWorkflowTerminal, type Task, type Workflow } from '#contract/index.ts';
import type { StoppedAt } from '#graph/index.ts';
import { formatQuantity } from '#lib/formats.ts';
import { takeApart } from '#lib/reason.ts';
import { statusInfo, type StatusTone } from '#ui/status-info.ts';
import { isFailure, type Step } from './attempts.ts';
import { retriesLeft, retryPolicy } from './retry-policy.ts';
import { isConsequent, stepType, taskTitle } from './task-info.ts';

/** Why an execution is where it is, readable without a click. */
export interface Outcome {
  readonly tone: StatusTone;
  readonly title: string;
  readonly detail: string;
  /** The whole reason, of which the title is but the gist; '' for none. */
  readonly reason: string;
  /** The task to look at. */
  readonly task: Task | undefined;
  /** The task that the server could not begin, where none has failed. */
  readonly stopped?: StoppedAt | undefined;
}

/** What there is to say of an execution that does not run; undefined where its status says it all. */
export function outcomeOf(workflow: Workflow, steps: readonly Step[]): Outcome | undefined {
  const { tone } = statusInfo(workflow.status);
  const failed = failingStep(workflow, steps);
  const reason = workflow.reasonForIncompletion ?? '';
  const ender = endedBy(workflow, steps);
  if (ender !== undefined) return endedAsTold(workflow, steps, ender, failed);
  switch (workflow.status) {
    case 'RUNNING':
      return undefined;
    case 'PAUSED':
      return { tone, title: 'Paused', detail: pausedDetail(steps), reason: '', task: undefined };
    case 'COMPLETED':
      return completed(workflow, failed);
    case 'TERMINATED':
      return {
        tone,
        title: terminatedTitle(workflow),
        detail: canceledDetail(steps),
        reason,
        task: failed?.latest,
      };
    default:
      return ended(workflow, steps, failed);
  }
}

function ended(workflow: Workflow, steps: readonly Step[], failed: Step | undefined): Outcome | undefined {
  const { tone, word } = statusInfo(workflow.status);
  if (failed === undefined) {
    const reason = workflow.reasonForIncompletion ?? '';
    const title = gist(reason) || firstLine(reason) || `${word}, and the server gives no reason`;
    const stopped = workflow.status === 'FAILED' ? stoppedAt(reason) : undefined;
    return { tone, title, detail: canceledDetail(steps), reason, task: undefined, stopped };
  }
  const detail = sentences(retrySentence(failed), canceledDetail(steps));
  return { tone, title: failureTitle(failed), detail, reason: reasonOf(failed), task: failed.latest };
}

/** What a server could not even begin stands at the end of its reason: `… (task race)`. */
function stoppedAt(text: string): StoppedAt | undefined {
  const [, reason = '', ref] = /^(.*)\(task ([^()]+)\)$/s.exec(text.trim()) ?? [];
  return ref === undefined ? undefined : { ref, reason: reason.replaceAll(/\s+/g, ' ').trim() };
}

/** The TERMINATE that ended the execution, unless it failed after it had been run again. */
export function endedBy(
  { status, reasonForIncompletion = '' }: Workflow,
  steps: readonly Step[],
): Task | undefined {
  if (
    !isWorkflowTerminal(status) ||
    takeApart(reasonForIncompletion).innermost !== reasonForIncompletion.trim()
  )
    return undefined;
  return steps.findLast(
    ({ latest }) =>
      stepType(latest) === 'TERMINATE' &&
      latest.status === 'COMPLETED' &&
      latest.inputData['terminationStatus'] === status,
  )?.latest;
}

/** `stop_here ended it as completed: nothing to do` */
function endedAsTold(
  workflow: Workflow,
  steps: readonly Step[],
  task: Task,
  failed: Step | undefined,
): Outcome {
  const { tone, word } = statusInfo(workflow.status);
  const given = workflow.reasonForIncompletion ?? '';
  // Where none is given, the server only says which task it was, by its id.
  const reason = given.includes(task.taskId) ? '' : given;
  const what = `${taskTitle(task)} ended it as ${word.toLowerCase()}`;
  const title = reason === '' ? what : `${what}: ${firstLine(reason)}`;
  const before = failed === undefined ? '' : `Before, ${failureTitle(failed)}.`;
  return { tone, title, detail: sentences(before, canceledDetail(steps)), reason, task };
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function reasonOf({ latest }: Step): string {
  return latest.reasonForIncompletion ?? '';
}

/** The first line of what is at the bottom of a reason. */
function gist(reason: string): string {
  return firstLine(takeApart(reason).innermost);
}

/** `charge_card failed after 3 attempts: 402 Card declined` */
function failureTitle(step: Step): string {
  const { latest, attempts } = step;
  const what = latest.status === 'TIMED_OUT' ? 'timed out' : 'failed';
  const tries = attempts.filter(isFailure).length;
  const after = tries > 1 ? ` after ${tries} attempts` : '';
  const reason = gist(reasonOf(step));
  return `${taskTitle(latest)} ${what}${after}${reason === '' ? '' : `: ${reason}`}`;
}

function retrySentence(step: Step): string {
  const { latest } = step;
  const policy = retryPolicy(latest);
  const isTerminal = latest.status === 'FAILED_WITH_TERMINAL_ERROR';
  const [outermost] = takeApart(reasonOf(step)).through;
  if (outermost !== undefined) {
    // What failed is a task inside, which has retries of its own.
    const who = `${taskTitle(latest)}, which runs ${outermost.name},`;
    if (isTerminal) return `${who} is not retried: its error is terminal.`;
    return policy === 'none'
      ? `The definition of ${who} allows no retries.`
      : `The definition of ${who} allows ${policy}; ${retriesLeft(step)}.`;
  }
  if (isTerminal) return 'Not retried: the task said that trying again is of no use.';
  return policy === 'none'
    ? 'Its definition allows no retries.'
    : `${sentenceCase(policy)}; ${retriesLeft(step)}.`;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function terminatedTitle(workflow: Workflow): string {
  const reason = firstLine(workflow.reasonForIncompletion);
  return reason === '' ? 'Terminated, no reason given' : `Terminated: ${reason}`;
}

function canceledDetail(steps: readonly Step[]): string {
  const canceled = steps.filter((step) => step.latest.status === 'CANCELED');
  if (canceled.length === 0) return '';
  const names = canceled.slice(0, 3).map((step) => taskTitle(step.latest));
  const list = `${names.join(', ')}${canceled.length > names.length ? ', …' : '.'}`;
  return `${formatQuantity(canceled.length, 'open task was', 'open tasks were')} canceled: ${list}`;
}

function pausedDetail(steps: readonly Step[]): string {
  const open = steps.filter((step) => ['SCHEDULED', 'IN_PROGRESS'].includes(step.latest.status)).length;
  const rest = 'Nothing new is scheduled until it is resumed.';
  if (open === 0) return rest;
  return `${formatQuantity(open, 'task is', 'tasks are')} open and can still be worked on. ${rest}`;
}

// A run may complete although optional steps failed, or because a step said so.
function completed(workflow: Workflow, failed: Step | undefined): Outcome | undefined {
  const reason = workflow.reasonForIncompletion ?? '';
  if (failed !== undefined) {
    const detail = 'The execution went on without it.';
    return {
      tone: statusInfo('COMPLETED_WITH_ERRORS').tone,
      title: failureTitle(failed),
      detail,
      reason: reasonOf(failed),
      task: failed.latest,
    };
  }
  const title = firstLine(reason);
  if (title === '') return undefined;
  return { tone: statusInfo('COMPLETED').tone, title, detail: '', reason, task: undefined };
}

/** The step that made the execution fail: the one the server names, else the last that failed by itself. */
export function failingStep(workflow: Workflow, steps: readonly Step[]): Step | undefined {
  const failed = steps.filter((step) => isFailure(step.latest));
  const reason = workflow.reasonForIncompletion ?? '';
  const named = failed.find((step) => step.attempts.some((task) => reason.includes(task.taskId)));
  if (named !== undefined && !isConsequent(named.latest)) return named;
  const own = failed.filter((step) => !isConsequent(step.latest) && !isOptional(step.latest));
  return own.at(-1) ?? named ?? failed.findLast((step) => !isConsequent(step.latest)) ?? failed.at(-1);
}

function isOptional(task: Task): boolean {
  return task.workflowTask?.optional === true;
}

const longest = 240;

/** The first line of a reason: the rest is often a stack trace. */
function firstLine(text: string | undefined): string {
  const line = (text ?? '').split('\n').find((each) => each.trim() !== '') ?? '';
  return line.length > longest ? `${line.slice(0, longest)}…` : line.trim();
}
