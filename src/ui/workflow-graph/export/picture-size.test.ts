import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureSize, reductionWords, tilesOf } from './picture-size.ts';

const sizeOf = (width: number, height: number) => pictureSize({ x: 0, y: 0, width, height });

test('a picture is twice as large as the drawing', () => {
  expect(sizeOf(700, 1_234)).toEqual({ scale: 2, width: 1_400, height: 2_468 });
});

test('a drawing too long for a picture is scaled to its longest side', () => {
  expect(sizeOf(400, 32_000)).toEqual({ scale: 0.5, width: 200, height: 16_000 });
  expect(sizeOf(32_000, 400)).toEqual({ scale: 0.5, width: 16_000, height: 200 });
});

test('one with too many pixels is scaled to as many as there may be', () => {
  expect(sizeOf(20_000, 20_000)).toEqual({ scale: 0.5, width: 10_000, height: 10_000 });
});

test('there is at least a pixel of the widest drawing', () => {
  expect(sizeOf(50_000_000, 100)).toMatchObject({ width: 16_000, height: 1 });
});

test('a picture below life size says so', () => {
  expect(reductionWords(sizeOf(42_105, 400))).toBe(
    '38 % of life size, 16,000 × 152 px; SVG keeps every detail',
  );
  expect(reductionWords(sizeOf(5_000_000, 400))).toMatch(/^0\.32 % of life size, /);
  expect(reductionWords(sizeOf(16_000, 400))).toBe('');
});

test('pieces cover the picture once, none with too much in it that could be cut further', () => {
  const side = fc.integer({ min: 1, max: 3_000 });
  fc.assert(
    fc.property(side, side, fc.integer({ min: 500, max: 500_000 }), (width, height, most) => {
      const isTooFull = (tile: { width: number; height: number }) => tile.width * tile.height > most;
      const tiles = [...tilesOf({ scale: 1, width, height }, isTooFull)];
      const area = tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0);
      expect(area).toBe(width * height);
      for (const tile of tiles) {
        expect(
          tile.x >= 0 && tile.y >= 0 && tile.x + tile.width <= width && tile.y + tile.height <= height,
        ).toBe(true);
        expect(isTooFull(tile) && Math.max(tile.width, tile.height) >= 64).toBe(false);
      }
    }),
  );
});
