import {
  startWorkflowRequestSchema,
  validateStartWorkflowRequest,
  type StartWorkflowRequest,
} from '#contract/index.ts';
import { isPayload } from '../core/document.ts';
import type { TaskModel } from '../model.ts';
import type { CallPorts, CallType, TaskOutcome } from '../core/task-type.ts';

/** Starts another workflow and does not wait for it. */
export const startWorkflow: CallType = { mode: 'call', perform };

async function perform(task: TaskModel, ports: CallPorts): Promise<TaskOutcome> {
  const read = requestOf(task);
  if (typeof read === 'string') return failed(read);
  const started = await ports.startWorkflow(read, task);
  return started.ok
    ? { status: 'COMPLETED', outputData: { workflowId: started.workflowId } }
    : failed(started.reason);
}

/** The request, or what is wrong with it. */
function requestOf({ inputData }: TaskModel): StartWorkflowRequest | string {
  const sent = inputData['startWorkflow'];
  if (sent === undefined || sent === null) return "Missing 'startWorkflow' in input data.";
  const parsed = startWorkflowRequestSchema.safeParse(withNumbers(sent));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return `Error reading StartWorkflowRequest. ${problems.join(', ')}`;
  }
  const wrong = validateStartWorkflowRequest(parsed.data, { path: '' });
  if (wrong.length === 0) return startable(parsed.data, sent);
  const violations = wrong.map(({ path, message }) => `'${path.replace(/^\./, '')}' -> ${message}. `);
  return `startWorkflow validation failed. ${violations.join('')}`;
}

/** Numbers may be texts, as in Conductor's own reading of JSON. */
function withNumbers(sent: unknown): unknown {
  if (!isPayload(sent)) return sent;
  const numbers = ['version', 'priority'].flatMap((name) => {
    const value = sent[name];
    return typeof value === 'string' && /^-?\d+$/.test(value) ? [[name, Number(value)] as const] : [];
  });
  return { ...sent, ...Object.fromEntries(numbers) };
}

function startable(request: StartWorkflowRequest, sent: unknown): StartWorkflowRequest | string {
  if (request.name === '') return 'Workflow name must be specified when searching for a definition';
  return isPayload(sent) && sent['input'] === null ? 'NULL input passed when starting workflow' : request;
}

function failed(reasonForIncompletion: string): TaskOutcome {
  return { status: 'FAILED', reasonForIncompletion };
}
