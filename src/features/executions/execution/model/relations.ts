import type { Task, Workflow } from '#contract/index.ts';
import { taskTitle } from './task-info.ts';

/** An execution that a task has started. */
export interface SubWorkflowLink {
  readonly taskId: string;
  readonly ref: string;
  readonly id: string;
  /** Of the task: what became of the sub-workflow, as far as this execution knows. */
  readonly status: string;
}

export function subWorkflowsOf(tasks: readonly Task[]): readonly SubWorkflowLink[] {
  return tasks.flatMap((task) => {
    const id = subWorkflowIdOf(task);
    return id === undefined ? [] : [{ taskId: task.taskId, ref: taskTitle(task), id, status: task.status }];
  });
}

/** The execution a task has started: a sub-workflow, or one that goes its own way. */
export function subWorkflowIdOf(task: Task): string | undefined {
  const started = task.taskType === 'START_WORKFLOW' ? task.outputData['workflowId'] : undefined;
  const id = task.subWorkflowId ?? task.outputData['subWorkflowId'] ?? started;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The workflow that was started because this one failed. */
export function failureWorkflowOf(workflow: Workflow): string | undefined {
  const id = workflow.output['conductor.failure_workflow'];
  // Where it could not be started, the server puts a sentence in its place.
  return typeof id === 'string' && /^\S+$/.test(id) ? id : undefined;
}
