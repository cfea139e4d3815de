import { isTaskTerminal, type Task } from '#contract/index.ts';
import { namesOf } from '#graph/index.ts';

/** What stands around a task that waits. */
export interface Surroundings {
  /** All of its execution. */
  readonly tasks: readonly Task[];
  /** Whether its definition, or what a dynamic fork made, has a task of this name. */
  readonly isTask: (ref: string) => boolean;
  /** Whether a task can come only once another is done, both by their names; not asked where that is not known. */
  readonly isLater?: (ref: string, other: string) => boolean;
}

/** The names that a join still waits for. */
export interface Awaited {
  readonly tasks: readonly string[];
  /** No task is called so: it waits for them in vain. */
  readonly unknown: readonly string[];
}

export function awaitedBy(join: Task, around: Surroundings): Awaited {
  const open = namesIn(join, 'joinOn').filter((name) => {
    const task = joinedTask(name, join, around.tasks);
    return task === undefined || !isTaskTerminal(task.status);
  });
  const isKnown = (name: string): boolean => isKnownName(name, join, around);
  return { tasks: open.filter(isKnown), unknown: open.filter((name) => !isKnown(name)) };
}

/** `b and c`, and of what is no task, that it is none; '' for nothing. */
export function awaitedText({ tasks, unknown }: Awaited): string {
  const none = `${namesOf(unknown)}, which ${unknown.length === 1 ? 'is no task' : 'are no tasks'} here`;
  if (unknown.length === 0) return namesOf(tasks);
  return tasks.length === 0 ? none : `${namesOf(tasks)}, and for ${none}`;
}

/** What a join waits for that can come only after it, itself among them: it waits for them in vain. */
export function awaitedInVain(join: Task, around: Surroundings): readonly string[] {
  const { tasks, isLater } = around;
  const isOwn = (name: string): boolean => joinedTask(name, join, tasks)?.taskId === join.taskId;
  return awaitedBy(join, around).tasks.filter(
    (name) =>
      isOwn(name) ||
      (isLater?.(name, join.referenceTaskName) === true && joinedTask(name, join, tasks) === undefined),
  );
}

export function namesIn(join: Task, field: 'joinOn' | 'defaultExclusiveJoinTask'): readonly string[] {
  const names = join.inputData[field];
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** The latest attempt at what a join calls so. */
export function joinedTask(name: string, join: Task, tasks: readonly Task[]): Task | undefined {
  const latest = latestOf(tasks);
  return latest.get(`${name}${iterationsIn(join)}`) ?? latest.get(name);
}

export function isKnownName(name: string, join: Task, { tasks, isTask }: Surroundings): boolean {
  return latestOf(tasks).has(`${name}${iterationsIn(join)}`) || isTask(name);
}

/** In a loop, the tasks of an iteration have its number behind their names; the join names them without. */
function iterationsIn(join: Task): string {
  return /(?:__\d+)*$/.exec(join.referenceTaskName)?.[0] ?? '';
}

const known = new WeakMap<readonly Task[], ReadonlyMap<string, Task>>();

/** The latest task under each name: read once, though a clock asks every second. */
function latestOf(tasks: readonly Task[]): ReadonlyMap<string, Task> {
  const before = known.get(tasks);
  if (before !== undefined) return before;
  const latest = new Map(tasks.map((task) => [task.referenceTaskName, task]));
  known.set(tasks, latest);
  return latest;
}
