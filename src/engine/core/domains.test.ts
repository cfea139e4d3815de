import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainFor } from './domains.ts';

const polledIn = (...domains: readonly string[]) => ({
  isPolled: (taskType: string, domain: string) => taskType === 'a' && domains.includes(domain),
});

describe('domainFor', () => {
  it.each([
    ['no entry', {}, undefined],
    ['its own entry', { a: 'x' }, 'x'],
    ['its own entry before the one for all', { '*': 'y', a: 'x' }, 'x'],
    ['the entry for all', { '*': 'y', b: 'x' }, 'y'],
    ['the last where none is polled', { a: 'x,y , z' }, 'z'],
    ['the first that is polled', { a: 'x, p, q' }, 'p'],
    ['NO_DOMAIN as none', { a: 'x, NO_DOMAIN' }, undefined],
    ['one that is polled before NO_DOMAIN', { a: 'p, NO_DOMAIN' }, 'p'],
    ['one that is polled behind NO_DOMAIN', { a: 'NO_DOMAIN, q' }, 'q'],
    ['an entry that names nothing', { a: ' , ', '*': 'y' }, undefined],
  ])('TK15 takes %s', (_, taskToDomain: Record<string, string>, expected) => {
    expect(domainFor(taskToDomain, 'a', polledIn('p', 'q'))).toBe(expected);
  });

  it('TK15 a task type may have any name', () => {
    expect(domainFor({ '*': 'y' }, 'constructor', polledIn())).toBe('y');
    expect(domainFor({}, '__proto__', polledIn())).toBeUndefined();
  });

  it('TK15 gives one of those listed, a polled one if there is any', () => {
    const domain = fc.constantFrom('p', 'q', 'x', 'y');
    fc.assert(
      fc.property(fc.array(domain, { minLength: 1 }), fc.subarray(['p', 'q', 'x', 'y']), (listed, polled) => {
        const chosen = domainFor({ a: listed.join(',') }, 'a', polledIn(...polled));
        const wanted = listed.filter((each) => polled.includes(each));
        expect(chosen).toBe(wanted[0] ?? listed.at(-1));
      }),
    );
  });
});
