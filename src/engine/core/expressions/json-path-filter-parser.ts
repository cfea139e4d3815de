import { RE2JS } from 're2js';
import {
  COMPARISONS,
  PathSyntaxError,
  type CompiledPath,
  type Comparison,
  type Condition,
  type Operand,
} from './json-path-model.ts';
import { TextCursor } from './text-cursor.ts';

/** Handed in because paths contain filters and filters contain paths. */
type ParsePath = (text: string) => CompiledPath;

/** Compiles what stands after `?` in `[?(…)]`. Throws PathSyntaxError. */
export function parseFilter(text: string, parsePath: ParsePath): Condition {
  const source = text.trim();
  if (!source.startsWith('(') || !source.endsWith(')')) {
    throw new PathSyntaxError(`a filter must be written [?(…)], not [?${text}]`);
  }
  const cursor = new TextCursor(source);
  const condition = readOr(cursor, parsePath);
  cursor.skipBlanks();
  return cursor.atEnd ? condition : cursor.fail('the filter should end');
}

function readOr(cursor: TextCursor, parsePath: ParsePath): Condition {
  const readAnd = () => readJoined(cursor, '&&', 'and', () => readTerm(cursor, parsePath));
  return readJoined(cursor, '||', 'or', readAnd);
}

function readJoined(
  cursor: TextCursor,
  sign: string,
  kind: 'and' | 'or',
  readPart: () => Condition,
): Condition {
  const first = readPart();
  const conditions = [first];
  for (cursor.skipBlanks(); cursor.accept(sign); cursor.skipBlanks()) conditions.push(readPart());
  return conditions.length === 1 ? first : { kind, conditions };
}

function readTerm(cursor: TextCursor, parsePath: ParsePath): Condition {
  cursor.skipBlanks();
  if (cursor.accept('!')) {
    cursor.skipBlanks();
    return { kind: 'not', condition: readTerm(cursor, parsePath) };
  }
  if (cursor.accept('(')) {
    const inner = readOr(cursor, parsePath);
    cursor.skipBlanks();
    cursor.expect(')');
    return inner;
  }
  return readComparison(cursor, parsePath);
}

function readComparison(cursor: TextCursor, parsePath: ParsePath): Condition {
  const left = readOperand(cursor, parsePath);
  cursor.skipBlanks();
  const comparison = readComparisonSign(cursor);
  if (comparison === undefined) {
    if (left.kind !== 'path') return cursor.fail('expected a comparison');
    return { kind: 'exists', path: left.path };
  }
  return { kind: 'compare', left, comparison, right: readOperand(cursor, parsePath) };
}

function readComparisonSign(cursor: TextCursor): Comparison | undefined {
  if (cursor.atEnd || ')&|'.includes(cursor.current)) return undefined;
  const sign = isSignCharacter(cursor.current)
    ? cursor.takeWhile(isSignCharacter)
    : cursor.takeWhile((character) => character !== ' ').toLowerCase();
  return COMPARISONS.find((known) => known === sign) ?? cursor.fail(`'${sign}' is not a comparison`);
}

function isSignCharacter(character: string): boolean {
  return '<>=~!'.includes(character);
}

function readOperand(cursor: TextCursor, parsePath: ParsePath): Operand {
  cursor.skipBlanks();
  switch (cursor.current) {
    case '$':
    case '@':
      return { kind: 'path', path: parsePath(takePath(cursor)) };
    case "'":
    case '"':
      return { kind: 'literal', value: cursor.takeQuoted() };
    case '/':
      return { kind: 'pattern', pattern: readPattern(cursor) };
    case '[':
    case '{':
      return { kind: 'literal', value: readJson(cursor) };
    default:
      return { kind: 'literal', value: readWord(cursor) };
  }
}

/** A path ends at a blank, a comparison sign, or a bracket that it did not open itself. */
function takePath(cursor: TextCursor): string {
  const start = cursor.position;
  while (!cursor.atEnd) {
    const character = cursor.current;
    if (character === '[' || character === '(') cursor.takeBracketed();
    else if (
      character === ' ' ||
      character === ')' ||
      '&|,'.includes(character) ||
      isSignCharacter(character)
    )
      break;
    else cursor.position += 1;
  }
  return cursor.text.slice(start, cursor.position);
}

const patternFlags: ReadonlyMap<string, number> = new Map([
  ['i', RE2JS.CASE_INSENSITIVE],
  ['m', RE2JS.MULTILINE],
  ['s', RE2JS.DOTALL],
]);

/** In linear time whatever it is: a pattern of the language's own could keep the engine for ever. */
function readPattern(cursor: TextCursor): RE2JS {
  const source = cursor.takePattern();
  const letters = cursor.takeWhile((character) => 'imsu'.includes(character));
  const flags = Array.from(letters, (letter) => patternFlags.get(letter) ?? 0);
  try {
    return RE2JS.compile(
      source,
      flags.reduce((all, flag) => all | flag, 0),
    );
  } catch {
    return cursor.fail(`/${source}/ is not a regular expression`);
  }
}

function readJson(cursor: TextCursor): unknown {
  const start = cursor.position;
  cursor.takeBracketed();
  const text = cursor.text.slice(start, cursor.position);
  try {
    const value: unknown = JSON.parse(singleToDoubleQuotes(text));
    return value;
  } catch {
    return cursor.fail(`'${text}' is not JSON`);
  }
}

/** Lists in filters may be written with either quote: `in ['a', 'b']`. */
function singleToDoubleQuotes(text: string): string {
  return text.replace(/"(?:\\.|[^"\\])*"|'((?:\\.|[^'\\])*)'/g, (whole, single: string | undefined) =>
    single === undefined ? whole : JSON.stringify(single.replaceAll("\\'", "'")),
  );
}

function readWord(cursor: TextCursor): unknown {
  const word = cursor.takeWhile((character) => /[\w.+-]/.test(character));
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  const number = Number(word);
  return word === '' || Number.isNaN(number) ? cursor.fail('expected a path or a value') : number;
}
