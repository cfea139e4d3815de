import type { StoredExecution } from '../engine.ts';
import { json } from './answers.ts';
import { textsBody } from './body.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { violation } from './errors.ts';
import { flag, optionalText } from './parameters.ts';
import { shape } from './shapes.ts';

const maxIds = 1000;

interface BulkResult<T> {
  bulkErrorResults: Record<string, string>;
  bulkSuccessfulResults: T[];
}

const bulkAnswer = json<BulkResult<string>>(shape.named('BulkResponse'));

/** `method` is the name that the path of a validation error starts with. */
function checkIds(ids: readonly string[], method: string): void {
  if (ids.length === 0) throw violation(`${method}.arg0`, 'WorkflowIds list cannot be null.');
  if (ids.length > maxIds) {
    throw violation(
      `${method}.arg0`,
      `Cannot process more than ${maxIds} workflows. Please use multiple requests.`,
    );
  }
}

/** Does the same to each id; one failure does not keep the others from happening. */
async function forEachId<T>(
  ids: readonly string[],
  act: (workflowId: string) => Promise<T>,
): Promise<BulkResult<T>> {
  const settled = await Promise.allSettled(ids.map((id) => act(id)));
  const failures: [id: string, message: string][] = [];
  const bulkSuccessfulResults: T[] = [];
  for (const [index, outcome] of settled.entries()) {
    if (outcome.status === 'fulfilled') {
      bulkSuccessfulResults.push(outcome.value);
    } else {
      const reason: unknown = outcome.reason;
      failures.push([ids[index] ?? '', reason instanceof Error ? reason.message : String(reason)]);
    }
  }
  // Not by assignment: an id may be `__proto__`.
  return { bulkErrorResults: Object.fromEntries(failures), bulkSuccessfulResults };
}

function forEachIdNamed(ids: readonly string[], act: (workflowId: string) => Promise<void>) {
  return forEachId(ids, async (id) => {
    await act(id);
    return id;
  });
}

/** Operators' actions on up to 1,000 executions at once. */
export const workflowBulkEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'PUT',
    path: '/api/workflow/bulk/pause',
    tag: 'Bulk',
    summary: 'Pause executions',
    body: textsBody,
    answer: bulkAnswer,
    run({ engine, body }) {
      checkIds(body, 'pauseWorkflow');
      return forEachIdNamed(body, (id) => engine.workflows.pause(id));
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/workflow/bulk/resume',
    tag: 'Bulk',
    summary: 'Resume executions',
    body: textsBody,
    answer: bulkAnswer,
    run({ engine, body }) {
      checkIds(body, 'resumeWorkflow');
      return forEachIdNamed(body, (id) => engine.workflows.resume(id));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/bulk/restart',
    tag: 'Bulk',
    summary: 'Restart executions',
    query: { useLatestDefinitions: flag(false) },
    body: textsBody,
    answer: bulkAnswer,
    run({ engine, query, body }) {
      checkIds(body, 'restart');
      return forEachIdNamed(body, (id) => engine.workflows.restart(id, query));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/bulk/retry',
    tag: 'Bulk',
    summary: 'Retry executions',
    body: textsBody,
    answer: bulkAnswer,
    run({ engine, body }) {
      checkIds(body, 'retry');
      return forEachIdNamed(body, (id) => engine.workflows.retry(id, { resumeSubworkflowTasks: false }));
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/bulk/terminate',
    tag: 'Bulk',
    summary: 'Terminate executions',
    query: { reason: optionalText },
    body: textsBody,
    answer: bulkAnswer,
    run({ engine, query, body }) {
      checkIds(body, 'terminate');
      return forEachIdNamed(body, (id) => engine.workflows.terminate(id, query.reason));
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/workflow/bulk/remove',
    tag: 'Bulk',
    summary: 'Remove executions',
    query: { archiveWorkflow: flag(true) },
    body: textsBody,
    answer: bulkAnswer,
    run({ engine, query, body }) {
      checkIds(body, 'deleteWorkflow');
      return forEachIdNamed(body, (id) => engine.workflows.remove(id, { archive: query.archiveWorkflow }));
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api/workflow/bulk/terminate-remove',
    tag: 'Bulk',
    summary: 'Terminate executions, then remove them',
    query: { reason: optionalText, archiveWorkflow: flag(true) },
    body: textsBody,
    answer: bulkAnswer,
    async run({ engine, query, body }) {
      checkIds(body, 'terminateRemove');
      const terminated = await forEachIdNamed(body, (id) => engine.workflows.terminate(id, query.reason));
      const removed = await forEachIdNamed(body, (id) =>
        engine.workflows.remove(id, { archive: query.archiveWorkflow }),
      );
      // As in Conductor: each of the two steps is for every id, and names it.
      return {
        bulkErrorResults: { ...terminated.bulkErrorResults, ...removed.bulkErrorResults },
        bulkSuccessfulResults: [...terminated.bulkSuccessfulResults, ...removed.bulkSuccessfulResults],
      };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/workflow/bulk/search',
    tag: 'Bulk',
    summary: 'Several executions by id',
    query: { includeTasks: flag(true) },
    body: textsBody,
    // In the form in which Conductor keeps executions, for which the API has no other use.
    answer: json<BulkResult<StoredExecution>>(
      shape.object({
        bulkErrorResults: shape.map(shape.text),
        bulkSuccessfulResults: shape.list(shape.anyMap),
      }),
    ),
    run({ engine, query, body }) {
      checkIds(body, 'searchWorkflow');
      return forEachId(body, (id) => engine.workflows.stored(id, query));
    },
  }),
];
