import { documentOf, findValues, type PathDocument } from './json-path-evaluator.ts';
import { PathSyntaxError, type CompiledPath } from './json-path-model.ts';
import { parsePath } from './json-path-parser.ts';

export type PathCompilation =
  | { readonly ok: true; readonly path: CompiledPath }
  | { readonly ok: false; readonly message: string };

/** Enough for the paths of hundreds of definitions; the oldest go first. */
const CACHE_SIZE = 2000;
const cache = new Map<string, PathCompilation>();

/** Compiles a JsonPath in Jayway's dialect; `$.` in front may be left out. Never throws. */
export function compilePath(text: string): PathCompilation {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const compilation = compile(text);
  if (cache.size >= CACHE_SIZE) {
    const [oldest] = cache.keys();
    if (oldest !== undefined) cache.delete(oldest);
  }
  cache.set(text, compilation);
  return compilation;
}

function compile(text: string): PathCompilation {
  try {
    return { ok: true, path: parsePath(text) };
  } catch (error) {
    if (error instanceof PathSyntaxError) return { ok: false, message: error.message };
    // The parser recurses as deep as brackets are nested; no path that means something runs out of stack.
    if (error instanceof RangeError) return { ok: false, message: 'the path is nested too deeply' };
    throw error;
  }
}

/**
 * The value a path names: null when a definite path names nothing or the path does not compile,
 * a list (empty, if need be) for an indefinite one. Parts of the document are handed out as they are, not copied.
 */
export function readPath(text: string, document: PathDocument): unknown {
  const compilation = compilePath(text);
  if (!compilation.ok) return null;
  const found = findValues(compilation.path, document);
  return compilation.path.definite ? (found?.at(-1) ?? null) : (found ?? null);
}

/** `readPath` over a plain value. */
export function readPathOf(text: string, value: unknown): unknown {
  return readPath(text, documentOf(value));
}
