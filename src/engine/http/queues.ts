import { json, text } from './answers.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { malformed, violation } from './errors.ts';
import { optionalText, requiredText, textList } from './parameters.ts';
import { shape } from './shapes.ts';

interface QueueParts {
  readonly taskType: string;
  readonly domain: string | undefined;
  readonly executionNamespace: string | undefined;
  readonly isolationGroupId: string | undefined;
}

/** `[domain:]taskType[@namespace][-isolationGroup]` */
function queueName({ taskType, domain, executionNamespace, isolationGroupId }: QueueParts): string {
  return [
    domain === undefined ? '' : `${domain}:`,
    taskType,
    executionNamespace === undefined ? '' : `@${executionNamespace}`,
    isolationGroupId === undefined ? '' : `-${isolationGroupId}`,
  ].join('');
}

/** Of a queue that there is none of, nothing waits; its name may be that of a property which every object has. */
function sizeOf(sizes: Readonly<Record<string, number>>, queue: string): number {
  return Object.hasOwn(sizes, queue) ? (sizes[queue] ?? 0) : 0;
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const pollDataShape = shape.list(shape.named('PollData'));

/** How much work waits for workers, and who polled for it. */
export const queueEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/api/tasks/queue/all',
    tag: 'Queues',
    summary: 'Number of waiting tasks in every queue',
    answer: json(shape.map(shape.long)),
    run: ({ engine }) => sorted(engine.tasks.queueSizes()),
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/queue/all/verbose',
    tag: 'Queues',
    summary: 'Number of waiting and of taken tasks in every queue',
    answer: json(shape.map(shape.map(shape.map(shape.long)))),
    run({ engine }) {
      const details = Object.entries(sorted(engine.tasks.queueDetails()));
      return Object.fromEntries(
        details.map(([name, { size, unacknowledged }]) => [name, { a: { size, uacked: unacknowledged } }]),
      );
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/queue/size',
    tag: 'Queues',
    summary: 'Number of waiting tasks of a type',
    query: {
      taskType: requiredText,
      domain: optionalText,
      isolationGroupId: optionalText,
      executionNamespace: optionalText,
    },
    answer: json(shape.int),
    run: ({ engine, query }) => sizeOf(engine.tasks.queueSizes(), queueName(query)),
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/queue/sizes',
    tag: 'Queues',
    summary: 'Number of waiting tasks of several types',
    query: { taskType: textList },
    answer: json(shape.map(shape.int)),
    run({ engine, query, request }) {
      if (!new URL(request.url).searchParams.has('taskType')) {
        throw malformed('Cannot invoke "java.util.List.iterator()" because "taskDefNames" is null');
      }
      const sizes = engine.tasks.queueSizes();
      return Object.fromEntries(query.taskType.map((taskType) => [taskType, sizeOf(sizes, taskType)]));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/tasks/queue/requeue/{taskType}',
    tag: 'Queues',
    summary: 'Put the waiting tasks of a type back in their queue, where they always are; answers how many',
    answer: text,
    run: ({ engine, path }) => String(sizeOf(engine.tasks.queueSizes(), path.taskType)),
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/queue/polldata',
    tag: 'Queues',
    summary: 'Who polled for a task type, and when last',
    query: { taskType: requiredText },
    answer: json(pollDataShape),
    run({ engine, query }) {
      if (query.taskType === '')
        throw violation('getPollData.arg0', 'TaskType cannot be null or empty.', query.taskType);
      return engine.tasks.pollData(query.taskType);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/tasks/queue/polldata/all',
    tag: 'Queues',
    summary: 'Who polled for any task type, and when last',
    answer: json(pollDataShape),
    run: ({ engine }) => engine.tasks.pollData(),
  }),
];
