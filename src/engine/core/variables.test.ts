import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Payload } from '../model.ts';
import { Variables } from './variables.ts';

const names = fc.constantFrom('a', 'b', 'ü', '"', '__proto__', 'constructor', 'long name');
const entries = fc.uniqueArray(fc.tuple(names, fc.jsonValue()), {
  minLength: 1,
  maxLength: 4,
  selector: ([name]) => name,
});
const jsonBytes = (payload: Payload) => new TextEncoder().encode(JSON.stringify(payload)).length;

describe('Variables', () => {
  it('SV2 are measured as their JSON would be, before and after each change', () => {
    fc.assert(
      fc.property(entries, fc.array(entries, { maxLength: 5 }), (initial, changes) => {
        const model = new Map<string, unknown>(initial);
        const variables = new Variables(Object.fromEntries(model));
        for (const change of changes) {
          for (const [name, value] of change) model.set(name, value);
          const expected: Payload = Object.fromEntries(model);
          expect(variables.sizeWith(change)).toBe(jsonBytes(expected));
          expect(JSON.stringify(variables.set(change))).toBe(JSON.stringify(expected));
        }
      }),
    );
  });

  it('SV3 what was kept stays, and what nobody kept is not copied', () => {
    const given = { a: 1 };
    const variables = new Variables(given);
    const first = variables.set([['a', 2]]);
    expect(given).toEqual({ a: 1 });
    expect(variables.set([['b', 3]])).toBe(first);
    const kept = variables.share();
    expect(variables.set([['a', 4]])).not.toBe(kept);
    expect(kept).toEqual({ a: 2, b: 3 });
  });

  it('SV1 __proto__ is a name like any other', () => {
    const variables = new Variables({}).set([['__proto__', { polluted: true }]]);
    expect(Object.keys(variables)).toEqual(['__proto__']);
    expect(variables['polluted']).toBeUndefined();
  });
});
