import { isJsonObject, type JsonObject } from '#contract/index.ts';
import { errorMessage } from '#lib/api-error.ts';
import { parseJson } from '#lib/json.ts';

export type ReadObject =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly error: string };

/** Reads a JSON object that someone has typed; nothing at all is an empty one. */
export function readObject(text: string): ReadObject {
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value = parseJson(text);
    return isJsonObject(value)
      ? { ok: true, value }
      : { ok: false, error: 'It must be a JSON object: { … }' };
  } catch (error) {
    return { ok: false, error: `This is not JSON. ${errorMessage(error)}` };
  }
}
