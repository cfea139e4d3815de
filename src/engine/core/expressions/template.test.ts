import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitTemplate } from './template.ts';

function expressions(text: string): readonly string[] {
  return splitTemplate(text).flatMap((part) => (part.kind === 'expression' ? [part.source] : []));
}

describe('where expressions begin and end', () => {
  it.each<[rule: string, text: string, found: readonly string[]]>([
    ['EX1', '${a}', ['a']],
    ['EX2', 'a ${b} c${d}', ['b', 'd']],
    ['EX4', '${a[${b}]} ${c}', ['a[${b}]', 'c']],
    ['EX4', '${a{b}c}', ['a{b}c']],
    ['EX4', '{"x": "${a.b}", "y": {"z": ${c}}}', ['a.b', 'c']],
    ['EX5', '$${a}', []],
    ['EX5', '$${a ${b}}', ['b']],
    ['EX5', '$$${a}', []],
    ['EX6', '${} ${ }', ['', ' ']],
    ['EX7', '${a', []],
    ['EX7', '${a ${b}', []],
    ['EX7', '${a} ${b ${c}', ['a']],
    ['EX7', '${a} }', ['a']],
    ['EX7', '}${a}', ['a']],
    ['EX7', '$ {a}', []],
  ])('%s %s', (_rule, text, found) => {
    expect(expressions(text)).toEqual(found);
  });

  it('the parts are the text', () => {
    const pieces = fc.constantFrom('$', '{', '}', '${', '$${', 'a', ' ');
    fc.assert(
      fc.property(fc.array(pieces), (chosen) => {
        const text = chosen.join('');
        const joined = splitTemplate(text).map((part) =>
          part.kind === 'text' ? part.text : `\${${part.source}}`,
        );
        expect(joined.join('')).toBe(text);
      }),
    );
  });

  it('many braces that stay open cost no more than the text is long', () => {
    expect(expressions('${'.repeat(200_000))).toEqual([]);
    expect(expressions(`${'$${'.repeat(100_000)}\${a}`)).toEqual(['a']);
  });
});
