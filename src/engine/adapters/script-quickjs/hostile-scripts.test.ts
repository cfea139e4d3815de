import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScriptResult, ScriptRunner } from '../../ports.ts';
import { createQuickJsRunner } from './quickjs-runner.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));

let runner: ScriptRunner;

// Long enough for what ends, however slow the machine; what never ends costs it each time.
beforeAll(async () => {
  runner = await createQuickJsRunner(wasm, { deadlineSeconds: 1 });
});

function evaluate(script: string, input: unknown = { a: 1 }): ScriptResult {
  return runner.evaluate(script, { $: input });
}

function valueOf(script: string, input?: unknown): unknown {
  const result = evaluate(script, input);
  return result.ok ? result.value : result;
}

/** What a script sees of the language, which is `sound` unless an earlier one has left something. */
function probe(): unknown {
  return valueOf('[[3, 1, 2].sort(), $, typeof leak, ({}).extra]', { b: [1] });
}
const sound = [[1, 2, 3], { b: [1] }, 'undefined', null];

describe('SC2 what comes out as JSON', () => {
  it.each<[script: string, value: unknown]>([
    ['new Proxy({ a: 1 }, {})', { a: 1 }],
    ['new Proxy([1, 2], {})', [1, 2]],
    [
      'new Proxy({}, { ownKeys: () => ["x"], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: () => 9 })',
      { x: 9 },
    ],
    ['new Proxy(function () {}, {})', null],
    ['({ get a() { return 1 } })', { a: 1 }],
    ['class A { #p = 1; x = 2; get y() { return 3 } static s = 4 } new A()', { x: 2 }],
    ['Object.create({ a: 1 })', {}],
    ['Object.defineProperty({}, "a", { value: 1 })', {}],
    ['({ [Symbol("a")]: 1, b: 2 })', { b: 2 }],
    ['({ toJSON() { return 5 } })', 5],
    ['({ toJSON() { return () => 1 } })', null],
    ['({ toJSON: 5 })', { toJSON: 5 }],
    ['(function* () { yield 1 })()', {}],
    ['(async () => 1)()', {}],
    ['Promise.reject(new Error("x"))', {}],
    ['[new Map([[1, 2]]), new Set([1]), /a/g, new Error("x")]', [{}, {}, {}, {}]],
    ['new Uint8Array([1, 2])', { 0: 1, 1: 2 }],
    ['[new String("a"), new Number(5), new Boolean(false)]', ['a', 5, false]],
    [
      '[new Date(NaN), new Date(-1), new Date(8.64e15)]',
      [null, '1969-12-31T23:59:59.999Z', '+275760-09-13T00:00:00.000Z'],
    ],
    ['[9007199254740991n, 12345678901234567890n]', [9_007_199_254_740_991, '12345678901234567890']],
    ['[-0, 1e21, 1e-7, 0.1 + 0.2]', [0, 1e21, 1e-7, 0.1 + 0.2]],
    ['const o = { a: 1 }; [o, o]', [{ a: 1 }, { a: 1 }]],
    ['Object.freeze($).a = 2; $', { a: 1 }],
    ['Object.defineProperty($, "a", { get: () => 9 }); $', { a: 9 }],
    ['this', { $: { a: 1 } }],
    [String.raw`"\ud800\u2028\u0000"`, '\ud800\u2028\u0000'],
    [String.raw`["\u{1F600}".length, [..."\u{1F600}"].length, "\u0130".toLowerCase().length]`, [2, 1, 2]],
  ])('%s', (script, value) => {
    expect(valueOf(script)).toEqual(value);
  });
});

it('SC12 members of a large map are found by names of any characters', () => {
  const names = [
    'a',
    'a\u0000b',
    '\ud800',
    '\ud801',
    '\u2028',
    '"',
    String.raw`\"`,
    '',
    '__proto__',
    'toString',
    'ключ',
  ];
  const members = Array.from({ length: 100 }, (_, at): [string, unknown] => [`${at}`, at]);
  const map: unknown = Object.fromEntries([
    ...members,
    ...names.map((name): [string, unknown] => [name, { name }]),
  ]);
  for (const name of names) {
    const script = `[$.map[${JSON.stringify(name)}].name, $.map[${JSON.stringify(`${name}\u0000`)}] ?? null]`;
    expect(valueOf(script, { map })).toEqual([name, null]);
  }
  expect(valueOf('$.map', { map })).toEqual(map);
});

