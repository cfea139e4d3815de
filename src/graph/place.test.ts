import { expect, test } from 'vitest';
import type { JsonRecord } from './json.ts';
import { buildGraph } from './model.ts';
import { closedAround, placeNamed } from './place.ts';
import { loop, sub, task } from './testing/tasks.ts';

const child = { name: 'child', tasks: [task('a'), loop('l', task('x'))] };
const outer = { name: 'outer', tasks: [sub('in', 'child')] };
const tasks = [
  loop('loop', sub('s', 'outer')),
  sub('s2', 'child'),
  sub('own', 'w'),
  task('odd/name'),
  sub('s__7', 'child'),
];

function place(name: string, open: Readonly<Record<string, JsonRecord>> = {}) {
  return placeNamed(buildGraph({ name: 'w', tasks }, { expansions: new Map(Object.entries(open)) }), name);
}

const all = { s: outer, 's/in': child, s2: child, s__7: child };

test.each([
  ['s', [], 's', 's'],
  ['s__2', [], 's__2', 's'],
  ['odd/name', [], 'odd/name', 'odd/name'],
  ['s2/a', ['s2'], 'a', 's2/a'],
  ['s/in/x', ['s', 'in'], 'x', 's/in/x'],
  ['s__2/in/x__3', ['s__2', 'in'], 'x__3', 's/in/x'],
  ['s__7/a', ['s__7'], 'a', 's__7/a'],
  ['s__2/in/ghost', ['s__2', 'in'], 'ghost', undefined],
  ['s__2/ghost/x', ['s__2'], 'ghost/x', undefined],
  ['a/b', [], 'a/b', undefined],
  ['', [], '', undefined],
])('%s', (name, way, ref, id) => {
  const found = place(name, all);
  expect(found.way.map((step) => step.ref)).toEqual(way);
  expect({ ref: found.ref, id: found.node?.id }).toEqual({ ref, id });
});

test('a sub-workflow is on the way to a task inside it for as long as it is closed', () => {
  const next = (name: string, open: Readonly<Record<string, JsonRecord>> = {}) =>
    closedAround(place(name, open))?.id;
  expect(next('s__2/in/a')).toBe('s');
  expect(next('s__2/in/a', { s: outer })).toBe('s/in');
  expect(next('s__2/in/a', { s: outer, 's/in': child })).toBeUndefined();
  expect(next('s2/a')).toBe('s2');
  expect(next('s')).toBeUndefined();
  // Drawn within itself it would never end.
  expect(next('own/a')).toBeUndefined();
});
