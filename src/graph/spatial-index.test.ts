import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlaps } from './geometry.ts';
import { spatialIndex } from './spatial-index.ts';

const size = fc.integer({ min: 1, max: 60 });
const box = fc.record({
  x: fc.integer({ min: -300, max: 300 }),
  y: fc.integer({ min: -300, max: 300 }),
  width: size,
  height: size,
});

describe('a spatial index', () => {
  test('finds exactly what a search of everything finds, in the same order', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 0, maxLength: 400, size: 'max' }), box, (boxes, area) => {
        const found = spatialIndex(boxes, (item) => item).search(area);
        expect(found).toEqual(boxes.filter((item) => overlaps(item, area)));
      }),
    );
  });

  test('finds lines, which have no width', () => {
    const line = { x: 10, y: 0, width: 0, height: 100 };
    expect(spatialIndex([line], (item) => item).search({ x: 0, y: 40, width: 20, height: 20 })).toEqual([
      line,
    ]);
  });

  test('holds nothing and finds nothing', () => {
    expect(
      spatialIndex([], () => ({ x: 0, y: 0, width: 1, height: 1 })).search({
        x: 0,
        y: 0,
        width: 9,
        height: 9,
      }),
    ).toEqual([]);
  });
});
