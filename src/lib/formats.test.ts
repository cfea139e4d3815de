import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatQuantity, shortId, visibleName } from './formats.ts';

test('counts are grouped and agree with their noun', () => {
  expect([0, 999, 1_000, 18_204, 1_234_567].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '18,204',
    '1,234,567',
  ]);
  expect(formatQuantity(1, 'execution')).toBe('1 execution');
  expect(formatQuantity(1_200, 'query', 'queries')).toBe('1,200 queries');
});

test('bytes are shown in the unit that fits', () => {
  expect([820, 1_234, 3_400_000].map(formatBytes)).toEqual(['820 B', '1.2 kB', '3.4 MB']);
});

test('only long ids are shortened', () => {
  expect(shortId('b0a31f7c-1184-4a6e-8b1d-111111111111')).toBe('b0a31f7c');
  expect(shortId('order-48121')).toBe('order-48121');
});

test('a name of which nothing would be seen stands in quotes', () => {
  expect(visibleName('a b')).toBe('a b');
  expect(visibleName(' ')).toBe('" "');
  expect(visibleName('\n\u200b')).toBe('"\\n\u200b"');
  expect(visibleName('')).toBe('');
});
