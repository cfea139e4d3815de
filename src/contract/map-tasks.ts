import type { WorkflowTask } from './workflow-def.ts';

/** The same tree of tasks with every task, however deep, replaced by what `change` makes of it. */
export function mapTasks(
  tasks: readonly WorkflowTask[],
  change: (task: WorkflowTask) => WorkflowTask,
): WorkflowTask[] {
  return tasks.map((task) =>
    change({
      ...task,
      decisionCases: Object.fromEntries(
        Object.entries(task.decisionCases).map(([label, list]) => [label, mapTasks(list, change)]),
      ),
      defaultCase: mapTasks(task.defaultCase, change),
      forkTasks: task.forkTasks.map((branch) => mapTasks(branch, change)),
      loopOver: mapTasks(task.loopOver, change),
    }),
  );
}
