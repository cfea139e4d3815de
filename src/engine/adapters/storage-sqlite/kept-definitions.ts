import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { walkTasks, type WorkflowDef, type WorkflowTask } from '#contract/index.ts';
import { stored } from './stored.ts';

/** Where the step that a task comes from stands: a kept definition and a reference name in it. */
export interface StepPlace {
  readonly definition: number;
  readonly step: string;
}

interface Kept {
  readonly definition: WorkflowDef;
  readonly steps: ReadonlyMap<string, WorkflowTask>;
  readonly bytes: number;
}

const cachedBytes = 16 * 1024 ** 2;
const mostReleased = 10_000;

/**
 * The definitions that executions run with, each stored once however many executions have it: it is most of what an
 * execution and its tasks would take. Objects that were kept or read are known again by their identity.
 */
export class KeptDefinitions {
  readonly #statements: ReturnType<typeof prepare>;
  /** The most recently used last. */
  readonly #cache = new Map<number, Kept>();
  #cached = 0;
  #rows = new WeakMap<WorkflowDef, number>();
  #places = new WeakMap<WorkflowTask, StepPlace>();
  /** Rows that objects are still known by, though they are deleted. Their numbers are not given again. */
  readonly #released = new Set<number>();
  #lastRow: number | undefined;

  constructor(db: DatabaseSync) {
    this.#statements = prepare(db);
  }

  /** The number under which the definition is found again. */
  keep(definition: WorkflowDef): number {
    const known = this.#rows.get(definition);
    if (known !== undefined && !this.#released.has(known)) return known;
    const json = JSON.stringify(definition);
    const hash = createHash('sha256').update(json).digest('base64url');
    const row = this.#find(hash) ?? this.#insert(hash, json);
    this.#remember(row, definition, json.length);
    return row;
  }

  /** Undefined for a step that was made for its task, as those of dynamic forks are. */
  placeOf(step: WorkflowTask): StepPlace | undefined {
    const place = this.#places.get(step);
    return place === undefined || this.#released.has(place.definition) ? undefined : place;
  }

  definition(row: number): WorkflowDef {
    return this.#read(row).definition;
  }

  step({ definition, step }: StepPlace): WorkflowTask {
    const found = this.#read(definition).steps.get(step);
    if (found === undefined) throw new Error(`The kept definition ${definition} has no step ${step}`);
    return found;
  }

  /** Deletes a definition unless an execution still has it. */
  release(row: number): void {
    this.#lastRow ??= this.#readLastRow();
    if (this.#statements.release.run(row, row).changes === 0) return;
    this.#cached -= this.#cache.get(row)?.bytes ?? 0;
    this.#cache.delete(row);
    this.#released.add(row);
    if (this.#released.size > mostReleased) this.forget();
  }

  /** Nothing remembered counts any more: what was kept last may have been undone. */
  forget(): void {
    this.#cache.clear();
    this.#cached = 0;
    this.#rows = new WeakMap();
    this.#places = new WeakMap();
    this.#released.clear();
    this.#lastRow = undefined;
  }

  #find(hash: string): number | undefined {
    const row = this.#statements.find.get(hash)?.['row'];
    return typeof row === 'number' ? row : undefined;
  }

  #insert(hash: string, json: string): number {
    const row = (this.#lastRow ?? this.#readLastRow()) + 1;
    this.#statements.insert.run(row, hash, json);
    this.#lastRow = row;
    return row;
  }

  #readLastRow(): number {
    return Number(this.#statements.last.get()?.['row']);
  }

  #read(row: number): Kept {
    const known = this.#cache.get(row);
    if (known !== undefined) {
      this.#cache.delete(row);
      this.#cache.set(row, known);
      return known;
    }
    const json = this.#statements.read.get(row)?.['definition'];
    if (typeof json !== 'string') throw new Error(`There is no kept definition ${row}`);
    return this.#remember(row, stored(json) as WorkflowDef, json.length);
  }

  #remember(row: number, definition: WorkflowDef, bytes: number): Kept {
    const steps = new Map<string, WorkflowTask>();
    for (const { task } of walkTasks(definition)) {
      if (!steps.has(task.taskReferenceName)) steps.set(task.taskReferenceName, task);
    }
    for (const [step, task] of steps) this.#places.set(task, { definition: row, step });
    this.#rows.set(definition, row);
    const kept = { definition, steps, bytes };
    this.#cached += bytes - (this.#cache.get(row)?.bytes ?? 0);
    this.#cache.set(row, kept);
    for (const [oldest, { bytes: freed }] of this.#cache) {
      if (this.#cached <= cachedBytes || oldest === row) break;
      this.#cache.delete(oldest);
      this.#cached -= freed;
    }
    return kept;
  }
}

function prepare(db: DatabaseSync) {
  return {
    last: db.prepare('SELECT coalesce(max(row), 0) AS row FROM definition'),
    insert: db.prepare('INSERT INTO definition (row, hash, definition) VALUES (?, ?, ?)'),
    find: db.prepare('SELECT row FROM definition WHERE hash = ?'),
    read: db.prepare('SELECT definition FROM definition WHERE row = ?'),
    release: db.prepare(
      'DELETE FROM definition WHERE row = ? AND NOT EXISTS (SELECT 1 FROM workflow_body WHERE definition = ?)',
    ),
  };
}
