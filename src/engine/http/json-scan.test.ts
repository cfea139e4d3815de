import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nestedTooDeeply, scanJson } from './json-scan.ts';

const valid = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const source = '[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);';
const token = (name: string) => `Unrecognized token '${name}': was expecting ${valid}`;
const found = (character: string, expectation: string) =>
  `Unexpected character ('${character}' (code ${character.codePointAt(0) ?? 0}))${expectation}`;
const noComma = (character: string, kind = 'Object') =>
  found(character, `: was expecting comma to separate ${kind} entries`);
const noName = (character: string) => found(character, ': was expecting double-quote to start field name');
const noComment = found(
  '/',
  ": maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
);
const noDigit = (character: string) =>
  found(character, ' in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value');
const nonStandard = (name: string) =>
  `Non-standard token '${name}': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow`;
const control = (code: number) =>
  `Illegal character ((CTRL-CHAR, code ${code})): only regular white space (\\r, \\n, \\t) is allowed between tokens`;
const unquoted = (code: number, what: string) =>
  `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in ${what}`;
const inEscape = 'Unexpected end-of-input in character escape sequence';
const within = 'Unexpected end-of-input within/between Object entries';

// Each pair was answered by a Conductor 3.32.1 server.
const recorded: readonly (readonly [text: string, message: string])[] = [
  ['   ', 'No content to map due to end-of-input'],
  ['hello', token('hello')],
  ['nul', token('nul')],
  ['"', 'Unexpected end-of-input in VALUE_STRING'],
  ["'", found("'", `: expected a valid value ${valid}`)],
  ['\u0000', control(0)],
  ['\u001f{}', control(31)],
  [']', `Unexpected close marker ']': expected '}' (for root starting at ${source} line: 1])`],
  ['}', `Unexpected close marker '}': expected ']' (for root starting at ${source} line: 1])`],
  ['/*c*/{}', noComment],
  ['// a\n{}', noComment],
  ['{/*x*/}', noComment],
  ['{"a":1 /*c*/}', noComment],

  [
    '{',
    `Unexpected end-of-input: expected close marker for Object (start marker at ${source} line: 1, column: 1])`,
  ],
  [
    '{"a":1',
    `Unexpected end-of-input: expected close marker for Object (start marker at ${source} line: 1, column: 1])`,
  ],
  ['{"name": "x", ', within],
  ['{"status":', within],
  ['{"a"', within],
  ['{]', `Unexpected close marker ']': expected '}' (for Object starting at ${source} line: 1, column: 1])`],
  ['{bad', noName('b')],
  ['{a:1}', noName('a')],
  ['{,}', noName(',')],
  ['{"a":1,} ', noName('}')],
  ['{"a":1,,}', noName(',')],
  ["{'a':1}", noName("'")],
  ['{"\n":1}', unquoted(10, 'name')],
  ['{"a" 1}', found('1', ': was expecting a colon to separate field name and value')],
  ['{"a" "b"}', found('"', ': was expecting a colon to separate field name and value')],
  ['{"a"="b"}', found('=', ': was expecting a colon to separate field name and value')],
  ['{"a":,}', found(',', ': expected a value')],
  ['{"a":{"b":[1,{"c":}]}}', found('}', ': expected a value')],
  ['{"a":1 "b":2}', noComma('"')],
  ['{"a":1;"b":2}', noComma(';')],
  ['{"a":1 2}', noComma('2')],
  ['{"a":"b"c}', noComma('c')],

  [
    '{"a":[1,2',
    `Unexpected end-of-input: expected close marker for Array (start marker at ${source} line: 1, column: 6])`,
  ],
  [
    '{"a":[1}',
    `Unexpected close marker '}': expected ']' (for Array starting at ${source} line: 1, column: 6])`,
  ],
  ['{"a":[1 2]}', noComma('2', 'Array')],

  ['{"a":"x', 'Unexpected end-of-input in VALUE_STRING'],
  ['{"a":"x\ny"}', unquoted(10, 'string value')],
  ['{"a":"\t"}', unquoted(9, 'string value')],
  [String.raw`{"a":"\x"}`, "Unrecognized character escape 'x' (code 120)"],
  [String.raw`{"a":"\u12"}`, found('"', ': expected a hex-digit for character escape sequence')],
  [String.raw`{"a":"\u12`, inEscape],
  ['{"a":"x\\', inEscape],

  ['{"a":01}', 'Invalid numeric value: Leading zeroes not allowed'],
  ['{"a":1.}', found('}', ' in numeric value: Decimal point not followed by a digit')],
  ['{"a":1e}', found('}', ' in numeric value: Exponent indicator not followed by a digit')],
  ['{"a":.5}', found('.', `: expected a valid value ${valid}`)],
  [
    '{"a":+1}',
    found(
      '+',
      ' in numeric value: JSON spec does not allow numbers to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow',
    ),
  ],
  ['{"a":-}', noDigit('}')],
  ['{"a":-x}', noDigit('x')],
  ['{"a":--1}', noDigit('-')],
  ['{"a":1x}', noComma('x')],
  ['{"a":1e5x}', noComma('x')],
  ['{"a":0x10}', noComma('x')],
  ['{"a":1.5.2}', noComma('.')],
  ['{"a":NaN}', nonStandard('NaN')],
  ['{"a":Infinity}', nonStandard('Infinity')],
  ['{"a":-Infinity}', nonStandard('-Infinity')],

  ['{"a":tru}', token('tru')],
  ['{"a":trueish}', token('trueish')],
  ['{"a":TRUE}', token('TRUE')],
  ['{"a":undefined}', token('undefined')],
  ['{"a":$x}', token('$x')],
  ['{"a":_}', token('_')],
  ['{"a":x-y}', token('x')],
  ['{"a":#}', found('#', `: expected a valid value ${valid}`)],
  ['{"a":(1)}', found('(', `: expected a valid value ${valid}`)],
];

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('scanJson', () => {
  it.each(recorded)('JS2 says what Conductor says about %j', (text, message) => {
    expect(scanJson(text)).toEqual({ kind: 'problem', message });
  });

  it.each(['{} {}', '{} x', '{},', '{}}', '{"a":1}\u0000', '{"a":1}/', '1 2', 'true false', '[1] ]'])(
    'JS13 stops after the first value of %j',
    (text) => {
      const scan = scanJson(text);
      const end = scan.kind === 'value' ? scan.end : 0;
      expect(parses(text.slice(0, end))).toBe(true);
      expect(end).toBeLessThan(text.length);
    },
  );

  it('JS13 finds the end of any value, whatever follows it', () => {
    const rest = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n\t'), rest, (json, space, after) => {
        // A number goes on as long as there are digits.
        const text = `${space}${json} ${after}`;
        expect(scanJson(text)).toEqual({ kind: 'value', end: space.length + json.length });
      }),
    );
  });

  it('JS2 knows a value from what is none, as JSON.parse does', () => {
    const inserts = [
      '',
      '"',
      '{',
      ']',
      ',',
      ':',
      'x',
      '\\',
      '\n',
      '0',
      '-',
      '.',
      'e',
      ' ',
      '/',
      '\u0001',
      '😀',
    ];
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom(...inserts))
      .map(([json, place, insert]) => {
        const at = place % (json.length + 1);
        return json.slice(0, at) + insert + json.slice(at + 1);
      })
      .filter((text) => !parses(text));
    fc.assert(
      fc.property(damaged, (text) => {
        const scan = scanJson(text);
        const said = scan.kind === 'value' ? '' : scan.message;
        expect(said).not.toContain("('' (code 0))");
        expect(said).not.toContain('undefined');
        expect(scan.kind === 'problem' || parses(text.slice(0, scan.end))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['[', '{"a":', '[[],'])('JS5 does not follow %j deeper than values may be nested', (opening) => {
    expect(scanJson(opening.repeat(200_000))).toEqual({ kind: 'problem', message: nestedTooDeeply });
  });

  it('JS2 tells lines and columns of what was never closed', () => {
    expect(scanJson('{\n  "a": [\n    1,\n    {"b": 2')).toEqual({
      kind: 'problem',
      message: `Unexpected end-of-input: expected close marker for Object (start marker at ${source} line: 4, column: 5])`,
    });
  });
});
