import { isWorkflowTerminal, startWorkflowRequestSchema, type EventAction } from '#contract/index.ts';
import { isPayload } from '../core/document.ts';
import type { Draft } from '../core/draft.ts';
import { expandInlineJson, resolveOverMessage, textOf } from '../core/events/payload.ts';
import { shortName, terminateByUser } from '../core/operations/lifecycle.ts';
import { conflict, internal, invalid } from '../errors.ts';
import type { EventMessage, Payload } from '../model.ts';
import type { DocumentPut } from '../ports.ts';
import { updateNamedTask } from './event-task-actions.ts';
import type { EngineParts } from './parts.ts';
import { startRequested } from './start-request.ts';

/** An action under way for one message. */
export interface Acting {
  readonly parts: EngineParts;
  readonly message: EventMessage;
  /** The message's payload as the action sees it. */
  readonly payload: Payload;
  /** Where the message came from: part of whatever the action gives. */
  readonly origin: Payload;
  /** Replaces the expressions in an action's parameters. */
  resolve(parameters: Payload): Payload;
  /** What the action gave, to be written in the commit that does it. */
  record(output: Payload): DocumentPut;
}

/** Carries out an event handler's action. Rejects with an EngineError when it cannot be done. */
export async function perform(
  action: EventAction,
  message: EventMessage,
  record: (output: Payload) => DocumentPut,
  parts: EngineParts,
): Promise<void> {
  const payload = action.expandInlineJSON ? expandInlineJson(message.payload) : message.payload;
  const acting: Acting = {
    parts,
    message,
    payload,
    origin: { 'conductor.event.messageId': message.id, 'conductor.event.name': message.event },
    resolve: (parameters) => resolveOverMessage(parameters, payload, parts.ports.environment),
    record,
  };
  switch (action.action) {
    case 'start_workflow':
      return startWorkflow(acting, given(action, 'start_workflow'));
    case 'complete_task':
      return updateNamedTask(acting, 'COMPLETED', given(action, 'complete_task'));
    case 'fail_task':
      return updateNamedTask(acting, 'FAILED', given(action, 'fail_task'));
    case 'terminate_workflow':
      return terminateWorkflow(acting, given(action, 'terminate_workflow'));
    case 'update_workflow_variables':
      return updateVariables(acting, given(action, 'update_workflow_variables'));
    case 'start_agent':
    case undefined:
      throw internal(`Action not supported ${action.action ?? 'null'} for event ${message.event}`);
  }
}

type Parameters<K extends keyof EventAction> = NonNullable<EventAction[K]>;

function given<K extends keyof EventAction>(action: EventAction, name: K): Parameters<K> {
  const parameters = action[name];
  if (parameters === undefined) throw invalid(`The action ${name} says nothing under ${name}`);
  return parameters;
}

async function startWorkflow(acting: Acting, wanted: Parameters<'start_workflow'>): Promise<void> {
  const { parts, payload, message, origin } = acting;
  const { name, version, correlationId, input, taskToDomain } = wanted;
  const resolved = acting.resolve({ correlationId, input });
  const request = startWorkflowRequestSchema.parse({
    name,
    version,
    correlationId: textOf(resolved['correlationId']),
    input: { ...(isPayload(resolved['input']) && resolved['input']), ...origin },
    taskToDomain: taskToDomain ?? textsOf(payload['taskToDomain']),
  });
  await startRequested(parts, request, {
    event: message.event,
    alongside: (workflowId) => [acting.record({ workflowId })],
  });
}

async function terminateWorkflow(acting: Acting, wanted: Parameters<'terminate_workflow'>): Promise<void> {
  const { workflowId, terminationReason } = wanted;
  const resolved = acting.resolve({ workflowId, terminationReason });
  await changeNamed(acting, resolved, (draft) =>
    terminateByUser(draft, acting.parts.runtime.tools, textOf(resolved['terminationReason'])),
  );
}

async function updateVariables(
  acting: Acting,
  { workflowId, variables, appendArray }: Parameters<'update_workflow_variables'>,
): Promise<void> {
  const resolved = acting.resolve({ workflowId, variables });
  const wanted = Object.entries(isPayload(resolved['variables']) ? resolved['variables'] : {});
  await changeNamed(acting, resolved, (draft) => {
    const { workflow } = draft;
    if (isWorkflowTerminal(workflow.status)) {
      throw conflict(`Workflow ${shortName(workflow)} has ended, variables cannot be updated.`);
    }
    const entries = wanted.map(([key, value]): [string, unknown] => {
      const before = workflow.variables[key];
      return appendArray && Array.isArray(before) ? [key, [...before, ...listOf(value)]] : [key, value];
    });
    const size = draft.variablesSizeWith(entries);
    const limit = acting.parts.runtime.tools.payloadLimits.variables;
    if (size > limit) {
      throw invalid(
        `The variables payload size: ${size} of workflow: ${workflow.workflowId} ` +
          `is greater than the permissible limit: ${limit / 1024} kilobytes`,
      );
    }
    draft.setVariables(entries);
  });
}

/** Changes the execution that resolved parameters name, and notes those as what the action gave. */
async function changeNamed(
  acting: Acting,
  resolved: Payload,
  operation: (draft: Draft) => void,
): Promise<void> {
  const workflowId = textOf(resolved['workflowId']);
  if (workflowId === undefined) throw invalid('The action names no workflowId');
  await acting.parts.runtime.change(workflowId, (draft) => {
    operation(draft);
    draft.writeAlongside(acting.record({ ...resolved, ...acting.origin }));
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function textsOf(value: unknown): Record<string, string> {
  if (!isPayload(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
