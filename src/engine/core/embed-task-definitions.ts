import {
  mapTasks,
  taskDefSchema,
  type TaskDef,
  type WorkflowDef,
  type WorkflowTask,
} from '#contract/index.ts';

/**
 * Gives every task of a definition the task definition it runs with: the one it carries, else the registered one of its
 * name, else one with Conductor's defaults; only SIMPLE tasks are retried and watched without being registered.
 */
export function embedTaskDefinitions(
  def: WorkflowDef,
  registered: (name: string) => TaskDef | undefined,
): WorkflowDef {
  const embed = (task: WorkflowTask): WorkflowTask =>
    task.taskDefinition !== undefined
      ? task
      : { ...task, taskDefinition: registered(task.name) ?? unregistered(task) };
  return { ...def, tasks: mapTasks(def.tasks, embed) };
}

const forWorkers = taskDefSchema.parse({});
const forOthers = taskDefSchema.parse({ retryCount: 0, responseTimeoutSeconds: 0 });

function unregistered(task: WorkflowTask): TaskDef {
  return { ...(task.type === 'SIMPLE' ? forWorkers : forOthers), name: task.name };
}
