import { expect, test } from 'vitest';
import { holdsAny } from './unicode-range.ts';

const holds = (range: string, ...characters: readonly string[]) => holdsAny(range, new Set(characters));

test('a font is wanted where one of its characters is', () => {
  expect(holds('U+0-FF, U+131', 'a')).toBe(true);
  expect(holds('U+0-FF, U+131', 'ı')).toBe(true);
  expect(holds('U+0-FF, U+131', 'ж', '👩')).toBe(false);
  expect(holds('U+0301,U+0400-045F', 'e\u0301')).toBe(true);
  expect(holds('u+4??', 'ж')).toBe(true);
  expect(holds('U+0-FF')).toBe(false);
});

test('a font without a range is for all characters', () => {
  expect(holds('', 'ж')).toBe(true);
});
