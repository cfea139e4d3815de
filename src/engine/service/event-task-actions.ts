import type { EventAction } from '#contract/index.ts';
import type { Draft } from '../core/draft.ts';
import { textOf } from '../core/events/payload.ts';
import { updateTask } from '../core/operations/update-task.ts';
import { EngineError } from '../errors.ts';
import type { Payload, TaskModel } from '../model.ts';
import type { Acting } from './event-actions.ts';

interface Place {
  readonly workflowId: string;
  find(draft: Draft): TaskModel | undefined;
}

/**
 * Ends the task that the parameters name by its id, or by its execution and reference; of a loop's, that of the
 * newest iteration. The output is what the parameters resolved to. When there is no such task, what the action gave
 * says so.
 */
export async function updateNamedTask(
  acting: Acting,
  status: 'COMPLETED' | 'FAILED',
  details: NonNullable<EventAction['complete_task']>,
): Promise<void> {
  const { runtime } = acting.parts;
  const { workflowId = null, taskId = null, taskRefName = null, reasonForIncompletion = null } = details;
  const resolved = acting.resolve({
    workflowId,
    taskId,
    taskRefName,
    reasonForIncompletion,
    ...details.output,
  });
  const output = { ...resolved, ...acting.origin };
  const missing = acting.record({ ...output, error: `No task found with ${described(resolved)}` });

  const place = await placeOf(resolved, acting);
  if (place === undefined) return acting.parts.ports.store.commit([missing]);
  try {
    await runtime.change(place.workflowId, (draft) => {
      const task = place.find(draft);
      if (task === undefined) return draft.writeAlongside(missing);
      updateTask(draft, runtime.tools, {
        taskId: task.taskId,
        status,
        outputData: output,
        callbackAfterSeconds: task.callbackAfterSeconds,
        reasonForIncompletion: textOf(resolved['reasonForIncompletion']),
      });
      draft.writeAlongside(acting.record(output));
    });
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'notFound') throw error;
    await acting.parts.ports.store.commit([missing]);
  }
}

async function placeOf(resolved: Payload, { parts }: Acting): Promise<Place | undefined> {
  const taskId = textOf(resolved['taskId']);
  if (taskId !== undefined) {
    const task = await parts.ports.store.task(taskId);
    return task && { workflowId: task.workflowInstanceId, find: (draft) => draft.task(taskId) };
  }
  const workflowId = textOf(resolved['workflowId']);
  const reference = textOf(resolved['taskRefName']);
  if (workflowId === undefined || reference === undefined) return undefined;
  return { workflowId, find: (draft) => draft.latest(reference) ?? draft.latestIteration(reference) };
}

function described(resolved: Payload): string {
  const taskId = textOf(resolved['taskId']);
  if (taskId !== undefined) return `taskId: ${taskId}`;
  return `reference name: ${textOf(resolved['taskRefName']) ?? 'null'}, workflowId: ${textOf(resolved['workflowId']) ?? 'null'}`;
}
