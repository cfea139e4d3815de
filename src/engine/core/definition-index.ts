import { childLists, walkTasks, type WorkflowDef, type WorkflowTask } from '#contract/index.ts';

interface Place {
  readonly task: WorkflowTask;
  readonly siblings: readonly WorkflowTask[];
  readonly index: number;
  readonly parent: Place | undefined;
}

/** Where every task of a definition stands, so that finding what follows it does not search. */
export class DefinitionIndex {
  readonly #places = new Map<string, Place>();
  readonly #nested = new Map<string, readonly string[]>();
  readonly #taken = new Map<string, string | undefined>();

  constructor(def: WorkflowDef) {
    this.#add(def.tasks, undefined);
  }

  task(reference: string): WorkflowTask | undefined {
    return this.#places.get(reference)?.task;
  }

  /**
   * What comes after a task once it is done: its next sibling, else what follows the task it is nested in. Nothing
   * follows TERMINATE, nor the last task of a loop: the loop itself sees when that has ended.
   */
  next(reference: string): WorkflowTask | undefined {
    let place = this.#places.get(reference);
    if (place === undefined || place.task.type === 'TERMINATE') return undefined;
    for (;;) {
      const sibling = place.siblings[place.index + 1];
      if (sibling !== undefined) return sibling;
      if (place.parent === undefined) return undefined;
      if (place.parent.task.type === 'DO_WHILE') return undefined;
      place = place.parent;
    }
  }

  /** The innermost loop in which a step stands. */
  loopAround(reference: string): string | undefined {
    let place = this.#places.get(reference)?.parent;
    while (place !== undefined && place.task.type !== 'DO_WHILE') place = place.parent;
    return place?.task.taskReferenceName;
  }

  /** The references of all steps nested in one. */
  nestedIn(reference: string): readonly string[] {
    const known = this.#nested.get(reference);
    if (known !== undefined) return known;
    const task = this.task(reference);
    const nested = task === undefined ? [] : childLists(task).flatMap(({ tasks }) => [...references(tasks)]);
    this.#nested.set(reference, nested);
    return nested;
  }

  /** A step outside a loop that is named as an iteration of one in it is, such as `t__1`: nobody could tell them apart. */
  takenFrom(loop: string): string | undefined {
    if (!this.#taken.has(loop)) this.#taken.set(loop, this.#findTaken(new Set(this.nestedIn(loop))));
    return this.#taken.get(loop);
  }

  #findTaken(nested: ReadonlySet<string>): string | undefined {
    return [...this.#places.keys()].find((name) => {
      if (nested.has(name)) return false;
      let base = name;
      while (/__\d+$/.test(base)) {
        base = base.slice(0, base.lastIndexOf('__'));
        if (nested.has(base)) return true;
      }
      return false;
    });
  }

  /** The references of all steps that can only come after this one, and of those nested in it. */
  *following(reference: string): Generator<string> {
    const place = this.#places.get(reference);
    if (place === undefined) return;
    for (const { tasks } of childLists(place.task)) yield* references(tasks);
    for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
      yield* references(at.siblings.slice(at.index + 1));
    }
  }

  #add(siblings: readonly WorkflowTask[], parent: Place | undefined): void {
    for (const [index, task] of siblings.entries()) {
      const place: Place = { task, siblings, index, parent };
      if (!this.#places.has(task.taskReferenceName)) this.#places.set(task.taskReferenceName, place);
      for (const list of childLists(task)) this.#add(list.tasks, place);
    }
  }
}

function* references(tasks: WorkflowTask[]): Generator<string> {
  for (const { task } of walkTasks({ tasks })) yield task.taskReferenceName;
}

const indexes = new WeakMap<WorkflowDef, DefinitionIndex>();

/** One index for each definition object: executions that share the object share the index. */
export function definitionIndex(def: WorkflowDef): DefinitionIndex {
  const known = indexes.get(def);
  if (known !== undefined) return known;
  const index = new DefinitionIndex(def);
  indexes.set(def, index);
  return index;
}
