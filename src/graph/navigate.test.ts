import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Direction } from './geometry.ts';
import { layoutGraph } from './layout.ts';
import { buildGraph } from './model.ts';
import { isSelectable, navigator, type Step } from './navigate.ts';
import { arbitraryDefinition } from './testing/arbitrary-definition.ts';

const task = (ref: string, type = 'SIMPLE', rest: object = {}) => ({
  name: ref,
  taskReferenceName: ref,
  type,
  ...rest,
});

const graph = buildGraph({
  tasks: [
    task('a'),
    task('f', 'FORK_JOIN', { forkTasks: [[task('x1'), task('x2')], [task('y')], [task('z')]] }),
    task('j', 'JOIN'),
    task('s', 'SWITCH', { decisionCases: { one: [task('p')], none: [] } }),
    task('l', 'DO_WHILE', { loopOver: [task('m')] }),
    task('n'),
  ],
});

function walk(
  direction: Direction,
  from: string,
  ...steps: readonly Step[]
): readonly (string | undefined)[] {
  const nav = navigator(layoutGraph(graph, direction));
  let at = graph.byId.get(from) ?? null;
  return steps.map((step) => {
    at = at === null ? null : nav.step(at, step);
    return at?.id;
  });
}

describe.each<Direction>(['down', 'right'])('steps through a drawing that runs %s', (direction) => {
  test('go along the flow, past the points where branches meet', () => {
    expect(walk(direction, 'a', 'next', 'next', 'next', 'next')).toEqual(['f', 'y', 'j', 's']);
    expect(walk(direction, 'j', 'previous', 'previous', 'previous', 'previous')).toEqual([
      'y',
      'f',
      'a',
      undefined,
    ]);
    expect(walk(direction, 'l', 'next', 'next', 'next')).toEqual(['m', 'n', undefined]);
  });

  test('go across to the branches beside', () => {
    expect(walk(direction, 'y', 'before', 'after', 'after', 'after')).toEqual(['x1', 'y', 'z', undefined]);
    expect(walk(direction, 'x2', 'previous', 'previous')).toEqual(['x1', 'f']);
  });
});

test('steps follow the way that a run has taken', () => {
  const nav = navigator(layoutGraph(graph));
  const fork = graph.byId.get('f');
  expect(fork && nav.step(fork, 'next', new Set(['f→z']))?.id).toBe('z');
});

test('begin at the first task', () => {
  expect(navigator(layoutGraph(graph)).first()?.id).toBe('a');
  expect(navigator(layoutGraph(buildGraph({}))).first()).toBeNull();
});

test('lead only to tasks, and always come to an end', () => {
  fc.assert(
    fc.property(arbitraryDefinition, (definition) => {
      const layout = layoutGraph(buildGraph(definition));
      const nav = navigator(layout);
      const visited: string[] = [];
      for (let at = nav.first(); at !== null; at = nav.step(at, 'next')) {
        expect(isSelectable(at)).toBe(true);
        visited.push(at.id);
      }
      expect(new Set(visited).size).toBe(visited.length);
    }),
  );
});
