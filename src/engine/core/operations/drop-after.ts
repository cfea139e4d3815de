import type { TaskModel } from '../../model.ts';
import { definitionIndex, type DefinitionIndex } from '../definition-index.ts';
import { bareReference, loopSuffix, outsideSuffix } from '../loops.ts';
import { joinOn, type WorkflowState } from '../workflow-state.ts';

/** A dynamic fork and the JOIN on what it forked. */
interface DynamicFork {
  readonly fork: TaskModel;
  readonly join: TaskModel;
}

/** A loop around a task, by its reference in the definition, and the iteration of it in which the task stands. */
interface Round {
  readonly loop: string;
  readonly iteration: number;
  /** What the loop's own reference ends with. */
  readonly suffix: string;
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

/** The loops around a task, the outermost first, each with the iteration in which the task stands. */
export function roundsAround(state: WorkflowState, task: TaskModel): readonly Round[] {
  return rounds(definitionIndex(state.body.definition), forkOf(state, task)?.join ?? task);
}

function rounds(index: DefinitionIndex, task: TaskModel): Round[] {
  const found: Round[] = [];
  let around = index.loopAround(bareReference(task));
  for (let suffix = loopSuffix(task); suffix !== '' && around !== undefined;) {
    const outside = outsideSuffix(suffix);
    found.unshift({ loop: around, iteration: Number(suffix.slice(outside.length + 2)), suffix: outside });
    around = index.loopAround(around);
    suffix = outside;
  }
  return found;
}

/** The tasks that can only have come after one, and its own later attempts. */
export function dropAfter(state: WorkflowState, target: TaskModel): Set<string> {
  const index = definitionIndex(state.body.definition);
  const after = forkOf(state, target)?.join ?? target;
  const later = new Set(index.following(bareReference(after)));
  const targetRounds = rounds(index, after);
  const dropped = new Set<string>();
  for (const task of state.tasks()) {
    const isLaterAttempt = task.referenceTaskName === target.referenceTaskName && task.seq > target.seq;
    const rounding = compareRounds(rounds(index, task), targetRounds);
    if (isLaterAttempt || rounding > 0 || (rounding === 0 && later.has(bareReference(task)))) {
      dropped.add(task.taskId);
    }
  }
  dropForked(state, target, dropped);
  return dropped;
}

/** What dynamic forks have forked goes with them. */
function dropForked(state: WorkflowState, target: TaskModel, dropped: Set<string>): void {
  const forked = new Set<string>();
  for (const fork of state.tasks()) {
    if (fork.taskId !== target.taskId && !dropped.has(fork.taskId)) continue;
    const join = joinAfter(state, fork);
    for (const reference of join === undefined ? [] : forkedBy(fork, join)) forked.add(reference);
  }
  for (const task of state.tasks()) {
    if (forked.has(task.referenceTaskName)) dropped.add(task.taskId);
  }
}

/** Below zero: in an earlier iteration of a loop around both; above: in a later one; zero: in the same of each. */
function compareRounds(left: readonly Round[], right: readonly Round[]): number {
  for (const [at, round] of left.entries()) {
    const other = right[at];
    if (other?.loop !== round.loop) return 0;
    if (round.iteration !== other.iteration) return round.iteration - other.iteration;
  }
  return 0;
}

function joinAfter(state: WorkflowState, fork: TaskModel): TaskModel | undefined {
  if (fork.workflowTask.type !== 'FORK_JOIN_DYNAMIC') return undefined;
  const join = definitionIndex(state.body.definition).next(bareReference(fork));
  return join === undefined ? undefined : state.latest(join.taskReferenceName + loopSuffix(fork));
}

/** References of tasks, as they are in the fork's own iteration. */
function forkedBy(fork: TaskModel, join: TaskModel): readonly string[] {
  const { forkedTasks } = fork.inputData;
  const forked = Array.isArray(forkedTasks) ? forkedTasks.filter((name) => typeof name === 'string') : [];
  const suffix = loopSuffix(fork);
  return [...forked.map((name) => name + suffix), ...joinOn(join)];
}
