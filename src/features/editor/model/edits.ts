import type { JsonPath } from '#contract/index.ts';
import { format, modify, type FormattingOptions } from 'jsonc-parser';
import type { TextEdit } from './problem.ts';

/** The edits that set one value and leave every other character of the text alone. */
export function editsToSet(text: string, path: JsonPath, value: unknown): readonly TextEdit[] {
  return modify(text, [...path], value, { formattingOptions: styleOf(text) });
}

/** The edits that lay out the whole text: two spaces, or whatever the text uses already. */
export function editsToFormat(text: string): readonly TextEdit[] {
  return format(text, undefined, { ...styleOf(text), insertFinalNewline: /\n\s*$/.test(text) });
}

/** The one edit that turns a text into another: what differs, without what both begin and end with. */
export function editToReplace(before: string, after: string): TextEdit {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return {
    offset: start,
    length: before.length - start - end,
    content: after.slice(start, after.length - end),
  };
}

/** Applies edits that do not overlap, in one pass however many they are. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((left, right) => left.offset - right.offset)) {
    parts.push(text.slice(at, edit.offset), edit.content);
    at = edit.offset + edit.length;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** A server sends a definition on one line: this is how it is shown. Numbers, key order and escapes stay as sent. */
export function layOut(text: string): string {
  return applyEdits(text, editsToFormat(text));
}

/** The text as another name and version. */
export function withIdentity(
  text: string,
  identity: { readonly name?: string; readonly version: number },
): string {
  const named = identity.name === undefined ? text : setValue(text, ['name'], identity.name);
  return setValue(named, ['version'], identity.version);
}

function setValue(text: string, path: JsonPath, value: unknown): string {
  return applyEdits(text, editsToSet(text, path, value));
}

function styleOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const eol = /\r\n|\n/.exec(text)?.[0] ?? '\n';
  return indent.startsWith('\t')
    ? { insertSpaces: false, tabSize: 1, eol }
    : { insertSpaces: true, tabSize: indent.length, eol };
}
