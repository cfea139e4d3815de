import type { QuickJSHandle } from 'quickjs-emscripten-core';
import type { Sandbox } from './sandbox.ts';
import { LAZY_MAP } from './snippets.ts';

/** Maps with fewer members are copied faster than they are asked for. */
const manyMembers = 64;

type JsonMap = Readonly<Record<string, unknown>>;

/**
 * The large maps among the members of a binding, which a script rarely looks through: the output of a loop grows with
 * every iteration, and its condition mostly asks for the number of the last one.
 */
export function largeMaps(binding: unknown): ReadonlyMap<string, JsonMap> {
  const found = new Map<string, JsonMap>();
  if (!isMap(binding)) return found;
  for (const [name, member] of Object.entries(binding)) {
    if (isMap(member) && hasMany(member)) found.set(name, member);
  }
  return found;
}

/** The sandbox's own JSON.parse and JSON.stringify, taken before the script could replace them. */
export interface JsonFunctions {
  readonly parse: QuickJSHandle;
  readonly stringify: QuickJSHandle;
}

/** A map in the sandbox that copies each member in, by its JSON.parse, when the script first asks for it. */
export function lazyMap(
  sandbox: Sandbox,
  { parse, stringify }: JsonFunctions,
  map: JsonMap,
  toJson: (value: unknown) => string,
): QuickJSHandle {
  const { context } = sandbox;
  const fetchMember = sandbox.keep(
    context.newFunction('fetch', (key) => {
      const name: unknown = JSON.parse(context.getString(key));
      return typeof name === 'string' && Object.hasOwn(map, name)
        ? context.newString(toJson(map[name]))
        : context.undefined;
    }),
  );
  const fetchKeys = sandbox.keep(
    context.newFunction('keys', () => context.newString(toJson(Object.keys(map)))),
  );
  return sandbox.call(sandbox.runSnippet(LAZY_MAP), parse, stringify, fetchMember, fetchKeys);
}

function isMap(value: unknown): value is JsonMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('toJSON' in value);
}

function hasMany(map: JsonMap): boolean {
  let count = 0;
  for (const _ in map) {
    count += 1;
    if (count > manyMembers) return true;
  }
  return false;
}
