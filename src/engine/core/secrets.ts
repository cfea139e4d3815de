import type { Payload } from '../model.ts';
import type { Environment } from '../ports.ts';
import { isPayload } from './document.ts';
import { toJavaString } from './expressions/java-string.ts';
import { readPathOf } from './expressions/json-path.ts';
import { splitTemplate } from './expressions/template.ts';

export const secretPrefix = 'CONDUCTOR_SECRET_';
const expressionPrefix = 'workflow.secrets.';
const marker = `\${${expressionPrefix}`;

/**
 * A task with the secrets that its input names in place of their names. For whoever does the task, never for the store.
 * The same task where it names none.
 */
export function withSecrets<T extends { readonly inputData: Payload }>(task: T, environment: Environment): T {
  const inputData = reveal(task.inputData, environment);
  return inputData === task.inputData || !isPayload(inputData) ? task : { ...task, inputData };
}

function reveal(value: unknown, environment: Environment): unknown {
  if (typeof value === 'string') return value.includes(marker) ? revealText(value, environment) : value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const revealed = items.map((item) => reveal(item, environment));
    return revealed.every((item, at) => item === items[at]) ? value : revealed;
  }
  if (!isPayload(value)) return value;
  let changed: Payload | undefined;
  for (const [key, item] of Object.entries(value)) {
    const revealed = reveal(item, environment);
    if (revealed === item) continue;
    changed ??= { ...value };
    changed[key] = revealed;
  }
  return changed ?? value;
}

/** A text that is one secret becomes its value, null when there is none; within a text, none is nothing. */
function revealText(text: string, environment: Environment): unknown {
  const parts = splitTemplate(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression') return secret(only.source, environment) ?? null;
  const texts = parts.map((part) => {
    if (part.kind === 'text') return part.text;
    if (!part.source.startsWith(expressionPrefix)) return `\${${part.source}}`;
    const value = secret(part.source, environment) ?? '';
    return toJavaString(value);
  });
  return texts.join('');
}

/** `workflow.secrets.NAME`, or `workflow.secrets.NAME.path` into the JSON that the secret holds. */
function secret(source: string, environment: Environment): unknown {
  const reference = source.slice(expressionPrefix.length);
  const dot = reference.indexOf('.');
  const name = dot === -1 ? reference : reference.slice(0, dot);
  const value = environment.get(secretPrefix + name);
  if (value === undefined || dot === -1) return value;
  try {
    const json: unknown = JSON.parse(value);
    return readPathOf(reference.slice(dot + 1), json);
  } catch {
    return undefined;
  }
}
