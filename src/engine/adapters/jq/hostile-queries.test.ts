import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JqRunner } from '../../ports.ts';
import { createJqRunner } from './jq-runner.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('jq-wasm/jq.wasm'));

const interrupted = 'Query not evaluated within the steps it may take, interrupted.';
const tooLarge = 'Query needs more memory than it may have, interrupted.';

let jq: JqRunner;

beforeAll(async () => {
  jq = await createJqRunner(wasm, { steps: 4_000_000, memoryBytes: 24 * 1024 * 1024 });
});

function outcomeOf(query: string, input: unknown = { a: 1 }): unknown {
  const result = jq.run(query, input);
  return result.ok ? result.values : result.message;
}

function nested(depth: number, value: unknown = 1): unknown {
  let outer = value;
  for (let level = 0; level < depth; level += 1) outer = level % 2 === 0 ? [outer] : { a: outer };
  return outer;
}

describe('values that JSON does not have', () => {
  it.each<[query: string, values: unknown[]]>([
    ['nan', [null]],
    ['[infinite, -infinite]', [[Number.MAX_VALUE, -Number.MAX_VALUE]]],
    ['[nan] | sort, (nan < nan)', [[null], true]],
    ['1e1000, -1e1000, [{a: 1e1000}]', [Number.MAX_VALUE, -Number.MAX_VALUE, [{ a: Number.MAX_VALUE }]]],
    ['1e1000 * 1, 1e300', [Number.MAX_VALUE, 1e300]],
    ['9007199254740993', [9007199254740992]],
    ['1.10, 3.0, -0', [1.1, 3, 0]],
    [String.raw`"\u0000a"`, ['\u0000a']],
    ['[55296, 128512] | implode', ['\uFFFD😀']],
    ['"\u2028"', ['\u2028']],
    [String.raw`"[1,nan]" | fromjson`, [[1, null]]],
    ['{} | .["__proto__"] = 1 | keys', [['__proto__']]],
    ['.constructor, .toString', [null, null]],
  ])('JQ1 %s', (query, values) => {
    expect(outcomeOf(query)).toEqual(values);
  });

  it('JQ1 a member __proto__ is a member like others', () => {
    const input: unknown = JSON.parse('{"__proto__":{"x":1}}');
    expect(outcomeOf('.__proto__.x, has("__proto__"), has("constructor")', input)).toEqual([1, true, false]);
    expect(JSON.stringify(outcomeOf('.', input))).toBe('[{"__proto__":{"x":1}}]');
    expect(Object.hasOwn({}, 'x')).toBe(false);
  });
});

describe('errors', () => {
  it.each<[query: string, message: string]>([
    ['error("")', ''],
    ['error(null)', 'null'],
    [String.raw`error("a\nb")`, 'a\nb'],
    ['error("jq: error: x")', 'jq: error: x'],
    ['"gone" | halt_error', 'gone'],
    ['1, 2, error', '{"a":1}'],
    ['[limit(-1; 1)]', "limit doesn't support negative count"],
    ['"x" | test("(")', 'Regex failure: end pattern with unmatched parenthesis'],
    ['"{" | fromjson', "Unfinished JSON term at EOF at line 1, column 1 (while parsing '{')"],
    ['.[0]', 'Cannot index object with number (0)'],
    ['1 / 0', 'number (1) and number (0) cannot be divided because the divisor is zero'],
    ['--help', 'Function help/0 does not exist'],
    ['-n', 'Function n/0 does not exist'],
    ['#', 'Top-level program not given (try ".")'],
  ])('JQ2 %s', (query, message) => {
    expect(outcomeOf(query)).toBe(message);
  });

  it.each<[query: string, values: unknown[]]>([
    ['try error("x") catch .', ['x']],
    ['[.[] | try error catch .]', [[1]]],
    ['label $out | 1, break $out, 2', [1]],
    ['1, halt, 2', [1]],
    ['"\\(halt)"', []],
    ['.a.b?, (.a.b.c)?, 2', [2]],
    ['limit(0; error)', []],
  ])('JQ2 but not %s', (query, values) => {
    expect(outcomeOf(query)).toEqual(values);
  });
});

describe('JQ4 what is outside', () => {
  it.each<[query: string, values: unknown[]]>([
    ['env.PATH, env.HOME, env.USER', ['/', '/home/web_user', 'web_user']],
    ['[inputs]', [[]]],
    ['debug, stderr | .a', [1, 1]],
    ['debug("to nobody") | .a', [1]],
    ['input_line_number', [0]],
  ])('is not there: %s', (query, values) => {
    expect(outcomeOf(query)).toEqual(values);
  });

  it.each(['import "a" as a; 1', 'include "a"; 1', 'import "/etc/passwd" as $d; $d'])(
    'cannot be had by %s',
    (query) => {
      expect(outcomeOf(query)).toContain('module not found');
    },
  );
});

describe('queries that would take all there is', () => {
  it.each([
    ['"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" | test("^(a+)+$")', interrupted],
    ['def f: f | f; f', tooLarge],
    ['[range(1e8)]', interrupted],
    ['[limit(1e9; repeat(1))] | length', interrupted],
    ['last(range(infinite))', interrupted],
    ['first(empty | repeat(.)) // last(repeat(1))', interrupted],
    ['[] | .[20000000] = 1', tooLarge],
    ['"x" * 1e8 | length', tooLarge],
    ['reduce range(40) as $i ("x"; . + .) | length', tooLarge],
    ['reduce range(3000) as $i (null; [.])', tooLarge],
    ['reduce range(3000) as $i (null; {a: .}) | tojson | length', tooLarge],
    ['[recurse(.; true)] | length', interrupted],
    ['def f: 1 + f; f', tooLarge],
    ['until(false; . + {b: 1})', interrupted],
  ])('JQ3 are stopped, and leave nothing behind: %s', (query, message) => {
    expect(outcomeOf(query)).toBe(message);
    expect(outcomeOf('{a, b: ([3, 1, 2] | sort), c: ("Ä" | test("ä"; "i"))}')).toEqual([
      { a: 1, b: [1, 2, 3], c: true },
    ]);
  });

  it('JQ3 leave nothing behind either when they overrun the stack by a little, which jq itself does not notice', () => {
    const innocent = '[.[] | {key: .k, value: (.v | tojson)}] | from_entries';
    const rows = [1, 2].map((v) => ({ k: `k${v}`, v: { v } }));
    const outcomes = new Set<unknown>();
    for (let depth = 500; depth <= 1000; depth += 20) {
      const result = jq.run('.', nested(depth));
      outcomes.add(
        result.ok ? JSON.stringify(result.values) === JSON.stringify([nested(depth)]) : result.message,
      );
      expect(outcomeOf(innocent, rows)).toEqual([{ k1: '{"v":1}', k2: '{"v":2}' }]);
    }
    expect(outcomes).toEqual(new Set([true, tooLarge]));
  });

  it('JQ1 JQ3 answer of any input the same, whatever was asked before', () => {
    const hostile = ['"x" * 1e9', 'reduce range(3000) as $i (null; [.])', 'error("x")', 'halt', '.a |', '.'];
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(...hostile), (value, query) => {
        const input: unknown = JSON.parse(JSON.stringify(value));
        const ask = () => outcomeOf('., [..] | tojson', [input]);
        const before = ask();
        jq.run(query, input);
        expect(ask()).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});
