import type { Task } from '#contract/index.ts';
import { listOf, recordOf, textOf } from './json.ts';
import type { DynamicFork } from './types.ts';

/** What the dynamic forks of a run became, by the reference name in the definition; in a loop, most recently. */
export function dynamicForks(tasks: readonly Task[]): ReadonlyMap<string, DynamicFork> {
  const forks = new Map<string, DynamicFork>();
  for (const task of tasks) {
    const definitions = task.inputData['forkedTaskDefs'];
    if (!Array.isArray(definitions)) continue;
    const refs = definitions.map((definition) => textOf(recordOf(definition)['taskReferenceName']));
    const forked = listOf(task.inputData['forkedTasks']).map(textOf);
    const known = refs.length === 0 ? forked : refs;
    for (const ref of definedRefs(task)) forks.set(ref, { refs: known, definitions });
  }
  return forks;
}

/** A text that changes when a graph drawn with these forks would. */
export function forksKey(forks: ReadonlyMap<string, DynamicFork>): string {
  return JSON.stringify([...forks].map(([ref, { refs }]) => [ref, refs]));
}

/** The reference name as the definition may have it: each loop around adds `__` and its iteration to it. */
function definedRefs({ referenceTaskName, iteration }: Task): readonly string[] {
  if (iteration === 0) return [referenceTaskName];
  const refs: string[] = [];
  for (let ref = referenceTaskName; /__\d+$/.test(ref);) {
    ref = ref.replace(/__\d+$/, '');
    refs.push(ref);
  }
  return refs.length === 0 ? [referenceTaskName] : refs;
}
