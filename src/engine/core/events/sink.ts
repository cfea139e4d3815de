import type { WorkflowModel } from '../../model.ts';

/** The event that a sink of an EVENT task means, or why it means none. */
export type Sink =
  | { readonly kind: 'event'; readonly event: string }
  /** Nothing this engine can publish to; `event` is absent where the sink itself is malformed. */
  | { readonly kind: 'unusable'; readonly event?: string; readonly reason: string };

const internal = 'conductor';

/** `conductor` is the event of the task's own name, `conductor:X` that of X, both within the workflow's name. */
export function sinkOf(
  sink: unknown,
  { workflowName }: WorkflowModel,
  task: { readonly taskId: string; readonly referenceTaskName: string },
): Sink {
  if (typeof sink !== 'string') return unsupported(sink);
  if (sink === internal) {
    return { kind: 'event', event: `${internal}:${workflowName}:${task.referenceTaskName}` };
  }
  if (sink.startsWith(`${internal}:`)) {
    return { kind: 'event', event: `${internal}:${workflowName}:${sink.slice(internal.length + 1)}` };
  }
  if (sink.startsWith(internal)) return unsupported(sink);
  const colon = sink.indexOf(':');
  const problem = colon === -1 ? `Illegal event ${sink}` : `Unknown queue type ${sink.slice(0, colon)}`;
  return {
    kind: 'unusable',
    event: sink,
    reason: `Error loading queue:${sink}, for task:${task.taskId}, error: ${problem}`,
  };
}

function unsupported(sink: unknown): Sink {
  return { kind: 'unusable', reason: `Invalid / Unsupported sink specified: ${String(sink)}` };
}
