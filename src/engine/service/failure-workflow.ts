import { newWorkflow } from '../core/new-workflow.ts';
import type { Draft, FailureWorkflowStart } from '../core/draft.ts';
import { overlaid } from '../core/secret-places.ts';
import { sizeAbove } from '../core/payload-size.ts';
import type { Tools } from '../core/task-type.ts';
import type { Definitions } from './definitions.ts';
import { EngineError } from '../errors.ts';
import { takePlace } from './starting.ts';
import { toStoredExecution } from './wire-model.ts';
import type { WorkflowLimits } from './workflow-limits.ts';

interface Parts {
  readonly definitions: Definitions;
  readonly tools: Tools;
  readonly workflowLimits: WorkflowLimits;
}

/**
 * The failure workflow that a failed execution asks for, to be committed together with the failure. The failed
 * execution's output says which one it is, or why there is none.
 */
export async function failureWorkflowDraft(draft: Draft, parts: Parts): Promise<Draft | undefined> {
  const wanted = draft.failureWorkflow;
  if (wanted === undefined) return undefined;
  const def = await parts.definitions.workflow(wanted.name, wanted.version);
  if (def === undefined) {
    return refuse(
      draft,
      wanted,
      `No such workflow defined. name=${wanted.name}, version=${wanted.version ?? 'null'}`,
    );
  }
  const { workflow, body } = draft;
  const added = {
    workflowId: workflow.workflowId,
    reason: workflow.reasonForIncompletion ?? null,
    failureStatus: workflow.status,
    ...(wanted.failedTaskId !== undefined && { failureTaskId: wanted.failedTaskId }),
    failedWorkflow: toStoredExecution(draft, draft.orderedTasks()),
  };
  const input = { ...body.input, ...added };
  const inputSecrets = overlaid(body.inputSecrets, Object.keys(added), undefined);
  const workflowId = parts.tools.uuid();
  // Also what keeps a failure workflow that fails and names itself from going on for ever.
  const limit = parts.tools.payloadLimits.workflowInput;
  const size = sizeAbove(input, limit);
  if (size !== undefined) {
    const reason = `The payload size: ${size} of workflow: ${workflowId} is greater than the permissible limit: ${limit} bytes`;
    return refuse(draft, wanted, reason);
  }
  const { correlationId, taskToDomain } = workflow;
  const definition = parts.definitions.prepared(def);
  const failure = newWorkflow(
    { workflowId, definition, input, inputSecrets, correlationId, taskToDomain },
    draft.now,
  );
  try {
    takePlace(failure, parts);
  } catch (error) {
    if (error instanceof EngineError) return refuse(draft, wanted, error.message);
    throw error;
  }
  name(draft, workflowId);
  return failure;
}

function refuse(draft: Draft, wanted: FailureWorkflowStart, reason: string): undefined {
  name(draft, `Error workflow ${wanted.name} failed to start.  reason: ${reason}`);
}

function name(draft: Draft, value: string): void {
  draft.updateWorkflow({ output: { ...draft.workflow.output, 'conductor.failure_workflow': value } });
}
