import { describe, expect, test } from 'vitest';
import { parseWaitDuration, parseWaitUntil } from './wait-time.ts';

describe('a wait duration', () => {
  test.each([
    { text: '', milliseconds: 0 },
    { text: '5s', milliseconds: 5_000 },
    { text: '2 minutes', milliseconds: 120_000 },
    { text: ' 1 DAY 2Hrs 3 mins 4secs ', milliseconds: 93_784_000 },
    { text: '1d2h3m4s', milliseconds: 93_784_000 },
    { text: '2147483647s', milliseconds: 2_147_483_647_000 },
    { text: '00000000000000000001s', milliseconds: 1000 },
  ])('$text', ({ text, milliseconds }) => {
    expect(parseWaitDuration(text)).toBe(milliseconds);
  });

  test.each(['5', '-5s', '1.5h', '5s 1m', 'soon', '1 fortnight'])('is not: %s', (text) => {
    expect(parseWaitDuration(text)).toBeUndefined();
  });

  test.each(['2147483648s', '1 day 4294967296 h'])('WT6 is not: %s', (text) => {
    expect(parseWaitDuration(text)).toBeUndefined();
  });
});

describe('a wait until a moment', () => {
  test.each([
    { text: '2030-01-31 10:20 GMT', iso: '2030-01-31T10:20:00.000Z' },
    { text: '2030-01-31 10:20 UTC', iso: '2030-01-31T10:20:00.000Z' },
    { text: '2030-1-3 4:05 +0530', iso: '2030-01-02T22:35:00.000Z' },
    { text: '2030-01-31 10:20 GMT+01:00', iso: '2030-01-31T09:20:00.000Z' },
    { text: '2030-01-31 10:20 PST', iso: '2030-01-31T18:20:00.000Z' },
    { text: '2030-07-31 10:20 est', iso: '2030-07-31T15:20:00.000Z' },
    { text: '2030-01-31 10:20 America/New_York', iso: '2030-01-31T15:20:00.000Z' },
    { text: '2030-07-31 10:20 America/New_York', iso: '2030-07-31T14:20:00.000Z' },
    { text: '2030-01-31 24:00 GMT', iso: '2030-02-01T00:00:00.000Z' },
  ])('$text', ({ text, iso }) => {
    expect(parseWaitUntil(text)).toBe(Date.parse(iso));
  });

  test('without a zone is local time', () => {
    expect(parseWaitUntil('2030-01-31')).toBe(new Date(2030, 0, 31).getTime());
    expect(parseWaitUntil('2030-01-31 10:20')).toBe(new Date(2030, 0, 31, 10, 20).getTime());
  });

  test('without a zone is the time of a zone that is given', () => {
    expect(parseWaitUntil('2030-01-31 10:20', 'Asia/Tokyo')).toBe(Date.parse('2030-01-31T01:20:00.000Z'));
    expect(parseWaitUntil('2030-01-31 10:20 GMT', 'Asia/Tokyo')).toBe(Date.parse('2030-01-31T10:20:00.000Z'));
  });

  test.each([
    '',
    'abc',
    '2030-01',
    '2030-01-01T10:20:00Z',
    '2030-01-01 10:20:30',
    '2030-01-01 10:20 XYZ',
    '2030/01/01',
  ])('is not: %s', (text) => {
    expect(parseWaitUntil(text)).toBeUndefined();
  });
});
