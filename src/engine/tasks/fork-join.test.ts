import { describe, expect, it } from 'vitest';
import { fork, setVariable, simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const unretried = { retryCount: 0 };

describe('FORK_JOIN', () => {
  it('FJ1 becomes FORK, the heads of the branches, and the JOIN', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a'), simple('b')], [simple('c')]])));
    const { tasks } = await scenario.get(id);
    expect(tasks.map((task) => [task.taskType, task.taskDefName, task.status])).toEqual([
      ['FORK', 'FORK', 'COMPLETED'],
      ['a', 'a', 'SCHEDULED'],
      ['c', 'c', 'SCHEDULED'],
      ['JOIN', 'JOIN', 'IN_PROGRESS'],
    ]);
    expect(tasks[3]?.inputData).toEqual({ joinOn: ['b', 'c'] });
  });

  it('FJ2 branches go on by themselves', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a'), simple('b')], [simple('c')]])));
    await scenario.complete('a');
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a COMPLETED',
      'c SCHEDULED',
      'f_join IN_PROGRESS',
      'b SCHEDULED',
    ]);
  });

  it('FJ3 a failure in a branch cancels the others', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef(fork('f', [[simple('a', unretried)], [simple('b')], [simple('c')]])),
    );
    await scenario.complete('c');
    await scenario.fail('a');
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a FAILED',
      'b CANCELED',
      'c COMPLETED',
      'f_join CANCELED',
    ]);
  });

  it('FJ4 without a JOIN behind it the workflow fails', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([step('FORK_JOIN', 'f', { forkTasks: [[simple('a')]] }), simple('b')]);
    const workflow = await scenario.get(await scenario.start(def));
    expect(workflow.status).toBe('FAILED');
    expect(workflow.reasonForIncompletion).toBe(
      'Fork task definition is not followed by a join task.  Check the blueprint (task f)',
    );
  });

  it('FJ5 an empty branch is no task', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      step('FORK_JOIN', 'f', { forkTasks: [[], [simple('a')]] }),
      step('JOIN', 'j', { joinOn: ['a'] }),
    ]);
    const id = await scenario.start(def);
    expect(await scenario.trace(id)).toEqual(['f COMPLETED', 'a SCHEDULED', 'j IN_PROGRESS']);
  });

  it('FJ1 a fork in a fork', async () => {
    const scenario = await Scenario.open();
    const inner = fork('inner', [[simple('a')], [simple('b')]]);
    const id = await scenario.start(workflowDef([...fork('outer', [inner, [simple('c')]]), simple('end')]));
    for (const name of ['c', 'a', 'b', 'end']) await scenario.complete(name);
    expect(await scenario.trace(id)).toEqual([
      'outer COMPLETED',
      'inner COMPLETED',
      'a COMPLETED',
      'b COMPLETED',
      'inner_join COMPLETED',
      'c COMPLETED',
      'outer_join COMPLETED',
      'end COMPLETED',
    ]);
  });
});

describe('JOIN', () => {
  it('JN1 completes when all have ended, in the same decision', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([...fork('f', [[simple('a')], [simple('b')]]), simple('end')]),
    );
    await scenario.complete('b');
    expect((await scenario.task(id, 'f_join')).status).toBe('IN_PROGRESS');
    await scenario.complete('a');
    expect((await scenario.task(id, 'f_join')).status).toBe('COMPLETED');
    expect((await scenario.task(id, 'end')).status).toBe('SCHEDULED');
  });

  it('JN2 gathers the outputs, leaving out empty ones', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a')], [simple('b')]])));
    await scenario.complete('b', { y: 2 });
    await scenario.complete('a');
    expect((await scenario.task(id, 'f_join')).outputData).toEqual({ b: { y: 2 } });
  });

  it('JN3 a task that is being retried has not ended', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a')], [setVariable('s', { x: 1 })]])));
    await scenario.fail('a');
    expect((await scenario.task(id, 'f_join')).status).toBe('IN_PROGRESS');
    await scenario.advance(60);
    await scenario.complete('a');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('JN4 says which optional tasks failed', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef(fork('f', [[simple('a', { optional: true, ...unretried })], [simple('b')]])),
    );
    const failed = await scenario.fail('a');
    await scenario.complete('b');
    const join = await scenario.task(id, 'f_join');
    expect(join.status).toBe('COMPLETED_WITH_ERRORS');
    expect(join.reasonForIncompletion).toBe(`a/${failed.taskId} completed with errors`);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('JN5 with a permissive task that failed it fails once all have ended', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef(fork('f', [[simple('a', { permissive: true, ...unretried })], [simple('b')]])),
    );
    await scenario.fail('a', 'first');
    expect((await scenario.task(id, 'f_join')).status).toBe('IN_PROGRESS');
    await scenario.complete('b');
    const join = await scenario.task(id, 'f_join');
    expect(join.status).toBe('FAILED');
    expect(join.reasonForIncompletion).toBe('first');
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe('FAILED');
    expect(workflow.reasonForIncompletion).toBe(
      `Task ${join.taskId} failed with status: FAILED and reason: 'first'`,
    );
  });

  it('JN6 an empty joinOn completes at once', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      step('FORK_JOIN', 'f', { forkTasks: [[simple('a')]] }),
      step('JOIN', 'j', { joinOn: [] }),
      simple('end'),
    ]);
    const id = await scenario.start(def);
    expect(await scenario.trace(id)).toEqual(['f COMPLETED', 'a SCHEDULED', 'j COMPLETED', 'end SCHEDULED']);
  });

  it('JN7 on a task that is never scheduled waits', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      step('FORK_JOIN', 'f', { forkTasks: [[simple('a')]] }),
      step('JOIN', 'j', { joinOn: ['a', 'ghost'] }),
    ]);
    const id = await scenario.start(def);
    await scenario.complete('a');
    expect((await scenario.task(id, 'j')).status).toBe('IN_PROGRESS');
    expect(await scenario.status(id)).toBe('RUNNING');
  });

  it('JN1 a wide join in any order of ends', async () => {
    const scenario = await Scenario.open();
    const branches = Array.from({ length: 50 }, (_, n) => [simple(`t${n}`)]);
    const id = await scenario.start(workflowDef(fork('f', branches)));
    const order = Array.from({ length: 50 }, (_, n) => (n * 37) % 50);
    for (const n of order.slice(0, -1)) await scenario.complete(`t${n}`);
    expect((await scenario.task(id, 'f_join')).status).toBe('IN_PROGRESS');
    await scenario.complete(`t${order.at(-1)}`);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });
});

it.each(['SYNC', 'ASYNC'])(
  'JN8 a JOIN with joinMode %s ends with the last of its branches',
  async (joinMode) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a')], [simple('b')]], { joinMode })));
    await scenario.complete('a');
    await scenario.complete('b');
    expect(await scenario.status(id)).toBe('COMPLETED');
  },
);
