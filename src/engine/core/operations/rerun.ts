import {
  isTaskSuccessful,
  isTaskTerminal,
  isWorkflowTerminal,
  type RerunWorkflowRequest,
} from '#contract/index.ts';
import { conflict, invalid } from '../../errors.ts';
import type { Payload, TaskModel, WorkflowBody, WorkflowModel } from '../../model.ts';
import { decideAnew } from '../decide.ts';
import { Draft } from '../draft.ts';
import { timeoutFrom } from '../new-workflow.ts';
import { loopSuffix } from '../loops.ts';
import { runsAs } from '../runs-as.ts';
import { mapUnlessThere, run, schedule } from '../schedule.ts';
import type { Tools } from '../task-type.ts';
import { WorkflowState } from '../workflow-state.ts';
import { dropAfter, forkOf, roundsAround } from './drop-after.ts';
import { shortName } from './lifecycle.ts';
import { reopenTask, resetTask } from './reset-task.ts';
import { fromTheBeginning, withoutFailure } from './restart.ts';

/** Runs an ended execution again, from its beginning or from one of its tasks, if need be with another input. */
export function rerunWorkflow(
  state: WorkflowState,
  now: number,
  tools: Tools,
  request: RerunWorkflowRequest,
): Draft {
  const { workflow, body } = state;
  assertRerunnable(workflow);
  const timeoutAt = timeoutFrom(body.definition, now);
  const again: WorkflowModel = {
    ...withoutFailure(workflow),
    status: 'RUNNING',
    endTime: 0,
    updateTime: now,
    lastRetriedTime: now,
    revivedAt: now,
    ...(request.correlationId !== undefined && { correlationId: request.correlationId }),
    ...(timeoutAt !== undefined && { timeoutAt }),
  };
  const input = request.workflowInput ?? body.input;
  if (request.reRunFromTaskId === undefined || request.reRunFromTaskId === '') {
    return fromTheBeginning(state, again, withInput(body, input), now, tools);
  }
  const target = state.task(request.reRunFromTaskId);
  if (target === undefined) throw invalid(`Task ${request.reRunFromTaskId} not found`);
  return fromTask(state, again, { target, taskInput: request.taskInput, input }, now, tools);
}

export function assertRerunnable(workflow: WorkflowModel): void {
  if (isWorkflowTerminal(workflow.status)) return;
  throw conflict(
    `Workflow: ${shortName(workflow)}.${workflow.status} is not in terminal state, unable to rerun.`,
  );
}

/** What a rerun that begins in a child changes about the execution above it. */
export function replaceInput(
  draft: Draft,
  { workflowInput, correlationId }: Pick<RerunWorkflowRequest, 'workflowInput' | 'correlationId'>,
): void {
  if (workflowInput !== undefined) draft.replaceBody(withInput(draft.body, workflowInput));
  if (correlationId !== undefined) draft.updateWorkflow({ correlationId });
}

/** Another input names no secrets: it is an operator's. */
function withInput(body: WorkflowBody, input: Payload): WorkflowBody {
  if (input === body.input) return body;
  const { inputSecrets: _, ...kept } = body;
  return { ...kept, input };
}

interface TaskRerun {
  readonly target: TaskModel;
  readonly taskInput: Payload | undefined;
  readonly input: Payload;
}

/** What follows the target is dropped; the target, and whatever else has failed, runs again in its place. */
function fromTask(
  state: WorkflowState,
  workflow: WorkflowModel,
  { target, taskInput, input }: TaskRerun,
  now: number,
  tools: Tools,
): Draft {
  // What was skipped was never made out of its step.
  const isMappedAnew = branching.has(target.taskType) || target.status === 'SKIPPED';
  const dropped = dropAfter(state, target);
  const joinOnTarget = forkOf(state, target)?.join;
  if (isMappedAnew) dropped.add(target.taskId);
  const kept = state.orderedTasks().filter((task) => !dropped.has(task.taskId));
  const draft = new Draft(new WorkflowState(state.workflow, state.body, kept), now, {
    deleted: [...dropped],
  });
  draft.replaceWorkflow(workflow);
  if (input !== state.body.input) draft.replaceBody(withInput(state.body, input));
  decideAnew(draft, tools, () => {
    const rewound = rewindLoops(state, draft, tools, target);
    for (const task of draft.latestTasks()) {
      const isTarget = task.taskId === target.taskId;
      const failed = isTaskTerminal(task.status) && !isTaskSuccessful(task.status);
      if (rewound.has(task.taskId)) continue;
      if (!isTarget && !failed && task.taskId !== joinOnTarget?.taskId) continue;
      if (task.taskType === 'DO_WHILE') {
        draft.put(reopenTask(task, now));
        continue;
      }
      const again = resetTask(task, isTarget ? (taskInput ?? task.inputData) : task.inputData, now, tools);
      draft.put(again);
      run(draft, tools, again);
    }
    if (isMappedAnew)
      schedule(draft, tools, mapUnlessThere(draft, tools, target.workflowTask, loopSuffix(target)));
  });
  return draft;
}

/** The loops around a task stand again in the iteration in which it is. Gives their ids. */
function rewindLoops(state: WorkflowState, draft: Draft, tools: Tools, target: TaskModel): Set<string> {
  const rewound = new Set<string>();
  for (const { loop: reference, iteration, suffix } of roundsAround(state, target)) {
    const loop = draft.latest(reference + suffix);
    const type = loop === undefined ? undefined : tools.taskType(runsAs(loop));
    if (loop === undefined || type?.mode !== 'loop') continue;
    draft.put({ ...reopenTask(loop, draft.now), ...type.rewind(loop, iteration, draft, tools) });
    rewound.add(loop.taskId);
  }
  return rewound;
}

/** Tasks that choose others: to run again, they have to choose again. */
const branching = new Set(['SWITCH', 'DECISION', 'FORK', 'DO_WHILE']);
