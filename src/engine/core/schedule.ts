import type { WorkflowTask } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';
import { childId } from './child-id.ts';
import type { Draft } from './draft.ts';
import { bareReference } from './loops.ts';
import { mapStep } from './mapping.ts';
import { sizeAbove } from './payload-size.ts';
import { runsAs } from './runs-as.ts';
import { withSecrets } from './secrets.ts';
import type { TaskOutcome, Tools } from './task-type.ts';
import { isOpen } from './workflow-state.ts';

/** The step that follows a task: the next one in the definition that is not skipped. */
export function stepAfter(draft: Draft, task: TaskModel): WorkflowTask | undefined {
  if (task.inputData['hasChildren'] === 'true' && isSwitch(task.taskType)) return undefined;
  return firstNotSkipped(draft, draft.index.next(bareReference(task)));
}

export function firstStep(draft: Draft): WorkflowTask | undefined {
  return firstNotSkipped(draft, draft.body.definition.tasks[0]);
}

/** Schedules a step unless it is there already: several branches may lead to the same one. */
export function mapUnlessThere(
  draft: Draft,
  tools: Tools,
  step: WorkflowTask,
  suffix = '',
): readonly TaskModel[] {
  if (draft.latest(step.taskReferenceName + suffix) !== undefined) return [];
  return mapStep(draft, tools, step, suffix).filter(
    (task) => draft.latest(task.referenceTaskName) === undefined,
  );
}

/** Puts tasks at the end of the list and runs those that are done within the decision. */
export function schedule(draft: Draft, tools: Tools, tasks: readonly TaskModel[]): void {
  const placed = tasks.map((task) => draft.append(withinLimits(task, tools)));
  for (const task of placed) run(draft, tools, task);
}

/** Does what a task that has just become open does by itself. */
export function run(draft: Draft, tools: Tools, task: TaskModel): void {
  if (!isOpen(task)) return;
  const type = tools.taskType(runsAs(task));
  switch (type.mode) {
    case 'sync':
      settle(
        draft,
        tools,
        task,
        type.run(type.seesSecrets === true ? withSecrets(task, tools.environment) : task, draft, tools),
      );
      return;
    case 'wait':
      settle(draft, tools, task, type.begin(task, draft, tools));
      return;
    case 'child':
      beginChild(draft, tools, task);
      return;
    case 'worker':
    case 'call':
    case 'join':
    case 'loop':
      return;
  }
}

/** Names the execution that the task runs; it is begun when this is committed. */
function beginChild(draft: Draft, tools: Tools, task: TaskModel): void {
  if (task.wakeAt !== undefined) return;
  const { now, workflow } = draft;
  // What the attempt before failed of is over once this one begins.
  const { reasonForIncompletion: _, ...begun } = task;
  const subWorkflowId = task.subWorkflowId ?? childId(workflow.workflowId, task.taskId, task.retryCount);
  settle(draft, tools, begun, {
    status: 'IN_PROGRESS',
    startTime: now,
    pollCount: task.pollCount + 1,
    subWorkflowId,
    outputData: { subWorkflowId },
  });
}

/** Writes down what has become of a task. */
export function settle(draft: Draft, tools: Tools, task: TaskModel, outcome: TaskOutcome): void {
  const { now } = draft;
  const next: TaskModel = { ...task, ...outcome, updateTime: now };
  draft.put(isOpen(next) ? next : { ...withoutWake(withinOutputLimit(next, tools)), endTime: now });
}

function withoutWake(task: TaskModel): TaskModel {
  if (task.wakeAt === undefined) return task;
  const { wakeAt: _, ...rest } = task;
  return rest;
}

function withinLimits(task: TaskModel, { payloadLimits }: Tools): TaskModel {
  const size = sizeAbove(task.inputData, payloadLimits.taskInput);
  if (size === undefined) return task;
  return { ...task, ...tooLarge(task, size, payloadLimits.taskInput), inputData: {} };
}

export function withinOutputLimit(task: TaskModel, { payloadLimits }: Tools): TaskModel {
  const size = sizeAbove(task.outputData, payloadLimits.taskOutput);
  if (size === undefined) return task;
  return { ...task, ...tooLarge(task, size, payloadLimits.taskOutput), outputData: {} };
}

function tooLarge(task: TaskModel, size: number, limit: number) {
  return {
    status: 'FAILED_WITH_TERMINAL_ERROR',
    reasonForIncompletion:
      `The payload size: ${size} of task: ${task.taskId} in workflow: ${task.workflowInstanceId} ` +
      ` is greater than the permissible limit: ${limit} bytes`,
  } as const;
}

function isSwitch(taskType: string): boolean {
  return taskType === 'SWITCH' || taskType === 'DECISION';
}

export function firstNotSkipped(draft: Draft, step: WorkflowTask | undefined): WorkflowTask | undefined {
  let next = step;
  while (next !== undefined && draft.latest(next.taskReferenceName)?.status === 'SKIPPED') {
    next = draft.index.next(next.taskReferenceName);
  }
  return next;
}
