import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { styleSheet } from './svg-style.ts';

const known = readFileSync(new URL('../../tokens.css', import.meta.url), 'utf8');

test('every colour is a token, written out, since other programs know none', () => {
  const css = styleSheet((name) => {
    expect(known).toContain(`--${name}:`);
    return `value-of-${name}`;
  });
  expect(css).toContain('.untaken{stroke:value-of-line-strong}');
  expect(css).not.toContain('var(');
});
