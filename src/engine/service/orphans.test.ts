import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const child = workflowDef([simple('c')], { name: 'child' });
const runsChild = step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child' } });
const parent = workflowDef([runsChild], { name: 'parent' });

async function open(): Promise<Scenario> {
  const scenario = await Scenario.open();
  await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
  return scenario;
}

async function childOf(scenario: Scenario, id: string): Promise<string> {
  return (await scenario.task(id, 's')).subWorkflowId ?? '';
}

/** A parent that is terminated, and is being so when its child, delayed by a full disk, begins. */
async function overtaken(scenario: Scenario) {
  scenario.ports.store.failNext({ after: 1 });
  const id = await scenario.start(parent);
  await settled();
  const childId = await childOf(scenario, id);
  await scenario.advance(29);
  const release = scenario.ports.store.hold();
  const terminating = scenario.engine.workflows.terminate(id, 'enough');
  await scenario.advance(1);
  return { id, childId, release, terminating };
}

describe('children without a parent', () => {
  it('OC15 a child that begins later than its parent ends, but before that is stored, ends', async () => {
    const scenario = await open();
    const { id, childId, release, terminating } = await overtaken(scenario);
    release();
    await terminating;
    await settled();
    expect(await scenario.status(id)).toBe('TERMINATED');
    expect(await scenario.status(childId)).toBe('TERMINATED');
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
  });

  it('OC15 such a child does not revive its parent after a crash', async () => {
    const scenario = await open();
    const { id, childId, release, terminating } = await overtaken(scenario);
    scenario.ports.store.dieAfter(2);
    release();
    await terminating;
    await settled();
    scenario.ports.store.revive();
    await scenario.crash();
    expect(await scenario.status(id)).toBe('TERMINATED');
    expect(await scenario.status(childId)).toBe('TERMINATED');
  });

  it('OC15 a child that is resumed before it hears of its parent\u2019s end ends', async () => {
    const scenario = await open();
    const id = await scenario.start(parent);
    await settled();
    const childId = await childOf(scenario, id);
    await scenario.engine.workflows.pause(childId);
    scenario.ports.store.failNext({ after: 1 });
    await scenario.engine.workflows.terminate(id, 'enough');
    await scenario.advance(10);
    await scenario.engine.workflows.resume(childId);
    await scenario.advance(20);
    expect(await scenario.status(childId)).toBe('TERMINATED');
  });

  it('OC14 the children of an open execution that is removed end, too', async () => {
    const scenario = await open();
    const id = await scenario.start(parent);
    await settled();
    const childId = await childOf(scenario, id);
    await scenario.engine.workflows.remove(id, { archive: false });
    await settled();
    expect(await scenario.get(childId)).toMatchObject({
      status: 'TERMINATED',
      reasonForIncompletion: 'Parent workflow has been terminated with reason: It has been removed',
    });
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
  });

  it('OC14 also after a crash in between', async () => {
    const scenario = await open();
    const id = await scenario.start(parent);
    await settled();
    const childId = await childOf(scenario, id);
    scenario.ports.store.dieAfter(1);
    await scenario.engine.workflows.remove(id, { archive: false });
    await settled();
    scenario.ports.store.revive();
    await scenario.crash();
    expect(await scenario.status(childId)).toBe('TERMINATED');
  });

  it('DU10 a child whose key has passed on tells its parent after a crash', async () => {
    const scenario = await open();
    const keyed = { name: 'child', version: 1, idempotencyKey: 'k', idempotencyStrategy: 'FAIL_ON_RUNNING' };
    const id = await scenario.start(workflowDef([step('SUB_WORKFLOW', 's', { subWorkflowParam: keyed })]));
    await settled();
    const task = await scenario.take('c');
    scenario.ports.store.failNext({ after: 1 });
    await scenario.update(task, 'COMPLETED', { outputData: { x: 1 } });
    await settled();
    await scenario.start(child, { idempotencyKey: 'k', idempotencyStrategy: 'FAIL_ON_RUNNING' });
    await scenario.crash();
    expect(await scenario.task(id, 's')).toMatchObject({ status: 'COMPLETED', outputData: { x: 1 } });
  });
});
