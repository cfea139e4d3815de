import { isTaskSuccessful, isTaskTerminal, type Task } from '#contract/index.ts';
import { namesOf } from '#graph/index.ts';
import { awaitedText, isKnownName, joinedTask, namesIn, type Surroundings } from './awaited.ts';

/** What an open EXCLUSIVE_JOIN waits for: one of its tasks, not all of them. '' where it waits for nothing. */
export function exclusivelyAwaited(join: Task, around: Surroundings): string {
  const names = namesIn(join, 'joinOn');
  const fallbacks = namesIn(join, 'defaultExclusiveJoinTask');
  const otherwise =
    fallbacks.length < 2 ? `its default ${namesOf(fallbacks)}` : `one of its defaults ${namesOf(fallbacks)}`;
  const own = namesText(names, join, around);
  if (own === '') return fallbacks.length === 0 ? '' : otherwise;
  return fallbacks.length === 0 ? own : `${own}, or for ${otherwise}`;
}

function namesText(names: readonly string[], join: Task, around: Surroundings): string {
  const [scheduled] = scheduledOf(names, join, around.tasks);
  if (scheduled !== undefined && isLost(scheduled.task)) {
    const open = names.filter((name) => isOpen(joinedTask(name, join, around.tasks)));
    if (open.length > 0) return `${namesOf(open)}, because ${scheduled.name} failed`;
  }
  if (scheduled !== undefined) return scheduled.name;
  const tasks = names.filter(
    (name) => isKnownName(name, join, around) && joinedTask(name, join, around.tasks)?.status !== 'SKIPPED',
  );
  if (tasks.length > 1) return `one of ${namesOf(tasks)} to be scheduled and to end`;
  const unknown = tasks.length > 0 ? [] : names.filter((name) => !isKnownName(name, join, around));
  return awaitedText({ tasks, unknown });
}

/** Whether nothing can ever end it, but for what is not in the definition. */
export function isExclusiveInVain(join: Task, around: Surroundings): boolean {
  const all = [...namesIn(join, 'joinOn'), ...namesIn(join, 'defaultExclusiveJoinTask')];
  return !all.some((name) => isKnownName(name, join, around));
}

/** The name of the task whose output an EXCLUSIVE_JOIN took over; undefined for others, and before it has ended. */
export function takenBy(join: Task, tasks: readonly Task[]): string | undefined {
  if (join.taskType !== 'EXCLUSIVE_JOIN' || !isTaskTerminal(join.status) || !isTaskSuccessful(join.status))
    return undefined;
  const hadEnded = (task: Task) => isTaskTerminal(task.status) && task.endTime <= join.endTime;
  const [first] = scheduledOf(namesIn(join, 'joinOn'), join, tasks);
  if (first !== undefined && hadEnded(first.task)) return first.name;
  return scheduledOf(namesIn(join, 'defaultExclusiveJoinTask'), join, tasks).find(({ task }) =>
    hadEnded(task),
  )?.name;
}

/** Those that were scheduled, and not skipped, in the order of the names: the first is the one that counts. */
function scheduledOf(
  names: readonly string[],
  join: Task,
  tasks: readonly Task[],
): readonly { readonly name: string; readonly task: Task }[] {
  return names.flatMap((name) => {
    const task = joinedTask(name, join, tasks);
    return task === undefined || task.status === 'SKIPPED' ? [] : [{ name, task }];
  });
}

function isOpen(task: Task | undefined): boolean {
  return task !== undefined && !isTaskTerminal(task.status);
}

function isLost(task: Task): boolean {
  return isTaskTerminal(task.status) && !isTaskSuccessful(task.status);
}
