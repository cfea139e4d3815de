import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const child = workflowDef([simple('c')], { name: 'child' });
const runsChild = step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child' } });
const parent = workflowDef([runsChild, simple('after')], { name: 'parent' });
const deleted = { archive: false };

interface Family {
  readonly scenario: Scenario;
  readonly id: string;
  readonly childId: string;
}

async function family(def = parent): Promise<Family> {
  const scenario = await Scenario.open();
  await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
  const id = await scenario.start(def);
  await settled();
  return { scenario, id, childId: (await scenario.task(id, 's')).subWorkflowId ?? '' };
}

/** A parent whose child has failed once and was retried by an operator. */
async function revivedFamily(): Promise<Family> {
  const whole = await family();
  const { scenario, childId } = whole;
  await scenario.finish('c', 'FAILED_WITH_TERMINAL_ERROR');
  await scenario.engine.workflows.retry(childId, { resumeSubworkflowTasks: false });
  await settled();
  return whole;
}

/** Lets the engine die after so many further commits, whatever it is doing, and starts another. */
async function dying(scenario: Scenario, commits: number, act: () => Promise<unknown>): Promise<void> {
  scenario.ports.store.dieAfter(commits);
  void act().catch(() => undefined);
  await settled();
  scenario.ports.store.revive();
  await scenario.crash();
}

async function exists(scenario: Scenario, id: string): Promise<boolean> {
  return (await scenario.ports.store.workflowModel(id)) !== undefined;
}

async function statusIfThere(scenario: Scenario, id: string): Promise<string | undefined> {
  return (await scenario.ports.store.workflowModel(id))?.status;
}

async function expectNothingToTell({ ports }: Scenario): Promise<void> {
  expect(await ports.store.documents('removalNews')).toEqual([]);
  expect(ports.log.lines).toEqual([]);
}

describe('removing children', () => {
  it('OC11 the next engine tells the parent, and does not begin the child again', async () => {
    const { scenario, id, childId } = await family();
    await dying(scenario, 1, () => scenario.engine.workflows.remove(childId, deleted));
    expect(await exists(scenario, childId)).toBe(false);
    expect(await scenario.get(id)).toMatchObject({ status: 'TERMINATED' });
    expect(await scenario.task(id, 's')).toMatchObject({
      status: 'CANCELED',
      reasonForIncompletion: `Sub workflow child.1/${childId} failure reason: It has been removed`,
    });
    expect(await scenario.poll('c')).toBeUndefined();
    await expectNothingToTell(scenario);
  });

  it('OC11 so does the same engine, which then has nothing left to tell', async () => {
    const { scenario, id, childId } = await family();
    await scenario.engine.workflows.remove(childId, deleted);
    await settled();
    expect(await scenario.status(id)).toBe('TERMINATED');
    await expectNothingToTell(scenario);
  });

  it('OC11 what could not be told for a full disk is told later', async () => {
    const { scenario, id, childId } = await family();
    scenario.ports.store.failNext({ after: 1 });
    await scenario.engine.workflows.remove(childId, deleted);
    await settled();
    expect(await scenario.status(id)).toBe('RUNNING');
    await scenario.advance(30);
    expect(await scenario.status(id)).toBe('TERMINATED');
    expect(await scenario.ports.store.documents('removalNews')).toEqual([]);
  });

  it('OC11 a parent hears of the good end of a child that was removed before it was told', async () => {
    const { scenario, id, childId } = await family();
    const task = await scenario.take('c');
    scenario.ports.store.failNext({ after: 1 });
    await scenario.update(task, 'COMPLETED', { outputData: { x: 1 } });
    await settled();
    expect(await scenario.trace(id)).toEqual(['s IN_PROGRESS']);
    await dying(scenario, 1, () => scenario.engine.workflows.remove(childId, deleted));
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
    expect((await scenario.task(id, 's')).outputData).toMatchObject({ x: 1, subWorkflowId: childId });
    await expectForgotten(scenario);
  });

  it('OC11 an optional child that is removed is passed over, also after a crash', async () => {
    const { scenario, id, childId } = await family(
      workflowDef([{ ...runsChild, optional: true }, simple('after')], { name: 'parent' }),
    );
    await dying(scenario, 1, () => scenario.engine.workflows.remove(childId, deleted));
    expect(await scenario.trace(id)).toEqual(['s COMPLETED_WITH_ERRORS', 'after SCHEDULED']);
  });

  it('OC11 a paused parent hears of it at its resume', async () => {
    const { scenario, id, childId } = await family();
    await scenario.engine.workflows.pause(id);
    await dying(scenario, 1, () => scenario.engine.workflows.remove(childId, deleted));
    expect(await scenario.status(id)).toBe('PAUSED');
    await scenario.engine.workflows.resume(id);
    expect(await scenario.status(id)).toBe('TERMINATED');
    await expectNothingToTell(scenario);
  });

  it('OC11 a parent that is tried again after that begins a child of its own', async () => {
    const { scenario, id, childId } = await family();
    await dying(scenario, 1, () => scenario.engine.workflows.remove(childId, deleted));
    await scenario.engine.workflows.retry(id, { resumeSubworkflowTasks: false });
    await settled();
    await scenario.complete('c');
    await scenario.complete('after');
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect((await scenario.task(id, 's')).subWorkflowId).not.toBe(childId);
    expect(await exists(scenario, childId)).toBe(false);
  });

  it('OC11 a removal that could not be stored is news to nobody', async () => {
    const { scenario, id, childId } = await family();
    scenario.ports.store.failNext();
    await expect(scenario.engine.workflows.remove(childId, deleted)).rejects.toThrow('the disk is full');
    await settled();
    await scenario.complete('c');
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
    await expectForgotten(scenario);
  });

  it('OC11 a child that nobody waits for is removed without news', async () => {
    const { scenario, id, childId } = await family();
    await scenario.complete('c');
    await dying(scenario, 1, () => scenario.engine.workflows.remove(childId, deleted));
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
    await expectNothingToTell(scenario);
  });
});

