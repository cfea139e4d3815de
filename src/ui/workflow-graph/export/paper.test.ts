import fc from 'fast-check';
import { expect, test } from 'vitest';
import { footHeight, pagesOf, pieceGap } from './paper.ts';

const pages = (width: number, height: number) => pagesOf({ x: 0, y: 0, width, height });

test('a small graph is printed in its size on one page', () => {
  expect(pages(400, 600)).toEqual({
    isLandscape: false,
    scale: 1,
    pieces: [{ x: 0, y: 0, width: 400, height: 600 }],
    perPage: 1,
    isBeside: true,
  });
});

test('a wide one lies on its side', () => {
  expect(pages(1_500, 600)).toMatchObject({ isLandscape: true, pieces: [{ width: 1_500, height: 600 }] });
});

test('a chain stands in columns on one page, which share a strip', () => {
  const { pieces, perPage, isBeside, scale } = pages(260, 4_560);
  expect(isBeside).toBe(true);
  expect(pieces.length).toBeLessThanOrEqual(perPage);
  expect(pieces.length).toBeGreaterThan(1);
  expect(scale).toBeGreaterThanOrEqual(0.5);
  for (const [at, { y, height }] of pieces.slice(1).entries())
    expect((pieces[at]?.y ?? 0) + height - y).toBeCloseTo(80);
});

test('a long strip goes over several lines of a page, which share the width of a card', () => {
  const { pieces, perPage, isBeside } = pages(20_000, 300);
  expect(isBeside).toBe(false);
  expect(perPage).toBeGreaterThan(1);
  for (const [at, { x, width }] of pieces.slice(1).entries())
    expect((pieces[at]?.x ?? 0) + width - x).toBeCloseTo(240);
});

test('any graph is printed whole, on sixty pages at most, and as much on each as has room there', () => {
  const side = fc.integer({ min: 60, max: 3_000_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const { pieces, perPage, scale, isBeside, isLandscape } = pages(width, height);
      expect(Math.ceil(pieces.length / perPage)).toBeLessThanOrEqual(60);
      expect(Math.max(...pieces.map((piece) => piece.x + piece.width))).toBeGreaterThanOrEqual(width - 0.01);
      expect(Math.max(...pieces.map((piece) => piece.y + piece.height))).toBeGreaterThanOrEqual(
        height - 0.01,
      );
      const [wide, tall] = isLandscape ? [979, 718 - footHeight] : [718, 979 - footHeight];
      const [piece] = pieces;
      const gaps = (perPage - 1) * pieceGap;
      const times = (isAcross: boolean) => (isAcross === isBeside ? perPage : 1);
      expect((piece?.width ?? 0) * scale * times(true) + (isBeside ? gaps : 0)).toBeLessThan(wide + 1);
      expect((piece?.height ?? 0) * scale * times(false) + (isBeside ? 0 : gaps)).toBeLessThan(tall + 1);
    }),
  );
});
