import type { TaskModel } from '../../model.ts';
import { definitionIndex } from '../definition-index.ts';
import { bareReference, loopSuffix } from '../loops.ts';
import { joinOn, type WorkflowState } from '../workflow-state.ts';

/** A dynamic fork and the JOIN on what it forked. */
interface DynamicFork {
  readonly fork: TaskModel;
  readonly join: TaskModel;
}

/** The dynamic fork that a task was forked by: the definition does not know it. */
export function forkOf(state: WorkflowState, task: TaskModel): DynamicFork | undefined {
  if (definitionIndex(state.body.definition).task(bareReference(task)) !== undefined) return undefined;
  for (const fork of state.tasks()) {
    const join = joinAfter(state, fork);
    if (join !== undefined && forkedBy(fork, join).includes(task.referenceTaskName)) return { fork, join };
  }
  return undefined;
}

/** The tasks that can only have come after one, and its own later attempts. */
export function dropAfter(state: WorkflowState, target: TaskModel): Set<string> {
  const after = forkOf(state, target)?.join ?? target;
  const later = new Set(definitionIndex(state.body.definition).following(after.referenceTaskName));
  for (const fork of state.tasks()) {
    if (fork.taskId !== target.taskId && !later.has(bareReference(fork))) continue;
    const join = joinAfter(state, fork);
    for (const reference of join === undefined ? [] : forkedBy(fork, join)) later.add(reference);
  }
  const dropped = new Set<string>();
  for (const task of state.tasks()) {
    const isLaterAttempt = task.referenceTaskName === target.referenceTaskName && task.seq > target.seq;
    if (isLaterAttempt || later.has(bareReference(task))) dropped.add(task.taskId);
  }
  return dropped;
}

function joinAfter(state: WorkflowState, fork: TaskModel): TaskModel | undefined {
  if (fork.workflowTask.type !== 'FORK_JOIN_DYNAMIC') return undefined;
  const join = definitionIndex(state.body.definition).next(bareReference(fork));
  return join === undefined ? undefined : state.latest(join.taskReferenceName + loopSuffix(fork));
}

function forkedBy(fork: TaskModel, join: TaskModel): readonly string[] {
  const { forkedTasks } = fork.inputData;
  const forked = Array.isArray(forkedTasks) ? forkedTasks.filter((name) => typeof name === 'string') : [];
  const suffix = loopSuffix(join);
  return [...forked, ...joinOn(join).map((name) => name.slice(0, name.length - suffix.length))];
}
