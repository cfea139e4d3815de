import { isWorkflowTerminal, type WorkflowDef } from '#contract/index.ts';
import { conflict, notFound } from '../../errors.ts';
import type { WorkflowBody, WorkflowModel } from '../../model.ts';
import { decide } from '../decide.ts';
import { Draft } from '../draft.ts';
import { timeoutFrom } from '../new-workflow.ts';
import type { Tools } from '../task-type.ts';
import { WorkflowState } from '../workflow-state.ts';
import { shortName } from './lifecycle.ts';

function assertRestartable({ workflow, body }: WorkflowState): void {
  if (!isWorkflowTerminal(workflow.status)) {
    throw conflict(
      `Workflow: ${shortName(workflow)}.${workflow.status} is not in terminal state, unable to restart.`,
    );
  }
  if (workflow.status === 'COMPLETED' && !body.definition.restartable) {
    throw notFound(`Workflow: ${shortName(workflow)}.COMPLETED is non-restartable`);
  }
}

/** Runs an ended execution from its beginning, under its id, with its input and with its variables as they are. */
export function restartWorkflow(
  state: WorkflowState,
  now: number,
  tools: Tools,
  latest: WorkflowDef | undefined,
): Draft {
  assertRestartable(state);
  const definition = latest ?? state.body.definition;
  const timeoutAt = timeoutFrom(definition, now);
  const workflow: WorkflowModel = {
    ...withoutReason(state.workflow),
    workflowVersion: definition.version,
    status: 'RUNNING',
    createTime: now,
    updateTime: now,
    endTime: 0,
    lastRetriedTime: 0,
    revivedAt: now,
    output: {},
    ...(timeoutAt !== undefined && { timeoutAt }),
  };
  return fromTheBeginning(state, workflow, { ...state.body, definition }, now, tools);
}

/** Drops all tasks and starts with the first step. */
export function fromTheBeginning(
  state: WorkflowState,
  workflow: WorkflowModel,
  body: WorkflowBody,
  now: number,
  tools: Tools,
): Draft {
  const deleted = [...state.tasks()].map((task) => task.taskId);
  const draft = new Draft(new WorkflowState(state.workflow, state.body), now, { deleted });
  draft.replaceWorkflow(workflow);
  if (body.definition !== state.body.definition || body.input !== state.body.input) draft.replaceBody(body);
  decide(draft, tools);
  return draft;
}

/** The execution without why it ended; the names of what failed stay. */
export function withoutReason(workflow: WorkflowModel): WorkflowModel {
  const { reasonForIncompletion: _reason, failedTaskId: _task, timeoutAt: _timeout, ...kept } = workflow;
  return kept;
}

/** The execution without what its failure left in it. */
export function withoutFailure(workflow: WorkflowModel): WorkflowModel {
  return { ...withoutReason(workflow), failedReferenceTaskNames: [], failedTaskNames: [] };
}
