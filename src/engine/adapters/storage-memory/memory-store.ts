import {
  isTaskTerminal,
  isWorkflowTerminal,
  type TaskDef,
  type TaskExecLog,
  type TaskSummary,
  type WorkflowDef,
  type WorkflowSummary,
} from '#contract/index.ts';
import type { TaskModel, WorkflowBody, WorkflowModel } from '../../model.ts';
import type { Change, Store } from '../../ports.ts';
import { compare, searchSummaries, taskSearch, workflowSearch } from '../summary-search.ts';
import { DocumentMap } from './document-map.ts';

/** A store that lasts as long as the process: for trying things out, and for tests. */
export function createMemoryStore(): Store {
  const workflows = new Map<string, WorkflowModel>();
  const bodies = new Map<string, WorkflowBody>();
  const tasks = new Map<string, TaskModel>();
  /** Summaries outlive what they summarise when it is archived; so does the knowledge of which tasks belong where. */
  const workflowSummaries = new Map<string, WorkflowSummary>();
  const taskSummaries = new Map<string, TaskSummary>();
  const taskIdsOf = new Map<string, Set<string>>();
  const logs = new Map<string, TaskExecLog[]>();
  const workflowDefs = new Map<string, Map<number, WorkflowDef>>();
  const taskDefs = new Map<string, TaskDef>();
  const documents = new DocumentMap();
  let closed = false;

  function assertOpen(): void {
    if (closed) throw new Error('The store is closed.');
  }

  /** Reads the whole change now and returns what applies it and cannot fail: so a commit applies all of its changes or none. */
  function plan(change: Change): () => void {
    switch (change.kind) {
      case 'workflow.put': {
        const { workflow, summary } = change;
        const { workflowId } = workflow;
        return () => {
          workflows.set(workflowId, workflow);
          workflowSummaries.set(workflowId, summary);
        };
      }
      case 'workflow.body.put': {
        const { workflowId, body } = change;
        return () => bodies.set(workflowId, body);
      }
      case 'workflow.delete': {
        const { workflowId, keepSummary } = change;
        return () => deleteWorkflow(workflowId, keepSummary);
      }
      case 'task.put': {
        const { task, summary } = change;
        const { taskId, workflowInstanceId } = task;
        return () => {
          tasks.set(taskId, task);
          taskSummaries.set(taskId, summary);
          const ids = taskIdsOf.get(workflowInstanceId);
          if (ids === undefined) taskIdsOf.set(workflowInstanceId, new Set([taskId]));
          else ids.add(taskId);
        };
      }
      case 'task.delete': {
        const { taskId } = change;
        return () => deleteTask(taskId);
      }
      case 'log.append': {
        const { taskId } = change;
        const added = [...change.logs];
        return () => logs.set(taskId, [...(logs.get(taskId) ?? []), ...added]);
      }
      case 'workflowDef.put': {
        const { def } = change;
        const { name, version } = def;
        return () => {
          const versions = workflowDefs.get(name);
          if (versions === undefined) workflowDefs.set(name, new Map([[version, def]]));
          else versions.set(version, def);
        };
      }
      case 'workflowDef.delete': {
        const { name, version } = change;
        return () => workflowDefs.get(name)?.delete(version);
      }
      case 'taskDef.put': {
        const { def } = change;
        const { name } = def;
        return () => taskDefs.set(name, def);
      }
      case 'taskDef.delete': {
        const { name } = change;
        return () => taskDefs.delete(name);
      }
      case 'document.put': {
        const { collection, key, value } = change;
        return () => documents.put(collection, key, value);
      }
      case 'document.delete': {
        const { collection, key } = change;
        return () => documents.delete(collection, key);
      }
    }
  }

  function deleteWorkflow(workflowId: string, keepSummary: boolean): void {
    for (const taskId of taskIdsOf.get(workflowId) ?? []) {
      tasks.delete(taskId);
      logs.delete(taskId);
      if (!keepSummary) taskSummaries.delete(taskId);
    }
    workflows.delete(workflowId);
    bodies.delete(workflowId);
    if (!keepSummary) {
      workflowSummaries.delete(workflowId);
      taskIdsOf.delete(workflowId);
    }
  }

  function deleteTask(taskId: string): void {
    const workflowId = taskSummaries.get(taskId)?.workflowId;
    if (workflowId !== undefined) taskIdsOf.get(workflowId)?.delete(taskId);
    tasks.delete(taskId);
    taskSummaries.delete(taskId);
    logs.delete(taskId);
  }

  function tasksOf(workflowId: string): TaskModel[] {
    const found: TaskModel[] = [];
    for (const taskId of taskIdsOf.get(workflowId) ?? []) {
      const task = tasks.get(taskId);
      if (task !== undefined) found.push(task);
    }
    return found.sort((a, b) => a.seq - b.seq);
  }

  function allWorkflowDefs(): WorkflowDef[] {
    return [...workflowDefs.values()]
      .flatMap((versions) => [...versions.values()])
      .sort((a, b) => compare(a.name, b.name) || a.version - b.version);
  }

  return {
    async commit(changes) {
      assertOpen();
      const steps = changes.map(plan);
      for (const step of steps) step();
    },

    async workflow(workflowId) {
      assertOpen();
      const workflow = workflows.get(workflowId);
      const body = bodies.get(workflowId);
      if (workflow === undefined || body === undefined) return undefined;
      return { workflow, body, tasks: tasksOf(workflowId) };
    },

    async workflowModel(workflowId) {
      assertOpen();
      return workflows.get(workflowId);
    },

    async task(taskId) {
      assertOpen();
      return tasks.get(taskId);
    },

    async taskLogs(taskId) {
      assertOpen();
      return logs.get(taskId) ?? [];
    },

    async openWorkflows() {
      assertOpen();
      return [...workflows.values()]
        .filter(({ status }) => !isWorkflowTerminal(status))
        .map((workflow) => ({
          workflow,
          openTasks: tasksOf(workflow.workflowId).filter(({ status }) => !isTaskTerminal(status)),
        }));
    },

    async searchWorkflows(request) {
      assertOpen();
      return searchSummaries(workflowSearch, workflowSummaries.values(), request);
    },

    async searchTasks(request) {
      assertOpen();
      return searchSummaries(taskSearch, taskSummaries.values(), request);
    },

    async workflowDef(name, version) {
      assertOpen();
      const versions = workflowDefs.get(name);
      if (versions === undefined || versions.size === 0) return undefined;
      return versions.get(version ?? Math.max(...versions.keys()));
    },

    async workflowDefs() {
      assertOpen();
      return allWorkflowDefs();
    },

    async workflowDefStubs(name) {
      assertOpen();
      return allWorkflowDefs()
        .filter((def) => name === undefined || def.name === name)
        .map(({ name: defName, version, createTime, updateTime }) => ({
          name: defName,
          version,
          createTime,
          updateTime,
        }));
    },

    async taskDef(name) {
      assertOpen();
      return taskDefs.get(name);
    },

    async taskDefs() {
      assertOpen();
      return [...taskDefs.values()].sort((a, b) => compare(a.name, b.name));
    },

    async document(collection, key) {
      assertOpen();
      return documents.get(collection, key);
    },

    async documents(collection, range = {}) {
      assertOpen();
      return documents.list(collection, range);
    },

    async close() {
      closed = true;
    },
  };
}
