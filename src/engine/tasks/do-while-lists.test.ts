import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkflowTask } from '#contract/index.ts';
import { choose, fork, simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Seen {
  readonly l: { readonly iteration: number };
}

const iterationOf = ($: unknown) => Object(Object($)['$'] ?? $) as Seen;

/** Conditions of which the tests know what they give. */
const scripts = {
  never: () => false,
  upToThree: ({ $ }: Readonly<Record<string, unknown>>) => iterationOf($).l.iteration < 3,
};

const seen = setVariableOf({ item: '${l.output.loopItem}', index: '${l.output.loopIndex}' });

function setVariableOf(inputParameters: Fields) {
  return step('SET_VARIABLE', 'v', { inputParameters });
}

async function looping(fields: Fields, input: Fields = {}) {
  const scenario = await Scenario.open({ scripts });
  const loop = step('DO_WHILE', 'l', { loopCondition: '', loopOver: [seen], ...fields });
  const id = await scenario.startUnchecked(workflowDef([loop, simple('after')]), { input });
  return { scenario, id, loop: await scenario.task(id, 'l') };
}

async function itemsSeen(scenario: Scenario, id: string) {
  const { tasks } = await scenario.get(id);
  return tasks.flatMap(({ referenceTaskName, inputData }) =>
    referenceTaskName.startsWith('v__') ? [inputData['item']] : [],
  );
}

describe('DO_WHILE over items', () => {
  it.each<[unknown, readonly unknown[]]>([
    [
      [1, 'two', true, null, 1.5, ['x'], { a: 1 }],
      [1, 'two', true, null, 1.5, ['x'], { a: 1 }],
    ],
    [[], []],
    [null, []],
    [undefined, []],
    ['', ['']],
    ['text', ['text']],
    ['[1,2]', ['[1,2]']],
    [0, [0]],
    [7, [7]],
    [false, [false]],
    [{ a: 1, b: 2 }, [{ a: 1, b: 2 }]],
    [
      [[1], []],
      [[1], []],
    ],
    [[null], [null]],
  ])('DW7 of %j goes through %j', async (list, items) => {
    const { scenario, id, loop } = await looping({ items: '${workflow.input.list}' }, { list });
    expect(await itemsSeen(scenario, id)).toEqual(items);
    expect(loop).toMatchObject({ status: 'COMPLETED', iteration: items.length });
    expect(loop.outputData['iteration']).toBe(items.length);
    expect(Object.keys(loop.outputData).filter((key) => /^\d+$/.test(key))).toEqual(
      items.map((_, index) => String(index + 1)),
    );
    const [lastIndex, last] = items.length === 0 ? [undefined, undefined] : [items.length - 1, items.at(-1)];
    expect([loop.outputData['loopIndex'], loop.outputData['loopItem']]).toEqual([lastIndex, last]);
    expect((await scenario.task(id, 'after')).status).toBe('SCHEDULED');
  });

  it.each<[string, Fields, readonly unknown[]]>([
    [
      'items before _items',
      { items: '${workflow.input.list}', inputParameters: { _items: [9] } },
      ['a', 'b'],
    ],
    ['_items where items are empty', { items: '', inputParameters: { _items: [9] } }, [9]],
    ['items that are no expression', { items: 'a, b' }, ['a, b']],
    ['_items from an expression', { inputParameters: { _items: '${workflow.input.list}' } }, ['a', 'b']],
    ['a path into the list', { items: '${workflow.input.list[1]}' }, ['b']],
    ['a path that finds several', { items: '${workflow.input.list[*]}' }, ['a', 'b']],
    ['a text with an expression in it', { items: 'x ${workflow.input.list[0]}' }, ['x a']],
  ])('DW7 takes %s', async (_what, fields, items) => {
    const { scenario, id } = await looping(fields, { list: ['a', 'b'] });
    expect(await itemsSeen(scenario, id)).toEqual(items);
  });

  it.each<[string, string, number]>([
    ['blank', '  ', 5],
    ['false', 'never', 1],
    ['true up to the third', 'upToThree', 3],
  ])('DW7 with a condition that is %s stops where that says', async (_what, loopCondition, rounds) => {
    const { loop } = await looping(
      { loopCondition, items: '${workflow.input.list}' },
      { list: [1, 2, 3, 4, 5] },
    );
    expect([loop.status, loop.iteration]).toEqual(['COMPLETED', rounds]);
  });

  it('DW7 the list is looked at anew for each item: what follows the current one may change', async () => {
    const scenario = await Scenario.open();
    const grow = setVariableOf({ list: '${workflow.variables.next}' });
    const loop = step('DO_WHILE', 'l', {
      loopCondition: '',
      loopOver: [grow],
      items: '${workflow.variables.list}',
    });
    const def = workflowDef([loop], { variables: { list: [1, 2], next: [1, 2, 3] } });
    const id = await scenario.start(def);
    expect(await scenario.get(id)).toMatchObject({
      status: 'COMPLETED',
      tasks: [{ iteration: 3 }, {}, {}, {}],
    });
  });

  it.each<[string, Fields]>([
    ['no steps', { loopOver: [], items: '${workflow.input.list}' }],
    ['no steps and no list', { loopOver: [], loopCondition: 'upToThree' }],
  ])('DW6 with %s fails and says so', async (_what, fields) => {
    const { scenario, id, loop } = await looping(fields, { list: [1] });
    expect(loop).toMatchObject({
      status: 'FAILED_WITH_TERMINAL_ERROR',
      reasonForIncompletion: 'There is no task to repeat in loopOver',
    });
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('SW3 DW7 chooses by each item, a name that is no case included', async () => {
    const scenario = await Scenario.open();
    const loop = step('DO_WHILE', 'l', {
      loopCondition: '',
      items: '${workflow.input.list}',
      loopOver: [
        choose('s', '${l.output.loopItem}', { a: [step('NOOP', 'na')], b: [] }, [step('NOOP', 'nd')]),
      ],
    });
    const id = await scenario.start(workflowDef([loop]), { input: { list: ['a', 'b', 'toString', null] } });
    expect(await scenario.trace(id)).toEqual([
      'l COMPLETED',
      's__1 COMPLETED',
      'na__1 COMPLETED',
      's__2 COMPLETED',
      's__3 COMPLETED',
      'nd__3 COMPLETED',
      's__4 COMPLETED',
      'nd__4 COMPLETED',
    ]);
  });
});

describe('names in loops', () => {
  const loop = (reference: string, ...loopOver: WorkflowTask[]) =>
    step('DO_WHILE', reference, { loopCondition: '', loopOver, inputParameters: { _items: [1, 2] } });

  it.each<[string, string, readonly WorkflowTask[]]>([
    ['before it', 't__1', [simple('t__1'), loop('l', simple('t'))]],
    ['behind it', 't__2', [loop('l', simple('t')), simple('t__2')]],
    ['beside it', 't__7', fork('f', [[loop('l', simple('t'))], [simple('t__7')]])],
    ['outside of a loop in a loop', 't__1__1', [simple('t__1__1'), loop('l', loop('m', simple('t')))]],
    ['that goes for a loop in a loop', 'm__1', [simple('m__1'), loop('l', loop('m', simple('t')))]],
  ])(
    'DW15 a step %s that is named like an iteration, %s, fails the workflow',
    async (_where, name, tasks) => {
      const scenario = await Scenario.open();
      const id = await scenario.startUnchecked(workflowDef(tasks));
      await scenario.poll(name).then((task) => task && scenario.update(task, 'COMPLETED'));
      expect(await scenario.get(id)).toMatchObject({
        status: 'FAILED',
        reasonForIncompletion: expect.stringMatching(
          new RegExp(`^Task ${name} is named like an iteration of a task in the loop [lm]$`),
        ),
      });
      expect((await scenario.trace(id)).filter((line) => line.startsWith('t ')).length).toBe(0);
    },
  );

  it.each(['t__x', 't_1', 't__', '__1', 'tt__1', 't__1x', 'u__1'])(
    'DW14 DW15 a step that is named %s is none like that',
    async (name) => {
      const scenario = await Scenario.open();
      const id = await scenario.startUnchecked(
        workflowDef([loop('l', step('NOOP', 't')), step('NOOP', name)]),
      );
      expect(await scenario.trace(id)).toEqual([
        'l COMPLETED',
        't__1 COMPLETED',
        't__2 COMPLETED',
        `${name} COMPLETED`,
      ]);
    },
  );

  it.each(['a__1', 'a__', '__', 'a__b__2', '__proto__'])(
    'DW14 a step in a loop, and the loop itself, may be called %s',
    async (name) => {
      const scenario = await Scenario.open();
      const other = name === 'a__1' ? 'b__2' : 'a__1';
      const id = await scenario.startUnchecked(
        workflowDef([loop(name, simple(other), step('NOOP', 'end')), simple('after')]),
      );
      await scenario.complete(other, { n: 1 });
      await scenario.complete(other, { n: 2 });
      expect(await scenario.trace(id)).toEqual([
        `${name} COMPLETED`,
        `${other}__1 COMPLETED`,
        'end__1 COMPLETED',
        `${other}__2 COMPLETED`,
        'end__2 COMPLETED',
        'after SCHEDULED',
      ]);
      const { outputData } = await scenario.task(id, name);
      expect(Object.keys(outputData).filter((key) => /^\d+$/.test(key))).toEqual(['1', '2']);
    },
  );
});

describe('keepLastN', () => {
  it('DW8 keeps what a plain model keeps, of outputs and of tasks', async () => {
    const keep = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constantFrom('1', 1.5, null, true, undefined));
    await fc.assert(
      fc.asyncProperty(keep, fc.integer({ min: 1, max: 7 }), async (keepLastN, rounds) => {
        const items = Array.from({ length: rounds }, (_, index) => index);
        const { scenario, id, loop } = await looping({ inputParameters: { _items: items, keepLastN } });
        const heeded = typeof keepLastN === 'number' && Number.isInteger(keepLastN) ? keepLastN : rounds;
        const all = items.map((index) => index + 1);
        const kept = all.filter((iteration) => iteration > rounds - Math.max(heeded, 0));
        expect(Object.keys(loop.outputData).filter((key) => /^\d+$/.test(key))).toEqual(kept.map(String));
        const { tasks } = await scenario.get(id);
        const iterations = tasks.flatMap((task) =>
          task.referenceTaskName.startsWith('v__') ? [task.iteration] : [],
        );
        expect(iterations).toEqual(all.filter((iteration) => iteration > rounds - Math.max(heeded, 1)));
        expect(loop.outputData['iteration']).toBe(rounds);
      }),
      { numRuns: 80 },
    );
  });
});
