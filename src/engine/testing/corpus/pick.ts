type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of a JSON value only what some paths of keys, joined by dots, lead to; lists are gone through. */
export function pick(value: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => pick(each, paths));
  if (!isObject(value)) return value;
  const picked: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    const below = paths
      .filter((path) => path.startsWith(`${key}.`))
      .map((path) => path.slice(key.length + 1));
    if (paths.includes(key)) picked[key] = each;
    else if (below.length > 0) picked[key] = pick(each, below);
  }
  return picked;
}

/** A copy of a JSON value with other values at some paths, joined by slashes; undefined takes away. */
export function patched(value: unknown, patches: Json): unknown {
  return Object.entries(patches).reduce((whole, [path, part]) => put(whole, path.split('/'), part), value);
}

function put(whole: unknown, [key, ...rest]: readonly string[], part: unknown): unknown {
  if (key === undefined || (whole === undefined && part === undefined)) return part;
  if (Array.isArray(whole)) {
    const copy: unknown[] = [...whole];
    const index = Number(key);
    const given = put(copy[index], rest, part);
    if (given === undefined) copy.splice(index, 1);
    else copy[index] = given;
    return copy;
  }
  const { [key]: before, ...others } = isObject(whole) ? whole : {};
  const after = put(before, rest, part);
  return after === undefined ? others : { ...others, [key]: after };
}
