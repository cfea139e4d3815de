import { describe, expect, it } from 'vitest';
import type { WorkflowTask } from '#contract/index.ts';
import { choose, fork, setVariable, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { ScriptFailure } from '../testing/fake-ports.ts';
import { Scenario } from '../testing/scenario.ts';

type Bindings = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, unknown>>;

function iterationOf(bindings: Bindings, reference: string): number {
  const { $: input } = bindings;
  const output = typeof input === 'object' && input !== null ? Reflect.get(input, reference) : undefined;
  return Number(Reflect.get(Object(output), 'iteration'));
}

const scripts = {
  twice: (bindings: Bindings) => iterationOf(bindings, 'loop') < 2,
  'four times': (bindings: Bindings) => iterationOf(bindings, 'loop') < 4,
  '3000 times': (bindings: Bindings) => iterationOf(bindings, 'loop') < 3000,
  'inner twice': (bindings: Bindings) => iterationOf(bindings, 'inner') < 2,
  text: () => 'true',
  wrong: () => {
    throw new ScriptFailure('error', 'TypeError: no');
  },
};

function loop(loopOver: readonly WorkflowTask[], fields: Fields = {}): WorkflowTask {
  return step('DO_WHILE', 'loop', { loopCondition: 'twice', loopOver, ...fields });
}

const noop = (reference: string, inputParameters: Fields = {}) =>
  step('SET_VARIABLE', reference, { inputParameters });

async function started(tasks: readonly WorkflowTask[], fields: Fields = {}) {
  const scenario = await Scenario.open({ scripts });
  const id = await scenario.start(workflowDef(tasks), fields);
  return { scenario, id };
}

describe('DO_WHILE', () => {
  it('DW1 repeats its steps while its condition holds', async () => {
    const a = simple('a', { inputParameters: { at: '${loop.output.iteration}', last: '${b.output.n}' } });
    const { scenario, id } = await started([
      loop([a, simple('b')], { inputParameters: { k: 1 } }),
      noop('end'),
    ]);
    for (const n of [1, 2]) {
      await scenario.complete('a', { n });
      await scenario.complete('b', { n });
    }
    expect(await scenario.trace(id)).toEqual([
      'loop COMPLETED',
      'a__1 COMPLETED',
      'b__1 COMPLETED',
      'a__2 COMPLETED',
      'b__2 COMPLETED',
      'end COMPLETED',
    ]);
    expect(await scenario.task(id, 'loop')).toMatchObject({
      taskType: 'DO_WHILE',
      iteration: 2,
      loopOverTask: true,
      inputData: { k: 1 },
      outputData: { iteration: 2, 1: { a: { n: 1 }, b: { n: 1 } }, 2: { a: { n: 2 }, b: { n: 2 } } },
    });
    const second = await scenario.task(id, 'a__2');
    expect(second).toMatchObject({ iteration: 2, inputData: { at: 2, last: 1 } });
    expect(second.workflowTask?.taskReferenceName).toBe('a');
  });

  it('DW2 a SWITCH, a fork and its JOIN repeat with it', async () => {
    const choice = choose('s', 'x', { x: [simple('m'), simple('n')] });
    const { scenario, id } = await started([loop([choice, ...fork('f', [[simple('g')], [simple('h')]])])]);
    for (const name of ['m', 'n', 'g', 'h', 'm', 'n', 'h', 'g']) await scenario.complete(name, { by: name });
    expect((await scenario.trace(id)).map((line) => line.split(' ')[0])).toEqual([
      'loop',
      's__1',
      'm__1',
      'n__1',
      'f__1',
      'g__1',
      'h__1',
      'f_join__1',
      's__2',
      'm__2',
      'n__2',
      'f__2',
      'g__2',
      'h__2',
      'f_join__2',
    ]);
    const join = await scenario.task(id, 'f_join__2');
    expect(join.inputData).toEqual({ joinOn: ['g', 'h'] });
    expect(join.outputData).toEqual({ g__2: { by: 'g' }, h__2: { by: 'h' } });
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DW2 a dynamic fork repeats with it', async () => {
    const inputParameters = { forkTaskName: 'w', forkTaskInputs: [1, 2] };
    const dynamicFork = step('FORK_JOIN_DYNAMIC', 'f', { inputParameters });
    const { scenario, id } = await started([loop([dynamicFork, step('JOIN', 'j')])]);
    for (let n = 0; n < 4; n += 1) await scenario.complete('w');
    expect((await scenario.trace(id)).map((line) => line.split(' ')[0])).toEqual([
      'loop',
      'f__1',
      '_w_0__1',
      '_w_1__1',
      'j__1',
      'f__2',
      '_f_w_0__2',
      '_f_w_1__2',
      'j__2',
    ]);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DW3 a task that fails for good fails the workflow', async () => {
    const { scenario, id } = await started([loop([simple('a', { retryCount: 0 }), simple('b')])]);
    await scenario.fail('a');
    expect(await scenario.trace(id)).toEqual(['loop CANCELED', 'a__1 FAILED']);
    await scenario.engine.workflows.retry(id, { resumeSubworkflowTasks: false });
    for (const name of ['a', 'b', 'a', 'b']) await scenario.complete(name);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DW3 an attempt is made again within its iteration', async () => {
    const { scenario, id } = await started([loop([simple('a', { retryCount: 1 })])]);
    await scenario.fail('a');
    await scenario.advance(60);
    await scenario.complete('a');
    await scenario.complete('a');
    expect(await scenario.trace(id)).toEqual([
      'loop COMPLETED',
      'a__1 FAILED',
      'a__1 COMPLETED',
      'a__2 COMPLETED',
    ]);
  });

  it('DW4 with a permissive task that failed it is FAILED once the iteration has ended', async () => {
    const { scenario, id } = await started([
      loop([simple('a', { retryCount: 0, permissive: true }), simple('b')]),
    ]);
    await scenario.fail('a', 'no luck');
    await scenario.complete('b');
    expect(await scenario.task(id, 'loop')).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: 'no luck ',
    });
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('DW5 what is neither true nor above zero ends it', async () => {
    const { scenario, id } = await started([loop([noop('a')], { loopCondition: 'text' })]);
    expect(await scenario.trace(id)).toEqual(['loop COMPLETED', 'a__1 COMPLETED']);
  });

  it('DW6 a condition that is wrong fails it terminally', async () => {
    const { scenario, id } = await started([loop([noop('a')], { loopCondition: 'wrong' })]);
    expect(await scenario.task(id, 'loop')).toMatchObject({
      status: 'FAILED_WITH_TERMINAL_ERROR',
      reasonForIncompletion:
        'Unable to evaluate condition wrong, exception Error evaluating the script `TypeError: no`',
    });
  });

  it('DW7 goes through a list', async () => {
    const a = noop('a', { item: '${loop.output.loopItem}', index: '${loop.output.loopIndex}' });
    for (const fields of [
      { items: '${workflow.input.list}' },
      { inputParameters: { _items: '${workflow.input.list}' } },
    ]) {
      const input = { list: ['x', 'y'] };
      const { scenario, id } = await started([loop([a], { loopCondition: '', ...fields })], { input });
      expect((await scenario.task(id, 'a__1')).inputData).toEqual({ item: 'x', index: 0 });
      expect((await scenario.task(id, 'a__2')).inputData).toEqual({ item: 'y', index: 1 });
      const { outputData } = await scenario.task(id, 'loop');
      expect(outputData).toEqual({ iteration: 2, loopIndex: 1, loopItem: 'y', 1: { a: {} }, 2: { a: {} } });
    }
  });

  it('DW7 an empty list is no iteration, a single value is one', async () => {
    const over = (list: unknown) =>
      started([loop([noop('a')], { loopCondition: '', items: '${workflow.input.list}' })], {
        input: { list },
      });
    const none = await over([]);
    expect(await none.scenario.trace(none.id)).toEqual(['loop COMPLETED']);
    expect((await none.scenario.task(none.id, 'loop')).outputData).toEqual({ iteration: 0 });
    const single = await over('x');
    expect(await single.scenario.trace(single.id)).toEqual(['loop COMPLETED', 'a__1 COMPLETED']);
  });

  it('DW8 keepLastN forgets older iterations', async () => {
    const fields = { loopCondition: 'four times', inputParameters: { keepLastN: 2 } };
    const { scenario, id } = await started([loop([simple('a')], fields)]);
    for (let n = 0; n < 4; n += 1) await scenario.complete('a');
    expect(await scenario.trace(id)).toEqual(['loop COMPLETED', 'a__3 COMPLETED', 'a__4 COMPLETED']);
    expect((await scenario.task(id, 'loop')).outputData).toEqual({
      iteration: 4,
      3: { a: {} },
      4: { a: {} },
    });
  });

  it('DW8 a task that ends and is forgotten in one decision is open no more', async () => {
    const rounds = choose('s', '${loop.output.iteration}', { 1: [simple('a')] }, [setVariable('v', {})]);
    const def = workflowDef([
      loop([rounds], { loopCondition: 'four times', inputParameters: { keepLastN: 1 } }),
    ]);
    const scenario = await Scenario.open({
      scripts,
      taskDefs: [taskDef('a', { concurrentExecLimit: 1 })],
    });
    const ids = [await scenario.start(def), await scenario.start(def)];
    await scenario.complete('a');
    await scenario.complete('a');
    for (const id of ids) {
      expect(await scenario.status(id)).toBe('COMPLETED');
      expect(await scenario.trace(id)).toEqual(['loop COMPLETED', 's__4 COMPLETED', 'v__4 COMPLETED']);
    }
    expect(scenario.engine.metrics().tasksEnded['a']).toEqual({ COMPLETED: 2 });
  });

  it('DW9 a task in it is updated by the reference of the definition', async () => {
    const { scenario, id } = await started([loop([step('HUMAN', 'h')])]);
    for (const n of [1, 2])
      await scenario.engine.tasks.updateByReference(id, 'h', 'COMPLETED', { n }, undefined);
    expect((await scenario.task(id, 'loop')).outputData).toMatchObject({ 2: { h: { n: 2 } } });
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DW10 a loop in a loop', async () => {
    const inner = step('DO_WHILE', 'inner', { loopCondition: 'inner twice', loopOver: [simple('a')] });
    const { scenario, id } = await started([loop([inner, simple('b')])]);
    for (const name of ['a', 'a', 'b', 'a', 'a', 'b']) await scenario.complete(name);
    expect((await scenario.trace(id)).map((line) => line.split(' ')[0])).toEqual([
      'loop',
      'inner__1',
      'a__1__1',
      'a__1__2',
      'b__1',
      'inner__2',
      'a__2__1',
      'a__2__2',
      'b__2',
    ]);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DW11 a long loop that asks nobody gives others a turn', async () => {
    const fields = { loopCondition: '3000 times', inputParameters: { keepLastN: 1 } };
    const { scenario, id } = await started([loop([setVariable('v', { x: 1 })], fields)]);
    expect(await scenario.status(id)).toBe('RUNNING');
    await scenario.advance(1);
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect((await scenario.get(id)).tasks).toHaveLength(2);
  });

  it('DW12 a rerun from the loop begins it anew, one from before it drops it', async () => {
    const { scenario, id } = await started([simple('z'), loop([simple('a')]), noop('end')]);
    for (const name of ['z', 'a', 'a']) await scenario.complete(name);
    for (const [reference, ...types] of [
      ['loop', 'a', 'a'],
      ['z', 'z', 'a', 'a'],
    ] as const) {
      const reRunFromTaskId = (await scenario.task(id, reference)).taskId;
      await scenario.engine.workflows.rerun(id, { reRunFromTaskId });
      for (const type of types) await scenario.complete(type);
      expect((await scenario.trace(id)).map((line) => line.split(' ')[0])).toEqual([
        'z',
        'loop',
        'a__1',
        'a__2',
        'end',
      ]);
      expect(await scenario.status(id)).toBe('COMPLETED');
    }
  });

  it('DW13 a rerun from a task in a loop goes back to its iteration, and forgets what came after it', async () => {
    const { scenario, id } = await started([
      loop([simple('a'), choose('s', 'x', { x: [simple('b')] }), simple('c')]),
      noop('end'),
    ]);
    for (const name of ['a', 'b', 'c', 'a', 'b', 'c']) await scenario.complete(name, { n: 1 });
    expect(await scenario.status(id)).toBe('COMPLETED');
    const reRunFromTaskId = (await scenario.task(id, 'b__1')).taskId;
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId, taskInput: { again: true } });
    expect(await scenario.trace(id)).toEqual([
      'loop IN_PROGRESS',
      'a__1 COMPLETED',
      's__1 COMPLETED',
      'b__1 SCHEDULED',
    ]);
    expect((await scenario.task(id, 'loop')).outputData).toEqual({ iteration: 1 });
    expect((await scenario.task(id, 'b__1')).inputData).toEqual({ again: true });
    for (const name of ['b', 'c', 'a', 'b', 'c']) await scenario.complete(name, { n: 2 });
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect((await scenario.task(id, 'loop')).outputData).toMatchObject({
      iteration: 2,
      1: { a: { n: 1 }, b: { n: 2 }, c: { n: 2 } },
      2: { a: { n: 2 }, b: { n: 2 }, c: { n: 2 } },
    });
  });

  it('DW13 from a task that chooses or forks, that is done anew; other iterations before it stay', async () => {
    const { scenario, id } = await started([
      loop([simple('a'), ...fork('f', [[simple('b')], [simple('c')]])]),
      simple('end'),
    ]);
    for (const name of ['a', 'b', 'c', 'a', 'b', 'c']) await scenario.complete(name, { n: 1 });
    await scenario.complete('end');
    const reRunFromTaskId = (await scenario.task(id, 'f__2')).taskId;
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId });
    expect(await scenario.trace(id)).toEqual([
      'loop IN_PROGRESS',
      'a__1 COMPLETED',
      'f__1 COMPLETED',
      'b__1 COMPLETED',
      'c__1 COMPLETED',
      'f_join__1 COMPLETED',
      'a__2 COMPLETED',
      'f__2 COMPLETED',
      'b__2 SCHEDULED',
      'c__2 SCHEDULED',
      'f_join__2 IN_PROGRESS',
    ]);
    for (const name of ['c', 'b', 'end']) await scenario.complete(name);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DW13 in loops within loops every loop goes back', async () => {
    const inner = step('DO_WHILE', 'inner', {
      loopCondition: '',
      inputParameters: { _items: ['p', 'q'] },
      loopOver: [simple('a')],
    });
    const { scenario, id } = await started([loop([inner, simple('b')])]);
    for (const name of ['a', 'a', 'b', 'a', 'a', 'b']) await scenario.complete(name, { n: 1 });
    expect(await scenario.status(id)).toBe('COMPLETED');
    const reRunFromTaskId = (await scenario.task(id, 'a__1__2')).taskId;
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId });
    expect(await scenario.trace(id)).toEqual([
      'loop IN_PROGRESS',
      'inner__1 IN_PROGRESS',
      'a__1__1 COMPLETED',
      'a__1__2 SCHEDULED',
    ]);
    expect((await scenario.task(id, 'inner__1')).outputData).toEqual({
      1: { a: { n: 1 } },
      iteration: 2,
      loopIndex: 1,
      loopItem: 'q',
    });
    for (const name of ['a', 'b', 'a', 'a', 'b']) await scenario.complete(name);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DW13 a loop that was cancelled half-way beside what is rerun keeps its iterations', async () => {
    const { scenario, id } = await started([
      ...fork('f', [[loop([simple('a')])], [simple('b', { retryCount: 0 })]]),
    ]);
    await scenario.complete('a', { n: 1 });
    await scenario.fail('b');
    const reRunFromTaskId = (await scenario.task(id, 'b')).taskId;
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId });
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'loop IN_PROGRESS',
      'b SCHEDULED',
      'a__1 COMPLETED',
      'a__2 SCHEDULED',
    ]);
    await scenario.complete('a', { n: 2 });
    await scenario.complete('b');
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect((await scenario.task(id, 'loop')).outputData).toMatchObject({
      1: { a: { n: 1 } },
      2: { a: { n: 2 } },
    });
  });
});
