import { isList, isRecord } from './expressions/values.ts';

/** The greatest payloads, in bytes of JSON. */
export interface PayloadLimits {
  readonly workflowInput: number;
  readonly workflowOutput: number;
  readonly taskInput: number;
  readonly taskOutput: number;
  readonly variables: number;
}

/** Conductor's own. */
export const defaultPayloadLimits: PayloadLimits = {
  workflowInput: 10_240 * 1024,
  workflowOutput: 10_240 * 1024,
  taskInput: 10_240 * 1024,
  taskOutput: 10_240 * 1024,
  variables: 256 * 1024,
};

/** No character takes more bytes of JSON than this (`\u0000`). */
const mostBytesPerCharacter = 6;

/** The size of a payload's JSON in bytes when it is above `limit`, else undefined. Cheap as long as it is far below. */
export function sizeAbove(payload: unknown, limit: number): number | undefined {
  if (roughSize(payload, limit / mostBytesPerCharacter) < limit / mostBytesPerCharacter) return undefined;
  const size = jsonSize(payload);
  return size > limit ? size : undefined;
}

/** The size of a value's JSON in bytes of UTF-8. */
export function jsonSize(value: unknown): number {
  const json = JSON.stringify(value) ?? 'null';
  if (!/[^\0-\x7F]/.test(json)) return json.length;
  let bytes = json.length;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    if (unit < 0x80) continue;
    // A pair of surrogates is four bytes: two for each of its units. A lone one never stands in JSON.
    bytes += unit < 0x8_00 || (unit >= 0xd8_00 && unit <= 0xdf_ff) ? 1 : 2;
  }
  return bytes;
}

/** Characters of a value's JSON, without counting what needs escaping; stops counting once above `enough`. */
export function roughSize(value: unknown, enough = Infinity): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 24;
  let size = 2;
  if (isList(value)) {
    for (const item of value) {
      size += roughSize(item, enough - size) + 1;
      if (size > enough) return size;
    }
    return size;
  }
  if (!isRecord(value)) return size;
  for (const key of Object.keys(value)) {
    size += key.length + 4 + roughSize(value[key], enough - size);
    if (size > enough) return size;
  }
  return size;
}
