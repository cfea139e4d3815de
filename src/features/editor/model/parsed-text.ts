import type { JsonPath } from '#contract/index.ts';
import { parseJson } from '#lib/json.ts';
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { indexLines, type LineIndex } from './line-index.ts';

export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

interface SyntaxError extends TextRange {
  readonly message: string;
}

/** A text read as JSON: where its parts stand, and its value where it is JSON at all. */
export interface ParsedText {
  readonly text: string;
  readonly lines: LineIndex;
  /** Also there, in part, for a broken text. */
  readonly root: Node | undefined;
  readonly syntaxErrors: readonly SyntaxError[];
  readonly json: JsonText;
}

type JsonText = { readonly valid: true; readonly value: unknown } | { readonly valid: false };

export function parseText(text: string): ParsedText {
  const lines = indexLines(text);
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { text, lines, root: undefined, syntaxErrors: [tooDeep], json: { valid: false } };
  }
  const json = errors.length === 0 ? readValue(text) : ({ valid: false } as const);
  const syntaxErrors = errors.map((error) => describe(text, error));
  if (!json.valid && syntaxErrors.length === 0) syntaxErrors.push(notJson);
  return { text, lines, root, syntaxErrors, json };
}

const tooDeep: SyntaxError = { offset: 0, length: 1, message: 'The text is nested too deeply to be read.' };
const notJson: SyntaxError = { offset: 0, length: 1, message: 'The text is not JSON.' };

function readValue(text: string): JsonText {
  try {
    return { valid: true, value: parseJson(text) };
  } catch {
    return { valid: false };
  }
}

function describe(text: string, error: ParseError): SyntaxError {
  const place = placeOf(text, error);
  return { ...place, message: messages[printParseErrorCode(error.error)] ?? 'This is not valid JSON.' };
}

// A missing comma or bracket is reported where the parser noticed; it belongs behind what was written last.
function placeOf(text: string, error: ParseError): TextRange {
  if (!missing.has(printParseErrorCode(error.error))) {
    return { offset: error.offset, length: Math.max(1, error.length) };
  }
  let offset = Math.min(error.offset, text.length);
  while (offset > 0 && /\s/.test(text.charAt(offset - 1))) offset -= 1;
  return { offset: Math.max(0, offset - 1), length: 1 };
}

const missing = new Set(['CommaExpected', 'CloseBraceExpected', 'CloseBracketExpected']);

const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'Unknown word: texts need double quotes.',
  InvalidNumberFormat: 'This is not a number.',
  PropertyNameExpected: 'A property name in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is missing after this.',
  CloseBraceExpected: 'A closing brace is missing after this.',
  CloseBracketExpected: 'A closing bracket is missing after this.',
  EndOfFileExpected: 'The definition has ended; this is too much.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfComment: 'JSON has no comments.',
  UnexpectedEndOfString: 'A closing quote is missing.',
  UnexpectedEndOfNumber: 'This number is not finished.',
  InvalidUnicode: 'This is not a Unicode escape.',
  InvalidEscapeCharacter: 'This is not an escape that JSON knows.',
  InvalidCharacter: 'This character must be escaped.',
};

/** The part of the text a path points at; where the path leads out of the text, its last part that is there. */
export function rangeOfPath(parsed: ParsedText, path: JsonPath): TextRange {
  if (parsed.root === undefined) return { offset: 0, length: 1 };
  for (let length = path.length; length >= 0; length -= 1) {
    const node = findNodeAtLocation(parsed.root, path.slice(0, length));
    if (node !== undefined) return length === path.length ? rangeOf(node) : headOf(node);
  }
  return headOf(parsed.root);
}

// An object or a list is long: its name stands for it, or its first character where it has no name.
function rangeOf(node: Node): TextRange {
  return node.type === 'object' || node.type === 'array'
    ? headOf(node)
    : { offset: node.offset, length: Math.max(1, node.length) };
}

function headOf(node: Node): TextRange {
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  return key === undefined
    ? { offset: node.offset, length: 1 }
    : { offset: key.offset, length: Math.max(1, key.length) };
}
