import type { CorpusScenario, Fields } from '../format.ts';
import {
  ask,
  choose,
  complete,
  fail,
  flow,
  fork,
  inline,
  loop,
  simple,
  task,
  taskDef,
  trace,
  untilTask,
} from '../steps.ts';

const over = (loopOver: readonly Fields[], fields: Fields = {}): Fields =>
  loop('l', '', loopOver, { items: '${workflow.input.list}', ...fields });

const item = { item: '${l.output.loopItem}', index: '${l.output.loopIndex}' };

const each = (
  name: string,
  rules: string,
  list: unknown,
  loopOver = [inline('i', '$.item', item)],
): CorpusScenario => ({
  name,
  rules,
  workflows: [flow([over(loopOver), simple('after', { inputParameters: { loop: '${l.output}' } })])],
  start: { input: { list } },
});

/** DO_WHILE over the items of a list. */
export const items: readonly CorpusScenario[] = [
  each('items of all kinds', 'DW7', ['a', 1, true, null, 1.5, ['x'], { b: 2 }]),
  each('null', 'DW7', null),
  each('a number', 'DW7', 7),
  each('zero, and a fraction', 'DW7', 0.5),
  each('false', 'DW7', false),
  each('an empty text', 'DW7', ''),
  each('a text that is a list in JSON', 'DW7', '[1,2]'),
  each('a map', 'DW7', { a: 1, b: 2 }),
  each('a list of lists', 'DW7', [[1], [], [2, 3]]),
  {
    name: 'nothing that there is',
    rules: 'DW7',
    workflows: [flow([over([inline('i', '1')], { items: '${nowhere.output.list}' }), simple('after')])],
    start: false,
    steps: [ask('POST', '/workflow', { name: 'my_flow' })],
  },
  {
    name: 'items that are no expression',
    rules: 'DW7',
    workflows: [flow([over([inline('i', '1')], { items: 'plain' }), simple('after')])],
  },
  {
    name: 'items and _items',
    rules: 'DW7',
    workflows: [
      flow([
        over([inline('i', '$.item', item)], { inputParameters: { _items: [9, 8, 7] } }),
        simple('after'),
      ]),
    ],
    start: { input: { list: [1] } },
  },
  {
    name: '_items that are no list',
    rules: 'DW7',
    workflows: [
      flow([loop('l', '', [inline('i', '1')], { inputParameters: { _items: 'x' } }), simple('after')]),
    ],
  },
  {
    name: 'keepLastN over items',
    rules: 'DW7 DW8',
    workflows: [
      flow([over([inline('i', '$.item', item)], { inputParameters: { keepLastN: 2 } }), simple('after')]),
    ],
    start: { input: { list: [1, 2, 3, 4, 5] } },
  },
  {
    name: 'a condition that fails, with items',
    rules: 'DW6 DW7',
    workflows: [flow([loop('l', '$.nowhere.more', [inline('i', '1')], { items: '${workflow.input.list}' })])],
    start: { input: { list: [1, 2] } },
  },
  {
    name: 'a choice by the item',
    rules: 'DW2 DW7',
    workflows: [
      flow([
        over([
          choose('s', '${l.output.loopItem}', { a: [simple('t1')], b: [inline('i', '$.item', item)] }),
          simple('t2'),
        ]),
        simple('after'),
      ]),
    ],
    start: { input: { list: ['a', 'b'] } },
    steps: [complete('t1', { n: 1 }), complete('t2', { n: 2 }), complete('t2', { n: 3 })],
  },
  {
    name: 'a fork for each item',
    rules: 'DW2 DW7',
    workflows: [
      flow([over(fork('f', [[simple('a1', { inputParameters: item })], [simple('b1')]])), simple('after')]),
    ],
    start: { input: { list: ['x', 'y'] } },
    steps: [
      complete('a1', { n: 1 }),
      complete('b1', { n: 1 }),
      untilTask('a1__2', 'SCHEDULED'),
      complete('b1', { n: 2 }),
      complete('a1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a sub-workflow for each item',
    rules: 'CH12 DW7',
    workflows: [
      flow([simple('c1', { inputParameters: { got: '${workflow.input.item}' } })], { name: 'my_child' }),
      flow([
        over([
          task('SUB_WORKFLOW', 's', {
            subWorkflowParam: { name: 'my_child', version: 1 },
            inputParameters: item,
          }),
        ]),
        simple('after'),
      ]),
    ],
    start: { input: { list: ['x', 'y'] } },
    steps: [
      untilTask('s__1', 'IN_PROGRESS'),
      complete('c1', { n: 1 }),
      untilTask('s__2', 'IN_PROGRESS'),
      complete('c1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a failure in the second item, and a retry',
    rules: 'DW3 DW7 OP7',
    taskDefs: [taskDef('my_t1')],
    workflows: [flow([over([simple('t1', { inputParameters: item })]), simple('after')])],
    start: { input: { list: ['x', 'y'] } },
    steps: [
      complete('t1', { n: 1 }),
      fail('t1', 'broke'),
      ask('POST', '/workflow/{wf}/retry'),
      trace(),
      complete('t1', { n: 2 }),
      complete('after'),
    ],
  },
  {
    name: 'an optional failure in the first item',
    rules: 'DC8 DW7',
    taskDefs: [taskDef('my_t1')],
    workflows: [flow([over([simple('t1', { inputParameters: item, optional: true })]), simple('after')])],
    start: { input: { list: ['x', 'y'] } },
    steps: [fail('t1', 'broke'), complete('t1', { n: 2 })],
  },
  {
    name: 'a list that a task gave',
    rules: 'DW7',
    workflows: [
      flow([
        simple('t1'),
        loop('l', '', [inline('i', '$.item', item)], { items: '${t1.output.list[?(@.a > 1)]}' }),
        simple('after'),
      ]),
    ],
    steps: [complete('t1', { list: [{ a: 1 }, { a: 2 }, { a: 3 }] })],
  },
];
