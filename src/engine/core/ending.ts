import { isTaskSuccessful, isTaskTerminal } from '#contract/index.ts';
import type { Payload, TaskModel } from '../model.ts';
import { expressionScope, isPayload, resolvePayload } from './document.ts';
import type { Draft, FailureWorkflowStart } from './draft.ts';
import { sizeAbove } from './payload-size.ts';
import { settle } from './schedule.ts';
import type { Tools } from './task-type.ts';
import { TerminateWorkflow, type UnsuccessfulEnd } from './terminate-workflow.ts';

/** Nothing is open and nothing follows: the execution has come to its end. */
export function completeWorkflow(draft: Draft, tools: Tools): void {
  if (draft.isEmpty) {
    draft.updateWorkflow({ reasonForIncompletion: 'No tasks found to be executed' });
  }
  assertNoPermittedFailures(draft);
  finish(draft, tools, 'COMPLETED', outputOf(draft, tools, outputLimit));
}

/** Ends the execution as a successful TERMINATE task says. */
export function endByTask(draft: Draft, tools: Tools, task: TaskModel): void {
  const { terminationStatus, terminationReason } = task.inputData;
  const status =
    terminationStatus === 'FAILED' || terminationStatus === 'TERMINATED' ? terminationStatus : 'COMPLETED';
  const given = typeof terminationReason === 'string' ? terminationReason.trim() : '';
  const reason =
    given === '' ? `Workflow is ${status} by TERMINATE task: ${task.taskId}` : String(terminationReason);
  if (status !== 'COMPLETED') throw new TerminateWorkflow(reason, status, task);
  draft.updateWorkflow({ reasonForIncompletion: reason });
  finish(draft, tools, 'COMPLETED', outputOf(draft, tools, outputLimit));
}

/** Ends the execution for a failure or a timeout, and has the failure workflow started. */
export function terminateWorkflow(draft: Draft, tools: Tools, cause: TerminateWorkflow): void {
  const failedTaskId = cause.task?.taskId;
  stop(draft, tools, cause.status, cause.message, failedTaskId);
  draft.failureWorkflow = failureWorkflowOf(draft, failedTaskId);
}

/** Ends the execution because somebody asked for it: no failure workflow. */
export function stop(
  draft: Draft,
  tools: Tools,
  status: UnsuccessfulEnd,
  reason: string | undefined,
  failedTaskId?: string,
): void {
  const output = outputOf(draft, tools, () => ({}));
  const { reasonForIncompletion: _, failedTaskId: _before, ...workflow } = draft.workflow;
  draft.replaceWorkflow({
    ...workflow,
    ...(reason !== undefined && { reasonForIncompletion: reason }),
    ...(failedTaskId !== undefined && { failedTaskId }),
  });
  finish(draft, tools, status, output);
}

function finish(draft: Draft, tools: Tools, status: 'COMPLETED' | UnsuccessfulEnd, output: Payload): void {
  const failed = draft
    .orderedTasks()
    .filter((task) => task.status === 'FAILED' || task.status === 'FAILED_WITH_TERMINAL_ERROR');
  const { workflow } = draft;
  draft.updateWorkflow({
    status,
    output,
    endTime: draft.now,
    failedReferenceTaskNames: unique(
      workflow.failedReferenceTaskNames,
      failed,
      (task) => task.referenceTaskName,
    ),
    failedTaskNames: unique(workflow.failedTaskNames, failed, (task) => task.taskDefName),
  });
  for (const task of draft.openTasks()) {
    settle(draft, tools, withoutChildToBe(draft, task), { status: 'CANCELED' });
  }
}

/** A child that was to be begun in this very decision never will be. */
function withoutChildToBe(draft: Draft, task: TaskModel): TaskModel {
  const { subWorkflowId, ...others } = task;
  const committed = draft.base.task(task.taskId);
  if (subWorkflowId === undefined || committed?.subWorkflowId === subWorkflowId) return task;
  return { ...others, outputData: {} };
}

/** A permissive task may fail and the workflow go on, but not end well. */
function assertNoPermittedFailures(draft: Draft): void {
  const reasons: string[] = [];
  for (const task of draft.latestTasks()) {
    const { permissive, optional } = task.workflowTask;
    if (!permissive || optional || !isTaskTerminal(task.status) || isTaskSuccessful(task.status)) continue;
    reasons.push(
      `Task ${task.taskId} failed with status: ${task.status} and reason: '${task.reasonForIncompletion ?? 'null'}'`,
    );
  }
  if (reasons.length > 0) throw new TerminateWorkflow(reasons.join('. '));
}

/** What the workflow gives: a TERMINATE task's output, else its output parameters, else its last task's output. */
function outputOf(
  draft: Draft,
  tools: Tools,
  whenTooLarge: (size: number, limit: number, draft: Draft) => Payload,
): Payload {
  const output = wantedOutput(draft, tools);
  const limit = tools.payloadLimits.workflowOutput;
  const size = sizeAbove(output, limit);
  return size === undefined ? output : whenTooLarge(size, limit, draft);
}

function outputLimit(size: number, limit: number, draft: Draft): never {
  throw new TerminateWorkflow(
    `The payload size: ${size} of workflow: ${draft.workflow.workflowId} ` +
      `is greater than the permissible limit: ${limit} bytes`,
  );
}

function wantedOutput(draft: Draft, tools: Tools): Payload {
  if (draft.isEmpty) return draft.workflow.output;
  for (const task of draft.latestTasks()) {
    if (task.taskType === 'TERMINATE' && task.status === 'COMPLETED') return task.outputData;
  }
  const { outputParameters } = draft.body.definition;
  if (Object.keys(outputParameters).length === 0) return draft.last?.outputData ?? {};
  return resolvePayload(outputParameters, expressionScope(draft, tools));
}

/** A name such as `$workflow.input.name` stands for that input. */
function failureWorkflowOf(draft: Draft, failedTaskId: string | undefined): FailureWorkflowStart | undefined {
  const { failureWorkflow: written, failureWorkflowVersion: version } = draft.body.definition;
  if (written === undefined || written.trim() === '') return undefined;
  if (!written.startsWith('$')) return { name: written, version, failedTaskId };
  const [, , key = ''] = written.split('.');
  const { input } = draft.body;
  const name = isPayload(input) && Object.hasOwn(input, key) ? input[key] : undefined;
  return typeof name === 'string' && name.trim() !== '' ? { name, version, failedTaskId } : undefined;
}

function unique(
  before: readonly string[],
  tasks: readonly TaskModel[],
  name: (task: TaskModel) => string,
): readonly string[] {
  return [...new Set([...before, ...tasks.map(name)])];
}
