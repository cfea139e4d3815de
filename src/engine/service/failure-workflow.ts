import { newWorkflow } from '../core/new-workflow.ts';
import type { Draft } from '../core/draft.ts';
import type { Tools } from '../core/task-type.ts';
import type { Definitions } from './definitions.ts';
import { toWorkflow } from './wire.ts';

interface Parts {
  readonly definitions: Definitions;
  readonly tools: Tools;
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
    const missing = `No such workflow defined. name=${wanted.name}, version=${wanted.version ?? 'null'}`;
    name(draft, `Error workflow ${wanted.name} failed to start.  reason: ${missing}`);
    return undefined;
  }
  const workflowId = parts.tools.uuid();
  name(draft, workflowId);
  const { workflow, body } = draft;
  const input = {
    ...body.input,
    workflowId: workflow.workflowId,
    reason: workflow.reasonForIncompletion ?? null,
    failureStatus: workflow.status,
    ...(wanted.failedTaskId !== undefined && { failureTaskId: wanted.failedTaskId }),
    failedWorkflow: toWorkflow(workflow, body, draft.orderedTasks()),
  };
  const { correlationId, taskToDomain } = workflow;
  const definition = parts.definitions.prepared(def);
  return newWorkflow({ workflowId, definition, input, correlationId, taskToDomain }, draft.now);
}

function name(draft: Draft, value: string): void {
  draft.updateWorkflow({ output: { ...draft.workflow.output, 'conductor.failure_workflow': value } });
}
