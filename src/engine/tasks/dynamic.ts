import { isKnownTaskType } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import { isTakenUpLater, type Step, type TaskType, type WorkerType } from '../core/task-type.ts';
import { TerminateWorkflow } from '../core/terminate-workflow.ts';

/** Becomes the task that one of its inputs names: a worker's, or one of the engine's own types. */
export const dynamic: WorkerType = { mode: 'worker', map };

function map(step: Step): readonly TaskModel[] {
  const { definition, draft, tools } = step;
  const { dynamicTaskNameParam: parameter = 'null', startDelay } = definition;
  const input = step.input();
  const name = toJavaString((Object.hasOwn(input, parameter) ? input[parameter] : undefined) ?? '');
  if (name === '') {
    throw new TerminateWorkflow(
      'Cannot map a dynamic task based on the parameter and input. ' +
        `Parameter= ${parameter}, input= ${toJavaString(input)}`,
    );
  }
  const type = isKnownTaskType(name) ? tools.taskType(name) : dynamic;
  const delayedUntil = startDelay > 0 ? draft.now + startDelay * 1000 : undefined;
  return [
    step.task({
      taskType: name,
      taskDefName: name,
      workflowTask: { ...definition, name },
      status: isTakenUpLater(type) ? 'SCHEDULED' : 'IN_PROGRESS',
      inputData: input,
      startDelayInSeconds: startDelay,
      callbackAfterSeconds: startDelay,
      ...(delayedUntil !== undefined && startingAt(type, delayedUntil)),
    }),
  ];
}

function startingAt(type: TaskType, time: number): Pick<TaskModel, 'availableAt' | 'wakeAt'> {
  if (type.mode === 'worker') return { availableAt: time };
  return isTakenUpLater(type) ? { wakeAt: time } : {};
}
