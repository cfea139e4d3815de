import type { DatabaseSync } from 'node:sqlite';
import type { Change, Store } from '../../ports.ts';
import { Definitions } from './definitions.ts';
import { DiskSync } from './disk-sync.ts';
import { StoredDocuments } from './documents.ts';
import { Executions } from './executions.ts';
import { GroupCommit } from './group-commit.ts';
import { explain, isOfDatabase, openDatabase } from './open-database.ts';

/**
 * A store in one SQLite file, or in memory with the name `:memory:`. The file belongs to this process until it is closed.
 * Throws an Error that says what can be done when the file cannot be used.
 */
export function openSqliteStore(file: string): Store {
  return storeIn(openDatabase(file), file);
}

/** The store in a database that `openDatabase` gave for this file. */
export function storeIn(db: DatabaseSync, file: string): Store {
  const executions = new Executions(db);
  const definitions = new Definitions(db);
  const documents = new StoredDocuments(db);
  // Whatever is committed stands in the write-ahead log first.
  const disk = file === ':memory:' ? undefined : new DiskSync(`${file}-wal`);
  const group = new GroupCommit(db, {
    beforeCommit: () => executions.writeTallies(),
    sync: async () => disk?.sync(),
    onUndone: (error) => {
      executions.reset();
      return explained('write', error);
    },
  });

  function explained(what: 'read' | 'write', error: unknown): Error {
    return new Error(`Cannot ${what} the data in ${file}: ${explain(error)}.`, { cause: error });
  }

  let closing: Promise<void> | undefined;

  function assertOpen(): void {
    if (closing !== undefined) throw new Error('The store is closed.');
  }

  /** Finishes what was called before. */
  async function finish(): Promise<void> {
    await group.flush();
    disk?.close();
    db.close();
  }

  function apply(change: Change): void {
    switch (change.kind) {
      case 'workflow.put':
        return executions.putWorkflow(change.workflow, change.summary);
      case 'workflow.body.put':
        return executions.putBody(change.workflowId, change.body);
      case 'workflow.delete':
        return executions.deleteWorkflow(change.workflowId, change.keepSummary);
      case 'task.put':
        return executions.putTask(change.task, change.summary);
      case 'task.delete':
        return executions.deleteTask(change.taskId);
      case 'log.append':
        return executions.appendLogs(change.taskId, change.logs);
      case 'workflowDef.put':
        return definitions.putWorkflow(change.def);
      case 'workflowDef.delete':
        return definitions.deleteWorkflow(change.name, change.version);
      case 'taskDef.put':
        return definitions.putTask(change.def);
      case 'taskDef.delete':
        return definitions.deleteTask(change.name);
      case 'document.put':
        return documents.put(change.collection, change.key, change.value);
      case 'document.delete':
        return documents.delete(change.collection, change.key);
    }
  }

  function applyAll(changes: readonly Change[]): void {
    try {
      for (const change of changes) apply(change);
    } catch (error) {
      executions.undone();
      throw error;
    }
    executions.committed();
  }

  async function read<T>(what: () => T): Promise<T> {
    assertOpen();
    try {
      return what();
    } catch (error) {
      throw isOfDatabase(error) ? explained('read', error) : error;
    }
  }

  return {
    async commit(changes) {
      assertOpen();
      try {
        await group.run(() => applyAll(changes));
      } catch (error) {
        throw isOfDatabase(error) ? explained('write', error) : error;
      }
    },
    workflow: (workflowId) => read(() => executions.workflow(workflowId)),
    workflowModel: (workflowId) => read(() => executions.workflowModel(workflowId)),
    task: (taskId) => read(() => executions.task(taskId)),
    taskLogs: (taskId) => read(() => executions.taskLogs(taskId)),
    openWorkflows: () => read(() => executions.openWorkflows()),
    searchWorkflows: (request) => read(() => executions.searchWorkflows(request)),
    searchTasks: (request) => read(() => executions.searchTasks(request)),
    workflowDef: (name, version) => read(() => definitions.workflow(name, version)),
    workflowDefs: () => read(() => definitions.workflows()),
    workflowDefStubs: (name) => read(() => definitions.workflowStubs(name)),
    taskDef: (name) => read(() => definitions.task(name)),
    taskDefs: () => read(() => definitions.tasks()),
    document: (collection, key) => read(() => documents.get(collection, key)),
    documents: (collection, range = {}) => read(() => documents.list(collection, range)),

    close: () => (closing ??= finish()),
  };
}
