/** A value of an input with nothing inside it, and the keys that lead to it: `items[2].sku = A-7`. */
export interface InputLine {
  readonly path: string;
  readonly value: string;
}

interface Level {
  readonly path: string;
  /** Null in a list. */
  readonly keys: readonly string[] | null;
  readonly values: readonly unknown[];
  at: number;
}

/** Every value of an input in its order, however deep. One at a time, so that a large one can be read in slices. */
export function* inputLines(input: unknown): Generator<InputLine, void> {
  const open: Level[] = [{ path: '', keys: null, values: [input], at: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    if (level.at >= level.values.length) {
      open.pop();
      continue;
    }
    const path = pathOf(level, open.length === 1);
    const value = level.values[level.at];
    level.at += 1;
    const inside = levelOf(path, value);
    if (inside === null) yield { path, value: String(value) };
    else if (inside.values.length === 0) yield { path, value: '' };
    else open.push(inside);
  }
}

export function lineText({ path, value }: InputLine): string {
  return path === '' ? value : `${path} = ${value}`;
}

function pathOf({ path, keys, at }: Level, isWhole: boolean): string {
  if (isWhole) return '';
  const key = keys?.[at];
  if (key === undefined) return `${path}[${at}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Null for a value with nothing inside; a number too long for JavaScript is an object that writes itself. */
function levelOf(path: string, value: unknown): Level | null {
  if (Array.isArray(value)) return { path, keys: null, values: value, at: 0 };
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return null;
  return { path, keys: Object.keys(value), values: Object.values(value), at: 0 };
}
