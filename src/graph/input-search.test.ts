import { describe, expect, test } from 'vitest';
import { findingOf, hitKey } from './finding.ts';
import { inputLines, lineText } from './input-lines.ts';
import { overlayRun } from './run.ts';
import { graphSearch, type SearchHit } from './search.ts';
import { runTask } from './testing/run-task.ts';
import { fork, graphOf, join, loop, task } from './testing/tasks.ts';

const graph = graphOf([
  task('check', 'HTTP', { inputParameters: { uri: 'https://stock.example/Reserve' } }),
  loop('each', task('pack')),
  fork('split', [task('left')], [task('right')]),
  join('meet', 'left', 'right'),
]);

const given = (ref: string, inputData: Readonly<Record<string, unknown>>, rest = {}) =>
  runTask(ref, 'COMPLETED', { inputData, ...rest });

const overlay = overlayRun(graph, [
  given('check', { http: { uri: 'https://stock.example', tries: 3 } }, { seq: 1 }),
  given('pack__1', { items: [{ sku: 'A-7' }], orderId: 4711 }, { seq: 2, iteration: 1 }),
  given('pack__2', { items: [{ sku: 'B-9' }], orderId: 4712 }, { seq: 3, iteration: 2 }),
  given('left', { to: 'FAILED', orderId: '4713' }, { seq: 4 }),
  given('meet', { joinOn: ['left', 'right'] }, { seq: 5 }),
]);

const all = (query: string, search = graphSearch(graph), run = overlay): readonly SearchHit[] =>
  [...search.findInInputs(query, run)].filter((hit) => hit !== null);

describe('the lines of an input', () => {
  const lines = (input: unknown) => [...inputLines(input)].map(lineText);

  test('are its values with the keys that lead there, in their order', () => {
    expect(lines({ a: 1, b: { c: [true, null, { d: 'x' }], e: {} }, f: [] })).toEqual([
      'a = 1',
      'b.c[0] = true',
      'b.c[1] = null',
      'b.c[2].d = x',
      'b.e = ',
      'f = ',
    ]);
    expect(lines('text')).toEqual(['text']);
    expect(lines(undefined)).toEqual(['undefined']);
  });

  test('are as deep as it is', () => {
    let deep: unknown = 'x';
    for (let at = 0; at < 20_000; at += 1) deep = [deep];
    expect(lines(deep)).toHaveLength(1);
  });

  test('show a number that is too long for JavaScript as it was sent', () => {
    const long = { toJSON: () => 1, toString: () => '12345678901234567890' };
    expect(lines({ long })).toEqual(['long = 12345678901234567890']);
  });
});

