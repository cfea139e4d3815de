import type { WorkflowTask } from '#contract/index.ts';
import { internal } from '../../errors.ts';
import type { Payload, TaskModel } from '../../model.ts';
import { decideAnew } from '../decide.ts';
import type { Draft } from '../draft.ts';
import type { Tools } from '../task-type.ts';

/** What a skipped task is said to have got and given. */
interface Given {
  readonly taskInput?: Payload | undefined;
  readonly taskOutput?: Payload | undefined;
}

/** Marks a step that has not come yet as done, with a fork its JOIN; the decider passes over them. */
export function skipTask(draft: Draft, tools: Tools, reference: string, given: Given): void {
  const { workflow } = draft;
  if (workflow.status !== 'RUNNING') {
    throw internal(
      `The workflow ${workflow.workflowId} is not running so the task referenced by ${reference} cannot be skipped`,
    );
  }
  const step = draft.index.task(reference);
  if (step === undefined) {
    throw internal(
      `The task referenced by ${reference} does not exist in the WorkflowDefinition ${workflow.workflowName}`,
    );
  }
  if (draft.latest(reference) !== undefined || draft.latestIteration(reference) !== undefined) {
    throw internal(`The task referenced ${reference} has already been processed, cannot be skipped`);
  }
  draft.put(skippedTask(draft, tools, step, given));
  const join = step.type === 'FORK_JOIN' ? draft.index.next(reference) : undefined;
  if (join?.type === 'JOIN' && draft.latest(join.taskReferenceName) === undefined) {
    draft.put(skippedTask(draft, tools, join, {}));
  }
  decideAnew(draft, tools);
}

function skippedTask({ workflow, now }: Draft, tools: Tools, step: WorkflowTask, given: Given): TaskModel {
  return {
    taskId: tools.uuid(),
    workflowInstanceId: workflow.workflowId,
    workflowType: workflow.workflowName,
    referenceTaskName: step.taskReferenceName,
    taskType: step.name,
    taskDefName: step.name,
    status: 'SKIPPED',
    seq: 0,
    retryCount: 0,
    iteration: 0,
    inputData: given.taskInput ?? {},
    outputData: given.taskOutput ?? {},
    workflowTask: step,
    pollCount: 0,
    scheduledTime: now,
    startTime: now,
    endTime: now,
    updateTime: now,
    firstScheduledTime: now,
    startDelayInSeconds: 0,
    callbackAfterSeconds: 0,
    responseTimeoutSeconds: 0,
    retried: false,
    executed: false,
    subworkflowChanged: false,
    workflowPriority: workflow.priority,
    rateLimitPerFrequency: 0,
    rateLimitFrequencyInSeconds: 1,
  };
}
