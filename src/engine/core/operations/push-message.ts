import type { WorkflowStatus } from '#contract/index.ts';
import type { Payload } from '../../model.ts';
import { decide } from '../decide.ts';
import type { Draft } from '../draft.ts';
import { waitingMessages } from '../messages.ts';
import { sizeAbove } from '../payload-size.ts';
import { runsAs } from '../runs-as.ts';
import { run } from '../schedule.ts';
import type { Tools } from '../task-type.ts';

/** More than so many messages are not kept for one execution, nor more bytes than an input may have. */
const mostMessages = 1000;

export type PushOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'notRunning'; readonly status: WorkflowStatus }
  | { readonly kind: 'full' };

/** Puts a message into an execution's queue, from which a task that waits for one takes it at once. */
export function pushMessage(draft: Draft, tools: Tools, payload: Payload): PushOutcome {
  const { status } = draft.workflow;
  if (status !== 'RUNNING') return { kind: 'notRunning', status };
  const message = { id: tools.uuid(), payload, receivedTime: draft.now };
  const messages = [...waitingMessages(draft), message];
  const isTooLarge = sizeAbove({ messages }, tools.payloadLimits.workflowInput) !== undefined;
  if (messages.length > mostMessages || isTooLarge) return { kind: 'full' };
  draft.updateWorkflow({ messages });
  const puller = draft.openTasks().find((task) => runsAs(task) === 'PULL_WORKFLOW_MESSAGES');
  if (puller !== undefined) {
    run(draft, tools, puller);
    decide(draft, tools);
  }
  return { kind: 'accepted', messageId: message.id };
}
