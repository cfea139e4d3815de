import { afterEach, describe, expect, test, vi } from 'vitest';
import { formatAbsolute, formatClock, formatDay, formatDuration, formatRelative, toMillis } from './time.ts';

afterEach(() => vi.restoreAllMocks());

const noon = Date.UTC(2026, 10, 23, 12, 4, 10, 120);

describe('toMillis', () => {
  test('reads numbers and ISO texts', () => {
    expect(toMillis(noon)).toBe(noon);
    expect(toMillis('2026-11-23T12:04:10.120Z')).toBe(noon);
  });

  test.each([0, '', '1970-01-01T00:00:00.000Z', 8.64e15, Infinity, undefined, null, 'soon'])(
    '%s is no time',
    (time) => {
      expect(toMillis(time)).toBeUndefined();
    },
  );
});

test.each([
  [0, 'just now'],
  [4_999, 'just now'],
  [42_000, '42 s ago'],
  [120_000, '2 min ago'],
  [3_600_000, '1 h ago'],
  [47 * 3_600_000, '47 h ago'],
  [72 * 3_600_000, '3 d ago'],
  [-180_000, 'in 3 min'],
])('%i ms before now is "%s"', (before, text) => {
  expect(formatRelative(noon - before, noon)).toBe(text);
});

test.each([
  [0, '0 ms'],
  [240, '240 ms'],
  [1_200, '1.2 s'],
  [41_240, '41.2 s'],
  [59_960, '1 m 00 s'],
  [184_000, '3 m 04 s'],
  [1_800_000, '30 m 00 s'],
  [3_599_700, '1 h 00 m'],
  [3_720_000, '1 h 02 m'],
  [100 * 3_600_000, '4 d 04 h'],
  [-5, '0 ms'],
])('%i ms lasts "%s"', (millis, text) => {
  expect(formatDuration(millis)).toBe(text);
});

test('absolute times sort, and name their zone', () => {
  expect(formatAbsolute(noon, 'utc')).toBe('2026-11-23 12:04:10.120 UTC');
  expect(formatClock(noon, 'utc')).toBe('12:04:10');
  expect(formatDay(noon, 'utc')).toBe('2026-11-23');
  expect(formatClock(Date.UTC(2026, 0, 1), 'utc')).toBe('00:00:00');
});

test.each([
  [-330, '2026-11-23 17:34:10.120 UTC+5:30'],
  [480, '2026-11-23 04:04:10.120 UTC-8'],
  [210, '2026-11-23 08:34:10.120 UTC-3:30'],
  [-720, '2026-11-24 00:04:10.120 UTC+12'],
])('%i minutes behind, noon reads "%s"', (behind, text) => {
  vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(behind);
  expect(formatAbsolute(noon, 'local')).toBe(text);
});
