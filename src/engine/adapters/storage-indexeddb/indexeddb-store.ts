import { openDB } from 'idb';
import {
  isTaskTerminal,
  isWorkflowTerminal,
  knownTaskStatuses,
  knownWorkflowStatuses,
  type TaskSummary,
  type WorkflowSummary,
} from '#contract/index.ts';
import type { Store } from '../../ports.ts';
import { taskSearch, workflowSearch } from '../summary-search.ts';
import { applyChanges, type EngineWrite } from './changes.ts';
import { getDocument, listDocuments } from './documents.ts';
import { migrate, schemaVersion, type EngineDatabase, type EngineSchema } from './schema.ts';
import { searchRecords, type SummaryRecords } from './search.ts';

const everything = [
  'workflow',
  'workflowBody',
  'task',
  'taskLog',
  'workflowDef',
  'taskDef',
  'document',
  'workflowSummary',
  'taskSummary',
] as const;

const openWorkflowStatuses = knownWorkflowStatuses.filter((status) => !isWorkflowTerminal(status));
const openTaskStatuses = knownTaskStatuses.filter((status) => !isTaskTerminal(status));

/**
 * A store in the browser's database of that name. One engine at a time may use it. Rejects with an Error that says
 * what can be done when the browser does not give it.
 */
export async function openIndexedDbStore(name: string): Promise<Store> {
  let closed = false;
  const db = await open(name, () => {
    closed = true;
  });
  let place = await lastPlace(db);

  function opened(): EngineDatabase {
    if (closed) throw new Error('The store is closed.');
    return db;
  }

  return {
    async commit(changes) {
      const write = opened().transaction([...everything], 'readwrite', { durability: 'strict' });
      const failed: Promise<unknown> = write.done.then(
        () => undefined,
        (error: unknown) => error,
      );
      try {
        await applyChanges(write, changes, () => ++place);
      } catch (error) {
        abort(write);
        const cause = await failed;
        // Why the browser gave the transaction up says more than which request came too late for that.
        const reason = cause === undefined || isAbort(cause) ? error : cause;
        throw reason instanceof DOMException ? writeError(reason) : reason;
      }
      const cause = await failed;
      if (cause !== undefined) throw writeError(cause);
    },

    async workflow(workflowId) {
      const read = opened().transaction(['workflow', 'workflowBody', 'task']);
      const [workflow, stored, tasks] = await Promise.all([
        read.objectStore('workflow').get(workflowId),
        read.objectStore('workflowBody').get(workflowId),
        read
          .objectStore('task')
          .index('byWorkflow')
          .getAll(IDBKeyRange.bound([workflowId], [workflowId, []])),
      ]);
      return workflow === undefined || stored === undefined
        ? undefined
        : { workflow, body: stored.body, tasks };
    },

    workflowModel: async (workflowId) => opened().get('workflow', workflowId),
    task: async (taskId) => opened().get('task', taskId),

    async taskLogs(taskId) {
      const records = await opened().getAllFromIndex('taskLog', 'byTask', taskId);
      return records.map(({ log }) => log);
    },

    async openWorkflows() {
      const read = opened().transaction(['workflow', 'task']);
      const workflows = read.objectStore('workflow').index('byStatus');
      const tasks = read.objectStore('task').index('byStatus');
      const [found, foundTasks] = await Promise.all([
        Promise.all(openWorkflowStatuses.map((status) => workflows.getAll(status))),
        Promise.all(openTaskStatuses.map((status) => tasks.getAll(status))),
      ]);
      const ordered = foundTasks.flat().sort((a, b) => a.seq - b.seq);
      const tasksOf = Map.groupBy(ordered, ({ workflowInstanceId }) => workflowInstanceId);
      return found
        .flat()
        .map((workflow) => ({ workflow, openTasks: tasksOf.get(workflow.workflowId) ?? [] }));
    },

    async searchWorkflows(request) {
      const summaries = opened().transaction('workflowSummary').store;
      const byTime = summaries.index('byTime');
      const records: SummaryRecords<WorkflowSummary> = {
        count: () => summaries.count(),
        inOrder: () => summaries.index('byOrder').getAll(),
        byTime: (direction) => byTime.openCursor(null, direction),
      };
      return searchRecords(workflowSearch, records, request);
    },

    async searchTasks(request) {
      const summaries = opened().transaction('taskSummary').store;
      const byTime = summaries.index('byTime');
      const records: SummaryRecords<TaskSummary> = {
        count: () => summaries.count(),
        inOrder: () => summaries.index('byOrder').getAll(),
        byTime: (direction) => byTime.openCursor(null, direction),
      };
      return searchRecords(taskSearch, records, request);
    },

    async workflowDef(defName, version) {
      if (version !== undefined) return opened().get('workflowDef', [defName, version]);
      const latest = await opened()
        .transaction('workflowDef')
        .store.openCursor(IDBKeyRange.bound([defName], [defName, []]), 'prev');
      return latest?.value;
    },

    workflowDefs: async () => opened().getAll('workflowDef'),

    async workflowDefStubs(defName) {
      const range = defName === undefined ? undefined : IDBKeyRange.bound([defName], [defName, []]);
      const defs = await opened().getAll('workflowDef', range);
      return defs.map(({ name: ownName, version, createTime, updateTime }) => ({
        name: ownName,
        version,
        createTime,
        updateTime,
      }));
    },

    taskDef: async (defName) => opened().get('taskDef', defName),
    taskDefs: async () => opened().getAll('taskDef'),
    document: async (collection, key) => getDocument(opened(), collection, key),
    documents: async (collection, range = {}) => listDocuments(opened(), collection, range),

    async close() {
      closed = true;
      // The browser lets transactions under way end first.
      db.close();
    },
  };
}

/** Opens and upgrades. A connection gives way, `onLost`, when a newer version of the page wants to upgrade. */
async function open(name: string, onLost: () => void): Promise<EngineDatabase> {
  const connection: Promise<EngineDatabase> = openDB<EngineSchema>(name, schemaVersion, {
    upgrade: (db, oldVersion) => migrate(db, oldVersion),
    async blocking() {
      onLost();
      (await connection).close();
    },
    terminated: onLost,
  });
  try {
    return await connection;
  } catch (error) {
    throw new Error(`Cannot open the browser's database ${name}: ${explain(error)}.`, { cause: error });
  }
}

/** The last place given in the order of first storing. */
async function lastPlace(db: EngineDatabase): Promise<number> {
  const read = db.transaction(['workflowSummary', 'taskSummary']);
  const cursors = await Promise.all([
    read.objectStore('workflowSummary').index('byOrder').openKeyCursor(null, 'prev'),
    read.objectStore('taskSummary').index('byOrder').openKeyCursor(null, 'prev'),
  ]);
  return Math.max(0, ...cursors.map((cursor) => cursor?.key ?? 0));
}

/** Undoes what a transaction did, unless it was undone already. */
function abort(write: EngineWrite): void {
  try {
    write.abort();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}

/** Whether a transaction, or a request in it, ended because it was undone. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function writeError(error: unknown): Error {
  return new Error(`Cannot write to the browser's database: ${explain(error)}.`, { cause: error });
}

/** What went wrong, and what to do, in half a sentence. */
function explain(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'VersionError':
      return "a newer version of this page wrote it. Reload the page, or clear this site's data";
    case 'QuotaExceededError':
      return "the browser's space for this site is full. Remove executions, or clear this site's data";
    case 'SecurityError':
    case 'InvalidStateError':
      return 'the browser does not allow this site to store data. Allow it, or leave private browsing';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
