import { expect, test } from 'vitest';
import { layoutGraph, type Box } from '#graph/index.ts';
import { choose, fork, graphOf, join, task } from '../../graph/testing/tasks.ts';
import { placesOf, visibleIn } from './scene.ts';
import { withoutCovered } from './shared-lines.ts';

const branches = Array.from({ length: 2_000 }, (_, at) => [task(`b${at}`)]);
const wide = layoutGraph(
  graphOf([fork('f', ...branches), join('j', ...branches.map(([only]) => only?.name ?? ''))]),
);

function drawnIn(layout: typeof wide, area: Box) {
  const { nodes, edges } = visibleIn(placesOf(layout), area);
  return { nodes, edges, drawn: withoutCovered(edges, area, undefined) };
}

function around(layout: typeof wide, id: string): Box {
  const box = layout.byId.get(id);
  if (box === undefined) throw new Error(`${id} is not drawn`);
  return { x: box.x - 600, y: box.y - 400, width: 1_400, height: 900 };
}

test('at the head of a wide fork only the longest lines and those to branches in sight are drawn', () => {
  const { nodes, edges, drawn } = drawnIn(wide, around(wide, 'f'));
  expect(edges.length).toBeGreaterThan(3_900);
  expect(drawn.length).toBeLessThan(2 * nodes.length + 16);
});

test('so it is along the heads, far from the fork itself', () => {
  const { nodes, drawn } = drawnIn(wide, around(wide, 'b10'));
  expect(drawn.length).toBeLessThan(2 * nodes.length + 16);
});

test('what is left covers what is left out, on either side', () => {
  const area = around(wide, 'f');
  const { edges, drawn } = drawnIn(wide, area);
  const reachOf = (of: typeof edges) => {
    const xs = of.flatMap(({ points }) => points.filter((_, at) => at % 2 === 0));
    return [Math.min(...xs), Math.max(...xs)];
  };
  expect(reachOf(drawn)).toEqual(reachOf(edges));
});

test('a line that is drawn otherwise than its neighbours is not covered by them', () => {
  const [first, ...others] = branches.map(([only]) => only?.name ?? '');
  const layout = layoutGraph(graphOf([fork('f', ...branches), join('j', ...others)]));
  const { drawn } = drawnIn(layout, around(layout, 'f'));
  expect(first).toBe('b0');
  expect(drawn.filter(({ edge }) => !edge.isAwaited)).toHaveLength(1);
});

test('empty branches far aside are covered like any other', () => {
  const cases = Object.fromEntries(branches.map((_, at) => [`case ${at}`, []]));
  const layout = layoutGraph(graphOf([choose('s', cases)]));
  const { edges, drawn } = drawnIn(layout, around(layout, 's'));
  expect(edges.length).toBeGreaterThan(1_900);
  expect(drawn.length).toBeLessThan(60);
});
