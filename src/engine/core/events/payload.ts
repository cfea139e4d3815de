import { isNestedDeeper, parseJson } from '#contract/index.ts';
import type { Payload } from '../../model.ts';
import type { Environment } from '../../ports.ts';
import { isPayload, resolvePayload } from '../document.ts';
import { toJavaString } from '../expressions/java-string.ts';
import type { ExpressionScope } from '../expressions/resolve.ts';

/** A message with each text in it that is a JSON object or list read as such, unless it is nested too deeply to be kept. */
export function expandInlineJson(payload: Payload): Payload {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, expand(value)]));
}

function expand(value: unknown): unknown {
  if (typeof value === 'string') return /^\s*[{[]/.test(value) ? parsed(value) : value;
  if (Array.isArray(value)) return value.map(expand);
  return isPayload(value) ? expandInlineJson(value) : value;
}

function parsed(text: string): unknown {
  try {
    const value = parseJson(text);
    return isNestedDeeper(value) ? text : value;
  } catch {
    return text;
  }
}

/** Replaces the expressions in an action's parameters, which see the message as the whole document. */
export function resolveOverMessage(parameters: Payload, message: Payload, environment: Environment): Payload {
  const scope: ExpressionScope = {
    lookup: (root) => (Object.hasOwn(message, root) ? message[root] : undefined),
    environment: (name) => environment.get(name),
    roots: () => Object.keys(message),
  };
  return resolvePayload(parameters, scope);
}

/** A resolved parameter that is to be a text; undefined when it names nothing. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : toJavaString(value);
}
