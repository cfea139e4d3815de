import {
  startWorkflowRequestSchema,
  validateStartWorkflowRequest,
  type StartWorkflowRequest,
} from '#contract/index.ts';
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
  const parsed = startWorkflowRequestSchema.safeParse(sent);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return `Error reading StartWorkflowRequest. ${problems.join(', ')}`;
  }
  const wrong = validateStartWorkflowRequest(parsed.data, { path: '' });
  if (wrong.length === 0) return parsed.data;
  const violations = wrong.map(({ path, message }) => `'${path.replace(/^\./, '')}' -> ${message}. `);
  return `startWorkflow validation failed. ${violations.join('')}`;
}

function failed(reasonForIncompletion: string): TaskOutcome {
  return { status: 'FAILED', reasonForIncompletion };
}
