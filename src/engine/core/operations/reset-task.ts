import type { Payload, TaskModel } from '../../model.ts';
import { runsAs } from '../runs-as.ts';
import { isTakenUpLater, type Tools } from '../task-type.ts';

/** The same attempt, as it was when it was scheduled. A child that it runs will be another one. */
export function resetTask(task: TaskModel, inputData: Payload, now: number, tools: Tools): TaskModel {
  const {
    reasonForIncompletion: reason,
    workerId: _worker,
    availableAt: _available,
    wakeAt: _wake,
    subWorkflowId: _child,
    childResumedAt: _resumed,
    inputSecrets,
    ...kept
  } = task;
  const type = tools.taskType(runsAs(task));
  const isQueued = isTakenUpLater(type);
  return {
    ...kept,
    // A task in a queue says why it failed before until it is updated.
    ...(isQueued && reason !== undefined && { reasonForIncompletion: reason }),
    status: isQueued ? 'SCHEDULED' : 'IN_PROGRESS',
    inputData,
    ...(inputSecrets !== undefined && inputData === task.inputData && { inputSecrets }),
    outputData: {},
    pollCount: 0,
    scheduledTime: now,
    startTime: isQueued ? 0 : now,
    endTime: 0,
    updateTime: now,
    startDelayInSeconds: 0,
    callbackAfterSeconds: 0,
    retried: false,
    executed: false,
    // The id that follows from the attempt is taken.
    ...(type.mode === 'child' && { subWorkflowId: tools.uuid() }),
  };
}

/** The same attempt, waiting again for what it waited for when it ended. */
export function reopenTask(task: TaskModel, now: number): TaskModel {
  const { reasonForIncompletion: _, ...kept } = task;
  return { ...kept, status: 'IN_PROGRESS', endTime: 0, updateTime: now, executed: false };
}

/** Whether the task has a child that can be retried, with somebody above who would go on with it. */
export function isResumable(task: TaskModel, tools: Tools): boolean {
  const { mode } = tools.taskType(runsAs(task));
  return mode === 'child' && task.subWorkflowId !== undefined && !task.workflowTask.optional;
}

/** The same attempt, with its child to be retried once that is committed. */
export function resumeChild(task: TaskModel, now: number): TaskModel {
  return { ...reopenTask(task, now), childResumedAt: now };
}
