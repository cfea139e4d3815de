import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';

const digits = (count: number) => '7'.repeat(count);

describe('JSON with numbers that no double holds', () => {
  it.each([
    ['1e999', 'Infinity'],
    ['-1e999', '-Infinity'],
    ['1E+400', 'Infinity'],
    ['1e0000400', 'Infinity'],
    [digits(400), 'Infinity'],
    [`-${digits(310)}`, '-Infinity'],
    [`${digits(250)}e99`, 'Infinity'],
    [`${digits(220)}.5e99`, 'Infinity'],
    ['1e308', 1e308],
    ['1e-999', 0],
    ['-1e-999', -0],
    [`0.${digits(400)}`, 0.7777777777777778],
    ['"1e999"', '1e999'],
    ['"Infinity"', 'Infinity'],
    ['null', null],
  ])('JS8 %s', (text, value) => {
    expect(parseJson(text)).toBe(value);
    expect(parseJson(`[${text}]`)).toEqual([value]);
    expect(parseJson(`{"a":{"b":[0,{"c":${text}}]}}`)).toEqual({ a: { b: [0, { c: value }] } });
  });

  it('JS8 under names that mean something to JavaScript', () => {
    const read = parseJson('{"__proto__":1e999,"constructor":1e999,"length":1e999}');
    expect(JSON.stringify(read)).toBe(
      '{"__proto__":"Infinity","constructor":"Infinity","length":"Infinity"}',
    );
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it('JS8 however deep they stand', () => {
    const levels = 50_000;
    let found = parseJson(`${'['.repeat(levels)}1e999${']'.repeat(levels)}`);
    for (let level = 0; level < levels; level += 1) found = Array.isArray(found) ? found[0] : undefined;
    expect(found).toBe('Infinity');
  });

  it('JS8 anything else is as JSON.parse reads it, and never anything that JSON cannot hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', ',"big":1e999', ',"big":[1e308]'), (value, more) => {
        const text = `{"value":${JSON.stringify(value)}${more}}`;
        const read = parseJson(text);
        expect(read).toMatchObject({ value: JSON.parse(JSON.stringify(value)) });
        expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      }),
    );
  });

  it('JS8 what is no JSON is refused', () => {
    for (const text of ['', '{', 'Infinity', '1e', '{"a":1e999']) {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    }
  });
});
