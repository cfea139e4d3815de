import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScriptResult, ScriptRunner } from '../../ports.ts';
import { createQuickJsRunner } from './quickjs-runner.ts';

const overflow = 'RangeError: Maximum call stack size exceeded';

const wasm = readFileSync(createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));

let runner: ScriptRunner;

beforeAll(async () => {
  runner = await createQuickJsRunner(wasm);
});

function evaluate(script: string, input: unknown = {}): ScriptResult {
  return runner.evaluate(script, { $: input });
}

function valueOf(script: string, input?: unknown): unknown {
  const result = evaluate(script, input);
  return result.ok ? result.value : result;
}

describe('results', () => {
  it.each<[rule: string, script: string, value: unknown]>([
    ['SC1', '1 + 1', 2],
    ['SC1', 'const a = 2; a * 3', 6],
    ['SC1', 'function f() { return { a: [1, "x", null, true] }; } f();', { a: [1, 'x', null, true] }],
    ['SC1', '(function () { if ($.n > 1) return "many"; return "one"; })()', 'many'],
    ['SC1', '$.list.map((x) => x * 2)', [2, 4]],
    ['SC1', 'x = 5; x', 5],
    ['SC1', '', null],
    ['SC2', 'undefined', null],
    ['SC2', '() => 1', null],
    ['SC2', 'Symbol("a")', null],
    [
      'SC2',
      '({ a: undefined, b() {}, c: NaN, d: 1 / 0, e: -1 / 0 })',
      { a: null, b: null, c: 'NaN', d: 'Infinity', e: '-Infinity' },
    ],
    ['SC2', '[1, , undefined]', [1, null, null]],
    ['SC2', '"a\\u0000b\\ud800"', 'a\u0000b\ud800'],
    ['SC2', '10n', 10],
    ['SC2', 'new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['SC2', '({ ["__proto__"]: 1 })', JSON.parse('{"__proto__": 1}')],
  ])('%s %s', (_rule, script, value) => {
    expect(valueOf(script, { n: 2, list: [1, 2] })).toEqual(value);
  });

  it('SC1 bindings are copied in', () => {
    const input = { list: [1] };
    expect(valueOf('$.list.push(2); $.more = true; $', input)).toEqual({ list: [1, 2], more: true });
    expect(input).toEqual({ list: [1] });
    expect(runner.evaluate('a + b.c', { a: 1, b: { c: 2 } })).toEqual({ ok: true, value: 3 });
  });

  it('SC1 every JSON value goes in and comes out the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(valueOf('$', value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  describe('SC12 a large map', () => {
    const members = Array.from({ length: 200 }, (_, at): [string, unknown] => [`${at}`, { at, list: [at] }]);
    const loop = { ...Object.fromEntries(members), iteration: 200, ['__proto__x']: 1 };
    const input = { before: 1, loop, after: [2] };

    it.each<[script: string, value: unknown]>([
      ["$.loop['iteration'] < 3", false],
      ['$.loop[$.loop.iteration - 1].list[0]', 199],
      ["'7' in $.loop && !('none' in $.loop) && $.loop.none === undefined", true],
      ['Object.keys($)', ['before', 'loop', 'after']],
      ['Object.keys($.loop).length', 202],
      ['$.loop[5]; Object.keys($.loop).slice(-2)', ['iteration', '__proto__x']],
      ['let n = 0; for (const key in $.loop) n += 1; n', 202],
      ['$.loop[3].at = 9; $.loop[3].at', 9],
      ['$.loop[3] = 1; delete $.loop[4]; [$.loop[3], $.loop[4], Object.keys($.loop).length]', [1, null, 201]],
      ['$.loop.more = 1; JSON.stringify($.loop).length > 1000 && $.loop.more', 1],
      ["$.loop.hasOwnProperty('8') && Object.hasOwn($.loop, '9')", true],
      ["'' + $.loop", '[object Object]'],
      ['Object.freeze($.loop); $.loop.iteration', 200],
      ["JSON.parse = () => 'poisoned'; $.loop[2].at", 2],
      ['Reflect = null; Object.freeze($.loop); Object.isFrozen($.loop)', true],
      [
        'const o = Object.create($.loop); o.iteration = 1; [$.loop.iteration, Object.keys(o)]',
        [200, ['iteration']],
      ],
      ['with ($.loop) iteration', 200],
      ["$.loop.constructor === Object && 'toString' in $.loop && !Object.hasOwn($.loop, 'toString')", true],
      ['$.loop.__proto__ === Object.prototype && $.loop[Symbol.toPrimitive] === undefined', true],
      ['const { iteration, ...rest } = $.loop; [iteration, Object.keys(rest).length]', [200, 201]],
      [
        "Object.defineProperty($.loop, '3', { get: () => 7 }); [$.loop[3], Object.keys($.loop).length]",
        [7, 202],
      ],
      ['Object.prototype.none = 5; [$.loop.none, Object.keys($.loop).length]', [5, 202]],
      ['let sum = 0; for (const [, { at }] of Object.entries($.loop)) sum += at ?? 0; sum', 19_900],
    ])('%s', (script, value) => {
      expect(valueOf(script, input)).toEqual(value);
    });

    it('comes out as it went in', () => {
      expect(valueOf('$', input)).toEqual(input);
      expect(valueOf('({ ...$.loop })', input)).toEqual(loop);
      expect(Object.keys(Object(valueOf('$.loop[9]; $.loop', input)))).toEqual(Object.keys(loop));
    });
  });

  it('SC9 what refers to itself is an error', () => {
    expect(evaluate('const a = {}; a.a = a; a')).toEqual({
      ok: false,
      kind: 'error',
      message: 'TypeError: circular reference',
    });
    const input: Record<string, unknown> = {};
    input['self'] = input;
    expect(evaluate('1', input)).toMatchObject({ ok: false, kind: 'error' });
  });
});

