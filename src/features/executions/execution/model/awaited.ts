import { isTaskTerminal, type Task } from '#contract/index.ts';
import { namesOf } from '#graph/index.ts';

/** What stands around a task that waits. */
export interface Surroundings {
  /** All of its execution. */
  readonly tasks: readonly Task[];
  /** Whether its definition, or what a dynamic fork made, has a task of this name. */
  readonly isTask: (ref: string) => boolean;
}

/** The names that a join still waits for. */
export interface Awaited {
  readonly tasks: readonly string[];
  /** No task is called so: it waits for them in vain. */
  readonly unknown: readonly string[];
}

export function awaitedBy(join: Task, { tasks, isTask }: Surroundings): Awaited {
  const { joinOn } = join.inputData;
  const names = Array.isArray(joinOn) ? joinOn.filter((name) => typeof name === 'string') : [];
  const statuses = statusesOf(tasks);
  const suffix = /(?:__\d+)*$/.exec(join.referenceTaskName)?.[0] ?? '';
  const open = names.filter((name) => {
    // In a loop, the tasks of an iteration have its number behind their names; the join names them without.
    const status = statuses.get(`${name}${suffix}`) ?? statuses.get(name);
    return status === undefined || !isTaskTerminal(status);
  });
  const isKnown = (name: string): boolean => statuses.has(`${name}${suffix}`) || isTask(name);
  return { tasks: open.filter(isKnown), unknown: open.filter((name) => !isKnown(name)) };
}

/** `b and c`, and of what is no task, that it is none; '' for nothing. */
export function awaitedText({ tasks, unknown }: Awaited): string {
  const none = `${namesOf(unknown)}, which ${unknown.length === 1 ? 'is no task' : 'are no tasks'} here`;
  if (unknown.length === 0) return namesOf(tasks);
  return tasks.length === 0 ? none : `${namesOf(tasks)}, and for ${none}`;
}

const known = new WeakMap<readonly Task[], ReadonlyMap<string, string>>();

/** The latest status under each name: read once, though a clock asks every second. */
function statusesOf(tasks: readonly Task[]): ReadonlyMap<string, string> {
  const before = known.get(tasks);
  if (before !== undefined) return before;
  const statuses = new Map(tasks.map((task) => [task.referenceTaskName, task.status]));
  known.set(tasks, statuses);
  return statuses;
}
