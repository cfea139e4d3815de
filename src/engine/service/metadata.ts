import {
  normaliseWorkflowDef,
  toValidationError,
  validateTaskDef,
  validateWorkflowDef,
  type TaskDef,
  type WorkflowDef,
} from '#contract/index.ts';
import { classifierOf } from '../core/summaries.ts';
import type { Metadata } from '../engine.ts';
import { conflict, internal, notFound, validationFailed } from '../errors.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import type { EngineParts } from './parts.ts';

/** Definitions of workflows and tasks. */
export function createMetadata(parts: EngineParts): Metadata {
  const { ports, definitions } = parts;
  const { store, clock } = ports;
  const writing = new KeyedMutex();

  function checked(sent: WorkflowDef, path?: string): WorkflowDef {
    const def = normaliseWorkflowDef(sent);
    const problems = validateWorkflowDef(def, { ...parts.validation, ...(path !== undefined && { path }) });
    if (problems.length > 0) throw validationFailed(problems.map(toValidationError));
    return def;
  }

  /** Stores a definition as it is; a new one keeps the creation time it came with. */
  function put(def: WorkflowDef): Promise<void> {
    return writing.run(def.name, async () => {
      const before = await store.workflowDef(def.name, def.version);
      const createTime = before?.createTime ?? def.createTime;
      await store.commit([{ kind: 'workflowDef.put', def: { ...def, createTime, updateTime: clock.now() } }]);
      await definitions.workflowChanged(def.name);
    });
  }

  return {
    async registerWorkflow(sent, { overwrite }) {
      if (overwrite) {
        const isThere = (await store.workflowDef(sent.name, sent.version)) !== undefined;
        return put(checked(sent, isThere ? 'updateWorkflowDef.arg0' : undefined));
      }
      const def = checked(sent);
      return writing.run(def.name, async () => {
        if ((await store.workflowDef(def.name, def.version)) !== undefined) {
          throw conflict(`Workflow with ${def.name}.${def.version} already exists!`);
        }
        await store.commit([{ kind: 'workflowDef.put', def: { ...def, createTime: clock.now() } }]);
        await definitions.workflowChanged(def.name);
      });
    },

    async updateWorkflows(sent) {
      const defs = sent.map((def, at) => checked(def, `updateWorkflowDef.arg0[${at}]`));
      const bulkSuccessfulResults: string[] = [];
      const bulkErrorResults: Record<string, string> = {};
      for (const def of defs) {
        try {
          await put(def);
          bulkSuccessfulResults.push(def.name);
        } catch (error) {
          bulkErrorResults[def.name] = error instanceof Error ? error.message : String(error);
        }
      }
      return { bulkErrorResults, bulkSuccessfulResults };
    },

    async validateWorkflow(def) {
      checked(def, 'validateWorkflowDef.arg0');
    },

    async workflow(name, version) {
      const def = await definitions.workflow(name, version);
      if (def !== undefined) return def;
      throw notFound(`No such workflow found by name: ${name}, version: ${version ?? 'null'}`);
    },

    async workflows(classifier) {
      const defs = await store.workflowDefs();
      if (classifier === undefined || classifier === '') return defs;
      const wanted = new Set(classifier.split(',').map((name) => name.trim()));
      return defs.filter((def) => wanted.has(classifierOf(def)));
    },

    async latestWorkflows() {
      const latest = new Map<string, WorkflowDef>();
      for (const def of await store.workflowDefs()) {
        const known = latest.get(def.name);
        if (known === undefined || known.version < def.version) latest.set(def.name, def);
      }
      return [...latest.values()];
    },

    workflowStubs: (name) => store.workflowDefStubs(name),

    removeWorkflow: (name, version) =>
      writing.run(name, async () => {
        if ((await store.workflowDef(name, version)) === undefined) {
          // Conductor's storage throws this, not its service: hence its 500.
          throw internal(`No such workflow definition: ${name} version: ${version}`);
        }
        await store.commit([{ kind: 'workflowDef.delete', name, version }]);
        await definitions.workflowChanged(name);
      }),

    async registerTasks(sent) {
      const problems = sent.flatMap((def, at) =>
        validateTaskDef(def, { path: `registerTaskDef.arg0[${at}]` }),
      );
      if (problems.length > 0) throw validationFailed(problems.map(toValidationError));
      const createTime = clock.now();
      const defs = sent.map((def): TaskDef => ({ ...def, createTime, createdBy: '' }));
      await store.commit(defs.map((def) => ({ kind: 'taskDef.put', def })));
      for (const def of defs) definitions.taskDefPut(def);
    },

    async updateTask(sent) {
      const problems = validateTaskDef(sent, { path: 'updateTaskDef.arg0' });
      if (problems.length > 0) throw validationFailed(problems.map(toValidationError));
      const before = definitions.taskDef(sent.name);
      if (before === undefined) throw notFound(`No such task by name ${sent.name}`);
      const def = { ...sent, createTime: before.createTime, updateTime: clock.now(), updatedBy: '' };
      await store.commit([{ kind: 'taskDef.put', def }]);
      definitions.taskDefPut(def);
    },

    async task(name) {
      const def = definitions.taskDef(name);
      if (def === undefined) throw notFound(`No such taskType found by name: ${name}`);
      return def;
    },

    async tasks() {
      return definitions.taskDefs();
    },

    async removeTask(name) {
      if (definitions.taskDef(name) === undefined) throw internal('No such task definition');
      await store.commit([{ kind: 'taskDef.delete', name }]);
      definitions.taskDefDeleted(name);
    },
  };
}
