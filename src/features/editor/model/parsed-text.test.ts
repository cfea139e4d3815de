import { describe, expect, it } from 'vitest';
import { indexLines } from './line-index.ts';
import { parseText, rangeOfPath } from './parsed-text.ts';

function lineOfError(text: string): number | undefined {
  const parsed = parseText(text);
  const [error] = parsed.syntaxErrors;
  return error === undefined ? undefined : parsed.lines.lineAt(error.offset);
}

describe('lines', () => {
  it('counts every kind of line end', () => {
    const lines = indexLines('a\nbb\r\nccc\rd');
    expect(lines.count).toBe(4);
    expect([0, 2, 6, 10].map((offset) => lines.lineAt(offset))).toEqual([1, 2, 3, 4]);
    expect(lines.columnAt(7)).toBe(2);
  });
});

describe('broken text', () => {
  it('names the line that lacks the comma, not the one after it', () => {
    expect(lineOfError('{\n  "name": "a"\n  "version": 1\n}')).toBe(2);
  });

  it('names the last line when the end is missing', () => {
    expect(lineOfError('{\n  "name": "a",\n  "tasks": [\n\n')).toBe(3);
  });

  it.each(['', '{', '{"a":}', '{"a":1,}', '{"a":1} x', '{/* no */}', '"open', '[1 2]', '{"a": NaN}'])(
    'says what is wrong with %j',
    (text) => {
      const parsed = parseText(text);
      expect(parsed.json.valid).toBe(false);
      expect(parsed.syntaxErrors[0]?.message).toMatch(/\.$/);
    },
  );

  it('survives a text that is nested beyond reason', () => {
    const parsed = parseText('['.repeat(200_000));
    expect(parsed.json.valid).toBe(false);
    expect(parsed.syntaxErrors).not.toEqual([]);
  });
});

describe('paths', () => {
  const text = '{\n  "name": "a",\n  "tasks": [\n    { "name": "t",\n      "retryCount": "x" }\n  ]\n}';
  const parsed = parseText(text);

  function written(path: readonly (string | number)[]): string {
    const { offset, length } = rangeOfPath(parsed, path);
    return text.slice(offset, offset + length);
  }

  it('finds the value a path points at', () => {
    expect(written(['tasks', 0, 'retryCount'])).toBe('"x"');
  });

  it('points at the name of an object or a list, not at all of its text', () => {
    expect(written(['tasks'])).toBe('"tasks"');
    expect(written(['tasks', 0])).toBe('{');
  });

  it('points at what is there when the path leads further', () => {
    expect(written(['tasks', 7, 'name'])).toBe('"tasks"');
    expect(written(['nothing', 'here'])).toBe('{');
  });
});
