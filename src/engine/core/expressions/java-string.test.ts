import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJavaString } from './java-string.ts';

describe('EX2 values as Java writes them', () => {
  it.each([
    [null, 'null'],
    [undefined, 'null'],
    [true, 'true'],
    ['a b', 'a b'],
    ['', ''],
    [1, '1'],
    [-0, '0'],
    [-17, '-17'],
    [1700000000000, '1700000000000'],
    [1.5, '1.5'],
    [0.001, '0.001'],
    [0.00099, '9.9E-4'],
    [1e-5, '1.0E-5'],
    [9999999.5, '9999999.5'],
    [123456789.5, '1.234567895E8'],
    [1e21, '1.0E21'],
    [-1.7976931348623157e308, '-1.7976931348623157E308'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [{}, '{}'],
    [[], '[]'],
    [{ a: 1, b: 'x' }, '{a=1, b=x}'],
    [[1, 'two', null, [3]], '[1, two, null, [3]]'],
    [{ outer: { list: [{ a: true }] } }, '{outer={list=[{a=true}]}}'],
  ])('%j is %s', (value, text) => {
    expect(toJavaString(value)).toBe(text);
  });

  it('every JSON value has a text, and texts are their own', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(toJavaString(value)).toBeTypeOf('string');
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => toJavaString(text) === text));
  });
});
