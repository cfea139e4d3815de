import { describe, expect, it } from 'vitest';
import { patched, pick } from './pick.ts';

describe('pick', () => {
  const value = { a: 1, b: { c: 2, d: 3 }, list: [{ e: 4, f: 5 }, { e: 6 }] };

  it('keeps what paths lead to, through lists as well', () => {
    expect(pick(value, ['a', 'b.c', 'list.e'])).toEqual({ a: 1, b: { c: 2 }, list: [{ e: 4 }, { e: 6 }] });
    expect(pick([value], ['a', 'none'])).toEqual([{ a: 1 }]);
  });

  it('leaves alone what is no object', () => {
    expect(pick('text', ['a'])).toBe('text');
    expect(pick({ a: null }, ['a.b'])).toEqual({ a: null });
  });
});

describe('patched', () => {
  it('puts, adds and takes away, and leaves the original as it was', () => {
    const value = [{ tasks: [{ status: 'A', output: { x: 1 } }] }];
    const patches = {
      '0/tasks/0/status': 'B',
      '0/tasks/0/output/x': undefined,
      '0/tasks/1': { status: 'C' },
      '0/reason': 'why',
    };
    expect(patched(value, patches)).toEqual([
      { tasks: [{ status: 'B', output: {} }, { status: 'C' }], reason: 'why' },
    ]);
    expect(value).toEqual([{ tasks: [{ status: 'A', output: { x: 1 } }] }]);
  });

  it('makes no place for what it takes away', () => {
    expect(patched({ a: 1 }, { 'b/c': undefined })).toEqual({ a: 1 });
  });
});
