import type { TaskDef, WorkflowDef } from '#contract/index.ts';
import { embedDefinitions, namesWithoutVersion } from '../core/embed-definitions.ts';
import { internal } from '../errors.ts';
import type { Store } from '../ports.ts';

/** Enough for everything that is used regularly; beyond it everything is read again. */
const cachedNames = 1000;

/** Definitions as executions need them: read once, and ready to run. */
export class Definitions {
  readonly #store: Store;
  readonly #taskDefs: Map<string, TaskDef>;
  readonly #workflows = new Map<string, Map<number | 'latest', WorkflowDef>>();
  #revision = 0;
  #prepared = new WeakMap<WorkflowDef, WorkflowDef>();

  private constructor(store: Store, taskDefs: readonly TaskDef[]) {
    this.#store = store;
    this.#taskDefs = new Map(taskDefs.map((def) => [def.name, def]));
  }

  static async open(store: Store): Promise<Definitions> {
    return new Definitions(store, await store.taskDefs());
  }

  async workflow(name: string, version?: number): Promise<WorkflowDef | undefined> {
    const known = this.#workflows.get(name)?.get(version ?? 'latest');
    if (known !== undefined) return known;
    const revision = this.#revision;
    const def = await this.#store.workflowDef(name, version);
    // What was read while definitions changed may be outdated already: good for now, not for keeping.
    if (def === undefined || revision !== this.#revision) return def;
    if (this.#workflows.size >= cachedNames) this.#workflows.clear();
    const versions = this.#workflows.get(name) ?? new Map<number | 'latest', WorkflowDef>();
    this.#workflows.set(name, versions);
    versions.set(version ?? 'latest', def);
    return def;
  }

  /**
   * The definition with the task definitions and the versions of sub-workflows that it runs with. The same object for
   * every execution, as long as nothing changes.
   */
  async prepare(def: WorkflowDef): Promise<WorkflowDef> {
    const known = this.#prepared.get(def);
    if (known !== undefined) return known;
    const cache = this.#prepared;
    const versions = await this.#latestVersions(namesWithoutVersion(def));
    const prepared = embedDefinitions(def, {
      task: (name) => this.#taskDefs.get(name),
      latestVersion: (name) => versions.get(name),
    });
    cache.set(def, prepared);
    return prepared;
  }

  taskDef(name: string): TaskDef | undefined {
    return this.#taskDefs.get(name);
  }

  taskDefs(): TaskDef[] {
    return [...this.#taskDefs.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  workflowChanged(name: string): void {
    this.#revision += 1;
    this.#workflows.delete(name);
    this.#prepared = new WeakMap();
  }

  taskDefPut(def: TaskDef): void {
    this.#taskDefs.set(def.name, def);
    this.#prepared = new WeakMap();
  }

  taskDefDeleted(name: string): void {
    this.#taskDefs.delete(name);
    this.#prepared = new WeakMap();
  }

  async #latestVersions(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const versions = new Map<string, number>();
    for (const name of new Set(names)) {
      const latest = await this.workflow(name);
      if (latest === undefined) {
        throw internal(`The Task ${name} defined as a sub-workflow has no workflow definition available `);
      }
      versions.set(name, latest.version);
    }
    return versions;
  }
}