describe('isolation', () => {
  it('SC3 nothing outlives a script', () => {
    evaluate('globalThis.leak = 1; var left = 2; let also = 3; implicit = 4;');
    evaluate(
      'Array.prototype.map = () => "poisoned"; Object.prototype.extra = 1; JSON.stringify = () => "[]";',
    );
    evaluate(
      'Object.defineProperty(globalThis, "$", { value: "poisoned", writable: false, configurable: false });',
    );
    evaluate('Object.freeze(Object.prototype); Math.max = null;');
    expect(valueOf('typeof leak + typeof left + typeof also + typeof implicit')).toBe('undefined'.repeat(4));
    expect(valueOf('[$.a].map((x) => x + Math.max(1, 2)).concat(({}).extra ?? "clean")', { a: 1 })).toEqual([
      3,
      'clean',
    ]);
  });

  it('SC3 a script cannot falsify how its own result is read', () => {
    expect(valueOf('JSON.stringify = () => "hacked"; String = null; ({ a: 1 })')).toEqual({ a: 1 });
  });

  it('SC4 there is nothing but the language', () => {
    const names = [
      'console',
      'print',
      'load',
      'require',
      'process',
      'fetch',
      'setTimeout',
      'Java',
      'std',
      'os',
      'WebAssembly',
    ];
    expect(valueOf(`[${names.map((name) => `typeof ${name}`).join(',')}]`)).toEqual(
      names.map(() => 'undefined'),
    );
    expect(valueOf('import("fs"); 1')).toBe(1);
  });
});

describe('limits', () => {
  it.each([
    'while (true);',
    'for (;;) { try { while (true); } catch (e) {} }',
    '/(a+)+b/.test("a".repeat(60))',
    '({ toJSON() { while (true); } })',
  ])('SC5 %s is stopped', async (script) => {
    const impatient = await createQuickJsRunner(wasm, { deadlineSeconds: 0.1 });
    expect(impatient.evaluate(script, {})).toEqual({
      ok: false,
      kind: 'timeout',
      message: 'Script not evaluated within 0.1 seconds, interrupted.',
    });
  });

  it.each([
    'const a = []; while (true) a.push("x".repeat(1e6));',
    'const a = []; while (true) a.push([1, 2, 3]);',
    'const a = new Map(); for (let i = 0; ; i++) a.set(i, {});',
    '"x".repeat(1e9)',
    'new Array(1e9).fill(0)',
  ])('SC6 %s is stopped', async (script) => {
    const small = await createQuickJsRunner(wasm, { memoryBytes: 24 * 1024 * 1024 });
    expect(small.evaluate(script, {})).toEqual({
      ok: false,
      kind: 'memory',
      message: 'InternalError: out of memory',
    });
    expect(small.evaluate('1 + 1', {})).toEqual({ ok: true, value: 2 });
  });

  it.each([
    ['recursion', 'function f() { f(); } f()'],
    ['nesting', '['.repeat(100_000)],
    ['nesting in eval', 'eval("(".repeat(100000))'],
    ['a deep result', 'let a = []; for (let i = 0; i < 100000; i++) a = [a]; a'],
    ['a deep value as JSON', 'let a = []; for (let i = 0; i < 100000; i++) a = [a]; JSON.stringify(a)'],
  ])('SC7 %s ends only itself', async (_what, script) => {
    const other = await createQuickJsRunner(wasm);
    expect(other.evaluate(script, {})).toMatchObject({ ok: false, message: overflow });
    expect(other.evaluate('1 + 1', {})).toEqual({ ok: true, value: 2 });
    expect(other.check(script)).toBe(script.startsWith('[') ? overflow : undefined);
    expect(other.evaluate('1 + 1', {})).toEqual({ ok: true, value: 2 });
  });

  it('SC7 a value as deep as people nest them comes through', () => {
    const depth = 300;
    expect(valueOf(`let a = 1; for (let i = 0; i < ${depth}; i++) a = { a }; a`)).toEqual(
      JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
    );
  });
});

