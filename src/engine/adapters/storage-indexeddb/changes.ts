import type { IDBPTransaction, StoreNames } from 'idb';
import type { Change } from '../../ports.ts';
import { defaultTime, taskSearch, workflowSearch } from '../summary-search.ts';
import type { EngineSchema } from './schema.ts';

export type EngineWrite = IDBPTransaction<EngineSchema, StoreNames<EngineSchema>[], 'readwrite'>;

/** The places that summaries have in the order of first storing, by the ids of what they summarise. */
interface Places {
  readonly workflows: Map<string, number>;
  readonly tasks: Map<string, number>;
  next(): number;
}

/** Carries out the changes of one commit in the order given. */
export async function applyChanges(
  write: EngineWrite,
  changes: readonly Change[],
  nextPlace: () => number,
): Promise<void> {
  const places = await placesOf(write, changes, nextPlace);
  for (const change of changes) await apply(write, change, places);
}

/** Where the summaries that the changes replace stand now. */
async function placesOf(write: EngineWrite, changes: readonly Change[], next: () => number): Promise<Places> {
  const places: Places = { workflows: new Map(), tasks: new Map(), next };
  await Promise.all(
    changes.map(async (change) => {
      if (change.kind === 'workflow.put') {
        const old = await write.objectStore('workflowSummary').get(change.workflow.workflowId);
        if (old !== undefined) places.workflows.set(old.id, old.order);
      } else if (change.kind === 'task.put') {
        const old = await write.objectStore('taskSummary').get(change.task.taskId);
        if (old !== undefined) places.tasks.set(old.id, old.order);
      }
    }),
  );
  return places;
}

/** Asks for what a change needs. Waits for answers only where another request depends on them. */
async function apply(write: EngineWrite, change: Change, places: Places): Promise<void> {
  switch (change.kind) {
    case 'workflow.put': {
      const { workflow, summary } = change;
      const id = workflow.workflowId;
      const order = placeOf(places.workflows, id, places);
      const time = defaultTime(workflowSearch, summary);
      ask(write.objectStore('workflow').put(workflow));
      ask(write.objectStore('workflowSummary').put({ id, workflowId: id, time, order, summary }));
      return;
    }
    case 'workflow.body.put':
      ask(write.objectStore('workflowBody').put({ workflowId: change.workflowId, body: change.body }));
      return;
    case 'workflow.delete':
      await deleteWorkflow(write, change.workflowId, change.keepSummary, places);
      return;
    case 'task.put': {
      const { task, summary } = change;
      const id = task.taskId;
      const order = placeOf(places.tasks, id, places);
      const time = defaultTime(taskSearch, summary);
      ask(write.objectStore('task').put(task));
      ask(
        write
          .objectStore('taskSummary')
          .put({ id, workflowId: task.workflowInstanceId, time, order, summary }),
      );
      return;
    }
    case 'task.delete':
      await deleteTask(write, change.taskId);
      deleteTaskSummary(write, change.taskId, places);
      return;
    case 'log.append':
      for (const log of change.logs) ask(write.objectStore('taskLog').add({ taskId: change.taskId, log }));
      return;
    case 'workflowDef.put':
      ask(write.objectStore('workflowDef').put(change.def));
      return;
    case 'workflowDef.delete':
      ask(write.objectStore('workflowDef').delete([change.name, change.version]));
      return;
    case 'taskDef.put':
      ask(write.objectStore('taskDef').put(change.def));
      return;
    case 'taskDef.delete':
      ask(write.objectStore('taskDef').delete(change.name));
      return;
    case 'document.put':
      ask(write.objectStore('document').put(change.value, [change.collection, change.key]));
      return;
    case 'document.delete':
      ask(write.objectStore('document').delete([change.collection, change.key]));
      return;
  }
}

/** A transaction serves requests in their order; one that fails undoes it all, which the transaction's end reports. */
function ask(request: Promise<unknown>): void {
  request.catch(() => undefined);
}

function placeOf(known: Map<string, number>, id: string, places: Places): number {
  const place = known.get(id) ?? places.next();
  known.set(id, place);
  return place;
}

async function deleteWorkflow(
  write: EngineWrite,
  workflowId: string,
  keepSummary: boolean,
  places: Places,
): Promise<void> {
  // Tasks that were archived are known by their summaries alone, and may have got logs since.
  const taskIds = await write.objectStore('taskSummary').index('byWorkflow').getAllKeys(workflowId);
  for (const taskId of taskIds) {
    await deleteTask(write, taskId);
    if (!keepSummary) deleteTaskSummary(write, taskId, places);
  }
  ask(write.objectStore('workflow').delete(workflowId));
  ask(write.objectStore('workflowBody').delete(workflowId));
  if (keepSummary) return;
  ask(write.objectStore('workflowSummary').delete(workflowId));
  places.workflows.delete(workflowId);
}

async function deleteTask(write: EngineWrite, taskId: string): Promise<void> {
  const logs = write.objectStore('taskLog');
  for (const key of await logs.index('byTask').getAllKeys(taskId)) ask(logs.delete(key));
  ask(write.objectStore('task').delete(taskId));
}

function deleteTaskSummary(write: EngineWrite, taskId: string, places: Places): void {
  ask(write.objectStore('taskSummary').delete(taskId));
  places.tasks.delete(taskId);
}
