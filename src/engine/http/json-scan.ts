import { maxNesting } from '#contract/index.ts';

export const nestedTooDeeply = `Document nesting depth (${maxNesting + 1}) exceeds the maximum allowed (${maxNesting}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`;

/** Where the first JSON value of a text ends, or what is wrong with it in the words of Conductor's parser (Jackson). */
export type JsonScan =
  | { readonly kind: 'value'; readonly end: number }
  | { readonly kind: 'problem'; readonly message: string };

/** Reads a text that is no JSON as a whole. One pass over its characters: a text may be megabytes long. */
export function scanJson(text: string): JsonScan {
  const scanner: Scanner = { text, at: 0, depth: 0, inObject: undefined };
  try {
    skipSpace(scanner);
    if (scanner.at === text.length) throw new JsonProblem('No content to map due to end-of-input');
    scanValue(scanner);
    return { kind: 'value', end: scanner.at };
  } catch (problem) {
    if (problem instanceof JsonProblem) return { kind: 'problem', message: problem.message };
    throw problem;
  }
}

class JsonProblem extends Error {
  override readonly name = 'JsonProblem';
}

interface Scanner {
  readonly text: string;
  at: number;
  depth: number;
  /** Of the innermost container; undefined outside of any. */
  inObject: boolean | undefined;
}

const code = {
  tab: 9,
  newline: 10,
  return: 13,
  space: 32,
  quote: 34,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  zero: 48,
  nine: 57,
  colon: 58,
  openList: 91,
  backslash: 92,
  closeList: 93,
  openObject: 123,
  closeObject: 125,
} as const;

/** The code of the character that is next; NaN at the end. */
function peek(scanner: Scanner): number {
  return scanner.text.charCodeAt(scanner.at);
}

function isAtEnd(scanner: Scanner): boolean {
  return scanner.at >= scanner.text.length;
}

