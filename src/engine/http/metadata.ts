import { z } from 'zod';
import { taskDefSchema, workflowDefSchema, type WorkflowDefVersion } from '#contract/index.ts';
import type { WorkflowDefStub } from '../ports.ts';
import { done, json } from './answers.ts';
import { jsonBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { violation } from './errors.ts';
import { flag, integer, optionalInt, optionalText } from './parameters.ts';
import { shape } from './shapes.ts';

const workflowDefShape = shape.named('WorkflowDef');
const taskDefShape = shape.named('TaskDef');
const versionShape = shape.named('WorkflowDefVersion');

const workflowDefBody = jsonBody({
  schema: workflowDefSchema,
  shape: workflowDefShape,
  javaType: 'workflowDef',
});

const workflowDefsBody = jsonBody({
  schema: z.array(workflowDefSchema),
  shape: shape.list(workflowDefShape),
  javaType: 'workflowDefs',
});

const taskDefBody = jsonBody({ schema: taskDefSchema, shape: taskDefShape, javaType: 'taskDef' });

const taskDefsBody = jsonBody({
  schema: z.array(taskDefSchema),
  shape: shape.list(taskDefShape),
  javaType: 'taskDefs',
});

/** This one listing leaves out the update time of what was never updated. */
function versionOf(stub: WorkflowDefStub): WorkflowDefVersion {
  const { name, version, createTime, updateTime } = stub;
  return updateTime === 0 ? { name, version, createTime } : { name, version, createTime, updateTime };
}

function byName(stubs: readonly WorkflowDefStub[]): Record<string, readonly WorkflowDefStub[]> {
  const grouped = Map.groupBy(stubs, (stub) => stub.name);
  return Object.fromEntries(
    [...grouped].map(([name, versions]) => [name, versions.toSorted((a, b) => a.version - b.version)]),
  );
}

/** Definitions of workflows. */
const workflowDefEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/api/metadata/workflow',
    tag: 'Definitions',
    summary: 'Register a workflow definition',
    query: { overwrite: flag(false) },
    body: workflowDefBody,
    answer: done,
    run: ({ engine, query, body }) => engine.metadata.registerWorkflow(body, query),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/metadata/workflow',
    tag: 'Definitions',
    summary: 'Create or update workflow definitions',
    body: workflowDefsBody,
    answer: json(shape.named('BulkResponse')),
    run({ engine, body }) {
      if (body.length === 0) throw violation('updateWorkflowDef.arg0', 'WorkflowDefList is empty');
      return engine.metadata.updateWorkflows(body);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/metadata/workflow/validate',
    tag: 'Definitions',
    summary: 'Check a workflow definition without storing it',
    body: workflowDefBody,
    answer: done,
    run: ({ engine, body }) => engine.metadata.validateWorkflow(body),
  }),
  endpoint({
    method: 'GET',
    path: '/api/metadata/workflow',
    tag: 'Definitions',
    summary: 'All workflow definitions, every version',
    query: { classifier: optionalText },
    answer: json(shape.list(workflowDefShape)),
    run: ({ engine, query }) => engine.metadata.workflows(query.classifier),
  }),
  endpoint({
    method: 'GET',
    path: '/api/metadata/workflow/names',
    tag: 'Definitions',
    summary: 'Names of all workflow definitions',
    answer: json(shape.list(shape.text)),
    async run({ engine }) {
      const stubs = await engine.metadata.workflowStubs();
      return [...new Set(stubs.map((stub) => stub.name))].toSorted();
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/metadata/workflow/names-and-versions',
    tag: 'Definitions',
    summary: 'Names, versions and times of all workflow definitions',
    answer: json(shape.map(shape.list(versionShape))),
    run: async ({ engine }) => byName(await engine.metadata.workflowStubs()),
  }),
  endpoint({
    method: 'GET',
    path: '/api/metadata/workflow/latest-versions',
    tag: 'Definitions',
    summary: 'The latest version of every workflow definition',
    answer: json(shape.list(workflowDefShape)),
    run: ({ engine }) => engine.metadata.latestWorkflows(),
  }),
  endpoint({
    method: 'GET',
    path: '/api/metadata/workflow/{name}',
    tag: 'Definitions',
    summary: 'One workflow definition, the latest when no version is given',
    query: { version: optionalInt },
    answer: json(workflowDefShape),
    run: ({ engine, path, query }) => engine.metadata.workflow(path.name, query.version),
  }),
  endpoint({
    method: 'GET',
    path: '/api/metadata/workflow/{name}/versions',
    tag: 'Definitions',
    summary: 'Versions of one workflow definition',
    answer: json(shape.list(versionShape)),
    async run({ engine, path }) {
      const stubs = await engine.metadata.workflowStubs(path.name);
      return stubs.map((stub) => versionOf(stub));
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/metadata/workflow/{name}/{version}',
    tag: 'Definitions',
    summary: 'Remove one version of a workflow definition',
    answer: done,
    run: ({ engine, path }) =>
      engine.metadata.removeWorkflow(path.name, integer(path.version, 'version', 'java.lang.Integer')),
  }),
];

const taskDefEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/api/metadata/taskdefs',
    tag: 'Definitions',
    summary: 'Create or replace task definitions',
    body: taskDefsBody,
    answer: done,
    run({ engine, body }) {
      if (body.length === 0) throw violation('registerTaskDef.arg0', 'TaskDefList is empty');
      return engine.metadata.registerTasks(body);
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/metadata/taskdefs',
    tag: 'Definitions',
    summary: 'Update a task definition',
    body: taskDefBody,
    answer: done,
    run: ({ engine, body }) => engine.metadata.updateTask(body),
  }),
  endpoint({
    method: 'GET',
    path: '/api/metadata/taskdefs',
    tag: 'Definitions',
    summary: 'All task definitions',
    answer: json(shape.list(taskDefShape)),
    run: ({ engine }) => engine.metadata.tasks(),
  }),
  endpoint({
    method: 'GET',
    path: '/api/metadata/taskdefs/{taskType}',
    tag: 'Definitions',
    summary: 'One task definition',
    answer: json(taskDefShape),
    run: ({ engine, path }) => engine.metadata.task(path.taskType),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/metadata/taskdefs/{taskType}',
    tag: 'Definitions',
    summary: 'Remove a task definition',
    answer: done,
    run: ({ engine, path }) => engine.metadata.removeTask(path.taskType),
  }),
];

export const metadataEndpoints: readonly Endpoint[] = [...workflowDefEndpoints, ...taskDefEndpoints];
