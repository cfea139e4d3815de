import { isJsonObject, type JsonObject } from '#contract/index.ts';
import { ExactNumber, parseJson } from '#lib/json.ts';
import { isEmptyDefault, withoutEmptyDefaults } from './defaults.ts';
import { layOut } from './edits.ts';

export interface SentDefinition {
  /** Laid out, without the empty fields that servers add, but otherwise as it was sent. */
  readonly text: string;
  /** What the text says. */
  readonly definition: object;
}

/** Reads a server's answer; undefined for what is no definition. */
export function readSent(sent: string): SentDefinition | undefined {
  const value = tryParse(sent);
  if (!isJsonObject(value)) return undefined;
  // Most answers are written just as this page would write their value. Then that is enough, and takes a tenth of
  // the time; in any other the order of keys, an escape or a repeated key would be lost.
  if (!sent.includes('"__proto__"') && JSON.stringify(value) === sent) {
    const definition = Array.isArray(value['tasks']) ? { ...value, tasks: leanTasks(value['tasks']) } : value;
    return { text: `${JSON.stringify(definition, null, 2)}\n`, definition };
  }
  const text = `${layOut(withoutEmptyDefaults(sent.trim()))}\n`;
  const definition = tryParse(text);
  return isJsonObject(definition) ? { text, definition } : undefined;
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** A number that is kept as its text is an object too, but no map. */
function isMap(value: unknown): value is JsonObject {
  return isJsonObject(value) && !(value instanceof ExactNumber);
}

function leanTasks(list: unknown): unknown {
  return Array.isArray(list) ? list.map((task) => (isMap(task) ? leanTask(task) : task)) : list;
}

function leanTask(task: JsonObject): JsonObject {
  const lean: JsonObject = {};
  for (const [key, value] of Object.entries(task))
    if (!isEmptyDefault(key, value)) lean[key] = leanField(key, value);
  return lean;
}

function leanField(key: string, value: unknown): unknown {
  switch (key) {
    case 'defaultCase':
    case 'loopOver':
      return leanTasks(value);
    case 'forkTasks':
      return Array.isArray(value) ? value.map(leanTasks) : value;
    case 'decisionCases':
      if (!isMap(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([label, list]) => [label, leanTasks(list)]));
    default:
      return value;
  }
}
