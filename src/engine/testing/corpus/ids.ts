import type { SeenExecution } from './execution.ts';

const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;
/** Epoch milliseconds between 2017 and 2039, and moments in ISO 8601. */
const millis = /(?<![\d.])(?:1[5-9]|2[01])\d{11}(?![\d.])/g;
const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/g;
/** Whole seconds that something took, as reasons tell them. */
const elapsed = /\b(timed out after|elapsed) \d+ seconds/g;

/**
 * Names for ids, so that recordings are the same each time: `wf` for the first workflow, `t1#2` for the second task of the
 * reference t1 in it, `wf sub#1` for the child of the task `sub#1`, `sub#1/t1#1` for a task in that child.
 */
export class Ids {
  readonly #names = new Map<string, string>();
  readonly #ids = new Map<string, string>();

  /** Gives a workflow its name. */
  name(id: string, name: string): void {
    if (this.#names.has(id)) return;
    this.#names.set(id, name);
    this.#ids.set(name, id);
  }

  /** The id behind a name. */
  id(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined)
      throw new Error(`Nothing is called ${name}; known: ${[...this.#ids.keys()].join(', ')}`);
    return id;
  }

  known(id: string): string | undefined {
    return this.#names.get(id);
  }

  /** Names the tasks of a workflow that have none yet, and the children that they have started. */
  see(execution: SeenExecution): void {
    const inside = this.#inside(execution.workflowId);
    for (const task of execution.tasks) {
      const { taskId, referenceTaskName: ref, subWorkflowId } = task;
      if (!this.#names.has(taskId))
        this.name(
          taskId,
          this.#free((count) => `${inside}${ref}#${count}`),
        );
      if (subWorkflowId === undefined || this.#names.has(subWorkflowId)) continue;
      const parent = this.#names.get(taskId) ?? ref;
      this.name(
        subWorkflowId,
        this.#free((count) => `wf ${parent}${count === 1 ? '' : `.${count}`}`),
      );
    }
  }

  /** `sub#1/` for the child `wf sub#1`, nothing for the first workflow. */
  #inside(workflowId: string): string {
    const own = this.#names.get(workflowId);
    if (own === undefined || own === 'wf') return '';
    return `${own.replace(/^wf /, '')}/`;
  }

  #free(name: (count: number) => string): string {
    for (let count = 1; ; count += 1) {
      if (!this.#ids.has(name(count))) return name(count);
    }
  }

  /** Replaces ids and times in all texts and numbers, and puts keys in order. */
  clean(value: unknown): unknown {
    if (typeof value === 'string') return this.#cleanText(value);
    if (typeof value === 'number') {
      const text = String(value);
      return text.replace(millis, '<time>') === '<time>' ? '<time>' : value;
    }
    if (Array.isArray(value)) return value.map((each) => this.clean(each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, each]): [string, unknown] => [this.#cleanText(key), this.clean(each)])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  }

  #cleanText(text: string): string {
    return text
      .replace(uuid, (id) => `<${this.#names.get(id) ?? 'id'}>`)
      .replace(millis, '<time>')
      .replace(moment, '<time>')
      .replace(elapsed, '$1 <n> seconds');
  }
}
