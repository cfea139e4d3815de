import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, editsToFormat, editsToSet, editToReplace, layOut, withIdentity } from './edits.ts';
import { parseText } from './parsed-text.ts';

const oddText = `{
    "name" : "order",   "unknownField": [1,2,
       3],
    "version":7,
    "big": 12345678901234567890, "z": 1.50, "a": "\\u0041\\/"
}
`;

describe('setting the version', () => {
  it('changes its digits and nothing else', () => {
    expect(withIdentity(oddText, { version: 8 })).toBe(oddText.replace('"version":7', '"version":8'));
  });

  it('adds a version in the style of the text when there is none', () => {
    expect(withIdentity('{\n\t"name": "a"\n}', { version: 2 })).toBe('{\n\t"name": "a",\n\t"version": 2\n}');
  });

  it('renames on the way', () => {
    expect(withIdentity(oddText, { name: 'copy "2"', version: 1 })).toBe(
      oddText.replace('"order"', '"copy \\"2\\""').replace('"version":7', '"version":1'),
    );
  });

  it('leaves every other character alone, whatever the definition', () => {
    const definitions = fc.record({
      rest: fc.dictionary(
        fc.string().filter((key) => key !== 'version' && key !== '__proto__'),
        fc.jsonValue(),
      ),
      indent: fc.constantFrom('', '  ', '    ', '\t'),
      version: fc.nat(),
      next: fc.nat(),
    });
    fc.assert(
      fc.property(definitions, ({ rest, indent, version, next }) => {
        const before = JSON.stringify({ version, ...rest }, null, indent);
        const after = JSON.stringify({ version: next, ...rest }, null, indent);
        expect(withIdentity(before, { version: next })).toBe(after);
      }),
    );
  });
});

describe('edits', () => {
  it('give the same text as one after another', () => {
    const edits = editsToSet(oddText, ['version'], 9);
    expect(applyEdits(oddText, edits)).toContain('"version":9');
  });

  it('turn any text into any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = editToReplace(before, after);
        expect(applyEdits(before, [edit])).toBe(after);
        expect(edit.length + edit.content.length).toBeLessThanOrEqual(before.length + after.length);
      }),
    );
  });
});

describe('laying out a text', () => {
  it('keeps numbers, escapes, unknown fields and the order of keys', () => {
    const sent =
      '{"version":1,"2":"b","1":"a","big":12345678901234567890,"f":1.50,"s":"\\u0041","e":{},"l":[]}';
    const laid = layOut(sent);
    expect(laid.split('\n')).toEqual([
      '{',
      '  "version": 1,',
      '  "2": "b",',
      '  "1": "a",',
      '  "big": 12345678901234567890,',
      '  "f": 1.50,',
      '  "s": "\\u0041",',
      '  "e": {},',
      '  "l": []',
      '}',
    ]);
  });

  it('changes no value, and a second time nothing at all', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('', ' ', '\t'), (value, indent) => {
        const text = JSON.stringify({ value }, null, indent);
        const laid = applyEdits(text, editsToFormat(text));
        expect(JSON.parse(laid)).toEqual(JSON.parse(text));
        expect(layOut(laid)).toBe(laid);
        expect(layOut(`${laid}\n`)).toBe(`${laid}\n`);
      }),
    );
  });

  it('is quick on a long text', () => {
    const tasks = Array.from({ length: 5_000 }, (_, index) => ({
      name: `t${index}`,
      inputParameters: { a: 1 },
    }));
    const laid = layOut(JSON.stringify({ tasks }));
    expect(parseText(laid).lines.count).toBe(5_000 * 6 + 4);
  });
});
