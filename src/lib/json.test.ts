import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactNumber, formatJson, parseJson } from './json.ts';

describe('parseJson', () => {
  test('keeps a 64-bit integer exactly, and writes it back as it came', () => {
    const text = '{"id":9223372036854775807,"small":42}';
    const value = parseJson(text) as { id: unknown; small: unknown };
    expect(value.id).toBeInstanceOf(ExactNumber);
    expect(String(value.id)).toBe('9223372036854775807');
    expect(value.small).toBe(42);
    expect(formatJson(value, 0)).toBe(text);
  });

  test.each(['9007199254740993', '-9007199254740993', '1e400', '0.12345678901234567891'])(
    '%s is not rounded',
    (numeral) => {
      expect(formatJson(parseJson(`[${numeral}]`), 0)).toBe(`[${numeral}]`);
    },
  );

  test.each(['9007199254740991', '0.1', '1e21', '1763900000000'])('%s stays a plain number', (numeral) => {
    expect(parseJson(`[${numeral}]`)).toEqual([Number(numeral)]);
  });

  test.each([
    '9007199254740993',
    '[1,9007199254740993]',
    '{"n":-1.5e+400}',
    '[\n  1,\n  9007199254740993\n]',
    '[ 0.12345678901234567891]',
    '["3c7e21aa", 12345678901234567890]',
  ])('no number is rounded, wherever it stands: %s', (text) => {
    expect(formatJson(parseJson(text), 0)).toBe(text.replaceAll(/\s/g, ''));
  });

  test('digits inside a string are left alone', () => {
    expect(parseJson('{"card":"4000000000000000002"}')).toEqual({ card: '4000000000000000002' });
  });

  test('any 64-bit integer survives a round trip', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (number) => {
        const text = `{"n":${number.toString()}}`;
        expect(formatJson(parseJson(text), 0)).toBe(text);
      }),
    );
  });

  test('broken text throws', () => {
    expect(() => parseJson('{"a":')).toThrow(SyntaxError);
  });
});

test('formatJson of nothing is an empty text', () => {
  expect(formatJson(undefined)).toBe('');
});
