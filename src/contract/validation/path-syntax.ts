// Whether the inside of a ${…} can be read as a path: names and bracketed steps after one another. Only the form is
// looked at; what it leads to is known when the workflow runs.

const name = /[^ .[(]+\(?/y;
const quoted = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
const brackets = new RegExp(
  String.raw`\[\s*(?:\*|-?\d+(?:\s*,\s*-?\d+)*|-?\d+:(?:-?\d+)?(?::-?\d+)?|:-?\d+|${quoted}(?:\s*,\s*${quoted})*)\s*\]`,
  'y',
);

export function isPathWellFormed(text: string): boolean {
  // Conductor's parser passes over a bracket that is opened at the very end.
  const path = text.trimEnd().replace(/(?<=\w)\[$/, '');
  if (path === '' || path !== path.trimStart()) return false;
  let at = 0;
  let stepExpected = true;
  while (at < path.length) {
    if (path[at] === '.') {
      if (path.startsWith('...', at) || (at === 0 && path.startsWith('..'))) return false;
      at += path.startsWith('..', at) ? 2 : 1;
      stepExpected = true;
      continue;
    }
    const end = endOfStep(path, at);
    if (end === undefined) return false;
    at = end;
    stepExpected = false;
  }
  return !stepExpected;
}

function endOfStep(path: string, at: number): number | undefined {
  if (path.startsWith('[?(', at)) {
    const end = endOfParentheses(path, at + 2);
    return end !== undefined && path[end] === ']' && end - at > 4 ? end + 1 : undefined;
  }
  if (path[at] === '[') return matchAt(brackets, path, at);
  const end = matchAt(name, path, at);
  if (end === undefined) return undefined;
  return path[end - 1] === '(' ? endOfParentheses(path, end - 1) : end;
}

function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The index after the parenthesis that closes the one at `open`, quoted text apart. */
function endOfParentheses(path: string, open: number): number | undefined {
  let depth = 0;
  let quote = '';
  for (let at = open; at < path.length; at += 1) {
    const char = path[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === "'" || char === '"') quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
