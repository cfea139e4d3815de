import type { Task } from '#contract/index.ts';

/** Whether a task came after another one at the same place. Of equals, the one met later counts. */
export function isLater(task: Task, than: Task): boolean {
  const order = task.seq - than.seq || task.iteration - than.iteration || task.retryCount - than.retryCount;
  return order >= 0;
}

export function latestOf(attempts: readonly Task[]): Task | undefined {
  let best = attempts[0];
  for (const task of attempts) if (best !== undefined && isLater(task, best)) best = task;
  return best;
}
