import type { CorpusScenario } from '../format.ts';
import {
  choose,
  complete,
  fail,
  flow,
  fork,
  inline,
  loop,
  setVariable,
  simple,
  task,
  taskDef,
  trace,
  until,
  untilTask,
  update,
  work,
} from '../steps.ts';

const twice = "$.l['iteration'] < 2";

/** DO_WHILE. */
export const loops: readonly CorpusScenario[] = [
  {
    name: 'two rounds',
    rules: 'DW1',
    workflows: [
      flow([
        loop('l', twice, [
          simple('t1', { inputParameters: { round: '${l.output.iteration}', before: '${t1.output.n}' } }),
        ]),
        simple('after', {
          inputParameters: { loop: '${l.output}', last: '${t1.output.n}' },
        }),
      ]),
    ],
    steps: [complete('t1', { n: 1 }), complete('t1', { n: 2 }), complete('after')],
  },
  {
    name: 'one round in any case',
    rules: 'DW1',
    workflows: [flow([loop('l', 'false', [inline('i', '1')])])],
  },
  {
    name: 'a condition over what a task gave',
    rules: 'DW5',
    workflows: [flow([loop('l', '$.t1.more', [simple('t1')]), simple('after')])],
    steps: [complete('t1', { more: true }), complete('t1', { more: false })],
  },
  {
    name: 'a condition that gives a number',
    rules: 'DW1',
    workflows: [flow([loop('l', '$.t1.left', [simple('t1')]), simple('after')])],
    steps: [complete('t1', { left: 1 }), complete('t1', { left: 0 })],
  },
  {
    name: 'a condition that gives a text is not true',
    rules: 'DW1',
    workflows: [flow([loop('l', '$.t1.text', [simple('t1')]), simple('after')])],
    steps: [complete('t1', { text: 'true' })],
  },
  {
    name: 'a condition over the input of the loop',
    rules: 'DW5',
    workflows: [
      flow([
        loop('l', "$.l['iteration'] < $.rounds", [inline('i', '$.n * 10', { n: '${l.output.iteration}' })], {
          inputParameters: { rounds: '${workflow.input.rounds}' },
        }),
        setVariable('v', { last: '${i.output.result}', all: '${l.output}' }),
      ]),
    ],
    start: { input: { rounds: 3 } },
  },
  {
    name: 'a condition that cannot be evaluated',
    rules: 'DW6',
    workflows: [flow([loop('l', '$.nowhere.more', [inline('i', '1')]), simple('after')])],
  },
  {
    name: 'a task that fails for good',
    rules: 'DW3',
    taskDefs: [taskDef('my_t2')],
    workflows: [flow([loop('l', twice, [simple('t1'), simple('t2')]), simple('after')])],
    steps: [complete('t1'), complete('t2', { n: 1 }), complete('t1'), fail('t2', 'broke')],
  },
  {
    name: 'a task that is tried again',
    rules: 'DW3 RT2',
    taskDefs: [taskDef('my_t1', { retryCount: 1 })],
    workflows: [flow([loop('l', twice, [simple('t1')])])],
    steps: [fail('t1', 'once'), complete('t1', { n: 1 }), complete('t1', { n: 2 })],
  },
  {
    name: 'an optional task that fails',
    rules: 'DC8 DW1',
    taskDefs: [taskDef('my_t1')],
    workflows: [flow([loop('l', twice, [simple('t1', { optional: true }), simple('t2')])])],
    steps: [fail('t1', 'no'), complete('t2'), complete('t1', { n: 2 }), complete('t2')],
  },
  {
    name: 'choices in a loop',
    rules: 'DW2',
    workflows: [
      flow([
        loop('l', "$.l['iteration'] < 3", [
          choose('s', '${l.output.iteration}', { '1': [simple('t1'), inline('i', '1')], '2': [] }, [
            simple('t2'),
          ]),
          setVariable('v', { round: '${l.output.iteration}' }),
        ]),
        simple('after'),
      ]),
    ],
    steps: [complete('t1', { n: 1 }), complete('t2', { n: 3 })],
  },
  {
    name: 'a fork in a loop',
    rules: 'DW2',
    workflows: [
      flow([
        loop('l', twice, [...fork('f', [[simple('a1')], [simple('b1')]]), inline('i', '1')]),
        simple('after'),
      ]),
    ],
    steps: [
      complete('a1', { n: 1 }),
      complete('b1', { n: 1 }),
      untilTask('a1__2', 'SCHEDULED'),
      complete('a1', { n: 2 }),
      complete('b1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'an update by the bare reference',
    rules: 'DW9 TK12',
    workflows: [flow([loop('l', twice, [simple('t1')])])],
    steps: [update('t1', 'COMPLETED', { n: 1 }), update('t1__2', 'COMPLETED', { n: 2 }), until('COMPLETED')],
  },
  {
    name: 'a list to go through',
    rules: 'DW7',
    workflows: [
      flow([
        loop(
          'l',
          '',
          [
            simple('t1', {
              inputParameters: { item: '${l.output.loopItem}', index: '${l.output.loopIndex}' },
            }),
          ],
          {
            items: '${workflow.input.list}',
          },
        ),
        simple('after'),
      ]),
    ],
    start: { input: { list: ['a', { b: 1 }] } },
    steps: [complete('t1', { n: 1 }), complete('t1', { n: 2 })],
  },
  {
    name: 'a list in the input _items',
    rules: 'DW7',
    workflows: [flow([loop('l', '', [inline('i', '1')], { inputParameters: { _items: [1, 2] } })])],
  },
  {
    name: 'an empty list',
    rules: 'DW7',
    workflows: [
      flow([loop('l', '', [inline('i', '1')], { items: '${workflow.input.list}' }), simple('after')]),
    ],
    start: { input: { list: [] } },
  },
  {
    name: 'a list of one that is no list',
    rules: 'DW7',
    workflows: [flow([loop('l', '', [inline('i', '1')], { items: '${workflow.input.list}' })])],
    start: { input: { list: 'single' } },
  },
  {
    name: 'a list that a condition ends early',
    rules: 'DW7',
    workflows: [flow([loop('l', twice, [inline('i', '1')], { items: '${workflow.input.list}' })])],
    start: { input: { list: [1, 2, 3, 4] } },
  },
  {
    name: 'keepLastN',
    rules: 'DW8',
    workflows: [
      flow([
        loop('l', "$.l['iteration'] < 4", [simple('t1')], { inputParameters: { keepLastN: 2 } }),
        simple('after'),
      ]),
    ],
    steps: [
      complete('t1', { n: 1 }),
      complete('t1', { n: 2 }),
      complete('t1', { n: 3 }),
      complete('t1', { n: 4 }),
      complete('after'),
    ],
  },
  {
    name: 'two loops, one after the other',
    rules: 'DW1',
    workflows: [
      flow([
        loop('l', twice, [inline('i', '1')]),
        loop('m', "$.m['iteration'] < 2", [inline('j', '2')], {
          inputParameters: { before: '${l.output.iteration}' },
        }),
      ]),
    ],
  },
  {
    name: 'a loop in a branch',
    rules: 'DW1 JN1',
    workflows: [flow([...fork('f', [[loop('l', twice, [simple('t1')])], [simple('b1')]]), simple('after')])],
    steps: [
      complete('t1', { n: 1 }),
      complete('b1', { b: 1 }),
      complete('t1', { n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  },
  {
    name: 'a retry of a loop that failed',
    rules: 'DW3 OP7',
    taskDefs: [taskDef('my_t2')],
    workflows: [flow([loop('l', twice, [simple('t1'), simple('t2')]), simple('after')])],
    steps: [
      complete('t1'),
      fail('t2', 'broke'),
      { do: 'ask', method: 'POST', path: '/workflow/{wf}/retry' },
      trace(),
      complete('t2', { n: 1 }),
      complete('t1'),
      complete('t2', { n: 2 }),
    ],
  },
  {
    name: 'a loop that is left by TERMINATE',
    rules: 'DW1 TE1',
    workflows: [
      flow([
        loop('l', 'true', [
          simple('t1'),
          choose('s', '${t1.output.end}', {
            true: [
              task('TERMINATE', 'e', {
                inputParameters: {
                  terminationStatus: 'COMPLETED',
                  workflowOutput: { left: '${l.output.iteration}' },
                },
              }),
            ],
          }),
        ]),
      ]),
    ],
    steps: [complete('t1', { end: false }), complete('t1', { end: true }), until('COMPLETED')],
    differs: [{ where: 'DW1', ours: { '0/tasks/0/outputData/2': undefined } }],
  },
  {
    name: 'a permissive task that fails in a loop',
    rules: 'DW4',
    taskDefs: [taskDef('my_t1')],
    workflows: [
      flow([loop('l', twice, [simple('t1', { permissive: true }), simple('t2')]), simple('after')]),
    ],
    steps: [fail('t1', 'broke')],
    differs: [
      {
        where: 'DW4',
        ours: {
          '0/status': 'RUNNING',
          '0/reasonForIncompletion': undefined,
          '0/output': undefined,
          '0/failedReferenceTaskNames': undefined,
          '0/failedTaskNames': undefined,
          '0/tasks/0/status': 'IN_PROGRESS',
          '0/tasks/0/outputData/1': undefined,
          '0/tasks/0/reasonForIncompletion': undefined,
          '0/tasks/2/status': 'SCHEDULED',
        },
      },
    ],
  },
  {
    name: 'a worker task that is cancelled in a loop',
    rules: 'DW3 DC7',
    workflows: [flow([loop('l', twice, [simple('t1')])])],
    steps: [work('t1', { status: 'CANCELED', reasonForIncompletion: 'not wanted' })],
  },
  {
    name: 'a loop that is optional, and fails',
    rules: 'DW6 DC8',
    workflows: [flow([loop('l', '$.nowhere.more', [inline('i', '1')], { optional: true }), simple('after')])],
  },
  {
    name: 'a worker that is in progress in a loop',
    rules: 'DW1 TK6',
    workflows: [flow([loop('l', twice, [simple('t1')])])],
    steps: [
      work('t1', { status: 'IN_PROGRESS', outputData: { half: true } }),
      trace(),
      complete('t1', { n: 1 }),
      complete('t1', { n: 2 }),
    ],
  },
];
