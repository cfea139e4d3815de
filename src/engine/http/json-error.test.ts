import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeJsonError } from './json-error.ts';

// Each pair was answered by a Conductor 3.32.1 server, except that it hides positions.
const recorded: readonly (readonly [text: string, message: string])[] = [
  ['{"name": "x", ', 'Unexpected end-of-input within/between Object entries'],
  ['{"status":', 'Unexpected end-of-input within/between Object entries'],
  [
    'hello',
    "Unrecognized token 'hello': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
  ['{bad', "Unexpected character ('b' (code 98)): was expecting double-quote to start field name"],
  ['{"a":1,} ', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name"],
  ["{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
  [String.raw`{"a":"\x"}`, "Unrecognized character escape 'x' (code 120)"],
  ['{"a":"x', 'Unexpected end-of-input in VALUE_STRING'],
  [
    '{"a":[1,2',
    'Unexpected end-of-input: expected close marker for Array (start marker at line: 1, column: 6)',
  ],
  ['{"a":NaN}', "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow"],
  ['{"a":01}', 'Invalid numeric value: Leading zeroes not allowed'],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value"],
  ['{"a":1 "b":2}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries"],
  [
    '{"a":"x\ny"}',
    'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
  ],
  ['{', 'Unexpected end-of-input: expected close marker for Object (start marker at line: 1, column: 1)'],
  ['   ', 'No content to map due to end-of-input'],
  ['{"a":[1}', "Unexpected close marker '}': expected ']' (for Array starting at line: 1, column: 6)"],
];

describe('describeJsonError', () => {
  it.each(recorded)('says what Conductor says about %j', (text, message) => {
    expect(describeJsonError(text)).toBe(message);
  });

  it('finds a fault in every text that does not parse', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '{', ']', ',', ':', 'x', '\\', '\n', '0'))
      .map(([json, place, insert]) => {
        const at = place % (json.length + 1);
        return json.slice(0, at) + insert + json.slice(at + 1);
      })
      .filter((text) => !parses(text));
    fc.assert(
      fc.property(damaged, (text) => {
        const message = describeJsonError(text);
        expect(message).not.toBe('');
        expect(message).not.toContain("('' (code 0))");
      }),
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
