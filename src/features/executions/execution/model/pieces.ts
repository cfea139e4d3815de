/** Where in the text of an answer a value stands: a field of its object, or with a number a task of its list. */
export interface Piece {
  readonly key: string | number;
  readonly start: number;
  readonly end: number;
}

/** Raised for an answer that is no execution at all. */
export class UnreadableExecution extends Error {}

/**
 * Finds the fields and the tasks of an execution in its text, one at a time, so that a large one can be read in slices
 * and what has not changed need not be read at all. `knownEnd` may say where a task ends without looking into it.
 * What stands in the pieces is for their parser to judge.
 */
export function* piecesOf(
  text: string,
  knownEnd: (index: number, start: number) => number | undefined,
): Generator<Piece, void> {
  let at = skipSpace(text, 0);
  if (text[at] !== '{') refuse();
  at = skipSpace(text, at + 1);
  while (text[at] !== '}') {
    if (text[at] !== '"') refuse();
    const keyEnd = endOf(text, at);
    const key = text.slice(at + 1, keyEnd - 1);
    at = skipSpace(text, keyEnd);
    if (text[at] !== ':') refuse();
    const start = skipSpace(text, at + 1);
    const end =
      key === 'tasks' && text[start] === '[' ? yield* tasksOf(text, start, knownEnd) : endOf(text, start);
    yield { key, start, end };
    at = next(text, end, '}');
  }
  if (skipSpace(text, at + 1) !== text.length) refuse();
}

function refuse(): never {
  throw new UnreadableExecution('The answer is not a JSON object.');
}

/** The tasks of a list that begins here; returns where it ends. */
function* tasksOf(
  text: string,
  from: number,
  knownEnd: (index: number, start: number) => number | undefined,
): Generator<Piece, number> {
  let at = skipSpace(text, from + 1);
  for (let index = 0; text[at] !== ']' && at < text.length; index += 1) {
    const end = knownEnd(index, at) ?? endOf(text, at);
    yield { key: index, start: at, end };
    at = next(text, end, ']');
  }
  return at + 1;
}

/** Behind the comma, or at the end of what the value is in; beyond the text where there is neither. */
function next(text: string, end: number, close: string): number {
  const at = skipSpace(text, end);
  if (text[at] === close) return at;
  if (text[at] !== ',') return text.length;
  const after = skipSpace(text, at + 1);
  return text[after] === close ? text.length : after;
}

const [quote, backslash, comma, openList, closeList, openObject, closeObject] = Array.from(
  '"\\,[]{}',
  (each) => each.charCodeAt(0),
);

/** Where the value ends that begins here. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let isText = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === backslash) at += 1;
      else if (code === quote) {
        isText = false;
        if (depth === 0) return at + 1;
      }
    } else if (code === quote) isText = true;
    else if (code === openObject || code === openList) depth += 1;
    else if (code === closeObject || code === closeList) {
      depth -= 1;
      if (depth === 0) return at + 1;
      // A number or a word, and the end of what it is in.
      if (depth < 0) return at;
    } else if (depth === 0 && (code === comma || isSpace(code))) return at;
  }
  return text.length;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
