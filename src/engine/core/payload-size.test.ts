import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonSize, sizeAbove } from './payload-size.ts';
import { Variables } from './variables.ts';

const encoder = new TextEncoder();
const bytesOf = (value: unknown) => encoder.encode(JSON.stringify(value)).length;

describe('the size of payloads', () => {
  it('is that of their JSON in UTF-8', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(jsonSize(value)).toBe(bytesOf(value));
      }),
    );
  });

  it('is told just when it is above the limit', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.integer({ min: -40, max: 40 }), (value, off) => {
        const size = bytesOf(value);
        const limit = Math.max(0, size + off);
        expect(sizeAbove(value, limit)).toBe(size > limit ? size : undefined);
      }),
    );
  });

  it('of variables is counted entry by entry', () => {
    const entry = fc.tuple(fc.constantFrom('a', 'b', 'ü', '__proto__', 'constructor'), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(fc.array(entry, { minLength: 1, maxLength: 3 })), (sets) => {
        const variables = new Variables({});
        let kept = variables.share();
        let expected = JSON.stringify(kept);
        for (const [at, set] of sets.entries()) {
          const entries = [...new Map(set)];
          const size = variables.sizeWith(entries);
          const now = variables.set(entries);
          expect(size).toBe(bytesOf(now));
          expect(JSON.stringify(kept)).toBe(expected);
          if (at % 2 === 0) {
            kept = variables.share();
            expected = JSON.stringify(kept);
          }
        }
      }),
    );
  });
});
