import { isJsonObject, type JsonObject } from '#contract/index.ts';

/** A definition may come from an editor in the middle of a change: nothing about its shape is certain. */
export type JsonRecord = Readonly<JsonObject>;

export function recordOf(value: unknown): JsonRecord {
  return isJsonObject(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a line of text; '' for what has no text of its own. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}
