import type { WorkflowSummary } from '#contract/index.ts';
import { isWorkflowTerminal } from '#contract/index.ts';
import { formatQuantity } from '#lib/formats.ts';
import type { BulkAction } from './api.ts';

/** Whether the server would take this action for an execution in this state. */
function applies(action: BulkAction, status: string): boolean {
  switch (action) {
    case 'pause':
      return status === 'RUNNING';
    case 'resume':
      return status === 'PAUSED';
    case 'terminate':
      return status === 'RUNNING' || status === 'PAUSED';
    case 'restart':
    case 'restart-latest':
      return isWorkflowTerminal(status);
    case 'retry':
      return isWorkflowTerminal(status) && status !== 'COMPLETED';
    default:
      return action satisfies never;
  }
}

export interface Affected {
  readonly ids: readonly string[];
  /** Selected, but in a state that the action is not for. */
  readonly left: number;
}

export function affectedBy(action: BulkAction, rows: readonly WorkflowSummary[]): Affected {
  const ids = rows.filter((row) => applies(action, row.status)).map((row) => row.workflowId);
  return { ids, left: rows.length - ids.length };
}

export interface ActionWords {
  readonly verb: string;
  readonly done: string;
  /** What it means for them. */
  readonly explanation: string;
  /** Why some of the selection is left alone. */
  readonly onlyFor: string;
}

export const actionWords: Readonly<Record<BulkAction, ActionWords>> = {
  pause: {
    verb: 'Pause',
    done: 'paused',
    explanation:
      'What is running now goes on to its end; nothing after it is scheduled until they are resumed.',
    onlyFor: 'not running',
  },
  resume: {
    verb: 'Resume',
    done: 'resumed',
    explanation: 'They go on where they were paused.',
    onlyFor: 'not paused',
  },
  restart: {
    verb: 'Restart',
    done: 'restarted',
    explanation:
      'They run again from their first task, with the same input and the definition they had. What their tasks gave before is lost.',
    onlyFor: 'not ended yet',
  },
  'restart-latest': {
    verb: 'Restart',
    done: 'restarted',
    explanation:
      'They run again from their first task, with the same input and the latest definition. What their tasks gave before is lost.',
    onlyFor: 'not ended yet',
  },
  retry: {
    verb: 'Retry',
    done: 'retried',
    explanation: 'They go on from the task that failed; what was completed before stays.',
    onlyFor: 'not failed',
  },
  terminate: {
    verb: 'Terminate',
    done: 'terminated',
    explanation: 'They stop for good, and their unfinished tasks are canceled.',
    onlyFor: 'ended already',
  },
};

export function quantity(count: number): string {
  return formatQuantity(count, 'execution');
}
