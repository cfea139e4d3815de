import { internal, invalid } from '../errors.ts';
import { json } from './answers.ts';
import { endpoint, type Endpoint } from './endpoint.ts';
import { requiredText } from './parameters.ts';
import { shape } from './shapes.ts';

const operations: ReadonlySet<string> = new Set(['READ', 'WRITE']);
const payloadTypes: ReadonlySet<string> = new Set([
  'WORKFLOW_INPUT',
  'WORKFLOW_OUTPUT',
  'TASK_INPUT',
  'TASK_OUTPUT',
]);

interface Location {
  readonly path: string;
  readonly operation: string;
  readonly payloadType: string;
}

/** A payload that was put somewhere else cannot be had from there. */
export function refuseStoredElsewhere(path: unknown): void {
  if (path === undefined || path === null || path === '') return;
  throw internal(
    `Unable to download payload from external storage path: ${JSON.stringify(path).replace(/^"(.*)"$/, '$1')}`,
  );
}

/** Where a client may put a large payload: as on a Conductor server without such a storage, nowhere that has an address. */
function locate({ path, operation, payloadType }: Location) {
  if (!operations.has(operation.toUpperCase()) || !payloadTypes.has(payloadType.toUpperCase())) {
    throw invalid(`Invalid input - Operation: ${operation}, PayloadType: ${payloadType}`);
  }
  return { path: `${path}${crypto.randomUUID()}.json` };
}

const at = (path: string, tag: 'Executions' | 'Tasks') =>
  endpoint({
    method: 'GET',
    path,
    tag,
    summary: 'A name for a large payload kept elsewhere; here all are kept with the execution',
    query: { path: requiredText, operation: requiredText, payloadType: requiredText },
    answer: json(shape.object({ path: shape.text })),
    run: ({ query }) => locate(query),
  });

/** External payload storage, under both of its names. */
export const externalStorageEndpoints: readonly Endpoint[] = [
  at('/api/workflow/externalstoragelocation', 'Executions'),
  at('/api/workflow/external-storage-location', 'Executions'),
  at('/api/tasks/externalstoragelocation', 'Tasks'),
  at('/api/tasks/external-storage-location', 'Tasks'),
];
