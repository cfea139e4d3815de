import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dashedData, frameWithin, pathData } from './path-data.ts';

const everywhere = { x: -1e9, y: -1e9, width: 2e9, height: 2e9 };
/** A whole number of dashes of every pattern. */
const wholeDashes = 72;

describe('a line', () => {
  test('turns its corners round', () => {
    expect(pathData([0, 0, 0, 50, 100, 50])).toBe('M0 0L0 36Q0 50 14 50L100 50');
    expect(pathData([0, 0, 0, 50])).toBe('M0 0L0 50');
    expect(pathData([])).toBe('');
  });

  test('ends straight, however short its last leg: an arrowhead points along it', () => {
    expect(pathData([0, 0, 12, 0, 12, 50, 0, 50])).toBe('M0 0L0 0Q12 0 12 12L12 44Q12 50 6 50L0 50');
  });

  test('begins its dashes at each leg anew where it is dashed', () => {
    expect(dashedData([0, 0, 0, 50, 100, 50], everywhere)).toBe('M0 0L0 36Q0 50 14 50M14 50L100 50');
  });

  test('has no dashes far from what shows', () => {
    const area = { x: 0, y: 0, width: 100, height: 100 };
    expect(dashedData([50, -1e6, 50, 50, 1e6, 50], area)).toMatch(
      /^M50 -\d\dL50 36Q50 50 64 50M64 50L\d{3} 50$/,
    );
    expect(dashedData([500, 0, 500, 50, 1e6, 50], area)).toBe('');
  });

  test('keeps its dashes in place whichever part of it shows, in either direction', () => {
    const place = fc.integer({ min: -5_000, max: 5_000 });
    const length = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(place, place, place, length, (from, to, left, width) => {
        const data = dashedData([from, 7, to, 7], { x: left, y: 0, width, height: 10 });
        const [x1 = Number.NaN, , x2 = Number.NaN] = [...data.matchAll(/-?[\d.]+/g)].map(Number);
        const [near, far] = [Math.max(Math.min(from, to), left), Math.min(Math.max(from, to), left + width)];
        if (near >= far) return;
        expect(Math.abs(x1 - from) % wholeDashes).toBe(0);
        expect(Math.min(x1, x2)).toBeLessThanOrEqual(near);
        expect(Math.max(x1, x2)).toBeGreaterThanOrEqual(far);
        expect(Math.abs(x2 - x1)).toBeLessThan(width + 4 * wholeDashes);
      }),
    );
  });
});

describe('a frame', () => {
  const frame = { x: 0, y: 0, width: 10_000, height: 8_000 };

  test('is whole where all of it shows', () => {
    const { ground, sides, corners } = frameWithin(frame, everywhere);
    expect(ground).toEqual(frame);
    expect(sides).toHaveLength(4);
    expect(corners.match(/Q/g)).toHaveLength(4);
  });

  test('is nothing but its ground where none of its sides shows', () => {
    const { ground, sides, corners } = frameWithin(frame, { x: 500, y: 500, width: 300, height: 200 });
    expect(ground).toEqual({ x: 480, y: 480, width: 340, height: 240 });
    expect([sides, corners]).toEqual([[], '']);
  });

  test('has of the sides that show no more than that', () => {
    const { sides, corners } = frameWithin(frame, { x: -100, y: 4_000, width: 300, height: 200 });
    expect(corners).toBe('');
    expect(sides).toEqual([{ x1: 0, y1: 10 + 55 * wholeDashes, x2: 0, y2: 7_990 - 52 * wholeDashes }]);
  });
});
