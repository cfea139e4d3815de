import type { DatabaseSync } from 'node:sqlite';
import type { TaskDef, WorkflowDef } from '#contract/index.ts';
import type { WorkflowDefStub } from '../../ports.ts';
import { stored, storedList } from './stored.ts';

/** Definitions of workflows and tasks in the tables. */
export class Definitions {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(db: DatabaseSync) {
    this.#statements = prepare(db);
  }

  putWorkflow(def: WorkflowDef): void {
    const { name, version, createTime, updateTime } = def;
    this.#statements.putWorkflow.run(name, version, createTime, updateTime, JSON.stringify(def));
  }

  deleteWorkflow(name: string, version: number): void {
    this.#statements.deleteWorkflow.run(name, version);
  }

  putTask(def: TaskDef): void {
    this.#statements.putTask.run(def.name, JSON.stringify(def));
  }

  deleteTask(name: string): void {
    this.#statements.deleteTask.run(name);
  }

  workflow(name: string, version: number | undefined): WorkflowDef | undefined {
    const { latest, workflow } = this.#statements;
    const row = version === undefined ? latest.get(name) : workflow.get(name, version);
    return stored(row?.['def']) as WorkflowDef | undefined;
  }

  workflows(): readonly WorkflowDef[] {
    return storedList<WorkflowDef>(this.#statements.workflows, 'def');
  }

  workflowStubs(name: string | undefined): readonly WorkflowDefStub[] {
    const { stubs, stubsOf } = this.#statements;
    const rows = name === undefined ? stubs.all() : stubsOf.all(name);
    return rows.map((row) => ({
      name: String(row['name']),
      version: Number(row['version']),
      createTime: Number(row['create_time']),
      updateTime: Number(row['update_time']),
    }));
  }

  task(name: string): TaskDef | undefined {
    return stored(this.#statements.task.get(name)?.['def']) as TaskDef | undefined;
  }

  tasks(): readonly TaskDef[] {
    return storedList<TaskDef>(this.#statements.tasks, 'def');
  }
}

function prepare(db: DatabaseSync) {
  const stub = 'SELECT name, version, create_time, update_time FROM workflow_def';
  return {
    putWorkflow: db.prepare(
      'INSERT OR REPLACE INTO workflow_def (name, version, create_time, update_time, def) VALUES (?, ?, ?, ?, ?)',
    ),
    deleteWorkflow: db.prepare('DELETE FROM workflow_def WHERE name = ? AND version = ?'),
    putTask: db.prepare('INSERT OR REPLACE INTO task_def (name, def) VALUES (?, ?)'),
    deleteTask: db.prepare('DELETE FROM task_def WHERE name = ?'),
    workflow: db.prepare('SELECT def FROM workflow_def WHERE name = ? AND version = ?'),
    latest: db.prepare('SELECT def FROM workflow_def WHERE name = ? ORDER BY version DESC LIMIT 1'),
    workflows: db.prepare('SELECT def FROM workflow_def ORDER BY name, version'),
    stubs: db.prepare(`${stub} ORDER BY name, version`),
    stubsOf: db.prepare(`${stub} WHERE name = ? ORDER BY version`),
    task: db.prepare('SELECT def FROM task_def WHERE name = ?'),
    tasks: db.prepare('SELECT def FROM task_def ORDER BY name'),
  };
}
