import { z } from 'zod';

// Building blocks of every schema here.
//
// One schema serves both directions. A server reads requests with it: absent fields get Conductor's defaults.
// A page reads answers with it: fields a newer or older server leaves out get the same defaults, and statuses
// stay plain strings (see statuses.ts), so that an unknown one still parses.

type Shape = Readonly<Record<string, z.ZodType>>;
/** The type of an object with these fields. */
export type FieldsOf<S extends Shape> = z.output<z.ZodObject<S>>;

/**
 * The schema of a Conductor object. A null property counts as absent. Unknown properties survive a parse,
 * but the inferred type does not name them, so that a misspelt field is a compile error.
 */
export function wireObject<const S extends Shape>(shape: S): z.ZodType<FieldsOf<S>> {
  const known = Object.keys(shape);
  const schema: z.ZodType<FieldsOf<S>> = z.object(shape).loose();
  return z.preprocess((value) => withoutNulls(value, known), schema);
}

function withoutNulls(value: unknown, known: readonly string[]): unknown {
  if (!isJsonObject(value)) return value;
  let copy: JsonObject | undefined;
  for (const key of known) {
    if (value[key] !== null) continue;
    copy ??= { ...value };
    delete copy[key];
  }
  return copy ?? value;
}

/** A JSON object: a map of free values. */
export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const text = z.string();
export const optionalText = z.string().optional();
export const int = z.int32();
export const long = z.int();
export const flag = z.boolean();
export const jsonMap = z.record(z.string(), z.unknown());
export const textMap = z.record(z.string(), z.string());
export const textList = z.array(z.string());

/** Who made a thing and when: part of definitions and executions. Times are epoch milliseconds. */
export const auditFields = {
  ownerApp: optionalText,
  createTime: long.default(0),
  updateTime: long.default(0),
  createdBy: optionalText,
  updatedBy: optionalText,
};

/** How deep lists and maps may stand in one another, as in Conductor: deeper ones would overrun the call stack. */
export const maxNesting = 1000;

/** Whether lists and maps stand in one another deeper than `levels`. */
export function isNestedDeeper(value: unknown, levels: number = maxNesting): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isNestedDeeper(item, levels - 1)) return true;
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) if (isNestedDeeper(value[key], levels - 1)) return true;
  }
  return false;
}
