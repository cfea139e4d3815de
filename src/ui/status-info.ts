import type { TaskStatus, WorkflowStatus } from '#contract/index.ts';

/** The colour family of a status: the name of its tokens, `--failed` and `--failed-soft`. */
export type StatusTone = 'completed' | 'failed' | 'running' | 'paused' | 'timedout' | 'terminated' | 'idle';

/** The picture of a status. */
export type StatusShape =
  | 'check'
  | 'cross'
  | 'spinner'
  | 'pause'
  | 'clock'
  | 'square'
  | 'warning'
  | 'dashed'
  | 'skip'
  | 'question';

export interface StatusInfo {
  readonly word: string;
  readonly tone: StatusTone;
  readonly shape: StatusShape;
}

const known: Readonly<Record<WorkflowStatus | TaskStatus, StatusInfo>> = {
  RUNNING: { word: 'Running', tone: 'running', shape: 'spinner' },
  SCHEDULED: { word: 'Scheduled', tone: 'idle', shape: 'dashed' },
  IN_PROGRESS: { word: 'In progress', tone: 'running', shape: 'spinner' },
  COMPLETED: { word: 'Completed', tone: 'completed', shape: 'check' },
  COMPLETED_WITH_ERRORS: { word: 'Completed with errors', tone: 'paused', shape: 'warning' },
  FAILED: { word: 'Failed', tone: 'failed', shape: 'cross' },
  FAILED_WITH_TERMINAL_ERROR: { word: 'Failed with terminal error', tone: 'failed', shape: 'cross' },
  TIMED_OUT: { word: 'Timed out', tone: 'timedout', shape: 'clock' },
  TERMINATED: { word: 'Terminated', tone: 'terminated', shape: 'square' },
  PAUSED: { word: 'Paused', tone: 'paused', shape: 'pause' },
  CANCELED: { word: 'Canceled', tone: 'terminated', shape: 'square' },
  SKIPPED: { word: 'Skipped', tone: 'idle', shape: 'skip' },
};

/** How to show any status of a workflow or a task; one this page does not know is shown by its own name. */
export function statusInfo(status: string): StatusInfo {
  return Object.hasOwn(known, status)
    ? known[status as keyof typeof known]
    : { word: inWords(status), tone: 'idle', shape: 'question' };
}

function inWords(status: string): string {
  const words = status.replaceAll('_', ' ').trim().toLowerCase();
  return words === '' ? 'Unknown' : words.charAt(0).toUpperCase() + words.slice(1);
}
