import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, plainText } from './body-text.ts';

const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isBig: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), !isBig);
  return new Uint8Array(view.buffer);
}

/** A JSON text around bytes that need not be one. */
const quoted = (...inside: readonly number[]) => bytes(0x22, ...inside, 0x22);

describe('the text of a JSON body', () => {
  it.each([
    ['UTF-8', utf8('{"a":"ü€😀"}'), undefined],
    ['UTF-8 with a mark', utf8('\ufeff{"a":"ü€😀"}'), undefined],
    ['UTF-16, little end first', utf16('{"a":"ü€😀"}', false), undefined],
    ['UTF-16, little end first, with a mark', utf16('\ufeff{"a":"ü€😀"}', false), undefined],
    ['UTF-16, big end first', utf16('{"a":"ü€😀"}', true), undefined],
    ['UTF-16, big end first, with a mark', utf16('\ufeff{"a":"ü€😀"}', true), undefined],
    ['UTF-16 that says so', utf16('{"a":"ü€😀"}', true), 'utf-16be'],
    ['UTF-8 that says it is UTF-16', utf8('{"a":"ü€😀"}'), 'utf-16'],
    ['UTF-8 that says it is ASCII', utf8('{"a":"ü€😀"}'), 'us-ascii'],
  ])('JS10 is read from %s', (_, body, charset) => {
    expect(jsonText(body, charset)).toBe('{"a":"ü€😀"}');
  });

  it.each([
    ['iso-8859-1', quoted(0xfc), '"ü"'],
    ['windows-1252', quoted(0x80), '"€"'],
    ['gbk', quoted(0xc4, 0xe3), '"你"'],
  ])('JS10 is read in the charset %s that it is said to be in', (charset, body, text) => {
    expect(jsonText(body, charset)).toBe(text);
  });

  it.each([
    ['a byte that begins nothing', quoted(0xff, 0xfe), 'Invalid UTF-8 start byte 0xff'],
    ['Latin 1', quoted(0xfc), 'Invalid UTF-8 start byte 0xfc'],
    ['a name', bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d), 'Invalid UTF-8 start byte 0xff'],
    ['a broken sequence', quoted(0xc3, 0x28), 'Invalid UTF-8 middle byte 0x28'],
    ['one that breaks off late', quoted(0xe2, 0x82, 0x28), 'Invalid UTF-8 middle byte 0x28'],
    ['half a surrogate', quoted(0xed, 0xa0, 0x80), 'Invalid UTF-8 middle byte 0xa0'],
    ['an overlong zero', quoted(0xc0, 0x80), 'Invalid UTF-8 start byte 0xc0'],
    ['beyond Unicode', quoted(0xf4, 0x90, 0x80, 0x80), 'Invalid UTF-8 middle byte 0x90'],
    ['an end in a character', bytes(0x22, 0xc3), 'Unexpected end-of-input in VALUE_STRING'],
    ['zlib', bytes(0x78, 0x9c, 0xab, 0x56), 'Invalid UTF-8 start byte 0x9c'],
  ])('JS10 is refused where it is no UTF-8: %s', (_, body, message) => {
    expect(() => jsonText(body, undefined)).toThrow(`JSON parse error: ${message}`);
  });

  it('JS10 is any text that it was written from', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
        // Of a single character nothing tells how it was written.
        const text = `${json} `;
        expect(jsonText(utf8(text), undefined)).toBe(text);
        expect(jsonText(utf16(text, false), undefined)).toBe(text);
        expect(jsonText(utf16(text, true), 'utf-16')).toBe(text);
      }),
    );
  });

  it('JS10 is refused for any bytes that are no UTF-8, with the byte at fault', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    const isUtf8 = (body: Uint8Array) => {
      try {
        strict.decode(body);
        return true;
      } catch {
        return false;
      }
    };
    const broken = fc
      .tuple(fc.json({ stringUnit: 'binary' }), fc.nat(), fc.integer({ min: 0x80, max: 0xff }))
      .map(([json, place, byte]) => {
        const body = utf8(`{"a":${json}}`);
        body[5 + (place % (body.length - 5))] = byte;
        return body;
      })
      .filter((body) => !isUtf8(body));
    fc.assert(
      fc.property(broken, (body) => {
        expect(() => jsonText(body, undefined)).toThrow(
          /^JSON parse error: (Invalid UTF-8 (start|middle) byte 0x[\da-f]{2}|Unexpected end-of-input)/,
        );
      }),
    );
  });
});

describe('the text of a plain body', () => {
  it.each([
    ['UTF-8', utf8('ü'), undefined, 'ü'],
    ['the charset that it names', bytes(0xfc), 'iso-8859-1', 'ü'],
    ['no charset, and is no UTF-8', bytes(0x61, 0xfc), undefined, 'a\ufffd'],
    ['a mark, which belongs to it', utf8('\ufeffa'), undefined, '\ufeffa'],
  ])('JS10 is read in %s', (_, body, charset, text) => {
    expect(plainText(body, charset)).toBe(text);
  });
});
