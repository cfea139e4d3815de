import { describe, expect, it } from 'vitest';
import { createTimeOrderedIds } from './time-ordered-ids.ts';

describe('ids that are ordered by time', () => {
  it('DU18 are UUIDs of version 4 that end with the millisecond', () => {
    const ids = createTimeOrderedIds(() => 0x19_0000_0a0b);
    expect(ids.uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-001900000a0b$/);
  });

  it('DU18 differ within a millisecond from the first characters on', () => {
    const ids = createTimeOrderedIds(() => 1);
    const made = Array.from({ length: 10_000 }, () => ids.uuid());
    expect(new Set(made).size).toBe(10_000);
    expect(new Set(made.map((id) => id.slice(0, 8))).size).toBeGreaterThan(9_900);
  });
});
