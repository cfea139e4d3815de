import { isTaskSuccessful } from '#contract/index.ts';
import type { Payload, TaskModel } from '../model.ts';
import type { Draft } from '../core/draft.ts';
import type { JoinType, Step, TaskOutcome } from '../core/task-type.ts';
import { joinOn } from '../core/workflow-state.ts';

/** Waits until all tasks that it joins on have ended, and gathers their outputs. */
export const join: JoinType = { mode: 'join', map, check };

function map(step: Step): readonly TaskModel[] {
  return [
    step.task({
      taskType: 'JOIN',
      taskDefName: 'JOIN',
      status: 'IN_PROGRESS',
      inputData: { joinOn: step.definition.joinOn },
    }),
  ];
}

function check(task: TaskModel, draft: Draft): TaskOutcome | undefined {
  if (!draft.hasAllEnded(task)) return undefined;
  const branches = joinOn(task).flatMap((reference) => draft.latest(reference) ?? []);
  return { outputData: outputsOf(branches), ...verdict(branches) };
}

function outputsOf(branches: readonly TaskModel[]): Payload {
  const outputs = branches.filter((branch) => Object.keys(branch.outputData).length > 0);
  return Object.fromEntries(outputs.map((branch) => [branch.referenceTaskName, branch.outputData]));
}

function verdict(branches: readonly TaskModel[]): TaskOutcome {
  const failed = branches.filter(
    (branch) => !isTaskSuccessful(branch.status) && !branch.workflowTask.optional,
  );
  if (failed.length > 0) {
    return {
      status: failed.every((branch) => branch.status === 'CANCELED') ? 'CANCELED' : 'FAILED',
      reasonForIncompletion: failed.map((branch) => branch.reasonForIncompletion ?? '').join(' '),
    };
  }
  const tolerated = branches.filter((branch) => branch.status === 'COMPLETED_WITH_ERRORS');
  if (tolerated.length === 0) return { status: 'COMPLETED' };
  const names = tolerated.map((branch) => `${branch.taskDefName}/${branch.taskId}`);
  return {
    status: 'COMPLETED_WITH_ERRORS',
    reasonForIncompletion: `${names.join(' ')} completed with errors`,
  };
}
