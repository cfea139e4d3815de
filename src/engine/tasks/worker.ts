import type { WorkerType } from '../core/task-type.ts';

/** SIMPLE: done by a worker that polls for the task's name. */
export const simple: WorkerType = {
  mode: 'worker',
  map: (step) => {
    const { name, startDelay } = step.definition;
    return [
      step.task({
        taskType: name,
        status: 'SCHEDULED',
        inputData: step.input(),
        startDelayInSeconds: startDelay,
        callbackAfterSeconds: startDelay,
        ...(startDelay > 0 && { availableAt: step.draft.now + startDelay * 1000 }),
      }),
    ];
  },
};

/** Any type that Conductor does not know: done by a worker that polls for the type. */
export const userDefined: WorkerType = { mode: 'worker' };
