import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph, dynamicForks, layoutGraph, overlayRun } from '#graph/index.ts';
import { arbitraryDefinition, arbitraryNonsense } from '../../../graph/testing/arbitrary-definition.ts';
import { runTask } from '../../../graph/testing/run-task.ts';
import { choose, fork, graphOf, join, loop, task } from '../../../graph/testing/tasks.ts';
import { documentOf, elementsOf, sampleDrawing } from './testing/draw.ts';
import { usedIcons } from './svg-card.ts';
import { xmlFault } from './testing/well-formed.ts';
import { stepCount } from './svg.ts';

/** Where the nodes are drawn, each once for every time it is. */
const placesIn = (text: string) =>
  [...text.matchAll(/<g transform="translate\(([^)]*)\)"/g)].map(([, at]) => at);

describe('any definition', () => {
  test('gives a well-formed document', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryNonsense, arbitraryDefinition), (definition) => {
        expect(xmlFault(documentOf(buildGraph(definition)))).toBe('');
      }),
    );
  });

  test('has every node once, at its place', () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        const graph = buildGraph(definition);
        const drawn = layoutGraph(graph).nodes.filter(({ node }) => node.kind !== 'junction');
        expect(placesIn(documentOf(graph))).toEqual(drawn.map(({ x, y }) => `${x} ${y}`));
      }),
    );
  });

  test('may have any name', () => {
    const names = [
      '<script>',
      `"'&amp;`,
      '\0\u0007\u001b[31m',
      '\ud800',
      '\ufffe',
      ']]>',
      'שלום',
      '👩‍👩‍👧',
      'x'.repeat(5_000),
    ];
    const graph = graphOf([
      ...names.map((name) => task(name)),
      choose('s', Object.fromEntries(names.map((name) => [name, []]))),
    ]);
    const text = documentOf(graph);
    expect(xmlFault(text)).toBe('');
    expect(text).toContain('&lt;script&gt;');
    expect(text).toContain('>שלום<');
    expect(text).not.toContain('x'.repeat(201));
  });
});

describe('a drawing', () => {
  const graph = graphOf([
    task('a'),
    choose('s', { yes: [task('b'), loop('l', task('c'))] }),
    fork('f', [task('d')], [task('e')]),
    join('j', 'd'),
    task('a'),
  ]);

  test('cuts a name where the card does, and keeps all of it as a tooltip', () => {
    const text = documentOf(graphOf([task('a_name_of_more_than_twenty_three_characters')]));
    expect(text).toContain(
      '>a_name_of_more_than_tw…<title>a_name_of_more_than_twenty_three_characters</title>',
    );
  });

  test('has frames, names of cases, lines that nothing waits for, and problems', () => {
    const text = documentOf(graph);
    expect(text.match(/class="framed"/g)).toHaveLength(1);
    expect(text).toContain('>yes</text>');
    expect(text).toMatch(/<text class="otherwise"[^>]*>default</);
    expect(text).toContain('class="edge unawaited"');
    expect(text).toMatch(/#problem".*Reference name used/);
  });

  test('has on a folded block how many tasks it hides', () => {
    const layout = layoutGraph(graph, 'down', new Set(['s']));
    const text = elementsOf(layout, { hidden: new Map([['s', 1_200]]) }).join('');
    expect(text.match(/>\+1,200</g)).toHaveLength(1);
    expect(text).not.toContain('>b</text>');
  });

  test('marks where something leaves the workflow', () => {
    expect(documentOf(graphOf([task('e', 'EVENT')]))).toContain('<use href="#exit" class="exit"');
    expect(documentOf(graphOf([task('w', 'WAIT')]))).not.toContain('#exit');
  });

  test('of a run shows status, time, the way taken, and what was not reached', () => {
    const { nodes, taken } = overlayRun(graph, [
      runTask('a', 'COMPLETED', { startTime: 1_000, endTime: 3_500 }),
      runTask('s', 'COMPLETED', { outputData: { selectedCase: 'yes' } }),
      runTask('b', 'FAILED'),
    ]);
    const text = elementsOf(layoutGraph(graph), { isRun: true, runs: nodes, taken }).join('');
    expect(text).toMatch(/class="card completed".*>a<.*#status-check" class="completed".*>2\.5 s</);
    expect(text).toMatch(/class="card failed".*>b</);
    expect(text).toMatch(/class="card unreached".*>c<.*>not reached</);
    expect(text).toContain('<rect class="plate gone"');
    // Where lines share their way, those gone along lie on top.
    expect(text.indexOf('class="edge taken"')).toBeGreaterThan(text.lastIndexOf('class="edge untaken'));
  });

  test('has the first cells of a large fork, those that failed before the rest, and says how many more there are', () => {
    const forkedTaskDefs = Array.from({ length: 500 }, (_, at) => task(`b${at}`));
    const opened = runTask('f', 'COMPLETED', { inputData: { forkedTaskDefs } });
    const forked = graphOf([task('f', 'FORK_JOIN_DYNAMIC')], { forks: dynamicForks([opened]) });
    const layout = layoutGraph(forked);
    const { nodes } = overlayRun(forked, [opened, runTask('b7', 'COMPLETED'), runTask('b400', 'FAILED')]);
    const text = elementsOf(layout, { isRun: true, runs: nodes }).join('');
    const cells = [...text.matchAll(/#status-(\w+)" class="\w+" x="\d+" y="(?:[7-9]\d|\d{3})"/g)];
    expect(cells).toHaveLength(160);
    expect(cells[0]?.[1]).toBe('cross');
    expect(text).toContain('>b400</text>');
    expect(text).toContain('>and 340 more<');
    expect(text.match(/class="share /g)).toHaveLength(3);
    expect(usedIcons(layout.nodes, { ...sampleDrawing, runs: nodes }).shapes).toEqual(
      new Set(['check', 'cross', 'dashed']),
    );
  });
});

test('a fork of which many branches failed names as many as fit, and says how many more', () => {
  const forkedTaskDefs = Array.from({ length: 300 }, (_, at) => task(`item_${at}`));
  const opened = runTask('f', 'COMPLETED', { inputData: { forkedTaskDefs } });
  const forked = graphOf([task('f', 'FORK_JOIN_DYNAMIC')], { forks: dynamicForks([opened]) });
  const failures = Array.from({ length: 40 }, (_, at) => runTask(`item_${at}`, 'FAILED'));
  const { nodes } = overlayRun(forked, [opened, ...failures]);
  const text = elementsOf(layoutGraph(forked), { isRun: true, runs: nodes }).join('');
  expect(text).toMatch(/class="detail bad"[^>]*>item_0, item_1, .* and 3\d more<\/text>/);
});

describe('10,000 tasks', () => {
  const long = (count: number) =>
    layoutGraph(graphOf(Array.from({ length: count }, (_, at) => task(`task_number_${at}`, 'HTTP'))));
  const workFor = (count: number) => {
    let measured = 0;
    const steps = elementsOf(long(count), { advance: () => (measured += 1) && 7 }).length;
    return { measured, steps };
  };

  test('take a file of a few megabytes', () => {
    const size = elementsOf(long(10_000)).join('').length;
    expect(size).toBeGreaterThan(1_000_000);
    expect(size).toBeLessThan(8_000_000);
  });

  test('take ten times the work of 1,000', () => {
    const [few, many] = [workFor(1_000), workFor(10_000)];
    expect(many.steps).toBeLessThan(few.steps * 10.1);
    expect(many.measured).toBeLessThan(few.measured * 11);
    expect(many.steps).toBeLessThanOrEqual(stepCount(long(10_000)));
  });
});
