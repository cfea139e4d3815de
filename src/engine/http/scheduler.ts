import { workflowScheduleSchema } from '#contract/index.ts';
import { done, json } from './answers.ts';
import { jsonBody, textsBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { violation } from './errors.ts';
import { int, optionalFlag, optionalLong, optionalText, requiredText } from './parameters.ts';
import { shape } from './shapes.ts';

const scheduleShape = shape.named('WorkflowSchedule');
const scheduleBody = jsonBody({
  schema: workflowScheduleSchema,
  shape: scheduleShape,
  javaType: 'workflowSchedule',
});
const bulkAnswer = json(shape.named('BulkResponse'));

function checkNames(names: readonly string[], method: string): void {
  if (names.length === 0) throw violation(`${method}.arg0`, 'Schedule names list cannot be null.');
}

const definitionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/api/scheduler/schedules',
    tag: 'Schedules',
    summary: 'Create or replace a schedule',
    body: scheduleBody,
    answer: json(scheduleShape),
    run: ({ engine, body }) => engine.schedules.put(body),
  }),
  endpoint({
    method: 'GET',
    path: '/api/scheduler/schedules',
    tag: 'Schedules',
    summary: 'All schedules, or those that start a workflow',
    query: { workflowName: optionalText },
    answer: json(shape.list(scheduleShape)),
    run: ({ engine, query }) => engine.schedules.all(query.workflowName),
  }),
  endpoint({
    method: 'GET',
    path: '/api/scheduler/schedules/search',
    tag: 'Schedules',
    summary: 'Search schedules, by name',
    query: {
      workflowName: optionalText,
      scheduleName: optionalText,
      paused: optionalFlag,
      freeText: optionalText,
      start: int(0),
      size: int(100),
    },
    answer: json(shape.page(scheduleShape)),
    run: ({ engine, query }) => engine.schedules.search(query),
  }),
  endpoint({
    method: 'GET',
    path: '/api/scheduler/schedules/{name}',
    tag: 'Schedules',
    summary: 'One schedule',
    answer: json(scheduleShape),
    run: ({ engine, path }) => engine.schedules.get(path.name),
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/scheduler/schedules/{name}',
    tag: 'Schedules',
    summary: 'Remove a schedule; its history stays',
    answer: done,
    run: ({ engine, path }) => engine.schedules.remove(path.name),
  }),
];

const operatorEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'PUT',
    path: '/api/scheduler/schedules/{name}/pause',
    tag: 'Schedules',
    summary: 'Pause a schedule',
    query: { reason: optionalText },
    answer: done,
    run: ({ engine, path, query }) => engine.schedules.pause(path.name, query.reason),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/scheduler/schedules/{name}/resume',
    tag: 'Schedules',
    summary: 'Resume a paused schedule',
    answer: done,
    run: ({ engine, path }) => engine.schedules.resume(path.name),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/scheduler/bulk/pause',
    tag: 'Schedules',
    summary: 'Pause schedules',
    body: textsBody,
    answer: bulkAnswer,
    run({ engine, body }) {
      checkNames(body, 'pauseSchedules');
      return engine.schedules.pauseMany(body);
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/scheduler/bulk/resume',
    tag: 'Schedules',
    summary: 'Resume paused schedules',
    body: textsBody,
    answer: bulkAnswer,
    run({ engine, body }) {
      checkNames(body, 'resumeSchedules');
      return engine.schedules.resumeMany(body);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/scheduler/admin/pause',
    tag: 'Schedules',
    summary: 'Start nothing until the scheduler is resumed, or the server started anew',
    answer: json(shape.map(shape.text)),
    run({ engine }) {
      engine.schedules.pauseAll();
      return { status: 'done' };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/scheduler/admin/resume',
    tag: 'Schedules',
    summary: 'Resume the scheduler',
    answer: json(shape.map(shape.text)),
    run({ engine }) {
      engine.schedules.resumeAll();
      return { status: 'done' };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/scheduler/admin/requeue',
    tag: 'Schedules',
    summary: 'Put lost schedules back in their queue, from where none can be lost',
    answer: json(shape.object({ sampleIds: shape.list(shape.text), 'recordIds.size': shape.int })),
    run: () => ({ sampleIds: [], 'recordIds.size': 0 }),
  }),
];

/** Schedules and what operators do to them. */
export const schedulerEndpoints: readonly Endpoint[] = [
  ...definitionEndpoints,
  ...operatorEndpoints,
  endpoint({
    method: 'GET',
    path: '/api/scheduler/nextFewSchedules',
    tag: 'Schedules',
    summary: 'The next times of a cron expression in UTC, five at most',
    query: {
      cronExpression: requiredText,
      scheduleStartTime: optionalLong,
      scheduleEndTime: optionalLong,
      limit: int(5),
    },
    answer: json(shape.list(shape.long)),
    run: ({ engine, query }) =>
      engine.schedules.nextTimes(query.cronExpression, {
        startTime: query.scheduleStartTime,
        endTime: query.scheduleEndTime,
        limit: query.limit,
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/scheduler/search/executions',
    tag: 'Schedules',
    summary: 'Search the history of all schedules, the newest first',
    query: {
      query: optionalText,
      freeText: optionalText,
      start: int(0),
      size: int(100),
      sort: optionalText,
    },
    answer: json(shape.page(shape.named('WorkflowScheduleExecution'))),
    run: ({ engine, query }) => engine.schedules.searchExecutions(query),
  }),
];
