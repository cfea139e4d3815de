import { toJavaString } from './java-string.ts';
import type { PathDocument } from './json-path-evaluator.ts';
import { readPath, readPathOf } from './json-path.ts';
import { splitTemplate } from './template.ts';
import { isList, isRecord } from './values.ts';

/** What expressions may name. Asked only for what is named, so that cost does not grow with the workflow. */
export interface ExpressionScope {
  /** `workflow` or a task reference → its object; undefined if there is none. */
  lookup(this: void, root: string): unknown;
  /** A variable of the environment by its whole name. */
  environment(this: void, name: string): string | undefined;
  /** What `${CPEWF_TASK_ID}` stands for; absent: it stays as written. */
  readonly taskId?: string;
  /** All names that `lookup` knows, for paths such as `$..id`; absent: those find nothing. */
  roots?(this: void): Iterable<string>;
}

const SECRETS = 'workflow.secrets.';
const ENVIRONMENT = 'workflow.env.';
/** What a secret's variable begins with: no expression names it so, since what expressions give is stored. */
const SECRETS_PREFIX = 'CONDUCTOR_SECRET_';
const ENVIRONMENT_PREFIX = 'CONDUCTOR_ENV_';

/** How deep expressions within expressions are looked for. */
const MAXIMUM_DEPTH = 8;

/**
 * Replaces every `${…}` in texts, lists and maps (not in their keys), as SPEC's EX rules say. Never throws.
 * Neither copies nor changes anything: what holds no expression, and every value an expression names, is handed
 * out as it is. Treat the result as read-only, as everything in the engine's models is.
 */
export function resolveParameters(value: unknown, scope: ExpressionScope): unknown {
  if (typeof value === 'string') return resolveText(value, scope);
  if (isList(value)) {
    let changed: unknown[] | undefined;
    for (let at = 0; at < value.length; at += 1) {
      const next = resolveParameters(value[at], scope);
      if (next !== value[at]) (changed ??= [...value])[at] = next;
    }
    return changed ?? value;
  }
  if (!isRecord(value)) return value;
  let changed: Map<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const next = resolveParameters(value[key], scope);
    if (next !== value[key]) (changed ??= new Map(Object.entries(value))).set(key, next);
  }
  return changed === undefined ? value : Object.fromEntries(changed);
}

/** A text that is one expression gives that expression's value; any other gives text. */
function resolveText(text: string, scope: ExpressionScope): unknown {
  if (!text.includes('${')) return text;
  const parts = splitTemplate(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression') return resolveExpression(only.source, scope, 0);
  return interpolate(text, scope, 0);
}

function interpolate(text: string, scope: ExpressionScope, depth: number): string {
  if (depth > MAXIMUM_DEPTH) return text;
  const texts = splitTemplate(text).map((part) =>
    part.kind === 'text' ? part.text : toJavaString(resolveExpression(part.source, scope, depth)),
  );
  return texts.join('').replaceAll('$${', '${');
}

/** Expressions inside are replaced by their text first. What stays as written comes back with its `${}`. */
function resolveExpression(source: string, scope: ExpressionScope, depth: number): unknown {
  const path = source.includes('${') ? interpolate(source, scope, depth + 1) : source;
  if (path.trim() === '') return '';
  if (path.startsWith(SECRETS)) return `\${${source}}`;
  if (path.startsWith(ENVIRONMENT)) return readEnvironment(path.slice(ENVIRONMENT.length), scope);
  switch (path) {
    case 'CPEWF_TASK_ID':
      return scope.taskId ?? `\${${source}}`;
    case 'NETFLIX_ENV':
    case 'NETFLIX_STACK':
      return scope.environment(path) ?? `\${${source}}`;
  }
  const isVariable = !path.includes('.') && !path.startsWith(SECRETS_PREFIX);
  const variable = isVariable ? scope.environment(path) : undefined;
  return variable ?? readPath(path, documentFor(scope));
}

/** `NAME`, or `NAME.path` into the JSON that NAME holds. */
function readEnvironment(reference: string, scope: ExpressionScope): unknown {
  const dot = reference.indexOf('.');
  const name = dot === -1 ? reference : reference.slice(0, dot);
  const value = scope.environment(`${ENVIRONMENT_PREFIX}${name}`);
  if (value === undefined) return null;
  return dot === -1 ? value : readPathOf(reference.slice(dot + 1), parseJson(value));
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

function documentFor(scope: ExpressionScope): PathDocument {
  return {
    member: (name) => scope.lookup(name),
    whole: () => Object.fromEntries([...(scope.roots?.() ?? [])].map((name) => [name, scope.lookup(name)])),
  };
}
