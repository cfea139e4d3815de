import { isTaskSuccessful } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';
import type { Draft } from '../core/draft.ts';
import type { JoinType, Step, TaskOutcome } from '../core/task-type.ts';
import { isOpen, joinOn, joinOnOtherwise } from '../core/workflow-state.ts';

/** Waits for the one of its tasks that has been scheduled, and takes over its output. */
export const exclusiveJoin: JoinType = { mode: 'join', map, check };

function map(step: Step): readonly TaskModel[] {
  const { joinOn: references, defaultExclusiveJoinTask } = step.definition;
  return [
    step.task({
      taskType: 'EXCLUSIVE_JOIN',
      taskDefName: 'EXCLUSIVE_JOIN',
      status: 'IN_PROGRESS',
      inputData: { joinOn: references, defaultExclusiveJoinTask },
    }),
  ];
}

function check(task: TaskModel, draft: Draft): TaskOutcome | undefined {
  const chosen = scheduledOf(joinOn(task), draft);
  if (chosen !== undefined && !isOpen(chosen)) {
    if (isTaskSuccessful(chosen.status)) return { status: 'COMPLETED', outputData: chosen.outputData };
    const tasks = joinOn(task).flatMap((reference) => draft.latest(reference) ?? []);
    if (chosen.workflowTask.permissive && tasks.some(isOpen)) return undefined;
    const reasons = tasks.flatMap(({ status, reasonForIncompletion = '' }) =>
      isTaskSuccessful(status) ? [] : [reasonForIncompletion],
    );
    return { status: 'FAILED', reasonForIncompletion: reasons.join(' ') };
  }
  const otherwise = joinOnOtherwise(task)
    .flatMap((reference) => draft.latest(reference) ?? [])
    .find((other) => !isOpen(other));
  return otherwise && { status: 'COMPLETED', outputData: otherwise.outputData };
}

function scheduledOf(references: readonly string[], draft: Draft): TaskModel | undefined {
  return references
    .flatMap((reference) => draft.latest(reference) ?? [])
    .find((task) => task.status !== 'SKIPPED');
}
