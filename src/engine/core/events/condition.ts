import type { EventHandler } from '#contract/index.ts';
import type { EventMessage } from '../../model.ts';
import type { ScriptRunner } from '../../ports.ts';
import { expandInlineJson } from './payload.ts';

export type Verdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'fails' }
  | { readonly kind: 'broken'; readonly message: string };

/** Whether an event handler acts on a message. Without a condition it always does. */
export function verdict(
  handler: EventHandler,
  { id, payload }: Pick<EventMessage, 'id' | 'payload'>,
  scripts: ScriptRunner,
): Verdict {
  const { condition = '', evaluatorType } = handler;
  if (condition.trim() === '') return { kind: 'holds' };
  const seen = expandInlineJson(payload);
  if (evaluatorType === 'value-param') {
    return isTrue(Object.hasOwn(seen, condition) ? seen[condition] : undefined);
  }
  const result = scripts.evaluate(condition, { $: seen }, id);
  return result.ok ? isTrue(result.value) : { kind: 'broken', message: result.message };
}

/** Conductor's idea of truth: true itself, and numbers above zero. */
function isTrue(value: unknown): Verdict {
  return value === true || (typeof value === 'number' && value > 0) ? { kind: 'holds' } : { kind: 'fails' };
}
