import { describe, expect, test } from 'vitest';
import { contains } from './geometry.ts';
import { layoutGraph } from './layout.ts';
import { buildGraph } from './model.ts';
import { overlayRun } from './run.ts';
import { runTask } from './testing/run-task.ts';
import { graphOf, loop, nodeIn, sub, task } from './testing/tasks.ts';

const child = { name: 'child', tasks: [task('a'), task('b')] };
const expanded = (...ids: readonly string[]) => ({ expansions: new Map(ids.map((id) => [id, child])) });

describe('a sub-workflow', () => {
  test('is a card until its definition is given, and knows what it runs', () => {
    const graph = graphOf([sub('s', 'child', { version: 3 })]);
    expect(nodeIn(graph, 's').subWorkflow).toEqual({
      name: 'child',
      version: 3,
      inline: null,
      isOpen: false,
      isRecursive: false,
      isMissing: false,
    });
    expect(graph.byId.has('s/a')).toBe(false);
  });

  test('is drawn in place, in a frame, under names of its own', () => {
    const graph = graphOf([task('a'), sub('s', 'child'), task('z')], expanded('s'));
    expect(graph.nodes.map(({ id }) => id)).toEqual([
      '~start',
      'a',
      's',
      's/a',
      's/b',
      'z',
      '~end',
      's~join',
    ]);
    expect(nodeIn(graph, 's/a')).toMatchObject({ scope: 's', ref: 'a', problem: '', path: null });
    expect(graph.byRef.get('a')?.id).toBe('a');
    const layout = layoutGraph(graph);
    const [frame] = layout.frames;
    for (const id of ['s/a', 's/b']) {
      const box = layout.byId.get(id);
      expect(frame !== undefined && box !== undefined && contains(frame, box)).toBe(true);
    }
  });

  test('may stand twice, and within another', () => {
    const outer = { name: 'outer', tasks: [sub('s', 'child')] };
    const expansions = new Map<string, unknown>([
      ['one', outer],
      ['two', outer],
      ['two/s', child],
    ]);
    const graph = graphOf([sub('one', 'outer'), sub('two', 'outer')], { expansions });
    expect(nodeIn(graph, 'one/s').subWorkflow?.isOpen).toBe(false);
    expect(nodeIn(graph, 'two/s/a')).toMatchObject({ scope: 'two/s', ref: 'a' });
  });

  test('that is one of the workflows around it is not drawn in itself', () => {
    const itself = { name: 'w', tasks: [sub('again', 'w')] };
    const own = buildGraph(itself, { expansions: new Map([['again', itself]]) });
    expect(nodeIn(own, 'again').subWorkflow).toMatchObject({ isRecursive: true, isOpen: false });
    const back = { name: 'child', tasks: [sub('back', 'w')] };
    const expansions = new Map<string, unknown>([
      ['s', back],
      ['s/back', itself],
    ]);
    const graph = buildGraph({ name: 'w', tasks: [sub('s', 'child')] }, { expansions });
    expect(nodeIn(graph, 's/back').subWorkflow).toMatchObject({ isRecursive: true, isOpen: false });
    expect(graph.byId.has('s/back/again')).toBe(false);
  });

  test('without tasks, or with nonsense for a definition, is an empty frame', () => {
    for (const nonsense of [null, 3, {}, { tasks: 'x' }]) {
      const graph = graphOf([sub('s', 'child')], { expansions: new Map([['s', nonsense]]) });
      expect(graph.incoming.get('s~join')?.map(({ kind }) => kind)).toEqual(['pass']);
    }
  });

  test('shows the run of its own tasks, apart from those of the workflow around it', () => {
    const graph = graphOf([task('a'), sub('s', 'child'), task('z')], expanded('s'));
    const tasks = [runTask('a', 'COMPLETED'), runTask('s', 'COMPLETED'), runTask('z', 'SCHEDULED')];
    const inside = new Map([['s', [runTask('a', 'FAILED')]]]);
    const overlay = overlayRun(graph, tasks, { inside });
    expect(overlay.nodes.get('a')?.status).toBe('COMPLETED');
    expect(overlay.nodes.get('s/a')?.status).toBe('FAILED');
    expect(overlay.nodes.has('s/b')).toBe(false);
    expect(overlay.taken.has('s~join→z')).toBe(true);
  });

  test('lights the way behind it even where nothing is known of its tasks', () => {
    const graph = graphOf([sub('s', 'child'), task('z')], expanded('s'));
    const taken = (status: string) =>
      overlayRun(graph, [runTask('s', status), runTask('z', 'SCHEDULED')]).taken.has('s~join→z');
    expect(taken('COMPLETED')).toBe(true);
    expect(taken('FAILED')).toBe(false);
  });

  test('in a loop belongs to the loop of its own workflow only', () => {
    const inner = { name: 'child', tasks: [loop('l', task('a'))] };
    const graph = graphOf([loop('l', sub('s', 'child'))], { expansions: new Map([['s', inner]]) });
    const tasks = [
      runTask('l', 'COMPLETED', { outputData: { iteration: 2 } }),
      runTask('s__1', 'COMPLETED', { iteration: 1 }),
      runTask('s__2', 'COMPLETED', { iteration: 2 }),
    ];
    const inside = new Map([['s', [runTask('a__3', 'COMPLETED', { iteration: 3 })]]]);
    const { loops } = overlayRun(graph, tasks, { inside });
    expect(loops.get('l')).toMatchObject({ first: 1, latest: 2 });
    expect(loops.get('s/l')).toMatchObject({ first: 3, latest: 3 });
  });
});
