import { describe, expect, it } from 'vitest';
import { simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const one = workflowDef([simple('a')]);

describe('WI7 what the metrics count', () => {
  it('an execution once, however often it ends and is taken up again', async () => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { retryCount: 0 })] });
    const id = await scenario.start(one);
    await scenario.fail('a');
    const { workflows } = scenario.engine;
    expect(scenario.engine.metrics()).toMatchObject({
      openWorkflows: 0,
      workflowsEnded: { flow: { FAILED: 1 } },
    });
    await workflows.retry(id, { resumeSubworkflowTasks: false });
    expect(scenario.engine.metrics().openWorkflows).toBe(1);
    await workflows.terminate(id, 'enough');
    await workflows.restart(id, { useLatestDefinitions: false });
    await scenario.complete('a');
    expect(scenario.engine.metrics()).toMatchObject({
      openWorkflows: 0,
      workflowsStarted: { flow: 1 },
      workflowsEnded: { flow: { FAILED: 1, TERMINATED: 1, COMPLETED: 1 } },
      tasksEnded: { a: { FAILED: 1, CANCELED: 1, COMPLETED: 1 } },
    });
  });

  it('what is open, also after a restart, a removal and a store that refuses', async () => {
    const scenario = await Scenario.open();
    const [first, second] = [await scenario.start(one), await scenario.start(one)];
    await scenario.crash();
    expect(scenario.engine.metrics().openWorkflows).toBe(2);
    await scenario.engine.workflows.remove(first, { archive: false });
    await scenario.engine.workflows.terminate(second, 'enough');
    await scenario.engine.workflows.remove(second, { archive: false });
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
    scenario.ports.store.failNext();
    await expect(scenario.start(one)).rejects.toThrow('The change could not be stored');
    expect(scenario.engine.metrics()).toMatchObject({ openWorkflows: 0, workflowsStarted: {} });
  });

  it('those that end as they begin, children, and those with odd names', async () => {
    const scenario = await Scenario.open();
    for (const name of ['__proto__', 'constructor']) {
      await scenario.start(workflowDef([step('NOOP', 'n')], { name }));
    }
    const child = workflowDef([step('NOOP', 'n')], { name: 'child' });
    await scenario.start(
      workflowDef([
        step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child', workflowDefinition: child } }),
      ]),
    );
    await settled();
    const { workflowsStarted, workflowsEnded, openWorkflows } = scenario.engine.metrics();
    expect(Object.entries(workflowsStarted)).toEqual([
      ['__proto__', 1],
      ['constructor', 1],
      ['flow', 1],
      ['child', 1],
    ]);
    expect(Object.entries(workflowsEnded).map(([name, counts]) => [name, counts['COMPLETED']])).toEqual([
      ['__proto__', 1],
      ['constructor', 1],
      ['child', 1],
      ['flow', 1],
    ]);
    expect(openWorkflows).toBe(0);
  });

  it('each poll, also one that finds nothing, and the tasks that were handed out', async () => {
    const scenario = await Scenario.open();
    await scenario.start(one, { taskToDomain: { a: 'd' } });
    await scenario.poll('a');
    await scenario.poll('a', { domain: 'd' });
    await scenario.poll('a', { domain: 'd' });
    expect(scenario.engine.metrics()).toMatchObject({
      polls: { a: 1, 'd:a': 2 },
      tasksPolled: { a: { d: 1 } },
    });
  });
});
