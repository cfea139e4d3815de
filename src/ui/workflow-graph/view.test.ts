import { expect, test } from 'vitest';
import { layoutGraph } from '#graph/index.ts';
import { choose, graphOf, task } from '../../graph/testing/tasks.ts';
import { openingView } from './view.ts';

const wide = layoutGraph(graphOf([choose('s', { yes: [task('a')], no: [task('b')] })]));
const { bounds } = wide;
const sizeFor = (zoom: number) => ({ width: bounds.width * zoom + 56, height: 300 });

test('a drawing opens at life size, or smaller where that shows its whole breadth and can be read', () => {
  expect(openingView(wide, sizeFor(1.5), undefined).zoom).toBe(1);
  expect(openingView(wide, sizeFor(0.8), undefined).zoom).toBeCloseTo(0.8);
  expect(openingView(wide, sizeFor(0.6), undefined).zoom).toBe(1);
});

test('a drawing that opens smaller begins at its top, with both its sides in view', () => {
  const { x, y, zoom } = openingView(wide, sizeFor(0.8), undefined);
  expect(x + bounds.x * zoom).toBeCloseTo(28);
  expect(y + bounds.y * zoom).toBeCloseTo(56);
});
