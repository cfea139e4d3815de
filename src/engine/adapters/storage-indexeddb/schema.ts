import type { DBSchema, IDBPDatabase } from 'idb';
import type { TaskDef, TaskExecLog, TaskSummary, WorkflowDef, WorkflowSummary } from '#contract/index.ts';
import type { TaskModel, WorkflowBody, WorkflowModel } from '../../model.ts';
import type { Collection, Documents } from '../../ports.ts';

/** A summary, the time that orders searches by default, and its place in the order of first storing. */
export interface SummaryRecord<S> {
  readonly id: string;
  readonly workflowId: string;
  readonly time: number;
  readonly order: number;
  readonly summary: S;
}

interface SummaryStore<S> {
  key: string;
  value: SummaryRecord<S>;
  indexes: { byOrder: number; byTime: [number, number]; byWorkflow: string };
}

/** Summaries lie apart from what they summarise: searches read nothing else, and archiving leaves them. */
export interface EngineSchema extends DBSchema {
  workflow: { key: string; value: WorkflowModel; indexes: { byStatus: string } };
  workflowBody: { key: string; value: { readonly workflowId: string; readonly body: WorkflowBody } };
  task: { key: string; value: TaskModel; indexes: { byStatus: string; byWorkflow: [string, number] } };
  taskLog: {
    key: number;
    value: { readonly taskId: string; readonly log: TaskExecLog };
    indexes: { byTask: string };
  };
  workflowDef: { key: [string, number]; value: WorkflowDef };
  taskDef: { key: string; value: TaskDef };
  document: { key: [Collection, string]; value: Documents[Collection] };
  workflowSummary: SummaryStore<WorkflowSummary>;
  taskSummary: SummaryStore<TaskSummary>;
}

export type EngineDatabase = IDBPDatabase<EngineSchema>;

/**
 * How to come from each version of the database to the next: the first step makes version 1 of nothing.
 * Steps that were ever released never change; new ones are added at the end.
 */
const migrations: readonly ((db: EngineDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('workflow', { keyPath: 'workflowId' }).createIndex('byStatus', 'status');
    db.createObjectStore('workflowBody', { keyPath: 'workflowId' });
    const task = db.createObjectStore('task', { keyPath: 'taskId' });
    task.createIndex('byStatus', 'status');
    task.createIndex('byWorkflow', ['workflowInstanceId', 'seq']);
    db.createObjectStore('taskLog', { autoIncrement: true }).createIndex('byTask', 'taskId');
    db.createObjectStore('workflowDef', { keyPath: ['name', 'version'] });
    db.createObjectStore('taskDef', { keyPath: 'name' });
    for (const name of ['workflowSummary', 'taskSummary'] as const) {
      const summary = db.createObjectStore(name, { keyPath: 'id' });
      summary.createIndex('byOrder', 'order');
      summary.createIndex('byTime', ['time', 'order']);
      summary.createIndex('byWorkflow', 'workflowId');
    }
  },
  (db) => {
    db.createObjectStore('document');
  },
];

export const schemaVersion = migrations.length;

/** Brings the database to the present version. */
export function migrate(db: EngineDatabase, oldVersion: number): void {
  for (const step of migrations.slice(oldVersion)) step(db);
}