function skipSpace(scanner: Scanner): void {
  for (; ; scanner.at += 1) {
    const next = peek(scanner);
    if (next === code.space || next === code.newline || next === code.return || next === code.tab) continue;
    if (next < code.space) {
      throw new JsonProblem(
        `Illegal character (${controlCharacter(next)}): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
      );
    }
    if (next === code.slash) {
      throw unexpected(
        scanner,
        "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
      );
    }
    return;
  }
}

function controlCharacter(character: number): string {
  return `(CTRL-CHAR, code ${character})`;
}

function describeCharacter(scanner: Scanner): string {
  const point = scanner.text.codePointAt(scanner.at) ?? 0;
  return `('${String.fromCodePoint(point)}' (code ${point}))`;
}

function unexpected(scanner: Scanner, expectation: string): JsonProblem {
  return new JsonProblem(`Unexpected character ${describeCharacter(scanner)}: ${expectation}`);
}

function scanValue(scanner: Scanner): void {
  const next = peek(scanner);
  if (next === code.openObject) return scanContainer(scanner, objectKind, scanMember);
  if (next === code.openList) return scanContainer(scanner, listKind, scanValue);
  if (next === code.quote) return scanString(scanner, 'string value');
  if (next === code.minus || isDigit(next)) return scanNumber(scanner);
  if (next === code.comma && scanner.inObject !== undefined) throw unexpected(scanner, 'expected a value');
  if (next === code.closeObject || next === code.closeList) throw unexpectedClose(scanner, next);
  scanLiteral(scanner);
}

function unexpectedClose(scanner: Scanner, next: number): JsonProblem {
  if (scanner.inObject === undefined) {
    const [found, wanted] = next === code.closeObject ? '}]' : ']}';
    return new JsonProblem(
      `Unexpected close marker '${found}': expected '${wanted}' (for root starting at ${place('line: 1')})`,
    );
  }
  const isOfList = next === code.closeList && scanner.inObject;
  return unexpected(scanner, isOfList ? validValue : 'expected a value');
}

interface ContainerKind {
  readonly name: 'Object' | 'Array';
  readonly close: number;
}

const objectKind: ContainerKind = { name: 'Object', close: code.closeObject };
const listKind: ContainerKind = { name: 'Array', close: code.closeList };

function scanContainer(scanner: Scanner, kind: ContainerKind, scanEntry: (scanner: Scanner) => void): void {
  const start = scanner.at;
  const around = scanner.inObject;
  scanner.depth += 1;
  if (scanner.depth > maxNesting) throw new JsonProblem(nestedTooDeeply);
  scanner.at += 1;
  scanner.inObject = kind === objectKind;
  scanEntries(scanner, kind, start, scanEntry);
  scanner.inObject = around;
  scanner.depth -= 1;
}

function scanEntries(
  scanner: Scanner,
  kind: ContainerKind,
  start: number,
  scanEntry: (scanner: Scanner) => void,
): void {
  skipSpace(scanner);
  if (isClosed(scanner, kind, start)) return;
  for (;;) {
    scanEntry(scanner);
    skipSpace(scanner);
    if (isClosed(scanner, kind, start)) return;
    if (peek(scanner) !== code.comma) {
      throw unexpected(scanner, `was expecting comma to separate ${kind.name} entries`);
    }
    scanner.at += 1;
    skipSpace(scanner);
    if (isAtEnd(scanner)) throw endedWithin(kind);
  }
}

/** Goes past the container's end where it is next. */
function isClosed(scanner: Scanner, kind: ContainerKind, start: number): boolean {
  const next = peek(scanner);
  if (next === kind.close) {
    scanner.at += 1;
    return true;
  }
  if (isAtEnd(scanner)) {
    throw new JsonProblem(
      `Unexpected end-of-input: expected close marker for ${kind.name} (start marker at ${placeOf(scanner, start)})`,
    );
  }
  if (next === code.closeObject || next === code.closeList) {
    const found = String.fromCharCode(next);
    throw new JsonProblem(
      `Unexpected close marker '${found}': expected '${String.fromCharCode(kind.close)}' (for ${kind.name} starting at ${placeOf(scanner, start)})`,
    );
  }
  return false;
}

function endedWithin(kind: ContainerKind): JsonProblem {
  return new JsonProblem(`Unexpected end-of-input within/between ${kind.name} entries`);
}

function placeOf(scanner: Scanner, offset: number): string {
  const before = scanner.text.slice(0, offset).split('\n');
  return place(`line: ${before.length}, column: ${(before.at(-1)?.length ?? 0) + 1}`);
}

/** Conductor keeps the text itself out of its messages. */
function place(position: string): string {
  return `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); ${position}]`;
}

function scanMember(scanner: Scanner): void {
  if (peek(scanner) !== code.quote)
    throw unexpected(scanner, 'was expecting double-quote to start field name');
  scanString(scanner, 'name');
  skipSpace(scanner);
  if (isAtEnd(scanner)) throw endedWithin(objectKind);
  if (peek(scanner) !== code.colon) {
    throw unexpected(scanner, 'was expecting a colon to separate field name and value');
  }
  scanner.at += 1;
  skipSpace(scanner);
  if (isAtEnd(scanner)) throw endedWithin(objectKind);
  scanValue(scanner);
}

function scanString(scanner: Scanner, what: 'string value' | 'name'): void {
  for (scanner.at += 1; ; scanner.at += 1) {
    const next = peek(scanner);
    if (next === code.quote) break;
    if (isAtEnd(scanner)) {
      throw new JsonProblem(`Unexpected end-of-input in ${what === 'name' ? 'field name' : 'VALUE_STRING'}`);
    }
    if (next < code.space) {
      throw new JsonProblem(
        `Illegal unquoted character (${controlCharacter(next)}): has to be escaped using backslash to be included in ${what}`,
      );
    }
    if (next === code.backslash) scanEscape(scanner);
  }
  scanner.at += 1;
}

function scanEscape(scanner: Scanner): void {
  scanner.at += 1;
  const escaped = scanner.text.charAt(scanner.at);
  if (escaped === '') throw endedInEscape();
  if (escaped === 'u') {
    for (let digit = 0; digit < 4; digit += 1) {
      scanner.at += 1;
      if (isAtEnd(scanner)) throw endedInEscape();
      if (!/[\da-f]/i.test(scanner.text.charAt(scanner.at))) {
        throw unexpected(scanner, 'expected a hex-digit for character escape sequence');
      }
    }
  } else if (!'"\\/bfnrt'.includes(escaped)) {
    throw new JsonProblem(`Unrecognized character escape ${describeCharacter(scanner).slice(1, -1)}`);
  }
}

function endedInEscape(): JsonProblem {
  return new JsonProblem('Unexpected end-of-input in character escape sequence');
}

function isDigit(character: number): boolean {
  return character >= code.zero && character <= code.nine;
}

function scanNumber(scanner: Scanner): void {
  if (peek(scanner) === code.minus) {
    scanner.at += 1;
    if (scanner.text.startsWith('Infinity', scanner.at)) throw nonStandard('-Infinity');
    requireDigit(scanner, 'expected digit (0-9) to follow minus sign, for valid numeric value');
  }
  const isZero = peek(scanner) === code.zero;
  scanner.at += 1;
  if (isZero && isDigit(peek(scanner))) {
    throw new JsonProblem('Invalid numeric value: Leading zeroes not allowed');
  }
  skipDigits(scanner);
  if (peek(scanner) === code.dot) {
    scanner.at += 1;
    requireDigit(scanner, 'Decimal point not followed by a digit');
    skipDigits(scanner);
  }
  if (scanner.text.charAt(scanner.at).toLowerCase() === 'e') {
    scanner.at += 1;
    if (peek(scanner) === code.plus || peek(scanner) === code.minus) scanner.at += 1;
    requireDigit(scanner, 'Exponent indicator not followed by a digit');
    skipDigits(scanner);
  }
}

function skipDigits(scanner: Scanner): void {
  while (isDigit(peek(scanner))) scanner.at += 1;
}

function requireDigit(scanner: Scanner, expectation: string): void {
  if (isDigit(peek(scanner))) return;
  if (isAtEnd(scanner)) throw new JsonProblem('Unexpected end-of-input in numeric value');
  throw new JsonProblem(
    `Unexpected character ${describeCharacter(scanner)} in numeric value: ${expectation}`,
  );
}

const validToken = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'";
const validValue = `expected a valid value (${validToken})`;

function scanLiteral(scanner: Scanner): void {
  const word = /^[\w$]+/.exec(scanner.text.slice(scanner.at, scanner.at + 256))?.[0] ?? '';
  if (word === 'true' || word === 'false' || word === 'null') {
    scanner.at += word.length;
    return;
  }
  if (word === 'NaN' || word === 'Infinity') throw nonStandard(word);
  if (peek(scanner) === code.plus) {
    throw new JsonProblem(
      `Unexpected character ${describeCharacter(scanner)} in numeric value: JSON spec does not allow numbers to have plus signs: enable \`JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS\` to allow`,
    );
  }
  if (word === '') throw unexpected(scanner, validValue);
  throw new JsonProblem(`Unrecognized token '${word}': was expecting (${validToken})`);
}

function nonStandard(token: string): JsonProblem {
  return new JsonProblem(
    `Non-standard token '${token}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`,
  );
}
