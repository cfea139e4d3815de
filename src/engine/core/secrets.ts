import { isTaskSuccessful } from '#contract/index.ts';
import type { Payload, SecretPlaces, TaskModel } from '../model.ts';
import type { Environment } from '../ports.ts';
import { isPayload } from './document.ts';
import { toJavaString } from './expressions/java-string.ts';
import { readPathOf } from './expressions/json-path.ts';
import { splitTemplate } from './expressions/template.ts';
import { isNames, secretExpression } from './secret-places.ts';
import type { TaskOutcome } from './task-type.ts';

export const secretPrefix = 'CONDUCTOR_SECRET_';
/** Anything shorter stands in many a message by chance, and is no secret. */
const shortestConcealed = 4;

type Given = Pick<TaskModel, 'inputData' | 'inputSecrets'>;

/**
 * A task with the secrets that the text of its definition names in its input, in place of their names. For whoever does
 * the task, never for the store. The same task where it names none.
 */
export function withSecrets<T extends Given>(task: T, environment: Environment): T {
  if (task.inputSecrets === undefined) return task;
  const inputData = reveal(task.inputData, task.inputSecrets, environment);
  return isPayload(inputData) ? { ...task, inputData } : task;
}

/**
 * What has come of a task that was given secrets, for the store: where a message repeats one, as that of a call that
 * failed does with its address, its name stands in its place. What a task has successfully given is the user's own.
 */
export function withoutSecrets<T extends TaskOutcome>(outcome: T, given: Given, environment: Environment): T {
  const { status, reasonForIncompletion, outputData } = outcome;
  if (status !== undefined && isTaskSuccessful(status)) return outcome;
  const known = given.inputSecrets === undefined ? [] : valuesOf(given.inputSecrets, environment);
  if (known.length === 0) return outcome;
  const conceal = (text: string) =>
    known.reduce((concealed, [value, name]) => concealed.replaceAll(value, name), text);
  return {
    ...outcome,
    ...(reasonForIncompletion !== undefined && { reasonForIncompletion: conceal(reasonForIncompletion) }),
    ...(outputData !== undefined && { outputData: mapTexts(outputData, conceal) }),
  };
}

/** The values of the secrets that are named in some places, each with how it is named. */
function valuesOf(places: SecretPlaces, environment: Environment): (readonly [string, string])[] {
  if (!isNames(places)) return Object.values(places).flatMap((each) => valuesOf(each, environment));
  return places.flatMap((name) => {
    const value = secret(name, environment);
    return typeof value === 'string' && value.length >= shortestConcealed ? [[value, `\${${name}}`]] : [];
  });
}

function mapTexts(payload: Payload, map: (text: string) => string): Payload {
  const mapped = (value: unknown): unknown => {
    if (typeof value === 'string') return map(value);
    if (Array.isArray(value)) return value.map(mapped);
    return isPayload(value) ? mapTexts(value, map) : value;
  };
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, mapped(value)]));
}

function reveal(value: unknown, places: SecretPlaces, environment: Environment): unknown {
  if (isNames(places)) return typeof value === 'string' ? revealText(value, places, environment) : value;
  const below = (key: string, item: unknown) => {
    const there = Object.hasOwn(places, key) ? places[key] : undefined;
    return there === undefined ? item : reveal(item, there, environment);
  };
  if (Array.isArray(value)) return value.map((item, index) => below(String(index), item));
  if (!isPayload(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, below(key, item)]));
}

/** A text that is one secret becomes its value, null when there is none; within a text, none is nothing. */
function revealText(text: string, names: readonly string[], environment: Environment): unknown {
  const parts = splitTemplate(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression' && names.includes(only.source)) {
    return secret(only.source, environment) ?? null;
  }
  const texts = parts.map((part) => {
    if (part.kind === 'text') return part.text;
    if (!names.includes(part.source)) return `\${${part.source}}`;
    return toJavaString(secret(part.source, environment) ?? '');
  });
  return texts.join('');
}

/** `workflow.secrets.NAME`, or `workflow.secrets.NAME.path` into the JSON that the secret holds. */
function secret(source: string, environment: Environment): unknown {
  if (!source.startsWith(secretExpression)) return undefined;
  const reference = source.slice(secretExpression.length);
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
