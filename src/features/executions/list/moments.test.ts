import { expect, test } from 'vitest';
import { momentToText, textToMoment } from './moments.ts';

const at = Date.UTC(2026, 10, 23, 12, 4);

test.each(['utc', 'local'] as const)('a moment survives its field in the zone %s', (zone) => {
  expect(textToMoment(momentToText(at, zone), zone)).toBe(at);
});

test('UTC is UTC', () => {
  expect(momentToText(at, 'utc')).toBe('2026-11-23T12:04');
});

test('nothing and nonsense are no moment', () => {
  expect(momentToText(null, 'utc')).toBe('');
  expect(textToMoment('', 'utc')).toBeNull();
  expect(textToMoment('2026-13-41T', 'utc')).toBeNull();
});
