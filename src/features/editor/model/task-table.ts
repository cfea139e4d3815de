import type { JsonPath } from '#contract/index.ts';
import type { TextRange } from './parsed-text.ts';
import type { TaskIndex, TaskPlace } from './task-places.ts';

/** Where the tasks of a text stand, in a form that goes from a worker to the page at little cost. */
export interface TaskTable {
  readonly refs: readonly string[];
  /** As JSON, each one. */
  readonly paths: readonly string[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The task around each, -1 for none. */
  readonly parents: Int32Array;
}

export const emptyTable: TaskTable = {
  refs: [],
  paths: [],
  starts: new Int32Array(),
  ends: new Int32Array(),
  parents: new Int32Array(),
};

export function tableOf({ all }: TaskIndex): TaskTable {
  const at = new Map<TaskPlace | undefined, number>(all.map((place, index) => [place, index]));
  return {
    refs: all.map(({ ref }) => ref),
    paths: all.map(({ path }) => JSON.stringify(path)),
    starts: Int32Array.from(all, ({ node }) => node.offset),
    ends: Int32Array.from(all, ({ node }) => node.offset + node.length),
    parents: Int32Array.from(all, ({ parent }) => at.get(parent) ?? -1),
  };
}

export interface NamedTask {
  readonly ref: string;
  /** As JSON. */
  readonly path: string;
}

export interface TaskFinder {
  /** The text of the first task of a reference name. */
  named(ref: string): TextRange | undefined;
  /** The text of the task at a path of the definition. */
  on(path: JsonPath): TextRange | undefined;
  /** The innermost task whose text holds this offset. */
  at(offset: number): NamedTask | undefined;
}

export function taskFinder(table: TaskTable): TaskFinder {
  const { refs, paths, starts, ends, parents } = table;
  let firstOf: Map<string, number> | undefined;

  function range(index: number | undefined): TextRange | undefined {
    const [start, end] = index === undefined ? [] : [starts[index], ends[index]];
    return start === undefined || end === undefined ? undefined : { offset: start, length: end - start };
  }

  return {
    named(ref) {
      firstOf ??= new Map(refs.map((name, index) => [name, index] as const).toReversed());
      return ref === '' ? undefined : range(firstOf.get(ref));
    },
    on(path) {
      const index = paths.indexOf(JSON.stringify(path));
      return range(index === -1 ? undefined : index);
    },
    at(offset) {
      let index = lastUpTo(starts, offset);
      while (index >= 0 && offset > (ends[index] ?? 0)) index = parents[index] ?? -1;
      const [ref, path] = [refs[index], paths[index]];
      return ref === undefined || path === undefined ? undefined : { ref, path };
    },
  };
}

/** The place of the last of sorted numbers that is no greater, -1 where all are. */
function lastUpTo(numbers: Int32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
