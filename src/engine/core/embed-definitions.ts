import {
  mapTasks,
  taskDefSchema,
  type TaskDef,
  type WorkflowDef,
  type WorkflowTask,
} from '#contract/index.ts';
import { internal } from '../errors.ts';

/** What is registered, as far as a definition needs it. */
export interface Registered {
  task(name: string): TaskDef | undefined;
  /** The highest version of a workflow. */
  latestVersion(name: string): number | undefined;
}

/**
 * Gives every task of a definition the task definition it runs with: the one it carries, else the registered one of its
 * name, else one with Conductor's defaults; only SIMPLE tasks are retried and watched without being registered.
 * A SUB_WORKFLOW without a version runs what is the latest one now, also if it starts later.
 */
export function embedDefinitions(def: WorkflowDef, registered: Registered): WorkflowDef {
  const embed = (sent: WorkflowTask): WorkflowTask => {
    const task = withVersion(sent, registered);
    return task.taskDefinition !== undefined
      ? task
      : { ...task, taskDefinition: registered.task(task.name) ?? unregistered(task) };
  };
  return { ...def, tasks: mapTasks(def.tasks, embed) };
}

function nameWithoutVersion({ type, subWorkflowParam }: WorkflowTask): string | undefined {
  if (type !== 'SUB_WORKFLOW' || subWorkflowParam === undefined) return undefined;
  const { name, version, workflowDefinition } = subWorkflowParam;
  // A definition in place has a version of its own; where an expression gives one, the name counts here.
  return version === undefined && typeof workflowDefinition !== 'object' ? (name ?? 'null') : undefined;
}

/** What Conductor says of a sub-workflow that nobody has registered. */
export function withoutDefinition(name: string): string {
  return `The Task ${name} defined as a sub-workflow has no workflow definition available `;
}

function withVersion(task: WorkflowTask, registered: Registered): WorkflowTask {
  const name = nameWithoutVersion(task);
  if (name === undefined) return task;
  const version = registered.latestVersion(name);
  if (version === undefined) throw internal(withoutDefinition(name));
  return { ...task, subWorkflowParam: { ...task.subWorkflowParam, version } };
}

const forWorkers = taskDefSchema.parse({});
const forOthers = taskDefSchema.parse({ retryCount: 0, responseTimeoutSeconds: 0 });

function unregistered(task: WorkflowTask): TaskDef {
  return { ...(task.type === 'SIMPLE' ? forWorkers : forOthers), name: task.name };
}
