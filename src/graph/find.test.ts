import { describe, expect, test } from 'vitest';
import { ancestorsOf, branchLabels, outlineRows } from './outline.ts';
import { overlayRun } from './run.ts';
import { graphSearch } from './search.ts';
import { runTask } from './testing/run-task.ts';
import { choose, fork, graphOf, join, loop, nodeIn, task } from './testing/tasks.ts';

const graph = graphOf([
  task('check', 'HTTP', { inputParameters: { uri: 'https://stock.example/Reserve' } }),
  choose('route', { express: [task('fly')] }, [loop('retry', task('drive', 'WAIT'))]),
  fork('split', [task('left')], [task('right')]),
  join('meet', 'left', 'right'),
]);

describe('searching a graph', () => {
  const overlay = overlayRun(graph, [
    runTask('check', 'TIMED_OUT', { reasonForIncompletion: 'no answer from Stock' }),
    runTask('fly', 'COMPLETED'),
  ]);
  test.each([
    ['fly', ['fly']],
    ['FLY', ['fly']],
    ['http', ['check']],
    ['wait', ['drive']],
    ['reserve', ['check']],
    ['timed out', ['check']],
    ['TIMED_OUT', ['check']],
    ['answer from stock', ['check']],
    ['check completed', []],
    ['drive wait', ['drive']],
    ['', []],
    ['   ', []],
    ['nothing like this', []],
  ])('finds %j', (query, expected) => {
    const found = graphSearch(graph).find(query, overlay.nodes);
    expect(found.map(({ node }) => node.id)).toEqual(expected);
  });

  test.each([
    ['running', ['b', 'running_total']],
    ['RUNNING', ['b', 'running_total']],
    ['IN_PROGRESS', ['b']],
    ['in progress', ['b']],
    ['scheduled', ['d']],
    ['cancelled', ['c']],
    ['failed', ['a']],
    ['failed no stock', ['a']],
    ['ends as', ['stop']],
  ])('in a run, a status finds what has it: %j', (query, expected) => {
    const stop = task('stop', 'TERMINATE', { inputParameters: { terminationStatus: 'FAILED' } });
    const all = graphOf([...['a', 'b', 'c', 'd', 'running_total'].map((ref) => task(ref)), stop]);
    const { nodes } = overlayRun(all, [
      runTask('a', 'FAILED', { reasonForIncompletion: 'no stock' }),
      runTask('b', 'IN_PROGRESS'),
      runTask('c', 'CANCELED', { reasonForIncompletion: 'a has failed' }),
      runTask('d', 'SCHEDULED'),
    ]);
    const found = graphSearch(all).find(query, nodes);
    expect(found.map(({ node }) => node.id)).toEqual(expected);
  });

  test('without a run, what a task ends as finds it', () => {
    const stop = task('stop', 'TERMINATE', { inputParameters: { terminationStatus: 'FAILED' } });
    expect(graphSearch(graphOf([task('a'), stop])).find('failed')).toHaveLength(1);
  });

  test('finds in the order of the definition, and only what one can select', () => {
    const found = graphSearch(graph).find('t');
    const order = graph.nodes.map(({ id }) => id).filter((id) => found.some(({ node }) => node.id === id));
    expect(found.map(({ node }) => node.id)).toEqual(order);
    expect(found.some(({ node }) => node.kind === 'junction' || node.kind === 'start')).toBe(false);
  });

  test('finds the branches of a large dynamic fork one by one, by name, status and reason', () => {
    const refs = Array.from({ length: 20 }, (_, at) => `pack_${at}`);
    const definitions = refs.map((ref) => task(ref));
    const wide = graphOf([task('fan', 'FORK_JOIN_DYNAMIC'), join('meet')], {
      forks: new Map([['fan', { refs, definitions }]]),
    });
    const { nodes } = overlayRun(wide, [
      runTask('pack_3', 'FAILED', { reasonForIncompletion: 'no more boxes' }),
      runTask('pack_7', 'COMPLETED'),
    ]);
    const places = (query: string) =>
      graphSearch(wide)
        .find(query, nodes)
        .map(({ node, branch }) => [node.id, branch]);
    expect(places('pack_7')).toEqual([['fan~branches', 7]]);
    expect(places('failed boxes')).toEqual([
      ['fan~branches', -1],
      ['fan~branches', 3],
    ]);
    expect(places('pack_1')).toHaveLength(11);
  });

  test('takes an input of any size and shape', () => {
    const big = 'x'.repeat(1_000_000);
    const large = graphOf([task('a', 'SIMPLE', { inputParameters: { big } }), task('b', '', { name: 7 })]);
    expect(graphSearch(large).find('xxx')).toHaveLength(1);
  });
});

describe('the outline', () => {
  const written = (closed: readonly string[] = []) =>
    outlineRows(graph, new Set(closed)).map(({ node, level }) => `${'  '.repeat(level - 1)}${node.id}`);

  test('is every task, as deep as it is nested', () => {
    expect(written()).toEqual([
      'check',
      'route',
      '  fly',
      '  retry',
      '    drive',
      'split',
      '  left',
      '  right',
      'meet',
    ]);
  });

  test('leaves out what is inside a closed block', () => {
    expect(written(['route', 'split', 'check'])).toEqual(['check', 'route', 'split', 'meet']);
  });

  test('knows places and numbers for those who hear it', () => {
    const row = outlineRows(graph, new Set(['retry'])).find(({ node }) => node.id === 'retry');
    expect(row).toMatchObject({ level: 2, position: 2, siblings: 2, children: 1, isOpen: false });
  });

  test('holds 3,000 loops within each other', () => {
    let inner: unknown = task('innermost');
    for (let at = 0; at < 3_000; at += 1) inner = loop(`l${at}`, inner);
    const rows = outlineRows(graphOf([inner]), new Set());
    expect(rows.at(-1)).toMatchObject({ level: 3_001 });
  });

  test('a task knows the blocks around it and the case it is in', () => {
    expect(ancestorsOf(nodeIn(graph, 'drive')).map(({ id }) => id)).toEqual(['route', 'retry']);
    const label = branchLabels(graph);
    expect(['fly', 'retry', 'drive', 'left'].map((id) => label(nodeIn(graph, id)))).toEqual([
      'express',
      'default',
      '',
      '',
    ]);
  });
});