describe('SC1 the last statement', () => {
  it.each<[script: string, value: unknown]>([
    ['if (true) 5; else 6', 5],
    ['for (let i = 0; i < 3; i++) i', 2],
    ['label: for (;;) { break label } 3', 3],
    ['let a = 1', null],
    ['{ a: 1 }', 1],
    ['// nothing', null],
    ['eval("var later = 1"); later', 1],
    ['new Function("return 1")()', 1],
    ['"use strict"; this !== undefined', true],
    ['try { 1 } finally { 2 }', 1],
  ])('%s', (script, value) => {
    expect(valueOf(script)).toBe(value);
  });

  it.each(['await 1', 'yield 1', 'return 1', '/* open', '{ a: 1, b: 2 }', 'import.meta', 'new.target'])(
    'is none in %s, which does not parse',
    (script) => {
      expect(evaluate(script)).toMatchObject({ ok: false, kind: 'error', message: /^SyntaxError: / });
      expect(runner.check(script)).toMatch(/^SyntaxError: /);
    },
  );
});

describe('SC3 what a script does to the language', () => {
  it.each([
    'globalThis.leak = 1; Object.prototype.extra = 1',
    '$.__proto__.extra = 1; $.constructor.prototype.extra = 2',
    'Array.prototype.sort = () => "poisoned"; Array.prototype[Symbol.iterator] = null',
    'Object.defineProperty(Object.prototype, "toJSON", { value: () => "all" })',
    'Object.defineProperty(Array.prototype, "0", { set() { throw new Error("set") }, get: () => "got" })',
    'Object.setPrototypeOf(globalThis, null); delete globalThis.$',
    'for (const name of Reflect.ownKeys(globalThis)) try { globalThis[name] = null } catch {}',
    'for (const name of Reflect.ownKeys(globalThis)) try { delete globalThis[name] } catch {}',
    'for (const name of Object.getOwnPropertyNames(globalThis)) try { Object.freeze(globalThis[name]?.prototype) } catch {}',
    'JSON.parse = JSON.stringify = () => { throw new Error("no") }; Reflect = Object = String = undefined',
    'Promise.resolve().then(() => { for (;;); }); (async () => { for (;;) await null })(); 1',
    'new FinalizationRegistry(() => { globalThis.leak = 1 }).register({}); 1',
    'throw new Error("x")',
    'for (;;);',
    'while (true) leak = [globalThis.leak, "x".repeat(1e6)]',
    'function leak() { leak() } leak()',
  ])('is gone with it: %s', (script) => {
    evaluate(script);
    expect(probe()).toEqual(sound);
  });

  it('is gone with it, in whatever order such scripts come', () => {
    const scripts = [
      'Array.prototype.sort = null',
      'leak = 1',
      'throw 1',
      'Object.prototype.extra = 1',
      'let a = [a]',
      '$.b = 2',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...scripts), { maxLength: 6 }), (chosen) => {
        for (const script of chosen) evaluate(script);
        expect(probe()).toEqual(sound);
      }),
      { numRuns: 30 },
    );
  });
});

describe('SC5 what never ends', () => {
  const inFinally = (levels: number) =>
    `${'try{'.repeat(levels)}for(;;);${'}finally{for(;;);}'.repeat(levels)}`;

  let impatient: ScriptRunner;

  beforeAll(async () => {
    impatient = await createQuickJsRunner(wasm, { deadlineSeconds: 0.1 });
  });

  it.each([
    'new Proxy({}, { get() { for (;;); } }).a',
    'new Proxy({}, { ownKeys() { for (;;); } })',
    '({ get a() { for (;;); } })',
    'throw new Proxy({}, { get() { for (;;); } })',
    'throw { get message() { for (;;); } }',
    'throw { toString() { for (;;); } }',
    '`${{ toString() { for (;;); } }}`',
    '({ [Symbol.toPrimitive]() { for (;;); } }) + 1',
    '[1, 2, 3].sort(() => { for (;;); })',
    '"a".replace(/a/g, () => { for (;;); })',
    'JSON.parse("[1]", () => { for (;;); })',
    'function* g() { for (;;) yield 1 } for (const x of g());',
    'function f() { try { for (;;); } catch { f() } finally { for (;;); } } f()',
    'let a = []; a.length = 1e9; a',
    'let a = []; for (let i = 0; i < 25; i++) a = [a, a]; a',
    '/^(([a-z])+.)+[A-Z]([a-z])+$/.test("a".repeat(60))',
    '"x".repeat(30).match(/(x+x+)+y/)',
    'function f() { try { f() } finally { f() } } f()',
    'for (;;) [].indexOf.call({ length: 1e6 })',
    'Promise.resolve().then(() => { for (;;); }); for (;;);',
    inFinally(1000),
  ])('is stopped: %s', (script) => {
    expect(impatient.evaluate(script, { $: { a: 1 } })).toEqual({
      ok: false,
      kind: 'timeout',
      message: 'Script not evaluated within 0.1 seconds, interrupted.',
    });
  });

  it('is stopped within one built-in function, too', () => {
    for (const script of [
      '[].indexOf.call({ length: 2 ** 53 - 1 })',
      '[].forEach.call({ length: 2 ** 53 - 1 }, () => {})',
      '[].reverse.call({ length: 2 ** 53 - 1 })',
      'new Array(2 ** 32 - 1).join("")',
      '(1n << 900000n).toString()',
    ]) {
      expect(impatient.evaluate(script, {})).toMatchObject({ ok: false, kind: 'timeout' });
    }
  });
});