describe('removing parents', () => {
  const ways: readonly (readonly [string, (family: Family) => Promise<unknown>])[] = [
    ['removed', ({ scenario, id }) => scenario.engine.workflows.remove(id, deleted)],
    [
      'terminated and removed',
      async ({ scenario, id }) => {
        await scenario.engine.workflows.terminate(id, 'enough');
        await scenario.engine.workflows.remove(id, deleted);
      },
    ],
    [
      'terminated and archived',
      async ({ scenario, id }) => {
        await scenario.engine.workflows.terminate(id, 'enough');
        await scenario.engine.workflows.remove(id, { archive: true });
      },
    ],
  ];
  const cases = ways.flatMap(([what, act]) => [1, 2, 3, 4].map((commits) => ({ what, act, commits })));

  it.each(cases)('OC14 $what, with a crash after $commits commits, leaves no child behind', async (each) => {
    const whole = await family();
    const { scenario, id, childId } = whole;
    await dying(scenario, each.commits, () => each.act(whole));
    expect([undefined, 'TERMINATED']).toContain(await statusIfThere(scenario, id));
    expect(await scenario.status(childId)).toBe('TERMINATED');
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
    await expectNothingToTell(scenario);
  });

  it.each(cases)('OC14 nor one that was retried once: $what, $commits commits', async (each) => {
    const whole = await revivedFamily();
    const { scenario, id, childId } = whole;
    await dying(scenario, each.commits, () => each.act(whole));
    expect([undefined, 'TERMINATED']).toContain(await statusIfThere(scenario, id));
    expect(await scenario.status(childId)).toBe('TERMINATED');
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
    await expectNothingToTell(scenario);
  });

  it('OC15 a child that is set going again after its parent is gone stays, also after a crash', async () => {
    const { scenario, id, childId } = await revivedFamily();
    await scenario.engine.workflows.remove(id, deleted);
    await settled();
    expect(await scenario.status(childId)).toBe('TERMINATED');
    await scenario.advance(1);
    await scenario.engine.workflows.restart(childId, { useLatestDefinitions: false });
    await scenario.crash();
    expect(await scenario.status(childId)).toBe('RUNNING');
    await scenario.complete('c');
    expect(await scenario.status(childId)).toBe('COMPLETED');
    await expectNothingToTell(scenario);
  });

  it('OC14 grandchildren end, too, whoever has been retried', async () => {
    const grandparent = workflowDef(
      [step('SUB_WORKFLOW', 'g', { subWorkflowParam: { name: 'parent', workflowDefinition: parent } })],
      { name: 'grandparent' },
    );
    const scenario = await Scenario.open();
    await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
    const id = await scenario.start(grandparent);
    await settled();
    const parentId = (await scenario.task(id, 'g')).subWorkflowId ?? '';
    const childId = (await scenario.task(parentId, 's')).subWorkflowId ?? '';
    await scenario.finish('c', 'FAILED_WITH_TERMINAL_ERROR');
    await scenario.engine.workflows.retry(childId, { resumeSubworkflowTasks: false });
    await settled();
    expect(await scenario.status(id)).toBe('RUNNING');
    await dying(scenario, 1, () => scenario.engine.workflows.remove(id, deleted));
    expect(await scenario.status(parentId)).toBe('TERMINATED');
    expect(await scenario.status(childId)).toBe('TERMINATED');
    await expectNothingToTell(scenario);
  });

  it('OC14 a child that is removed before it heard of its parent\u2019s removal leaves no news', async () => {
    const { scenario, id, childId } = await revivedFamily();
    scenario.ports.store.dieAfter(1);
    await scenario.engine.workflows.remove(id, deleted);
    await settled();
    scenario.ports.store.revive();
    scenario.ports.store.failNext();
    await scenario.crash();
    await scenario.engine.workflows.remove(childId, deleted);
    await scenario.advance(30);
    await expectForgotten(scenario);
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
  });
});

async function expectForgotten({ ports }: Scenario): Promise<void> {
  expect(await ports.store.documents('removalNews')).toEqual([]);
}
