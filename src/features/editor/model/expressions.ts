import type { TextRange } from './parsed-text.ts';

/** A `${…}` in a text; the range is of its path, without `${` and `}`. */
export interface Expression extends TextRange {
  readonly path: string;
}

/**
 * The expressions in a JSON string as it is written, quotes included. An inner expression (`${a[${b}]}`) comes
 * before the one around it, `$${…}` is an escape, and what never closes is plain text.
 */
export function findExpressions(source: string, offset = 0): Expression[] {
  const found: Expression[] = [];
  const open: number[] = [];
  let depth = 0;
  const depths: number[] = [];
  for (let at = source.indexOf('${'); at !== -1 && at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '$' && source.charAt(at + 1) === '{') {
      depth += 1;
      if (source.charAt(at - 1) !== '$') {
        open.push(at + 2);
        depths.push(depth);
      }
      at += 1;
    } else if (character === '{') {
      depth += 1;
    } else if (character === '}' && depth > 0) {
      if (depths.at(-1) === depth) {
        depths.pop();
        const start = open.pop() ?? at;
        found.push({ path: source.slice(start, at), offset: offset + start, length: at - start });
      }
      depth -= 1;
    }
  }
  return found;
}

/** What an expression's path starts with, and the field after it: `score` and `output` of `$.score.output.band`. */
export interface ExpressionHead {
  readonly root: string;
  /** How far into the path the root starts. */
  readonly rootAt: number;
  readonly rest: readonly string[];
}

const headPattern = /^(\s*(?:\$\.)?)([^.[\s]+)/;

export function headOfExpression(path: string): ExpressionHead | undefined {
  const match = headPattern.exec(path);
  const prefix = match?.[1];
  const root = match?.[2];
  if (prefix === undefined || root === undefined || root.startsWith('$')) return undefined;
  const rest = path.slice(prefix.length + root.length);
  return { root, rootAt: prefix.length, rest: segments(rest) };
}

// Only the plain segments at the front: a filter or a wildcard may lead anywhere.
function segments(rest: string): string[] {
  const found: string[] = [];
  const pattern = /\.([\w-]+)|\[\\?['"]([^'"\\]+)\\?['"]\]/y;
  for (let match = pattern.exec(rest); match !== null; match = pattern.exec(rest)) {
    found.push(match[1] ?? match[2] ?? '');
  }
  return found;
}
