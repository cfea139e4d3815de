import { describe, expect, test } from 'vitest';
import { centreView, fitIn, freeAreas, isBelowMap, revealView } from './free-area.ts';

const window = { width: 1_000, height: 600 };
const tools = { x: 0, y: 12, width: 1_000, height: 32 };
const search = { x: 648, y: 52, width: 340, height: 200 };
const map = { x: 798, y: 426, width: 190, height: 150 };
const card = { x: 0, y: 0, width: 200, height: 56 };
const at = (x: number, y: number) => ({ x, y, zoom: 1 });

describe('the free areas of a window', () => {
  test('are the window within its margins where nothing covers it', () => {
    expect(freeAreas(window, [])).toEqual([{ x: 28, y: 28, width: 944, height: 544 }]);
  });

  test('are the largest rectangles beside what covers it', () => {
    expect(freeAreas(window, [tools, search, map])).toEqual([
      { x: 28, y: 52, width: 612, height: 520 },
      { x: 28, y: 260, width: 762, height: 312 },
      { x: 28, y: 260, width: 944, height: 158 },
    ]);
  });

  test('are none where all is covered', () => {
    expect(freeAreas(window, [{ x: 0, y: 0, width: 1_000, height: 600 }])).toEqual([]);
  });
});

describe('a box is brought into view', () => {
  const areas = freeAreas(window, [tools, search, map]);

  test.each([
    ['that lies free', at(300, 300), at(300, 300)],
    ['below the buttons', at(300, 20), at(300, 52)],
    ['below the search, to the nearer side', at(500, 100), at(440, 100)],
    ['below the search, further down', at(760, 240), at(760, 260)],
    ['below the map', at(790, 400), at(772, 362)],
    ['beyond the window', at(-900, 900), at(28, 516)],
  ])('%s', (_name, view, expected) => {
    expect(revealView(view, areas, card)).toEqual(expected);
  });

  test('that is too large for any area, from its beginning', () => {
    expect(revealView(at(0, 0), areas, { x: 0, y: 0, width: 3_000, height: 2_000 })).toMatchObject({
      x: 28,
      y: 52,
    });
  });

  test('where nothing is free stays where it is', () => {
    expect(revealView(at(5, 5), [], card)).toEqual(at(5, 5));
  });
});

test('what is centred stands in the middle of a free area', () => {
  expect(centreView(window, freeAreas(window, []), card)).toEqual(at(400, 272));
  expect(centreView(window, freeAreas(window, [tools, search, map]), card)).toEqual(at(400, 311));
  expect(centreView(window, [], card)).toEqual(at(400, 272));
});

test('a card is below the map in the corner where any of it is', () => {
  const size = { width: 190, height: 150 };
  expect(isBelowMap(at(600, 380), window, size, card)).toBe(true);
  expect(isBelowMap(at(597, 380), window, size, card)).toBe(false);
  expect(isBelowMap(at(600, 369), window, size, card)).toBe(false);
});

test('a drawing is fitted to where it shows largest', () => {
  const areas = freeAreas(window, [tools, search]);
  expect(fitIn(areas, { x: 0, y: 0, width: 100, height: 5_200 })).toMatchObject({ zoom: 0.1, y: 52 });
  expect(fitIn(areas, { x: 0, y: 0, width: 9_440, height: 100 })).toMatchObject({ zoom: 0.1, x: 28 });
  expect(fitIn(areas, card)?.zoom).toBe(1);
  expect(fitIn([], card)).toBeNull();
});
