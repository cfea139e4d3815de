import type { EventAction, EventExecution, EventHandler } from '#contract/index.ts';
import { verdict } from '../core/events/condition.ts';
import { EngineError, NotStored } from '../errors.ts';
import type { EventMessage, Payload } from '../model.ts';
import type { DocumentPut } from '../ports.ts';
import { decided } from '../postponed.ts';
import { perform } from './event-actions.ts';
import type { EventHandlers } from './event-handlers.ts';
import type { EngineParts } from './parts.ts';

/**
 * Hands a message to the event handlers that listen to it. What came of each action is written together with what
 * the action does: an action that was carried out before a crash is not carried out again.
 * Gives the keys of what was noted, then or before. Rejects when something could not be stored; the message is then to
 * be delivered again.
 */
export async function deliver(
  message: EventMessage,
  handlers: EventHandlers,
  parts: EngineParts,
): Promise<readonly string[]> {
  const listening = handlers.listeners(message.event);
  if (listening.length === 0) return [];
  const before = await parts.ports.store.documents('eventExecution', { prefix: `${message.id}/` });
  const done = new Set(before.map(({ key }) => key));
  for (const handler of listening) await handle(message, handler, done, parts);
  return [...done];
}

async function handle(
  message: EventMessage,
  handler: EventHandler,
  done: Set<string>,
  parts: EngineParts,
): Promise<void> {
  const { store, scripts } = parts.ports;
  const { condition = '' } = handler;
  const execution = (index: number) => new Execution(message, handler, index, parts.runtime.now());
  const reached = await decided(() => verdict(handler, message, scripts));
  if (reached.kind !== 'holds') {
    const first = execution(0);
    if (done.has(first.key)) return;
    const put =
      reached.kind === 'fails'
        ? first.ended('SKIPPED', { msg: JSON.stringify(message.payload), condition })
        : first.ended('FAILED', { exception: reached.message, condition });
    await store.commit([put]);
    done.add(first.key);
    if (reached.kind === 'fails') parts.metrics.handled(handler.name, 'SKIPPED');
    else tell(parts, handler, message, `condition ${condition}`, reached.message);
    return;
  }
  for (const [index, action] of handler.actions.entries()) {
    const each = execution(index);
    if (!done.has(each.key)) await carryOut(action, message, handler, each, parts);
    done.add(each.key);
  }
}

async function carryOut(
  action: EventAction,
  message: EventMessage,
  handler: EventHandler,
  execution: Execution,
  parts: EngineParts,
): Promise<void> {
  let given: Payload = {};
  const record = (output: Payload) => {
    given = output;
    return execution.ended('COMPLETED', output, action);
  };
  let reason: unknown;
  try {
    await perform(action, message, record, parts);
    reason = given['error'];
  } catch (error) {
    if (!(error instanceof EngineError) || error instanceof NotStored) throw error;
    await parts.ports.store.commit([execution.ended('FAILED', { exception: error.message }, action)]);
    reason = error.message;
  }
  if (typeof reason === 'string') tell(parts, handler, message, `action ${action.action ?? 'null'}`, reason);
  else parts.metrics.handled(handler.name, 'COMPLETED');
}

/** No endpoint shows what is noted of event handlers, so what fails is told where operators look. */
function tell(
  { metrics, ports }: EngineParts,
  { name }: EventHandler,
  { id, event }: EventMessage,
  what: string,
  reason: string,
): void {
  metrics.handled(name, 'FAILED');
  ports.log.warn(`Event handler ${name}: ${what} failed on message ${id} of event ${event}: ${reason}`);
}

/** The record of one action for one message. */
class Execution {
  readonly key: string;
  readonly #value: Omit<EventExecution, 'status' | 'output' | 'action'>;

  constructor(message: EventMessage, handler: EventHandler, index: number, created: number) {
    const { id: messageId, event } = message;
    const { name } = handler;
    this.key = `${messageId}/${name}/${index}`;
    this.#value = { id: `${messageId}_${index}`, messageId, name, event, created };
  }

  ended(status: EventExecution['status'], output: Payload, action?: EventAction): DocumentPut {
    const taken = action?.action;
    const value = { ...this.#value, status, ...(taken !== undefined && { action: taken }), output };
    return { kind: 'document.put', collection: 'eventExecution', key: this.key, value };
  }
}
