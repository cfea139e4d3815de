import {
  isJsonObject,
  rerunWorkflowRequestSchema,
  skipTaskRequestSchema,
  startWorkflowRequestSchema,
  workflowTestRequestSchema,
} from '#contract/index.ts';
import { invalid } from '../errors.ts';
import { done, json, noContent, text } from './answers.ts';
import { jsonBody, mapBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { refuseStoredElsewhere } from './external-storage.ts';
import { violation } from './errors.ts';
import { flag, int, optionalInt, optionalText, textList } from './parameters.ts';
import { shape } from './shapes.ts';

const maxPriority = 99;

export const startBody = jsonBody({
  schema: startWorkflowRequestSchema,
  shape: shape.named('StartWorkflowRequest'),
  javaType: 'startRequest',
  check: (sent) => {
    if (!isJsonObject(sent)) return;
    if (sent['input'] === null) throw invalid('NULL input passed when starting workflow');
    refuseStoredElsewhere(sent['externalInputPayloadStoragePath']);
  },
});

const testBody = jsonBody({
  schema: workflowTestRequestSchema,
  shape: shape.anyMap,
  javaType: 'testRequest',
});

const rerunBody = jsonBody({
  schema: rerunWorkflowRequestSchema,
  shape: shape.named('RerunWorkflowRequest'),
  javaType: 'rerunRequest',
});

const skipBody = jsonBody({
  schema: skipTaskRequestSchema,
  shape: shape.named('SkipTaskRequest'),
  javaType: 'skipRequest',
  whenAbsent: {},
});

function checkPriority(priority: number): void {
  if (priority >= 0 && priority <= maxPriority) return;
  const bound = priority < 0 ? '0 is the minimum' : `${maxPriority} is the maximum`;
  throw violation('startWorkflow.arg3', `${bound} priority value`, priority);
}

/** Starting executions, looking at one, and what operators do to one. */
export const workflowEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/api/workflow',
    tag: 'Executions',
    summary: 'Start a workflow; answers its id',
    body: startBody,
    answer: text,
    run: ({ engine, body }) => engine.workflows.start(body),
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/test',
    tag: 'Executions',
    summary: 'Run a workflow with answers for its tasks at hand; answers the execution',
    body: testBody,
    answer: json(shape.named('Workflow')),
    run: ({ engine, body }) => engine.workflows.test(body),
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/{name}',
    tag: 'Executions',
    summary: 'Start a workflow by name with the body as its input; answers its id',
    query: { version: optionalInt, correlationId: optionalText, priority: int(0) },
    body: mapBody,
    answer: text,
    async run({ engine, path, query, body }) {
      checkPriority(query.priority);
      // Rejects in other words than a start does when there is no such definition.
      await engine.metadata.workflow(path.name, query.version);
      return engine.workflows.start({
        name: path.name,
        version: query.version,
        correlationId: query.correlationId,
        priority: query.priority,
        input: body,
        taskToDomain: {},
      });
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/workflow/{workflowId}',
    tag: 'Executions',
    summary: 'One execution',
    query: { includeTasks: flag(true) },
    answer: json(shape.named('Workflow')),
    run: ({ engine, path, query }) => engine.workflows.get(path.workflowId, query),
  }),
  endpoint({
    method: 'GET',
    path: '/api/workflow/{workflowId}/status',
    tag: 'Executions',
    summary: 'Status of one execution, without its tasks',
    query: { includeOutput: flag(false), includeVariables: flag(false) },
    answer: json(shape.named('WorkflowStatus')),
    run: ({ engine, path, query }) => engine.workflows.status(path.workflowId, query),
  }),
  endpoint({
    method: 'GET',
    path: '/api/workflow/{workflowId}/tasks',
    tag: 'Executions',
    summary: 'Tasks of one execution, page by page',
    query: { start: int(0, 'java.lang.Integer'), count: int(15, 'java.lang.Integer'), status: textList },
    answer: json(shape.page(shape.named('Task'))),
    run: ({ engine, path, query }) =>
      engine.workflows.tasks(path.workflowId, {
        start: query.start,
        count: query.count,
        statuses: query.status.map((status) => status.toUpperCase()),
      }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/workflow/{workflowId}',
    tag: 'Executions',
    summary: 'Terminate an execution',
    query: { reason: optionalText },
    answer: done,
    run: ({ engine, path, query }) => engine.workflows.terminate(path.workflowId, query.reason),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/workflow/{workflowId}/remove',
    tag: 'Executions',
    summary: 'Remove an execution',
    query: { archiveWorkflow: flag(true) },
    answer: done,
    run: ({ engine, path, query }) =>
      engine.workflows.remove(path.workflowId, { archive: query.archiveWorkflow }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/workflow/{workflowId}/terminate-remove',
    tag: 'Executions',
    summary: 'Terminate an execution, then remove it',
    query: { reason: optionalText, archiveWorkflow: flag(true) },
    answer: done,
    async run({ engine, path, query }) {
      await engine.workflows.terminate(path.workflowId, query.reason);
      await engine.workflows.remove(path.workflowId, { archive: query.archiveWorkflow });
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/workflow/{workflowId}/pause',
    tag: 'Executions',
    summary: 'Pause an execution',
    answer: done,
    run: ({ engine, path }) => engine.workflows.pause(path.workflowId),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/workflow/{workflowId}/resume',
    tag: 'Executions',
    summary: 'Resume a paused execution',
    answer: done,
    run: ({ engine, path }) => engine.workflows.resume(path.workflowId),
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/{workflowId}/restart',
    tag: 'Executions',
    summary: 'Restart a finished execution from its beginning',
    query: { useLatestDefinitions: flag(false) },
    answer: noContent,
    run: ({ engine, path, query }) => engine.workflows.restart(path.workflowId, query),
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/{workflowId}/retry',
    tag: 'Executions',
    summary: 'Retry the failed tasks of a finished execution',
    query: { resumeSubworkflowTasks: flag(false) },
    answer: noContent,
    run: ({ engine, path, query }) => engine.workflows.retry(path.workflowId, query),
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/{workflowId}/rerun',
    tag: 'Executions',
    summary: 'Run a finished execution again from one of its tasks; answers its id',
    body: rerunBody,
    answer: text,
    run: ({ engine, path, body }) =>
      engine.workflows.rerun(path.workflowId, { ...body, reRunFromWorkflowId: path.workflowId }),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/workflow/{workflowId}/skiptask/{taskReferenceName}',
    tag: 'Executions',
    summary: 'Skip a task that is still to come',
    body: skipBody,
    answer: done,
    run: ({ engine, path, body }) => engine.workflows.skipTask(path.workflowId, path.taskReferenceName, body),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/workflow/decide/{workflowId}',
    tag: 'Executions',
    summary: 'Evaluate an execution now',
    answer: done,
    run: ({ engine, path }) => engine.workflows.decide(path.workflowId),
  }),
];
