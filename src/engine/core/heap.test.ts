import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heap } from './heap.ts';

describe('Heap', () => {
  it('gives the least element first, whatever was put in and taken out before', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer())), (steps) => {
        const heap = new Heap<number>((a, b) => a < b);
        let model: number[] = [];
        for (const step of steps) {
          const least = model[0];
          const taken = step === null ? heap.pop() : heap.push(step);
          model = step === null ? model.slice(1) : [...model, step].toSorted((a, b) => a - b);
          expect(taken).toBe(step === null ? least : undefined);
          expect(heap.peek()).toBe(model[0]);
          expect(heap.size).toBe(model.length);
        }
      }),
    );
  });
});
