import { malformed } from './errors.ts';
import { shape, type Shape } from './shapes.ts';

/** One query parameter: how it is read and how the documentation describes it. */
export interface Parameter<T> {
  readonly shape: Shape;
  readonly required: boolean;
  readonly fallback?: string | number | boolean;
  /** `values` are all occurrences in the URL, in order. */
  read(values: readonly string[], name: string): T;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** What the handler gets: each parameter by name. */
export type ParameterValues<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** As in Conductor, a text that is given repeatedly is all of them. Of numbers and flags the first one counts. */
function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}

export const optionalText: Parameter<string | undefined> = {
  shape: shape.text,
  required: false,
  read(values) {
    const value = joined(values);
    return value === '' ? undefined : value;
  },
};

export const requiredText: Parameter<string> = {
  shape: shape.text,
  required: true,
  read(values, name) {
    const value = joined(values);
    if (value !== undefined) return value;
    throw malformed(`Required request parameter '${name}' for method parameter type String is not present`);
  },
};

/** Repeated, or separated by commas. */
export const textList: Parameter<readonly string[]> = {
  shape: shape.list(shape.text),
  required: false,
  read: (values) => values.flatMap((value) => value.split(',')).filter((value) => value !== ''),
};

export function int(fallback: number, javaType = 'int'): Parameter<number> {
  return {
    shape: shape.int,
    required: false,
    fallback,
    read: ([value], name) => (absent(value) ? fallback : integer(value, name, javaType, int32)),
  };
}

export const optionalInt: Parameter<number | undefined> = {
  shape: shape.int,
  required: false,
  read: ([value], name) => (absent(value) ? undefined : integer(value, name, 'java.lang.Integer', int32)),
};

export const optionalLong: Parameter<number | undefined> = {
  shape: shape.long,
  required: false,
  read: ([value], name) => (absent(value) ? undefined : integer(value, name, 'java.lang.Long', safe)),
};

export function flag(fallback: boolean): Parameter<boolean> {
  return {
    shape: shape.flag,
    required: false,
    fallback,
    read: ([value], name) => (absent(value) ? fallback : readFlag(value, name, 'boolean')),
  };
}

export const optionalFlag: Parameter<boolean | undefined> = {
  shape: shape.flag,
  required: false,
  read: ([value], name) => (absent(value) ? undefined : readFlag(value, name, 'java.lang.Boolean')),
};

function readFlag(value: string, name: string, javaType: string): boolean {
  const word = value.trim().toLowerCase();
  if (truthy.has(word)) return true;
  if (falsy.has(word)) return false;
  throw conversionFailed(name, javaType, `Invalid boolean value [${value}]`);
}

const truthy: ReadonlySet<string> = new Set(['true', 'on', 'yes', '1']);
const falsy: ReadonlySet<string> = new Set(['false', 'off', 'no', '0']);

const int32 = { min: -2_147_483_648, max: 2_147_483_647 };
const safe = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

function absent(value: string | undefined): value is undefined | '' {
  return value === undefined || value === '';
}

/** Reads a whole number; `javaType` is what Conductor calls the type it wanted. */
export function integer(
  value: string,
  name: string,
  javaType: string,
  range: { readonly min: number; readonly max: number } = int32,
): number {
  const trimmed = value.replace(/\s/g, '');
  const number = /^[+-]?(\d+|0x[\da-f]+)$/i.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (number >= range.min && number <= range.max) return number;
  throw conversionFailed(name, javaType, `For input string: "${trimmed}"`);
}

export function conversionFailed(name: string, javaType: string, detail: string) {
  return malformed(
    `Method parameter '${name}': Failed to convert value of type 'java.lang.String' to required type '${javaType}'; ${detail}`,
  );
}
