import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagesOf } from './paper.ts';

const pages = (width: number, height: number) => pagesOf({ x: 0, y: 0, width, height });

test('a small graph is printed in its size on one page', () => {
  expect(pages(400, 600)).toEqual({
    isLandscape: false,
    scale: 1,
    areas: [{ x: 0, y: 0, width: 400, height: 600 }],
  });
});

test('a wide one lies on its side', () => {
  expect(pages(1_500, 600)).toMatchObject({ isLandscape: true, areas: [{ width: 1_500, height: 600 }] });
});

test('one that could not be read on a page goes over several, which share a strip', () => {
  const { areas, scale } = pages(260, 4_560);
  expect(scale).toBe(0.5);
  expect(areas.map(({ y, height }) => [y, y + height])).toEqual([
    [0, 1_958],
    [1_878, 3_836],
    [3_756, 5_714],
  ]);
});

test('any graph is printed whole, on sixty pages at most', () => {
  const side = fc.integer({ min: 60, max: 3_000_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const { areas } = pages(width, height);
      expect(areas.length).toBeLessThanOrEqual(60);
      expect(Math.max(...areas.map((area) => area.x + area.width))).toBeGreaterThanOrEqual(width);
      expect(Math.max(...areas.map((area) => area.y + area.height))).toBeGreaterThanOrEqual(height);
    }),
  );
});
