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

/** What came of the workflow that is to run because this one failed. */
export type FailureWorkflow =
  | { readonly kind: 'started'; readonly id: string }
  /** Why there is none. */
  | { readonly kind: 'refused'; readonly words: string };

const refusal = /^Error workflow (.*?) failed to start\.\s+reason: (.*)$/s;

export function failureWorkflowOf(workflow: Workflow): FailureWorkflow | undefined {
  const told = workflow.output['conductor.failure_workflow'];
  if (typeof told !== 'string' || told === '') return undefined;
  if (/^\S+$/.test(told)) return { kind: 'started', id: told };
  const [, name, reason] = refusal.exec(told) ?? [];
  return { kind: 'refused', words: name === undefined ? told : `${name} was not started: ${reason}` };
}
