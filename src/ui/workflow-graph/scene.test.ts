import { expect, test } from 'vitest';
import { labelRoom, layoutGraph } from '#graph/index.ts';
import { choose, graphOf, task } from '../../graph/testing/tasks.ts';
import { placesOf, visibleIn, withRim } from './scene.ts';
import { withoutCovered } from './shared-lines.ts';

test('a label is in sight where its line is not', () => {
  const layout = layoutGraph(graphOf([choose('s', { stop: [task('a')], go: [task('b')] })]));
  const places = placesOf(layout);
  const labelled = layout.edges.find(({ edge }) => edge.label === 'stop');
  const room = labelled === undefined ? null : labelRoom(labelled);
  if (room === null) throw new Error('no label');
  const middle = room.x + room.width / 2;
  const beside = { x: middle + 2, y: room.y - 1, width: 20, height: room.height + 2 };
  expect(visibleIn(places, beside).edges).toContain(labelled);
  expect(withoutCovered(visibleIn(places, beside).edges, beside, undefined)).toContain(labelled);
  const below = { ...beside, y: room.y + room.height + 1, height: 2 };
  expect(visibleIn(places, below).edges).not.toContain(labelled);
});

test('what hangs over the edge of a card is in the next piece of a picture', () => {
  const layout = layoutGraph(graphOf([task('a')]));
  const card = layout.byId.get('a');
  if (card === undefined) throw new Error('no card');
  const below = { x: card.x, y: card.y + card.height + 1, width: card.width, height: 50 };
  expect(visibleIn(placesOf(layout), below).nodes).not.toContain(card);
  expect(visibleIn(placesOf(layout), withRim(below)).nodes).toContain(card);
});
