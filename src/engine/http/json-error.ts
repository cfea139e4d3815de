import { maxNesting } from '#contract/index.ts';

export const nestedTooDeeply = `Document nesting depth (${maxNesting + 1}) exceeds the maximum allowed (${maxNesting}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`;

/** Says what is wrong with a text that is not JSON, in the words of Conductor's parser (Jackson). */
export function describeJsonError(text: string): string {
  const scanner: Scanner = { text, at: 0 };
  try {
    skipSpace(scanner);
    if (scanner.at === text.length) return 'No content to map due to end-of-input';
    scanValue(scanner);
    skipSpace(scanner);
    return `Unexpected trailing content ${describeCharacter(text.charAt(scanner.at))}`;
  } catch (problem) {
    if (problem instanceof JsonProblem) return problem.message;
    // Nesting deeper than the call stack.
    return nestedTooDeeply;
  }
}

class JsonProblem extends Error {
  override readonly name = 'JsonProblem';
}

interface Scanner {
  readonly text: string;
  at: number;
}

function skipSpace(scanner: Scanner): void {
  while (/[ \t\r\n]/.test(scanner.text.charAt(scanner.at))) scanner.at += 1;
}

function peek(scanner: Scanner): string {
  return scanner.text.charAt(scanner.at);
}

function describeCharacter(character: string): string {
  return `('${character}' (code ${character.codePointAt(0) ?? 0}))`;
}

function unexpected(scanner: Scanner, expectation: string): JsonProblem {
  return new JsonProblem(`Unexpected character ${describeCharacter(peek(scanner))}: ${expectation}`);
}

function scanValue(scanner: Scanner): void {
  const next = peek(scanner);
  if (next === '{') return scanContainer(scanner, objectKind, scanMember);
  if (next === '[') return scanContainer(scanner, arrayKind, scanValue);
  if (next === '"') return scanString(scanner);
  if (/[-\d]/.test(next)) return scanNumber(scanner);
  scanLiteral(scanner);
}

interface ContainerKind {
  readonly name: string;
  readonly close: string;
}

const objectKind: ContainerKind = { name: 'Object', close: '}' };
const arrayKind: ContainerKind = { name: 'Array', close: ']' };

function scanContainer(scanner: Scanner, kind: ContainerKind, scanEntry: (scanner: Scanner) => void): void {
  const start = scanner.at;
  scanner.at += 1;
  skipSpace(scanner);
  if (peek(scanner) === kind.close) {
    scanner.at += 1;
    return;
  }
  for (;;) {
    if (peek(scanner) === '') throw unclosed(scanner, kind, start);
    scanEntry(scanner);
    skipSpace(scanner);
    const next = peek(scanner);
    scanner.at += 1;
    if (next === kind.close) return;
    if (next === '') throw unclosed(scanner, kind, start);
    if (next !== ',') {
      scanner.at -= 1;
      if (next === '}' || next === ']') throw mismatched(scanner, kind, start);
      throw unexpected(scanner, `was expecting comma to separate ${kind.name} entries`);
    }
    skipSpace(scanner);
    if (peek(scanner) === '') {
      throw new JsonProblem(`Unexpected end-of-input within/between ${kind.name} entries`);
    }
  }
}

function scanMember(scanner: Scanner): void {
  if (peek(scanner) !== '"') throw unexpected(scanner, 'was expecting double-quote to start field name');
  scanString(scanner);
  skipSpace(scanner);
  if (peek(scanner) !== ':') {
    if (peek(scanner) === '') {
      throw new JsonProblem('Unexpected end-of-input within/between Object entries');
    }
    throw unexpected(scanner, 'was expecting a colon to separate field name and value');
  }
  scanner.at += 1;
  skipSpace(scanner);
  if (peek(scanner) === '') throw new JsonProblem('Unexpected end-of-input within/between Object entries');
  scanValue(scanner);
}

function position(scanner: Scanner, offset: number): string {
  const before = scanner.text.slice(0, offset).split('\n');
  return `line: ${before.length}, column: ${(before.at(-1)?.length ?? 0) + 1}`;
}

function unclosed(scanner: Scanner, kind: ContainerKind, start: number): JsonProblem {
  return new JsonProblem(
    `Unexpected end-of-input: expected close marker for ${kind.name} (start marker at ${position(scanner, start)})`,
  );
}

function mismatched(scanner: Scanner, kind: ContainerKind, start: number): JsonProblem {
  return new JsonProblem(
    `Unexpected close marker '${peek(scanner)}': expected '${kind.close}' (for ${kind.name} starting at ${position(scanner, start)})`,
  );
}

function scanString(scanner: Scanner): void {
  for (scanner.at += 1; ; scanner.at += 1) {
    const next = peek(scanner);
    if (next === '"') break;
    if (next === '') throw new JsonProblem('Unexpected end-of-input in VALUE_STRING');
    if (next < ' ') {
      throw new JsonProblem(
        `Illegal unquoted character ((CTRL-CHAR, code ${next.codePointAt(0) ?? 0})): has to be escaped using backslash to be included in string value`,
      );
    }
    if (next === '\\') scanEscape(scanner);
  }
  scanner.at += 1;
}

function scanEscape(scanner: Scanner): void {
  scanner.at += 1;
  const escaped = peek(scanner);
  if (escaped === '') throw new JsonProblem('Unexpected end-of-input in character escape sequence');
  if (escaped === 'u') {
    for (let digit = 0; digit < 4; digit += 1) {
      scanner.at += 1;
      if (!/^[\da-f]$/i.test(peek(scanner))) {
        throw unexpected(scanner, 'expected a hex-digit for character escape sequence');
      }
    }
  } else if (!'"\\/bfnrt'.includes(escaped)) {
    throw new JsonProblem(`Unrecognized character escape '${escaped}' (code ${escaped.codePointAt(0) ?? 0})`);
  }
}

function scanNumber(scanner: Scanner): void {
  const word = /^[-+.\w]+/.exec(scanner.text.slice(scanner.at))?.[0] ?? '';
  if (/^-?0\d/.test(word)) throw new JsonProblem('Invalid numeric value: Leading zeroes not allowed');
  if (!/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(word)) {
    throw new JsonProblem(`Unexpected character in numeric value: '${word.slice(0, 40)}'`);
  }
  scanner.at += word.length;
}

function scanLiteral(scanner: Scanner): void {
  const word = /^[\w$]+/.exec(scanner.text.slice(scanner.at, scanner.at + 256))?.[0] ?? '';
  if (word === 'true' || word === 'false' || word === 'null') {
    scanner.at += word.length;
    return;
  }
  if (word === 'NaN') {
    throw new JsonProblem(
      "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
    );
  }
  const wanted = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'";
  if (word === '') throw unexpected(scanner, `expected a valid value (${wanted})`);
  throw new JsonProblem(`Unrecognized token '${word}': was expecting (${wanted})`);
}
