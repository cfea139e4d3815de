import type { z } from 'zod';
import { isJsonObject } from '#contract/index.ts';
import { malformed } from './errors.ts';
import { refusal, type JavaType } from './java-messages.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * Parses as Conductor's JSON mapper does: a number counts where a text is wanted, "1" where a number is wanted and
 * so on; what cannot be converted is refused in the mapper's words.
 */
export function parseLikeConductor<T>(schema: z.ZodType<T>, value: unknown, javaType: JavaType): T {
  let candidate = value;
  // A conversion can bring further issues to light, deeper in a union; each round fixes all it sees.
  for (let round = 0; round < 4; round += 1) {
    const parsed = schema.safeParse(candidate);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.flatMap((issue) => flatten(issue));
    const current = candidate;
    const refused = issues.find((issue) => converted(issue, at(current, issue.path)) === undefined);
    if (refused !== undefined) {
      throw malformed(refusal(refused, at(candidate, refused.path), javaType));
    }
    const changes = issues.map((issue) => ({
      path: issue.path,
      value: converted(issue, at(current, issue.path))?.value,
    }));
    candidate = changed(candidate, changes);
  }
  throw malformed('JSON parse error: the request body cannot be converted');
}

/** The issues of a union are those of its most fitting alternative: the one that got furthest into the value. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const deepest = issue.errors.toSorted((a, b) => reach(b) - reach(a))[0] ?? [];
  return deepest.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }));
}

function reach(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function at(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isJsonObject(value) ? value[String(key)] : undefined;
  }, root);
}

interface Change {
  readonly path: Path;
  /** Undefined leaves out what is there. */
  readonly value: unknown;
}

/** A copy with all the changes at once: there may be as many as the body has values. */
function changed(root: unknown, changes: readonly Change[], depth = 0): unknown {
  const whole = changes.find(({ path }) => path.length === depth);
  if (whole !== undefined) return whole.value;
  const byKey = Map.groupBy(changes, ({ path }) => path[depth]);
  const inside = (key: PropertyKey, value: unknown) => {
    const own = byKey.get(key);
    return own === undefined ? value : changed(value, own, depth + 1);
  };
  if (Array.isArray(root)) return root.map((item: unknown, index) => inside(index, item));
  if (!isJsonObject(root)) return root;
  return Object.fromEntries(
    Object.entries(root)
      .map(([name, value]) => [name, inside(name, value)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

interface Converted {
  readonly value: unknown;
}

type Conversion = (value: unknown) => Converted | undefined;

const toNumber: Conversion = (value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? { value: Math.trunc(value) } : undefined;
  if (value === '') return { value: null };
  return typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? { value: Number(value) } : undefined;
};

const conversions: Readonly<Record<string, Conversion>> = {
  string: (value) =>
    typeof value === 'number' || typeof value === 'boolean' ? { value: String(value) } : undefined,
  int: toNumber,
  number: toNumber,
  boolean: (value) => {
    if (typeof value === 'number' && Number.isInteger(value)) return { value: value !== 0 };
    if (value === '') return { value: null };
    if (typeof value !== 'string' || !/^([Tt]rue|TRUE|[Ff]alse|FALSE)$/.test(value)) return undefined;
    return { value: value.toLowerCase() === 'true' };
  },
};

/** Objects that a text alone stands for, by the property that they, or a list of them, are in. */
const fromText: Readonly<Record<string, (text: string) => unknown>> = {
  logs: (log) => ({ log }),
  taskDefinition: (name) => ({ name }),
};

/** The value that the mapper would make of one of another type; undefined when it would refuse it. */
function converted(issue: Issue, value: unknown): Converted | undefined {
  if (issue.code === 'invalid_value') return enumValue(issue.values, value);
  if (issue.code !== 'invalid_type') return undefined;
  if (typeof value === 'string' && issue.expected === 'object') {
    const make = fromText[String(issue.path.findLast((key) => typeof key === 'string'))];
    return make && { value: make(value) };
  }
  // Maps of texts may hold nulls, which mean nothing to anybody.
  if (value === null && issue.expected === 'string' && typeof issue.path.at(-1) === 'string') {
    return { value: undefined };
  }
  return conversions[issue.expected]?.(value);
}

/** A value of an enumeration may be given by its place, and with blanks around it. */
function enumValue(values: readonly unknown[], value: unknown): Converted | undefined {
  const trimmed = typeof value === 'string' ? value.trim() : value;
  const place = typeof trimmed === 'string' && /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
  const meant = typeof place === 'number' ? values[place] : values.find((each) => each === trimmed);
  return meant === undefined ? undefined : { value: meant };
}
