import { isWorkflowTerminal } from '#contract/index.ts';
import { conflict, internal } from '../../errors.ts';
import type { WorkflowModel } from '../../model.ts';
import { decideAnew } from '../decide.ts';
import type { Draft } from '../draft.ts';
import { stop } from '../ending.ts';
import { timeoutFrom } from '../new-workflow.ts';
import type { Tools } from '../task-type.ts';

/** Nothing is scheduled any more; what workers have in hand they may finish. */
export function pauseWorkflow(draft: Draft): void {
  const { workflow } = draft;
  if (isWorkflowTerminal(workflow.status)) {
    throw conflict(`Workflow ${shortName(workflow)} has ended, status cannot be updated.`);
  }
  if (workflow.status !== 'PAUSED') draft.updateWorkflow({ status: 'PAUSED' });
}

/** Goes on with everything that has ended or fallen due meanwhile. */
export function resumeWorkflow(draft: Draft, tools: Tools): void {
  const { workflowId, status } = draft.workflow;
  if (status !== 'PAUSED') {
    throw internal(`The workflow ${workflowId} is not PAUSED so cannot resume. Current status is ${status}`);
  }
  runAgain(draft);
  decideAnew(draft, tools);
}

export function terminateByUser(draft: Draft, tools: Tools, reason: string | undefined): void {
  const { status } = draft.workflow;
  if (status === 'COMPLETED') throw conflict('Cannot terminate a COMPLETED workflow.');
  if (status !== 'TERMINATED') stop(draft, tools, 'TERMINATED', reason);
}

/** RUNNING from now on, with the workflow's timeout counted anew. */
export function runAgain(draft: Draft): void {
  const { timeoutAt: _, ...workflow } = draft.workflow;
  const timeoutAt = timeoutFrom(draft.body.definition, draft.now);
  draft.replaceWorkflow({
    ...workflow,
    status: 'RUNNING',
    lastRetriedTime: draft.now,
    updateTime: draft.now,
    ...(timeoutAt !== undefined && { timeoutAt }),
  });
}

/** As Conductor's messages name an execution. */
export function shortName(workflow: WorkflowModel): string {
  return `${workflow.workflowName}.${workflow.workflowVersion}/${workflow.workflowId}`;
}
