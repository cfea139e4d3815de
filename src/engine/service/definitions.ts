import type { TaskDef, WorkflowDef } from '#contract/index.ts';
import { embedDefinitions } from '../core/embed-definitions.ts';
import type { Store, WorkflowDefStub } from '../ports.ts';

/** Enough for everything that is used regularly; beyond it everything is read again. */
const cachedNames = 1000;

/** Definitions as executions need them: read once, and ready to run. */
export class Definitions {
  readonly #store: Store;
  readonly #taskDefs: Map<string, TaskDef>;
  readonly #workflows = new Map<string, Map<number | 'latest', WorkflowDef>>();
  readonly #latestVersions = new Map<string, number>();
  #revision = 0;
  #prepared = new WeakMap<WorkflowDef, WorkflowDef>();

  private constructor(store: Store, taskDefs: readonly TaskDef[]) {
    this.#store = store;
    this.#taskDefs = new Map(taskDefs.map((def) => [def.name, def]));
  }

  static async open(store: Store): Promise<Definitions> {
    const definitions = new Definitions(store, await store.taskDefs());
    for (const stub of await store.workflowDefStubs()) definitions.#noteVersion(stub);
    return definitions;
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
  prepared(def: WorkflowDef): WorkflowDef {
    const known = this.#prepared.get(def);
    if (known !== undefined) return known;
    const prepared = embedDefinitions(def, {
      task: (name) => this.#taskDefs.get(name),
      latestVersion: (name) => this.latestVersion(name),
    });
    this.#prepared.set(def, prepared);
    return prepared;
  }

  /** The highest version of a workflow. */
  latestVersion(name: string): number | undefined {
    return this.#latestVersions.get(name);
  }

  taskDef(name: string): TaskDef | undefined {
    return this.#taskDefs.get(name);
  }

  taskDefs(): TaskDef[] {
    return [...this.#taskDefs.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** To be called when a version of a workflow has been stored or removed. */
  async workflowChanged(name: string): Promise<void> {
    this.#revision += 1;
    this.#workflows.delete(name);
    const stubs = await this.#store.workflowDefStubs(name);
    this.#latestVersions.delete(name);
    for (const stub of stubs) this.#noteVersion(stub);
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

  #noteVersion({ name, version }: WorkflowDefStub): void {
    this.#latestVersions.set(name, Math.max(version, this.#latestVersions.get(name) ?? version));
  }
}
