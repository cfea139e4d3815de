import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JqRunner } from '../../ports.ts';
import { createJqRunner } from './jq-runner.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('jq-wasm/jq.wasm'));

let jq: JqRunner;

beforeAll(async () => {
  jq = await createJqRunner(wasm);
});

function valuesOf(query: string, input: unknown = {}, runner = jq): unknown {
  const result = runner.run(query, input);
  return result.ok ? result.values : result.message;
}

describe('results', () => {
  it.each<[rule: string, query: string, input: unknown, values: unknown[]]>([
    ['JQ1', '.a', { a: { b: [1, 2.5, 'x', null, true] } }, [{ b: [1, 2.5, 'x', null, true] }]],
    ['JQ1', '.a[]', { a: [1, 2] }, [1, 2]],
    ['JQ1', 'empty', {}, []],
    ['JQ1', '.a // "d"', {}, ['d']],
    ['JQ1', '. as {a: $x} ?// [$x] | $x', { a: 1 }, [1]],
    ['JQ1', '-.a', { a: 1 }, [-1]],
    ['JQ1', '.a | test("B"; "i")', { a: 'abc' }, [true]],
    ['JQ1', '"two\\nlines", .a', { a: 'ö' }, ['two\nlines', 'ö']],
  ])('%s %s', (_, query, input, values) => {
    expect([valuesOf(query, input)].flat()).toEqual(values);
  });

  it('JQ1 gives back whatever JSON there is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written: unknown = JSON.parse(JSON.stringify(value));
        expect(valuesOf('.', [value])).toEqual([[written]]);
      }),
    );
  });
});

describe('what is wrong', () => {
  it.each<[query: string, message: string]>([
    ['.a |', 'syntax error, unexpected end of file at <top-level>, line 1, column 5:\n     .a |\n        ^'],
    ['.a.b', 'Cannot index number with string "b"'],
    ['foo', 'Function foo/0 does not exist'],
    ['1, error("late")', 'late'],
    ['error({a: 1})', '{"a":1}'],
    ['input', 'break'],
  ])('JQ2 %s says so', (query, message) => {
    expect(jq.run(query, { a: 1 })).toEqual({ ok: false, message });
  });

  it('JQ4 knows nothing of the machine', () => {
    expect(valuesOf('$ENV | has("NODE_ENV")')).toEqual([false]);
    expect(valuesOf('include "x"; 1')).toContain('module not found');
  });
});

describe('limits', () => {
  const interrupted = 'Query not evaluated within the steps it may take, interrupted.';
  const tooLarge = 'Query needs more memory than it may have, interrupted.';

  it.each([
    ['def f: f; f', interrupted],
    ['last(range(1e12))', interrupted],
    ['until(false; .)', interrupted],
    ['"x" * 1e9', tooLarge],
    ['def f: 1 + f; f', tooLarge],
  ])('JQ3 stops %s and goes on', async (query, message) => {
    const runner = await createJqRunner(wasm, { steps: 5_000_000, memoryBytes: 20 * 1024 * 1024 });
    expect(runner.run(query, {})).toEqual({ ok: false, message });
    expect(valuesOf('.a', { a: 1 }, runner)).toEqual([1]);
  });

  it('JQ3 harms no query that comes after any number of such ones, whether time passes between them or not', async () => {
    const runner = await createJqRunner(wasm, { steps: 1_000_000, memoryBytes: 20 * 1024 * 1024 });
    const hostile = ['def f: f; f', '"x" * 1e9', '[range(1e9)]', 'until(false; .)', 'def f: 1 + f; f'];
    const innocent = '{a, sorted: (.b | sort), n: (.b | add), t: ("ö" | test("Ö"; "i"))}';
    const expected = [{ a: 1, sorted: [1, 2, 3], n: 6, t: true }];
    for (let round = 0; round < 4; round += 1) {
      for (const query of hostile) {
        expect(runner.run(query, { a: 1 }).ok).toBe(false);
        expect(valuesOf(innocent, { a: 1, b: [3, 1, 2] }, runner)).toEqual(expected);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});
