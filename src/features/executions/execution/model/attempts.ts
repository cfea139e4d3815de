import { isTaskSuccessful, isTaskTerminal, type Task } from '#contract/index.ts';
import { iterationsOfTask, type GraphNode } from '#graph/index.ts';

/** Every attempt at one step, oldest first. In a loop, each iteration is a step of its own. */
export interface Step {
  readonly ref: string;
  readonly attempts: readonly Task[];
  readonly latest: Task;
}

/** The steps of a run in the order they were first scheduled. */
export function stepsOf(tasks: readonly Task[]): readonly Step[] {
  // A task without a reference name is a step of its own.
  const groups = Map.groupBy(tasks, (task) => task.referenceTaskName || task.taskId);
  return [...groups].map(([ref, group]) => toStep(ref, group)).filter((step) => step !== undefined);
}

function toStep(ref: string, group: readonly Task[]): Step | undefined {
  const attempts = group.toSorted((a, b) => a.retryCount - b.retryCount || a.seq - b.seq);
  const latest = attempts.at(-1);
  return latest === undefined ? undefined : { ref, attempts, latest };
}

/** All attempts at the steps of one node of the graph, by iteration, the latest iteration first. */
export interface Iteration {
  /** Of the innermost loop around it; 0 outside loops. */
  readonly iteration: number;
  readonly step: Step;
}

/** `loops` are those around the node. */
export function iterationsOf(tasks: readonly Task[], loops: readonly GraphNode[]): readonly Iteration[] {
  return stepsOf(tasks)
    .map((step) => ({ iteration: iterationsOfTask(step.latest, loops).at(-1) ?? 0, step }))
    .sort((a, b) => b.iteration - a.iteration);
}

/** Which attempt a task is, and how many there are; while there may still be more, how many at most. */
export interface AttemptCount {
  readonly number: number;
  readonly of: number;
}

export function attemptCount(step: Step, task: Task): AttemptCount {
  const number = step.attempts.indexOf(task) + 1;
  const count = step.attempts.length;
  // After a success nothing is tried again.
  return {
    number,
    of: isTaskSuccessful(step.latest.status) ? count : Math.max(count, allowedAttempts(task)),
  };
}

/** The first try and every retry that the definition allows. */
export function allowedAttempts(task: Task): number {
  const retries = task.workflowTask?.retryCount ?? taskDefinitionOf(task)?.retryCount ?? 0;
  return Math.max(0, retries) + 1;
}

export function taskDefinitionOf(task: Task): Task['taskDefinition'] {
  return task.workflowTask?.taskDefinition ?? task.taskDefinition;
}

/** Whether the task's own end was a failure; a canceled task ended because of others. */
export function isFailure(task: Task): boolean {
  return isTaskTerminal(task.status) && !isTaskSuccessful(task.status) && task.status !== 'CANCELED';
}

/** Whether a retry of the workflow would try this step anew: the canceled ones, too. */
export function isRetriedByOperator(step: Step): boolean {
  return isTaskTerminal(step.latest.status) && !isTaskSuccessful(step.latest.status);
}
