import { expect, test } from 'vitest';
import { fitText } from './fit-text.ts';

const fit = (text: string, room: number) => fitText(text, 'name', room, () => 10);

test('a text that fits stays whole', () => {
  expect(fit('four', 40)).toEqual({ text: 'four', width: 40, isCut: false });
});

test('a longer one ends in an ellipsis within its room', () => {
  expect(fit('fives', 40)).toEqual({ text: 'fiv…', width: 40, isCut: true });
  expect(fit('fives', 5)).toMatchObject({ text: '…', isCut: true });
});

test('white space is as a line of a page has it', () => {
  expect(fit(' a \n\t b ', 100).text).toBe('a b');
});

test('nothing a reader takes for one character is cut in two', () => {
  expect(fit('a👩‍👩‍👧‍👦bcd', 30).text).toBe('a👩‍👩‍👧‍👦…');
  expect(fit('e\u0301e\u0301e\u0301', 20).text).toBe('e\u0301…');
});

test('no more is measured than there is room for', () => {
  let measured = 0;
  fitText('x'.repeat(5_000), 'name', 100, () => {
    measured += 1;
    return 10;
  });
  expect(measured).toBeLessThan(20);
});
