import type { WorkflowTask } from './workflow-def.ts';

/** The same tree of tasks with every task, however deep, replaced by what `change` makes of it. */
export function mapTasks(
  tasks: readonly WorkflowTask[],
  change: (task: WorkflowTask) => WorkflowTask,
): WorkflowTask[] {
  return tasks.map((task) =>
    change({
      ...task,
      decisionCases: mapCases(task.decisionCases, change),
      defaultCase: mapTasks(task.defaultCase, change),
      forkTasks: task.forkTasks.map((branch) => mapTasks(branch, change)),
      loopOver: mapTasks(task.loopOver, change),
    }),
  );
}

/** Cases without tasks stay as they are: a SWITCH may have any number of them. */
function mapCases(
  cases: WorkflowTask['decisionCases'],
  change: (task: WorkflowTask) => WorkflowTask,
): WorkflowTask['decisionCases'] {
  if (Object.keys(cases).every((label) => cases[label]?.length === 0)) return cases;
  return Object.fromEntries(Object.entries(cases).map(([label, list]) => [label, mapTasks(list, change)]));
}
