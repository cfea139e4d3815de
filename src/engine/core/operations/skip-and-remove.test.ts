import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../../testing/builders.ts';
import { Scenario } from '../../testing/scenario.ts';

describe('skip', () => {
  it('OP14 the workflow passes over the step', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const def = workflowDef([
      simple('a'),
      simple('b'),
      simple('c', { inputParameters: { b: '${b.output.given}' } }),
    ]);
    const id = await scenario.start(def);
    await workflows.skipTask(id, 'b', { taskOutput: { given: 1 } });
    await scenario.complete('a');
    expect(await scenario.trace(id)).toEqual(['b SKIPPED', 'a COMPLETED', 'c SCHEDULED']);
    expect((await scenario.task(id, 'c')).inputData).toEqual({ b: 1 });
    await expect(workflows.skipTask(id, 'c', {})).rejects.toMatchObject({
      message: 'The task referenced c has already been processed, cannot be skipped',
    });
    await expect(workflows.skipTask(id, 'x', {})).rejects.toMatchObject({
      message: 'The task referenced by x does not exist in the WorkflowDefinition flow',
    });
    await scenario.complete('c');
    expect(await scenario.status(id)).toBe('COMPLETED');
    await expect(workflows.skipTask(id, 'a', {})).rejects.toMatchObject({
      kind: 'internal',
      message: `The workflow ${id} is not running so the task referenced by a cannot be skipped`,
    });
  });

  it('OP21 with a fork its JOIN, which would wait for what never comes', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const def = workflowDef([
      simple('a'),
      step('FORK_JOIN', 'f', { forkTasks: [[simple('b')], [simple('c')]] }),
      step('JOIN', 'j', { joinOn: ['b', 'c'] }),
      simple('d'),
    ]);
    const id = await scenario.start(def);
    await workflows.skipTask(id, 'f', {});
    await scenario.complete('a');
    expect(await scenario.trace(id)).toEqual(['f SKIPPED', 'j SKIPPED', 'a COMPLETED', 'd SCHEDULED']);
    await scenario.complete('d');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OP21 in each iteration of a loop', async () => {
    const scenario = await Scenario.open({
      scripts: { 'go on': ({ $ }) => ($ as { l: { iteration: number } }).l.iteration < 2 },
    });
    const def = workflowDef([
      simple('a'),
      step('DO_WHILE', 'l', {
        loopCondition: 'go on',
        loopOver: [
          step('FORK_JOIN', 'f', { forkTasks: [[simple('b')]] }),
          step('JOIN', 'j', { joinOn: ['b'] }),
          simple('c'),
        ],
      }),
    ]);
    const id = await scenario.start(def);
    await scenario.engine.workflows.skipTask(id, 'f', {});
    for (const name of ['a', 'c', 'c']) await scenario.complete(name);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OP14 the last step of all', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), simple('b')]));
    await scenario.engine.workflows.skipTask(id, 'b', {});
    await scenario.complete('a');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });
});

describe('remove', () => {
  const search = { start: 0, size: 10 };

  it('OP15 archived, its summary stays', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const id = await scenario.start(workflowDef([simple('a')]));
    await expect(workflows.remove(id, { archive: true })).rejects.toMatchObject({
      kind: 'invalid',
      message: `Cannot archive workflow: ${id} with status: RUNNING`,
    });
    await scenario.complete('a');
    await workflows.remove(id, { archive: true });
    await expect(scenario.get(id)).rejects.toMatchObject({ kind: 'notFound' });
    expect(await workflows.search(search)).toMatchObject({ totalHits: 1, results: [{ workflowId: id }] });
  });

  it('OP15 otherwise nothing stays, and its tasks are not handed out', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const id = await scenario.start(workflowDef([simple('a')]));
    await workflows.remove(id, { archive: false });
    expect(await workflows.search(search)).toEqual({ totalHits: 0, results: [] });
    expect(await scenario.poll('a')).toBeUndefined();
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
  });
});
