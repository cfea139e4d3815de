import { mapTasks, type WorkflowTask } from '#contract/index.ts';
import type { TaskModel } from '../model.ts';
import type { Step, SyncType } from '../core/task-type.ts';
import { TerminateWorkflow } from '../core/terminate-workflow.ts';
import { forkedSecrets, forkedSteps } from './forked-steps.ts';
import { userDefined } from './worker.ts';

/** Starts the tasks that its input asks for, side by side, and the JOIN on them. */
export const forkJoinDynamic: SyncType = { mode: 'sync', map, run: () => ({ status: 'COMPLETED' }) };

function map(step: Step): readonly TaskModel[] {
  const { definition, draft, tools } = step;
  const input = step.input();
  const steps = mapTasks(
    forkedSteps(definition, input, () => hasForkedBefore(step)),
    (task) => withRegistered(task, (name) => tools.registeredTask(name)),
  );
  for (const { type, name, taskDefinition } of steps) {
    if (taskDefinition !== undefined || tools.taskType(type) !== userDefined) continue;
    throw new TerminateWorkflow(
      `Invalid task specified. Cannot find task by name ${name} in the task definitions`,
    );
  }
  const fork = step.task({
    taskType: 'FORK',
    taskDefName: 'FORK',
    status: 'COMPLETED',
    inputData: {
      ...input,
      forkedTasks: steps.map((task) => task.taskReferenceName),
      forkedTaskDefs: steps,
    },
    endTime: draft.now,
  });
  const joinOn: string[] = [];
  const references = new Set([fork.referenceTaskName]);
  const forked: TaskModel[] = [];
  const secrets = forkedSecrets(definition, input, step.secrets(), steps);
  for (const [index, each] of steps.entries()) {
    const tasks = step.map(each, secrets[index]);
    for (const task of tasks) {
      const { referenceTaskName: reference } = task;
      if (references.has(reference) || draft.latest(reference) !== undefined) refuse(step, each, reference);
      references.add(reference);
      forked.push(task);
    }
    joinOn.push(tasks.at(-1)?.workflowTask.taskReferenceName ?? '');
  }
  const joins = joinAfter(step, joinOn);
  for (const { referenceTaskName: reference } of joins) {
    if (references.has(reference)) refuse(step, definition, reference);
  }
  return [fork, ...forked, ...joins];
}

function joinAfter(step: Step, joinOn: readonly string[]): TaskModel[] {
  const join = step.draft.index.next(step.definition.taskReferenceName);
  if (join?.type !== 'JOIN') {
    throw new TerminateWorkflow(
      'Dynamic join definition is not followed by a join task.  Check the workflow definition. ' +
        `(task ${step.definition.taskReferenceName})`,
    );
  }
  return step.map(join).map((task) => ({ ...task, inputData: { ...join.inputParameters, joinOn } }));
}

function refuse({ draft }: Step, { name, taskReferenceName }: WorkflowTask, reference: string): never {
  const { workflowName, workflowVersion, workflowId } = draft.workflow;
  throw new TerminateWorkflow(
    `No dynamic tasks could be created for the Workflow: ${workflowName}.${workflowVersion}/${workflowId}, ` +
      `Dynamic Fork Task: ${name}/${taskReferenceName} attempted to create a duplicate task reference name: ${reference}`,
  );
}

/** What is not registered is neither retried nor watched. */
function withRegistered(
  task: WorkflowTask,
  registered: (name: string) => WorkflowTask['taskDefinition'],
): WorkflowTask {
  if (task.taskDefinition !== undefined) return task;
  const taskDefinition = registered(task.name);
  return taskDefinition === undefined ? task : { ...task, taskDefinition };
}

function hasForkedBefore({ draft }: Step): boolean {
  return draft.latestTasks().some((task) => task.workflowTask.type === 'FORK_JOIN_DYNAMIC');
}
