import { expect, test } from 'vitest';
import { buildGraph, layoutGraph } from '#graph/index.ts';
import { mapWords } from './map-words.ts';

const tasks = Array.from({ length: 1_200 }, (_, at) => ({
  name: 't',
  taskReferenceName: `t${at}`,
  type: 'SIMPLE',
}));
const layout = layoutGraph(buildGraph({ name: 'chain', tasks }));

test('a map says how much there is and what of it is in the window', () => {
  const first = layout.byId.get('t0');
  const third = layout.byId.get('t2');
  if (first === undefined || third === undefined) throw new Error('not drawn');
  const area = { ...first, height: third.y + third.height - first.y };
  expect(mapWords(layout, area)).toBe('Overview map: the window shows 3 of 1,200 tasks, t0 to t2');
  expect(mapWords(layout, first)).toBe('Overview map: the window shows 1 of 1,200 tasks, t0');
  expect(mapWords(layout, layout.bounds)).toBe('Overview map: the window shows all 1,200 tasks, t0 to t1199');
  expect(mapWords(layout, { x: -900, y: 0, width: 1, height: 1 })).toBe(
    'Overview map: the window shows none of 1,200 tasks',
  );
});
