import { knownTaskStatuses } from '#contract/index.ts';
import type { Engine } from '../engine.ts';
import { invalid, isGone } from '../errors.ts';
import { done, json } from './answers.ts';
import { mapBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { malformed } from './errors.ts';
import { shape } from './shapes.ts';

/** The statuses that Conductor's default event queues are for. */
type QueuedStatus = 'COMPLETED' | 'FAILED';

function queuedStatus(text: string): QueuedStatus {
  if (text === 'COMPLETED' || text === 'FAILED') return text;
  if (knownTaskStatuses.some((status) => status === text)) {
    throw invalid(`There is no queue for handling ${text} status`);
  }
  const type = 'com.netflix.conductor.model.TaskModel$Status';
  throw malformed(
    `Method parameter 'status': Failed to convert value of type 'java.lang.String' to required type '${type}'; ` +
      `Failed to convert from type [java.lang.String] to type ` +
      `[@org.springframework.web.bind.annotation.PathVariable ${type}] for value [${text}]`,
  );
}

/** As in a queue, nobody is told when there is no such task. */
async function updateById(
  engine: Engine,
  taskId: string,
  status: QueuedStatus,
  output: Record<string, unknown>,
): Promise<void> {
  try {
    const { workflowInstanceId, referenceTaskName } = await engine.tasks.get(taskId);
    await engine.tasks.updateByReference(workflowInstanceId, referenceTaskName, status, output);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** What a default event queue would be asked to do is done at once; there are no queues to be seen. */
export const queueAdminEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/api/queue/size',
    tag: 'Queues',
    summary: 'Number of messages in the default event queues',
    answer: json(shape.map(shape.long)),
    run: () => ({}),
  }),
  endpoint({
    method: 'GET',
    path: '/api/queue/',
    tag: 'Queues',
    summary: 'Default event queues by the task status that they are for',
    answer: json(shape.map(shape.text)),
    run: () => ({}),
  }),
  endpoint({
    method: 'POST',
    path: '/api/queue/update/{workflowId}/{taskRefName}/{status}',
    tag: 'Queues',
    summary: 'Complete or fail the open task of a reference name, as a message of an event queue does',
    body: mapBody,
    answer: done,
    async run({ engine, path, body }) {
      const status = queuedStatus(path.status);
      await engine.tasks.updateByReference(path.workflowId, path.taskRefName, status, body);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/queue/update/{workflowId}/task/{taskId}/{status}',
    tag: 'Queues',
    summary: 'Complete or fail an open task, as a message of an event queue does',
    body: mapBody,
    answer: done,
    run: ({ engine, path, body }) => updateById(engine, path.taskId, queuedStatus(path.status), body),
  }),
];
