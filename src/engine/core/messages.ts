import type { Payload, WorkflowMessage } from '../model.ts';
import type { Draft } from './draft.ts';

/** What nobody has pulled within a day is gone. */
const lifetimeMs = 86_400_000;

/** The messages that wait in an execution's queue. */
export function waitingMessages(draft: Draft): readonly WorkflowMessage[] {
  const { messages = [] } = draft.workflow;
  const oldest = draft.now - lifetimeMs;
  return messages.some(({ receivedTime }) => receivedTime < oldest)
    ? messages.filter(({ receivedTime }) => receivedTime >= oldest)
    : messages;
}

/** Takes up to so many messages out of an execution's queue, the oldest first, as a task's output gives them. */
export function takeMessages(draft: Draft, most: number): readonly Payload[] {
  const waiting = waitingMessages(draft);
  const taken = waiting.slice(0, most);
  const left = waiting.slice(most);
  if (left.length !== (draft.workflow.messages ?? []).length) {
    const { messages: _, ...workflow } = draft.workflow;
    draft.replaceWorkflow({ ...workflow, ...(left.length > 0 && { messages: left }) });
  }
  return taken.map(({ id, payload, receivedTime }) => ({
    id,
    workflowId: draft.workflow.workflowId,
    payload,
    receivedAt: new Date(receivedTime).toISOString(),
  }));
}
