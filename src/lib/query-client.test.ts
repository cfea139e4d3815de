import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { pollInterval, shouldRetry } from './query-client.ts';

function failure(kind: 'network' | 'refused' | 'timeout' | 'away'): ApiError {
  return new ApiError({ kind, message: 'm', request: { method: 'GET', url: '/api' } });
}

describe('shouldRetry', () => {
  test('tries a network failure twice more', () => {
    expect([0, 1, 2].map((failures) => shouldRetry(failures, failure('network')))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('never repeats what the server has refused', () => {
    expect(shouldRetry(0, failure('refused'))).toBe(false);
    expect(shouldRetry(0, failure('away'))).toBe(false);
    expect(shouldRetry(0, new Error('other'))).toBe(false);
  });
});

describe('pollInterval', () => {
  test('is fast while something runs, slow when idle, slower while failing, none when finished', () => {
    expect(pollInterval({ running: true })).toBe(1_000);
    expect(pollInterval({ running: false })).toBe(5_000);
    expect(pollInterval({ running: true, failing: true })).toBe(10_000);
    expect(pollInterval({ running: true, finished: true })).toBe(false);
  });
});
