import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Tokens = ReadonlyMap<string, string>;

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): Tokens {
  const start = css.indexOf(selector);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, text: string, ground: string): number {
  const [light = 0, dark = 0] = [text, ground]
    .map((name) => luminance(tokens.get(name) ?? '#808080'))
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const statuses = ['completed', 'failed', 'running', 'paused', 'timedout', 'terminated', 'idle'];
const grounds = ['bg', 'surface', 'sunken', 'accent-soft'];
const pairs = [
  ...['text', 'muted', 'faint', 'accent', ...statuses].flatMap((text) =>
    grounds.map((ground) => [text, ground]),
  ),
  ...statuses.flatMap((status) => ['text', 'muted', status].map((text) => [text, `${status}-soft`])),
  ...['accent', 'accent-hover'].map((ground) => ['on-accent', ground]),
  ...['failed', 'failed-hover'].map((ground) => ['on-failed', ground]),
];

describe.each(['light', 'dark'])('%s theme', (theme) => {
  const tokens = tokensOf(`:root[data-mantine-color-scheme='${theme}']`);

  test.each(pairs)('%s on %s is readable (AA: 4.5)', (text = '', ground = '') => {
    expect(tokens.has(text) && tokens.has(ground)).toBe(true);
    expect(contrast(tokens, text, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

test('both themes name the same roles', () => {
  const [light, dark] = ['light', 'dark'].map((theme) =>
    [...tokensOf(`:root[data-mantine-color-scheme='${theme}']`).keys()].sort(),
  );
  expect(light).toEqual(dark);
});
