import type { WorkflowModel } from '../../model.ts';

/** The event that a sink of an EVENT task means, or why it means none. */
export type Sink =
  | { readonly kind: 'event'; readonly event: string }
  /** Nothing this engine can publish to; `event` is absent where the sink itself is malformed. */
  | { readonly kind: 'unusable'; readonly event?: string; readonly reason: string };

const internal = 'conductor';

/** `conductor` is the event of the task's own name, `conductor:X` that of X, both within the workflow's name. */
export function sinkOf(
  sink: string,
  { workflowName }: WorkflowModel,
  task: { readonly taskId: string; readonly referenceTaskName: string },
): Sink {
  if (sink === internal) {
    return { kind: 'event', event: `${internal}:${workflowName}:${task.referenceTaskName}` };
  }
  if (sink.startsWith(`${internal}:`)) {
    return { kind: 'event', event: `${internal}:${workflowName}:${sink.slice(internal.length + 1)}` };
  }
  if (sink.startsWith(internal)) {
    return { kind: 'unusable', reason: `Invalid / Unsupported sink specified: ${sink}` };
  }
  const colon = sink.indexOf(':');
  const problem = colon === -1 ? `Illegal event ${sink}` : `Unknown queue type ${sink.slice(0, colon)}`;
  return {
    kind: 'unusable',
    event: sink,
    reason: `Error loading queue:${sink}, for task:${task.taskId}, error: ${problem}`,
  };
}
