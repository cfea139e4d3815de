import { describe, expect, test } from 'vitest';
import type { JsonObject, Task } from '#contract/index.ts';
import { buildGraph, overlayRun, type ChosenIterations } from '#graph/index.ts';
import { sampleTask } from '../testing/samples.ts';
import {
  branchKeyOf,
  drawnKey,
  iterationsNamed,
  keyBeside,
  keyInIteration,
  keyOf,
  linkKeyOf,
} from './keys.ts';
import { selectionOf } from './selection.ts';

const step = (ref: string, fields: JsonObject = {}) => ({
  taskReferenceName: ref,
  type: 'SIMPLE',
  ...fields,
});
const loop = (ref: string, ...loopOver: JsonObject[]) => step(ref, { type: 'DO_WHILE', loopOver });
const sub = step('sub', { type: 'SUB_WORKFLOW', subWorkflowParam: { name: 'child' } });
const child = { name: 'child', tasks: [step('a'), loop('inner', step('x'))] };
const graph = buildGraph(
  { name: 'order', tasks: [step('first'), loop('loop', step('b'), sub)] },
  { expansions: new Map([['sub', child]]) },
);

const task = (ref: string, iteration = 0): Task =>
  sampleTask({ taskId: ref, referenceTaskName: ref, status: 'COMPLETED', iteration });
const tasks = [task('first'), ...[1, 2, 3].flatMap((at) => [task(`b__${at}`, at), task(`sub__${at}`, at)])];
const inside = new Map([['sub', [task('a'), task('x__1', 1), task('x__2', 2)]]]);

function run(iterations: ChosenIterations = new Map(), isLive = false) {
  return { graph, isLive, overlay: overlayRun(graph, tasks, { inside, iterations }) };
}

function key(id: string, ...args: Parameters<typeof run>): string {
  const node = graph.byId.get(id);
  if (node === undefined) throw new Error(`${id} is not drawn`);
  return keyOf(node, run(...args));
}

function selected(name: string, ...args: Parameters<typeof run>) {
  const { overlay } = run(...args);
  return selectionOf({ graph, overlay, steps: new Map() }, name, null);
}

const second = new Map([['loop', 2]]);

describe('a key', () => {
  test.each([
    ['first', 'first'],
    ['b', 'b__2'],
    ['loop', 'loop'],
    ['sub', 'sub__2'],
    ['sub/a', 'sub__2/a'],
    ['sub/inner', 'sub__2/inner'],
    ['sub/x', 'sub__2/x__2'],
  ])('of %s names the iterations that are drawn', (id, name) => {
    expect(key(id, second)).toBe(name);
  });

  test('leaves out what a run that goes on will follow', () => {
    expect(key('b', new Map(), true)).toBe('b');
    expect(key('sub/x', new Map(), true)).toBe('sub/x');
    expect(key('sub/x', second, true)).toBe('sub__2/x');
    expect(key('sub/x', new Map([['sub/inner', 1]]), true)).toBe('sub/x__1');
  });

  test('of a branch stands behind the same way', () => {
    const node = graph.byId.get('sub/a');
    expect(node && branchKeyOf(node, 'sub/b7__1', run(second))).toBe('sub__2/b7__1');
    const top = graph.byId.get('first');
    expect(top && branchKeyOf(top, 'b7__1', run(second))).toBe('b7__1');
  });

  test.each([
    ['b', 'b__3'],
    ['b__1', 'b__1'],
    ['sub/x', 'sub__3/x__2'],
    ['sub/x__1', 'sub__3/x__1'],
    ['first', 'first'],
    ['ghost', 'ghost'],
  ])('of the link to %s names what is seen', (name, link) => {
    expect(linkKeyOf(selected(name), run())).toBe(link);
  });

  test.each(['sub/x', 'sub__2/x__1', 'sub__1/x__2'])('%s selects what it names', (name) => {
    const selection = selected(name);
    expect(selection.node?.id).toBe('sub/x');
    expect(selection.step?.ref).toBe(name.endsWith('1') ? 'x__1' : 'x__2');
    expect(drawnKey(selection)).toBe(`sub/${name.split('/')[1]}`);
    expect(keyBeside(selection, 'a')).toBe(`${name.split('/')[0]}/a`);
  });
});

describe('another iteration', () => {
  const other = (name: string, id: string, iteration: number) => {
    const node = graph.byId.get(id);
    return node && keyInIteration(selected(name), run().overlay, node, iteration);
  };

  test.each([
    ['b__1', 'loop', 3, 'b__3'],
    ['b', 'loop', 1, 'b__1'],
    ['sub__2/x__1', 'sub/inner', 2, 'sub__2/x__2'],
    ['sub__2/x__1', 'loop', 3, 'sub__3/x'],
    ['first', 'loop', 2, undefined],
    ['b__1', 'loop', 9, 'b'],
  ])('of %s in %s, %i', (name, id, iteration, found) => {
    expect(other(name, id, iteration)).toBe(found);
  });
});

describe('the iterations that a key names', () => {
  test.each([
    ['sub__2/x__1', { loop: 2, 'sub/inner': 1 }, 2],
    ['sub__2/x', { loop: 2 }, 2],
    ['sub/x', {}, 2],
    ['sub__9/x__1', {}, 0],
    ['sub__2/x__9', { loop: 2 }, 1],
    ['b__1', { loop: 1 }, 1],
    ['ghost', {}, 0],
  ])('%s', (name, iterations, found) => {
    const named = iterationsNamed(graph, run().overlay, name);
    expect(Object.fromEntries(named.iterations)).toEqual(iterations);
    expect(named.found).toBe(found);
  });

  test('are those on the way as long as what is inside is closed', () => {
    const closed = buildGraph({ name: 'order', tasks: [loop('loop', step('b'), sub)] });
    const named = iterationsNamed(closed, overlayRun(closed, tasks), 'sub__2/x__1');
    expect(Object.fromEntries(named.iterations)).toEqual({ loop: 2 });
    expect(named.found).toBe(1);
  });
});
