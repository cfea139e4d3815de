import type { TaskModel } from '../model.ts';
import type { Draft } from './draft.ts';
import { resolveInput } from './mapping.ts';
import type { RetryDelay } from './retry.ts';
import { runsAs } from './runs-as.ts';
import { isOfDefinition, overlaid, secretsOfStep } from './secret-places.ts';
import { isTakenUpLater, type Tools } from './task-type.ts';

/** A further attempt at a task: a new task with the old one's place in the definition. Not scheduled yet. */
export function nextAttempt(draft: Draft, tools: Tools, task: TaskModel, delay: RetryDelay): TaskModel {
  const { now } = draft;
  const taskId = tools.uuid();
  const { endTime: _, workerId: _worker, wakeAt: _wake, ...without } = task;
  const { subWorkflowId: _child, childResumedAt: _resumed, ...kept } = without;
  const delayMs = delay.seconds * 1000 + delay.jitterMs;
  const type = tools.taskType(runsAs(task));
  const startsAt = delayMs > 0 ? now + delayMs : undefined;
  const { availableAt: _available, inputSecrets: _secrets, ...copy } = kept;
  return {
    ...copy,
    taskId,
    status: type.mode === 'wait' ? 'IN_PROGRESS' : 'SCHEDULED',
    retriedTaskId: task.taskId,
    retryCount: task.retryCount + 1,
    ...attemptInput(draft, tools, task, taskId),
    outputData: {},
    pollCount: 0,
    scheduledTime: now,
    startTime: isTakenUpLater(type) ? 0 : now,
    endTime: 0,
    updateTime: now,
    startDelayInSeconds: delay.seconds,
    callbackAfterSeconds: delay.seconds,
    retried: false,
    executed: false,
    ...(startsAt !== undefined && type.mode === 'worker' && { availableAt: startsAt }),
    ...(startsAt !== undefined && (type.mode === 'call' || type.mode === 'child') && { wakeAt: startsAt }),
  };
}

/** The failed attempt's input, overlaid with what its parameters come to now. */
function attemptInput(
  draft: Draft,
  tools: Tools,
  task: TaskModel,
  taskId: string,
): Pick<TaskModel, 'inputData' | 'inputSecrets'> {
  const { workflowTask } = task;
  const fresh = resolveInput(draft, tools, workflowTask, taskId);
  // A step that was given as data names what it named before.
  const inputSecrets = isOfDefinition(draft, workflowTask)
    ? overlaid(
        task.inputSecrets,
        Object.keys(fresh),
        secretsOfStep(draft, workflowTask, () => fresh),
      )
    : task.inputSecrets;
  return {
    inputData: { ...task.inputData, ...fresh },
    ...(inputSecrets !== undefined && { inputSecrets }),
  };
}
