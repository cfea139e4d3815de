import { describe, expect, it } from 'vitest';
import { fork, simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const child = workflowDef([simple('c')], { name: 'child' });
const runsChild = step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child' } });
const parent = workflowDef([runsChild, simple('after')], { name: 'parent' });

async function open(): Promise<Scenario> {
  const scenario = await Scenario.open();
  await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
  return scenario;
}

/** Lets the engine die after so many further commits, whatever it is doing, and starts another. */
async function dying(scenario: Scenario, commits: number, act: () => Promise<unknown>): Promise<void> {
  scenario.ports.store.dieAfter(commits);
  void act();
  await settled();
  scenario.ports.store.revive();
  await scenario.crash();
}

async function childOf(scenario: Scenario, id: string): Promise<string> {
  return (await scenario.task(id, 's')).subWorkflowId ?? '';
}

async function countOf(scenario: Scenario, name: string): Promise<number> {
  const { totalHits } = await scenario.engine.workflows.search({
    start: 0,
    size: 10,
    query: `workflowType=${name}`,
  });
  return totalHits;
}

describe('children and crashes', () => {
  it('DU10 a child that was not begun is begun by the next engine, once', async () => {
    const scenario = await open();
    let id = '';
    await dying(scenario, 1, async () => {
      id = await scenario.start(parent);
    });
    expect(await scenario.status(await childOf(scenario, id))).toBe('RUNNING');
    await scenario.crash();
    await scenario.crash();
    expect(await countOf(scenario, 'child')).toBe(1);
    await scenario.complete('c');
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
  });

  it('DU10 a parent that was not told of its child\u2019s end is told by the next engine', async () => {
    const scenario = await open();
    const id = await scenario.start(parent);
    await settled();
    const task = await scenario.take('c');
    await dying(scenario, 1, () => scenario.update(task, 'COMPLETED', { outputData: { x: 1 } }));
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
    expect((await scenario.task(id, 's')).outputData).toMatchObject({ x: 1 });
  });

  it('DU10 a child that was not told of its parent\u2019s end is told by the next engine', async () => {
    const scenario = await open();
    const id = await scenario.start(parent);
    await settled();
    const below = await childOf(scenario, id);
    await dying(scenario, 1, () => scenario.engine.workflows.terminate(id, 'enough'));
    expect(await scenario.get(below)).toMatchObject({
      status: 'TERMINATED',
      reasonForIncompletion: 'Parent workflow has been terminated with reason: enough',
    });
    expect(await scenario.trace(below)).toEqual(['c CANCELED']);
  });

  it('DU10 what could not be stored is done again after a while', async () => {
    const scenario = await open();
    scenario.ports.store.failNext({ after: 1 });
    const id = await scenario.start(parent);
    await settled();
    expect(await countOf(scenario, 'child')).toBe(0);
    await scenario.advance(30);
    const below = await childOf(scenario, id);
    expect(await scenario.status(below)).toBe('RUNNING');

    const task = await scenario.take('c');
    scenario.ports.store.failNext({ after: 1 });
    await scenario.update(task, 'COMPLETED');
    await settled();
    expect(await scenario.trace(id)).toEqual(['s IN_PROGRESS']);
    await scenario.advance(30);
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
  });

  it('DU10 a parent that ends while its child is being begun leaves no child', async () => {
    const scenario = await open();
    const release = scenario.ports.store.hold();
    const starting = scenario.start(parent);
    await settled();
    release();
    const id = await starting;
    await scenario.engine.workflows.terminate(id, 'enough');
    await settled();
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
  });

  it('DU10 closing waits for children that are being begun', async () => {
    const scenario = await open();
    await scenario.start(parent);
    await scenario.engine.close();
    expect(scenario.ports.clock.alarms).toBe(0);
    expect(scenario.ports.log.lines).toEqual([]);
    await scenario.crash();
    expect(scenario.engine.metrics().openWorkflows).toBe(2);
  });

  it('DU10 many children at once write the parent few times', async () => {
    const scenario = await open();
    const branches = Array.from({ length: 300 }, (_, at) => [{ ...runsChild, taskReferenceName: `s${at}` }]);
    const id = await scenario.start(workflowDef(fork('f', branches)));
    await settled();
    const tasks = await scenario.engine.tasks.poll({ taskType: 'c', count: 300, timeoutMs: 0 });
    expect(tasks).toHaveLength(300);
    scenario.ports.store.commits.length = 0;
    await Promise.all(tasks.map((task) => scenario.update(task, 'COMPLETED')));
    await settled();
    expect(await scenario.status(id)).toBe('COMPLETED');
    const ofParent = scenario.ports.store.commits.filter((changes) =>
      changes.some((change) => change.kind === 'task.put' && change.task.workflowInstanceId === id),
    );
    expect(ofParent.length).toBeLessThan(10);
  });
});
