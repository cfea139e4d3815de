import { isTaskTerminal, isWorkflowTerminal, type Workflow } from '#contract/index.ts';
import { statusInfo } from '#ui/status-info.ts';
import { isRetriedByOperator, type Step } from './attempts.ts';
import { stepType } from './task-info.ts';

/** What can be asked of an execution as a whole. */
export const actionIds = ['pause', 'resume', 'retry', 'terminate', 'restart', 'runAgain', 'remove'] as const;
export type ActionId = (typeof actionIds)[number];

/** Why an action cannot be taken now; undefined when it can. */
export type Obstacles = Readonly<Record<ActionId, string | undefined>>;

/** What the status and the tasks of an execution allow. The server has the last word. */
export function obstaclesOf(workflow: Workflow, steps: readonly Step[]): Obstacles {
  const { status } = workflow;
  const ended = isWorkflowTerminal(status);
  const word = statusInfo(status).word.toLowerCase();
  return {
    pause: ended ? `It has ended: it is ${word}` : status === 'PAUSED' ? 'It is paused already' : undefined,
    resume: status === 'PAUSED' ? undefined : 'Only a paused execution can be resumed',
    retry: retryObstacle(status, ended, steps),
    terminate: terminateObstacle(status),
    restart: restartObstacle(workflow, ended),
    runAgain: undefined,
    remove: ended ? undefined : 'It has not ended yet: terminate it first',
  };
}

function retryObstacle(status: string, ended: boolean, steps: readonly Step[]): string | undefined {
  if (!ended) return 'It has not ended yet';
  if (status === 'COMPLETED') return 'It has completed: nothing is left to retry';
  const retriable = status === 'TIMED_OUT' || steps.some(isRetriedByOperator);
  return retriable ? undefined : 'No task has failed: restart it instead';
}

function terminateObstacle(status: string): string | undefined {
  if (status === 'COMPLETED') return 'It has completed';
  return status === 'TERMINATED' ? 'It is terminated already' : undefined;
}

function restartObstacle(workflow: Workflow, ended: boolean): string | undefined {
  if (!ended) return 'It has not ended yet: terminate it first';
  const fixed = workflow.status === 'COMPLETED' && workflow.workflowDefinition?.restartable === false;
  return fixed ? 'Its definition says that it is not to be restarted once completed' : undefined;
}

/** The buttons that stand in the open, the main one last; the others are in the menu. */
export function mainActions(status: string): readonly ActionId[] {
  switch (status) {
    case 'RUNNING':
      return ['terminate', 'pause'];
    case 'PAUSED':
      return ['terminate', 'resume'];
    case 'COMPLETED':
      return ['restart', 'runAgain'];
    case 'FAILED':
    case 'TIMED_OUT':
      return ['restart', 'retry'];
    case 'TERMINATED':
      return ['retry', 'restart'];
    default:
      return ['runAgain'];
  }
}

/** Why a run cannot be taken up again at a task; undefined when it can. */
export function rerunObstacle(workflow: Workflow): string | undefined {
  return isWorkflowTerminal(workflow.status)
    ? undefined
    : 'Possible once the execution has ended; terminate it first if need be';
}

/** Why nobody can report a result for a task; undefined when one can. */
export function updateObstacle(workflow: Workflow, status: string): string | undefined {
  if (isTaskTerminal(status)) return 'The task has ended';
  return isWorkflowTerminal(workflow.status) ? 'The execution has ended' : undefined;
}

/** The failed steps that are sub-workflows: a retry may begin them anew, or go on inside them. */
export function failedSubWorkflows(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => isRetriedByOperator(step) && stepType(step.latest) === 'SUB_WORKFLOW');
}

export function retriedSteps(steps: readonly Step[]): readonly Step[] {
  return steps.filter(isRetriedByOperator);
}

export function openSteps(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => !isTaskTerminal(step.latest.status));
}
