import { isTaskSuccessful } from '#contract/index.ts';
import type { Payload } from '../model.ts';
import type { Environment } from '../ports.ts';
import { isPayload } from './document.ts';
import { toJavaString } from './expressions/java-string.ts';
import { readPathOf } from './expressions/json-path.ts';
import { splitTemplate } from './expressions/template.ts';
import type { TaskOutcome } from './task-type.ts';

export const secretPrefix = 'CONDUCTOR_SECRET_';
const expressionPrefix = 'workflow.secrets.';
/** Anything shorter stands in many a message by chance, and is no secret. */
const shortestConcealed = 4;
const marker = `\${${expressionPrefix}`;

/**
 * A task with the secrets that its input names in place of their names. For whoever does the task, never for the store.
 * The same task where it names none.
 */
export function withSecrets<T extends { readonly inputData: Payload }>(task: T, environment: Environment): T {
  const inputData = reveal(task.inputData, environment);
  return inputData === task.inputData || !isPayload(inputData) ? task : { ...task, inputData };
}

/**
 * What has come of a task that was given secrets, for the store: where a message repeats one, as that of a call that
 * failed does with its address, its name stands in its place. What a task has successfully given is the user's own.
 */
export function withoutSecrets<T extends TaskOutcome>(
  outcome: T,
  given: { readonly inputData: Payload },
  environment: Environment,
): T {
  const { status, reasonForIncompletion, outputData } = outcome;
  if (status !== undefined && isTaskSuccessful(status)) return outcome;
  const known = secretsIn(given.inputData, environment);
  if (known.size === 0) return outcome;
  const conceal = (text: string) =>
    [...known].reduce((concealed, [value, name]) => concealed.replaceAll(value, name), text);
  return {
    ...outcome,
    ...(reasonForIncompletion !== undefined && { reasonForIncompletion: conceal(reasonForIncompletion) }),
    ...(outputData !== undefined && { outputData: mapTexts(outputData, conceal) }),
  };
}

/** The values of the secrets that an input names, each with how it is named. */
function secretsIn(input: Payload, environment: Environment): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  mapTexts(input, (text) => {
    for (const part of text.includes(marker) ? splitTemplate(text) : []) {
      const value = part.kind === 'expression' ? secret(part.source, environment) : undefined;
      if (part.kind === 'expression' && typeof value === 'string' && value.length >= shortestConcealed) {
        found.set(value, `\${${part.source}}`);
      }
    }
    return text;
  });
  return found;
}

function mapTexts(payload: Payload, map: (text: string) => string): Payload {
  const mapped = (value: unknown): unknown => {
    if (typeof value === 'string') return map(value);
    if (Array.isArray(value)) return value.map(mapped);
    return isPayload(value) ? mapTexts(value, map) : value;
  };
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, mapped(value)]));
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
  if (!source.startsWith(expressionPrefix)) return undefined;
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
