import { expect, it } from 'vitest';
import { FUEL, metered } from './metered-module.ts';

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
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(metered(spinner, 2)));
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

it('JQ3 refuses code that it cannot read', () => {
  const simd = spinner.slice();
  simd[simd.length - 15] = 0xfd;
  expect(() => metered(simd, 2)).toThrow('Cannot meter a WebAssembly module with instruction 0xfd');
});