describe('errors', () => {
  it.each<[script: string, message: string, line?: number]>([
    ['x', 'ReferenceError: x is not defined', 1],
    ['\n\n$.a.b', "TypeError: Cannot read property 'b' of undefined", 3],
    ['1;\nthrow new Error("no")', 'Error: no', 2],
    ['throw "text"', 'text'],
    ['throw null', 'null'],
    ['throw { a: 1 }', '[object Object]'],
    ['function f() {\n  throw new TypeError("deep");\n}\nf()', 'TypeError: deep', 2],
    [
      'const e = new Error("q"); Object.defineProperty(e, "message", { get() { throw 1; } }); throw e',
      'Error: unknown',
    ],
  ])('SC8 %j', (script, message, line) => {
    expect(evaluate(script)).toEqual({
      ok: false,
      kind: 'error',
      message,
      ...(line !== undefined && { line }),
    });
  });

  it('SC8 a syntax error has its line', () => {
    expect(evaluate('1;\n2 +')).toMatchObject({ ok: false, kind: 'error', line: 2 });
  });

  it('SC11 checking finds syntax errors and runs nothing', () => {
    expect(runner.check('1 +')).toMatch(/^SyntaxError: /);
    expect(runner.check('return 1')).toMatch(/^SyntaxError: /);
    expect(runner.check('while (true);')).toBeUndefined();
    expect(runner.check('missing.thing()')).toBeUndefined();
    expect(runner.check('function f() { return $.a; } f();')).toBeUndefined();
  });
});

describe("SC10 Java's methods", () => {
  const input = { list: [1, 2, 3], map: { a: 1, b: null }, size: 9 };

  it.each<[script: string, value: unknown]>([
    ['$.list.size()', 3],
    ['$.list.length', 3],
    ['$.list.get(1)', 2],
    ['$.list.isEmpty()', false],
    ['$.list.contains(3)', true],
    ['$.list.add(4); $.list', [1, 2, 3, 4]],
    ['$.map.size()', 2],
    ['$.map.get("a")', 1],
    ['$.map.get("c")', null],
    ['$.map.getOrDefault("c", 5)', 5],
    ['$.map.containsKey("b")', true],
    ['$.map.containsKey("toString")', false],
    ['$.map.keySet().size()', 2],
    ['$.map.values()', [1, null]],
    ['$.map.put("c", 3); $.map', { a: 1, b: null, c: 3 }],
    ['[$.size, $.get("size")]', [9, 9]],
    ['$.get("map").get("a")', 1],
    ['const seen = []; for (const key in $.map) seen.push(key); $.list.size(); seen', ['a', 'b']],
    ['$.list.size(); Object.defineProperty({}, "a", { value: 1 }).a', 1],
  ])('%s', (script, value) => {
    expect(valueOf(script, input)).toEqual(value);
  });

  it('an index out of bounds is an error', () => {
    expect(evaluate('$.list.get(3)', input)).toMatchObject({
      message: 'RangeError: Index 3 out of bounds for length 3',
    });
  });

  it('other scripts see plain data', () => {
    expect(valueOf('[typeof $.get, typeof $.list.size, "keySet" in $]', input)).toEqual([
      'undefined',
      'undefined',
      false,
    ]);
  });
});
