import { parseFilter } from './json-path-filter-parser.ts';
import { PathSyntaxError, type CompiledPath, type Operand, type PathStep } from './json-path-model.ts';
import { TextCursor } from './text-cursor.ts';

/** Compiles a path; `$.` in front may be left out. Throws PathSyntaxError. */
export function parsePath(text: string): CompiledPath {
  const source = text.trim();
  if (source === '') throw new PathSyntaxError('a path cannot be empty');
  const rooted = source.startsWith('$') || source.startsWith('@') ? source : `$.${source}`;
  if (rooted.endsWith('.')) throw new PathSyntaxError(`a path cannot end with '.': '${text}'`);
  const cursor = new TextCursor(rooted);
  const absolute = cursor.current === '$';
  cursor.position = 1;
  if (!cursor.atEnd && cursor.current !== '.' && cursor.current !== '[') cursor.fail(`expected '.' or '['`);
  const steps: PathStep[] = [];
  while (!cursor.atEnd) readStep(cursor, steps);
  return pathOf(absolute, callOfScan(absolute, steps) ?? steps);
}

function pathOf(absolute: boolean, steps: readonly PathStep[]): CompiledPath {
  return { absolute, steps, definite: steps.every((step, at) => isDefinite(step, at === steps.length - 1)) };
}

/** `$..price.sum()` means `$.sum($..price)`: one sum of all, not a sum of each. A length counts what the found ones hold. */
function callOfScan(absolute: boolean, steps: readonly PathStep[]): readonly PathStep[] | undefined {
  const last = steps.at(-1);
  if (steps[0]?.kind !== 'scan' || last?.kind !== 'call') return undefined;
  const counts = last.name === 'length' || last.name === 'size';
  const scanned = [...steps.slice(0, -1), ...(counts ? [{ kind: 'wildcard' } as const] : [])];
  return [{ ...last, arguments: [{ kind: 'path', path: pathOf(absolute, scanned) }, ...last.arguments] }];
}

function isDefinite(step: PathStep, last: boolean): boolean {
  switch (step.kind) {
    case 'property':
      return step.names.length === 1 || last;
    case 'index':
      return step.indexes.length === 1;
    case 'call':
      return true;
    case 'wildcard':
    case 'slice':
    case 'scan':
    case 'filter':
      return false;
  }
}

function readStep(cursor: TextCursor, steps: PathStep[]): void {
  if (cursor.accept('..')) {
    steps.push({ kind: 'scan' });
    if (cursor.current === '.') cursor.fail(`'.' is not expected`);
  } else if (cursor.accept('.') && cursor.current === '.') {
    cursor.fail(`'.' is not expected`);
  }
  if (cursor.current === '[') steps.push(readBracket(cursor));
  else if (cursor.accept('*')) steps.push({ kind: 'wildcard' });
  else steps.push(readName(cursor));
}

function readName(cursor: TextCursor): PathStep {
  const name = cursor.takeWhile((character) => !'.[( '.includes(character));
  if (cursor.current === ' ') cursor.fail('a name with blanks must stand in brackets and quotes');
  if (cursor.current !== '(') return { kind: 'property', names: [name] };
  return {
    kind: 'call',
    name,
    arguments: parseArguments(cursor.takeBracketed()),
  };
}

function parseArguments(text: string): Operand[] {
  const cursor = new TextCursor(text);
  const found: Operand[] = [];
  for (cursor.skipBlanks(); !cursor.atEnd; cursor.skipBlanks()) {
    if (found.length > 0) {
      cursor.expect(',');
      cursor.skipBlanks();
    }
    found.push(readArgument(cursor));
  }
  return found;
}

function readArgument(cursor: TextCursor): Operand {
  const start = cursor.position;
  while (!cursor.atEnd && cursor.current !== ',') {
    const character = cursor.current;
    if (character === "'" || character === '"') cursor.takeQuoted();
    else if (character === '[' || character === '(' || character === '{') cursor.takeBracketed();
    else cursor.position += 1;
  }
  const text = cursor.text.slice(start, cursor.position).trim();
  if (text.startsWith('$') || text.startsWith('@')) return { kind: 'path', path: parsePath(text) };
  return { kind: 'literal', value: parseLiteral(text, cursor) };
}

function parseLiteral(text: string, cursor: TextCursor): unknown {
  if (text.startsWith("'")) return new TextCursor(text).takeQuoted();
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return cursor.fail(`'${text}' is neither a path nor a JSON value`);
  }
}

function readBracket(cursor: TextCursor): PathStep {
  const content = cursor.takeBracketed().trim();
  if (content === '*') return { kind: 'wildcard' };
  if (content.startsWith('?')) return { kind: 'filter', condition: parseFilter(content.slice(1), parsePath) };
  if (content.startsWith("'") || content.startsWith('"')) return readNames(content);
  if (/^[-\d:][-\d:, ]*$/.test(content))
    return content.includes(':') ? readSlice(content) : readIndexes(content);
  return cursor.fail(`'[${content}]' is not understood`);
}

function readNames(content: string): PathStep {
  const cursor = new TextCursor(content);
  const names: string[] = [];
  do {
    cursor.skipBlanks();
    if (cursor.current !== "'" && cursor.current !== '"') cursor.fail('expected a name in quotes');
    names.push(cursor.takeQuoted());
    cursor.skipBlanks();
  } while (cursor.accept(','));
  if (!cursor.atEnd) cursor.fail(`expected ',' or ']'`);
  return { kind: 'property', names };
}

function readIndexes(content: string): PathStep {
  return { kind: 'index', indexes: content.split(',').map((part) => readInteger(part, content)) };
}

function readSlice(content: string): PathStep {
  const [from = '', to = ''] = content.split(':').map((part) => part.trim());
  if (from === '' && to === '') throw new PathSyntaxError(`'[${content}]' names no end`);
  return {
    kind: 'slice',
    ...(from !== '' && { from: readInteger(from, content) }),
    ...(to !== '' && { to: readInteger(to, content) }),
  };
}

function readInteger(text: string, content: string): number {
  if (!/^\s*-?\d+\s*$/.test(text)) throw new PathSyntaxError(`'[${content}]' is not a list of numbers`);
  return Number(text);
}
