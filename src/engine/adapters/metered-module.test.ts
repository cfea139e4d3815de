import { expect, it } from 'vitest';
import { FUEL, metered, STATE } from './metered-module.ts';

// (module (memory 1) (global (mut i32) (i32.const 0))
//   (func (export "spin") (param i32) (result i32)
//     (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (local.get 0)))
const spinner = fromHex([
  '00 61 73 6d 01 00 00 00',
  '01 06 01 60 01 7f 01 7f',
  '03 02 01 00',
  '05 03 01 00 01',
  '06 06 01 7f 01 41 00 0b',
  '07 08 01 04 73 70 69 6e 00 00',
  '0a 13 01 11 00',
  '03 40 20 00 41 01 6b 22 00 0d 00 0b 20 00 0b',
]);

function fromHex(lines: readonly string[]): Uint8Array {
  return Uint8Array.from(lines.join(' ').split(' '), (byte) => Number.parseInt(byte, 16));
}

function spin(turns: number, steps: number): { readonly result: unknown; readonly left: unknown } {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(metered(spinner, { pages: 2 })));
  const { spin: run, [FUEL]: fuel } = exports;
  if (typeof run !== 'function' || !(fuel instanceof WebAssembly.Global)) throw new Error('not exported');
  fuel.value = steps;
  let result: unknown;
  try {
    result = run(turns);
  } catch (error) {
    result = error instanceof Error ? error.name : error;
  }
  return { result, left: fuel.value };
}

it('JQ3 takes one step off for each turn of a loop', () => {
  expect(spin(10, 100)).toEqual({ result: 0, left: 90 });
  expect(spin(10, 10)).toEqual({ result: 0, left: 0 });
});

it('JQ3 traps when no step is left', () => {
  expect(spin(10, 9)).toEqual({ result: 'RuntimeError', left: 0 });
});

// (module (memory 1) (global (mut i32) (i32.const 100))
//   (func (export "take") (param i32) (global.set 0 (i32.sub (global.get 0) (local.get 0)))))
const taker = fromHex([
  '00 61 73 6d 01 00 00 00',
  '01 05 01 60 01 7f 00',
  '03 02 01 00',
  '05 03 01 00 01',
  '06 07 01 7f 01 41 e4 00 0b',
  '07 08 01 04 74 61 6b 65 00 00',
  '0a 0b 01 09 00',
  '23 00 20 00 6b 24 00 0b',
]);

it.each([
  ['down to its end', [30, 6], 64],
  ['not beyond', [30, 6, 1], 'RuntimeError'],
  ['not beyond it at one go', [101], 'RuntimeError'],
])('JQ3 lets the stack grow %s', (_what, portions, expected) => {
  const module = new WebAssembly.Module(metered(taker, { pages: 1, stackBytes: 36 }));
  const { take, [`${STATE}0`]: stackPointer } = new WebAssembly.Instance(module).exports;
  if (typeof take !== 'function' || !(stackPointer instanceof WebAssembly.Global))
    throw new Error('not exported');
  const outcome = (): unknown => {
    try {
      for (const bytes of portions) take(bytes);
      return stackPointer.value;
    } catch (error) {
      return error instanceof Error ? error.name : error;
    }
  };
  expect(outcome()).toBe(expected);
});

it('JQ3 watches no stack where it finds none', () => {
  const fixed = taker.slice();
  const mutable = fixed.findIndex((byte, at) => byte === 0x7f && fixed[at + 2] === 0x41) + 1;
  fixed[mutable] = 0;
  expect(() => metered(fixed, { pages: 1, stackBytes: 36 })).toThrow(
    'Cannot meter a WebAssembly module with another first global than a stack pointer',
  );
});

it('JQ3 refuses code that it cannot read', () => {
  const simd = spinner.slice();
  simd[simd.length - 15] = 0xfd;
  expect(() => metered(simd, { pages: 2 })).toThrow(
    'Cannot meter a WebAssembly module with instruction 0xfd',
  );
});
