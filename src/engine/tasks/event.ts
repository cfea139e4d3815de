import type { TaskModel } from '../model.ts';
import { expressionScope, resolvePayload } from '../core/document.ts';
import type { Draft } from '../core/draft.ts';
import { toJavaString } from '../core/expressions/java-string.ts';
import { sinkOf } from '../core/events/sink.ts';
import type { Step, SyncType, TaskOutcome } from '../core/task-type.ts';

/** Publishes its output as a message once it is stored; with asyncComplete it then waits to be updated. */
export const event: SyncType = { mode: 'sync', map, run };

function map(step: Step): readonly TaskModel[] {
  const { sink: written = '', asyncComplete } = step.definition;
  const { sink } = resolvePayload({ sink: written }, expressionScope(step.draft, step.tools, step.taskId));
  const named = sink === undefined || sink === null ? null : toJavaString(sink);
  const inputData = { ...step.input(), sink: named, asyncComplete };
  return [step.task({ taskType: 'EVENT', status: 'IN_PROGRESS', inputData })];
}

function run(task: TaskModel, draft: Draft): TaskOutcome {
  const { workflow } = draft;
  const sink = sinkOf(task.inputData['sink'], workflow, task);
  const outputData = {
    ...task.inputData,
    workflowInstanceId: workflow.workflowId,
    workflowType: workflow.workflowName,
    workflowVersion: workflow.workflowVersion,
    correlationId: workflow.correlationId ?? null,
    taskToDomain: workflow.taskToDomain,
    ...(sink.event !== undefined && { event_produced: sink.event }),
  };
  if (sink.kind === 'unusable') return { status: 'FAILED', reasonForIncompletion: sink.reason, outputData };
  draft.publish({ id: task.taskId, event: sink.event, payload: outputData });
  return { status: task.workflowTask.asyncComplete ? 'IN_PROGRESS' : 'COMPLETED', outputData };
}