describe('SC6 what is too large', () => {
  it.each([
    'Array.from({ length: 1e9 })',
    'Array.prototype.fill.call({ length: 1e9 }, 0)',
    '"x".padStart(1e9)',
    'new Uint8Array(1e9)',
    'const o = {}; for (let i = 0; ; i++) o["k" + i] = i',
    'const s = new Set(); for (let i = 0; ; i++) s.add({ i })',
    'let s = ""; for (;;) s = [s, "x".repeat(1e6)]',
  ])('is stopped: %s', async (script) => {
    const patient = await createQuickJsRunner(wasm, { deadlineSeconds: 10, memoryBytes: 24 * 1024 * 1024 });
    expect(patient.evaluate(script, {})).toEqual({
      ok: false,
      kind: 'memory',
      message: 'InternalError: out of memory',
    });
    expect(patient.evaluate('[1, 2].map((x) => x + 1)', {})).toEqual({ ok: true, value: [2, 3] });
  });
});

it('SC11 a script that takes long to read is not read to its end', async () => {
  const declarations = Array.from({ length: 30_000 }, (_, at) => `let v${at};`).join('');
  const impatient = await createQuickJsRunner(wasm, { deadlineSeconds: 0.1 });
  expect(impatient.check(`${declarations} 1 +`)).toBeUndefined();
  expect(impatient.evaluate(declarations, {})).toMatchObject({ kind: 'timeout' });
});

it('SC13 a script that did nothing wrong does not fail for others, however many come in a row', async () => {
  const other = await createQuickJsRunner(wasm, { deadlineSeconds: 0.5, memoryBytes: 20 * 1024 * 1024 });
  const hostile = ['['.repeat(100_000), '"x".repeat(1e9)', 'for (let a = []; ; a = [a, a]);'];
  for (const script of ['for (;;);', ...hostile, ...hostile]) {
    expect(other.evaluate(script, {})).toMatchObject({ ok: false });
    expect(other.evaluate('[$.a, [3, 1].sort()]', { $: { a: 1 } })).toEqual({ ok: true, value: [1, [1, 3]] });
    expect(other.evaluate('throw "text"', {})).toMatchObject({ kind: 'error', message: 'text' });
    expect(other.check('1 + 1')).toBeUndefined();
  }
});

describe('SC8 what is thrown', () => {
  it.each<[script: string, message: string]>([
    ['throw undefined', 'undefined'],
    ['throw Symbol("x")', 'Symbol'],
    ['throw 1n', '1'],
    ['throw Object.create(null)', 'Error: unknown'],
    ['throw { toString() { throw 1 } }', 'Error: unknown'],
    ['throw { message: "m", name: "n" }', 'n: m'],
    ['class E extends Error { name = "Mine" } throw new E("x")', 'Mine: x'],
    ['throw new AggregateError([new Error("a")], "m")', 'AggregateError: m'],
    ['throw new Error("a", { cause: new Error("b") })', 'Error: a'],
    ['throw new Error("")', 'Error: '],
    ['throw new Error("two\\nlines ü")', 'Error: two\nlines ü'],
    ['[new Proxy({}, { ownKeys() { throw new Error("k") } })]', 'Error: k'],
    ['({ get a() { throw new Error("g") } })', 'Error: g'],
    ['Object(1n)', 'TypeError: Do not know how to serialize a BigInt'],
    ['$.missing.deep', "TypeError: Cannot read property 'deep' of undefined"],
    ['"use strict"; undeclared = 1', 'ReferenceError: undeclared is not defined'],
    ['const $ = 1; $ = 2', "TypeError: '$' is read-only"],
  ])('%s', (script, message) => {
    expect(evaluate(script)).toMatchObject({ ok: false, kind: 'error', message });
  });
});