describe('searching the inputs of a run', () => {
  test.each([
    ['4711', ['pack']],
    ['ORDERID', ['pack', 'left']],
    ['orderid 4713', ['left']],
    ['pack a-7', ['pack']],
    ['items[0].sku', ['pack']],
    ['stock.example/reserve', ['check']],
    ['completed 4711', ['pack']],
    ['check', ['check']],
    // What is waited for, or said of a status, is no value.
    ['right', ['right']],
    ['failed', []],
    ['4711 4713', []],
    ['', []],
  ])('finds %j', (query, expected) => {
    expect(all(query).map(({ node }) => node.id)).toEqual(expected);
  });

  test('says in which value, and leads to its iteration', () => {
    const [first, ...more] = all('4711');
    expect(more).toEqual([]);
    if (first === undefined) throw new Error('nothing found');
    expect(findingOf(first, '4711', overlay.nodes)).toEqual({
      kind: 'input',
      text: 'orderId = 4711',
      iteration: 1,
    });
    expect(hitKey(first, overlay.nodes)).toBe('pack__1');
    const [latest] = all('sku');
    expect(latest === undefined ? undefined : hitKey(latest)).toBe('pack__2');
    const [outside] = all('4713');
    expect(outside === undefined ? undefined : hitKey(outside)).toBeUndefined();
  });

  test('has the status of the iteration it is in, as its latest attempt went', () => {
    const orders = ['c-1', 'c-2', 'c-3'];
    const tasks = orders.map((order, at) =>
      given(`pack__${at + 1}`, { order }, { seq: at, iteration: at + 1 }),
    );
    const tried = runTask('pack__2', 'FAILED', { inputData: { order: 'c-2' }, seq: 0, iteration: 2 });
    const failed = runTask('pack__4', 'FAILED', { seq: 9, iteration: 4 });
    const [hit] = all('c-2', graphSearch(graph), overlayRun(graph, [tried, ...tasks, failed]));
    expect(hit?.place?.status).toBe('COMPLETED');
  });

  test('finds the branches of a large dynamic fork by what each was given', () => {
    const refs = Array.from({ length: 5_000 }, (_, at) => `pack_${at}`);
    const wide = graphOf([task('fan', 'FORK_JOIN_DYNAMIC'), join('meet')], {
      forks: new Map([['fan', { refs, definitions: refs.map((ref) => task(ref)) }]]),
    });
    const run = overlayRun(
      wide,
      refs.map((ref, seq) => given(ref, { parcel: `P${seq}#` }, { seq })),
    );
    const hits = all('p4321#', graphSearch(wide), run);
    expect(hits.map(({ branch }) => branch)).toEqual([4_321]);
    expect(hits.map((hit) => hitKey(hit, run.nodes))).toEqual(['pack_4321']);
  });

  test('takes a large input in many steps', () => {
    const one = graphOf([task('a')]);
    const rows = Array.from({ length: 20_000 }, (_, at) => ({ name: `row ${at}` }));
    const run = overlayRun(one, [given('a', { rows })]);
    const steps = [...graphSearch(one).findInInputs('row 19999', run)];
    expect(steps.at(-1)).toMatchObject({ place: { line: { path: 'rows[19999].name' } } });
    expect(steps.length).toBeGreaterThan(5);
  });

  test('of a large graph reads the inputs that the definition writes step by step, and then knows them', () => {
    const many = graphOf(
      Array.from({ length: 1_500 }, (_, at) =>
        task(`t${at}`, 'SIMPLE', { inputParameters: { no: `n${at}.` } }),
      ),
    );
    const search = graphSearch(many);
    expect(search.find('n1234.')).toEqual([]);
    expect([...search.findInInputs('n1234.')].filter((hit) => hit !== null)).toHaveLength(1);
    expect(search.find('n1234.')).toHaveLength(1);
  });
});

describe('why a task was found', () => {
  const run = overlayRun(graph, [
    runTask('check', 'TIMED_OUT', { reasonForIncompletion: `no answer ${'from Stock '.repeat(40)}` }),
  ]);
  test.each([
    ['check', 'reference', 'check'],
    ['http', 'type', 'HTTP'],
    ['check reserve', 'input', '…tps://stock.example/Reserve'],
    ['timed out', 'status', ''],
    ['stock.example', 'input', 'uri = https://stock.example/Reserve'],
    ['uri', 'input', 'uri = https://stock.example/Reserve'],
  ])('%j', (query, kind, text) => {
    const [hit] = graphSearch(graph).find(query, run.nodes);
    expect(hit === undefined ? undefined : findingOf(hit, query, run.nodes)).toMatchObject({ kind, text });
  });

  test('shows the value at the end of a long path', () => {
    const parcel = runTask('check', 'COMPLETED', {
      inputData: { parcels: { all_of_the_customer_in_town: { code: 'P-77' } } },
    });
    const [hit] = all('p-77', graphSearch(graph), overlayRun(graph, [parcel]));
    expect(hit === undefined ? '' : findingOf(hit, 'p-77').text).toBe('…omer_in_town.code = P-77');
  });

  test('shows no more of a long text than what is around the word', () => {
    const [hit] = graphSearch(graph).find('answer', run.nodes);
    const finding = hit === undefined ? undefined : findingOf(hit, 'answer', run.nodes);
    expect(finding?.kind).toBe('reason');
    expect(finding?.text).toMatch(/^no answer from Stock .*…$/);
    expect(finding?.text.length).toBeLessThan(200);
  });
});

test('the first tasks of a name or type are found without their inputs', () => {
  const search = graphSearch(graph);
  const ids = (query: string, most = 8) => search.findNamed(query, most).map(({ node }) => node.id);
  expect(ids('HTTP')).toEqual(['check']);
  expect(ids('reserve')).toEqual([]);
  expect(ids('e', 2)).toHaveLength(2);
  expect(ids('')).toEqual([]);
});
