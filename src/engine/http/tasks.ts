import {
  isJsonObject,
  taskResultSchema,
  taskResultStatusSchema,
  validateTaskResult,
  type TaskResult,
  type TaskResultStatus,
  type ValidationError,
} from '#contract/index.ts';
import { invalid, notFound, validationFailed } from '../errors.ts';
import { done, json, jsonOrNoContent, text } from './answers.ts';
import { jsonBody, mapBody, textBody, type Body } from './body.ts';
import { refuseStoredElsewhere } from './external-storage.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { malformed } from './errors.ts';
import { conversionFailed, int, optionalText } from './parameters.ts';
import { shape } from './shapes.ts';
import { loadEach, searchQuery, within } from './search.ts';

const maxPollMs = 5000;
/** How long a poll for one task waits for it, as in Conductor. */
const singlePollMs = 100;

const taskShape = shape.named('Task');

/** The ids are checked before anything else, as in Conductor. */
function resultBody(refuse: (problems: readonly ValidationError[]) => Error): Body<TaskResult> {
  return jsonBody({
    schema: taskResultSchema,
    shape: shape.named('TaskResult'),
    javaType: 'taskResult',
    check: (sent) => {
      if (!isJsonObject(sent)) return;
      const { workflowInstanceId, taskId } = sent;
      const ids = taskResultSchema.safeParse({ workflowInstanceId, taskId });
      const problems = ids.success ? validateTaskResult(ids.data) : [];
      if (problems.length > 0) throw refuse(problems);
      refuseStoredElsewhere(sent['externalOutputPayloadStoragePath']);
    },
  });
}

export function readStatus(value: string): TaskResultStatus {
  const parsed = taskResultStatusSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const javaType = 'com.netflix.conductor.common.metadata.tasks.TaskResult$Status';
  throw conversionFailed(
    'status',
    javaType,
    `Failed to convert from type [java.lang.String] to type [@org.springframework.web.bind.annotation.PathVariable ${javaType}] for value [${value}]`,
  );
}

/** What workers do: poll, report, log. */
const workerEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/api/tasks/poll/{taskType}',
    tag: 'Tasks',
    summary: 'Take one task to work on; 204 when there is none',
    query: { workerid: optionalText, domain: optionalText },
    answer: jsonOrNoContent(taskShape),
    async run({ engine, path, query, request }) {
      const [task] = await engine.tasks.poll({
        taskType: path.taskType,
        workerId: query.workerid,
        domain: query.domain,
        count: 1,
        timeoutMs: singlePollMs,
        signal: request.signal,
      });
      return task;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/poll/batch/{taskType}',
    tag: 'Tasks',
    summary: 'Take several tasks to work on, waiting for a first one up to timeout milliseconds',
    query: { workerid: optionalText, domain: optionalText, count: int(1), timeout: int(100) },
    answer: json(shape.list(taskShape)),
    run({ engine, path, query, request }) {
      if (query.timeout > maxPollMs) {
        throw invalid('Long Poll Timeout value cannot be more than 5 seconds');
      }
      if (query.count <= 0) return [];
      return engine.tasks.poll({
        taskType: path.taskType,
        workerId: query.workerid,
        domain: query.domain,
        count: query.count,
        timeoutMs: Math.max(0, query.timeout),
        signal: request.signal,
      });
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/tasks',
    tag: 'Tasks',
    summary: 'Report the result of a task; answers its id',
    body: resultBody((problems) => validationFailed(problems)),
    answer: text,
    run: ({ engine, body }) => engine.tasks.update(body),
  }),
  endpoint({
    method: 'POST',
    path: '/api/tasks/update-v2',
    tag: 'Tasks',
    summary: 'Report the result of a task and take the next one of its kind; 204 when there is none',
    // Conductor checks this body before its service does, and answers as to any malformed request.
    body: resultBody((problems) =>
      malformed(`Validation failed for argument [0]: ${problems.map(({ message }) => message).join(', ')}`),
    ),
    answer: jsonOrNoContent(taskShape),
    run: ({ engine, body }) => engine.tasks.updateAndPoll(body),
  }),
  endpoint({
    method: 'POST',
    path: '/api/tasks/{taskId}/log',
    tag: 'Tasks',
    summary: 'Add a line to the log of a task',
    body: textBody,
    answer: done,
    run: ({ engine, path, body }) => engine.tasks.log(path.taskId, body),
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/{taskId}/log',
    tag: 'Tasks',
    summary: 'The log of a task; 204 when it is empty',
    answer: jsonOrNoContent(shape.list(shape.named('TaskExecLog'))),
    async run({ engine, path }) {
      const logs = await engine.tasks.logs(path.taskId);
      return logs.length === 0 ? undefined : logs;
    },
  }),
];

/** What operators and other systems do with tasks. */
const operatorEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/api/tasks/{taskId}',
    tag: 'Tasks',
    summary: 'One task',
    answer: json(taskShape),
    run: ({ engine, path }) => engine.tasks.get(path.taskId),
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/search',
    tag: 'Tasks',
    summary: 'Search tasks',
    query: searchQuery,
    answer: json(shape.page(shape.named('TaskSummary'))),
    run: ({ engine, query }) => engine.tasks.search({ ...query, ...within(query) }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/search-v2',
    tag: 'Tasks',
    summary: 'Search tasks; answers whole tasks',
    query: searchQuery,
    answer: json(shape.page(taskShape)),
    async run({ engine, query }) {
      const found = await engine.tasks.search({ ...query, ...within(query) });
      return loadEach(found, ({ taskId }) => engine.tasks.get(taskId));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/tasks/{workflowId}/{taskRefName}/{status}',
    tag: 'Tasks',
    summary: 'Report a task by its reference name; answers its id, or nothing when none is pending',
    query: { workerid: optionalText },
    body: mapBody,
    answer: text,
    run: ({ engine, path, query, body }) =>
      engine.tasks.updateByReference(
        path.workflowId,
        path.taskRefName,
        readStatus(path.status),
        body,
        query.workerid,
      ),
  }),
  endpoint({
    method: 'POST',
    path: '/api/tasks/{workflowId}/{taskRefName}/{status}/sync',
    tag: 'Tasks',
    summary: 'Report a task by its reference name; answers the execution',
    query: { workerid: optionalText },
    body: mapBody,
    answer: json(shape.named('Workflow')),
    async run({ engine, path: { workflowId, taskRefName, status }, query, body }) {
      const taskId = await engine.tasks.updateByReference(
        workflowId,
        taskRefName,
        readStatus(status),
        body,
        query.workerid,
      );
      if (taskId === undefined) {
        throw notFound(`Found no running task ${taskRefName} of workflow ${workflowId} to update`);
      }
      return engine.workflows.get(workflowId, { includeTasks: true });
    },
  }),
];

export const taskEndpoints: readonly Endpoint[] = [...workerEndpoints, ...operatorEndpoints];
