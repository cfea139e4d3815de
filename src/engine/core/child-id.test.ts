import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { childId, nameUuid } from './child-id.ts';

describe('ids of children', () => {
  it('CH4 are the version 3 UUIDs that Java makes of names', () => {
    expect(nameUuid('subworkflow:p:t:0')).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-3[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    // UUID.nameUUIDFromBytes("hello".getBytes())
    expect(nameUuid('hello')).toBe('5d41402a-bc4b-3a76-b971-9d911017c592');
    const digest = createHash('md5').update('Grüße').digest('hex');
    expect(nameUuid('Grüße').slice(0, 8)).toBe(digest.slice(0, 8));
  });

  it('CH4 are the same for the same attempt only', () => {
    expect(childId('p', 't', 0)).toBe(nameUuid('subworkflow:p:t:0'));
    expect(childId('p', 't', 1)).not.toBe(childId('p', 't', 0));
  });
});
