import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const other = workflowDef([simple('o')], { name: 'other' });

function starting(startWorkflow: unknown, fields = {}) {
  return workflowDef([step('START_WORKFLOW', 's', { inputParameters: { startWorkflow } })], fields);
}

async function open(): Promise<Scenario> {
  const scenario = await Scenario.open();
  await scenario.engine.metadata.registerWorkflow(other, { overwrite: true });
  return scenario;
}

async function started(scenario: Scenario, startWorkflow: unknown, fields = {}) {
  const id = await scenario.start(starting(startWorkflow), fields);
  await settled();
  const task = await scenario.task(id, 's');
  return { id, task, workflowId: String(task.outputData['workflowId']) };
}

describe('START_WORKFLOW', () => {
  it('SF1 starts another workflow, gives its id and does not wait for it', async () => {
    const scenario = await open();
    const { id, task, workflowId } = await started(scenario, { name: 'other', input: { a: 1 } });
    expect(task).toMatchObject({ status: 'COMPLETED', outputData: { workflowId } });
    expect(await scenario.status(id)).toBe('COMPLETED');
    const begun = await scenario.get(workflowId);
    expect(begun).toMatchObject({ workflowName: 'other', status: 'RUNNING', input: { a: 1 } });
    expect(begun.parentWorkflowId).toBeUndefined();
  });

  it('SF2 correlation id and domains are its own, else those of the workflow that starts it', async () => {
    const scenario = await open();
    const fields = { correlationId: 'k', taskToDomain: { o: 'east' }, priority: 4 };
    const handedOn = await started(scenario, { name: 'other' }, fields);
    expect(await scenario.get(handedOn.workflowId)).toMatchObject({
      correlationId: 'k',
      taskToDomain: { o: 'east' },
      priority: 0,
    });
    const own = { name: 'other', correlationId: 'q', taskToDomain: { o: 'west' }, priority: 7 };
    const itsOwn = await started(scenario, own, fields);
    expect(await scenario.get(itsOwn.workflowId)).toMatchObject({
      correlationId: 'q',
      taskToDomain: { o: 'west' },
      priority: 7,
    });
  });

  it('SF3 runs a definition in the request', async () => {
    const scenario = await open();
    const workflowDefinition = { ...other, name: 'inner', version: 3 };
    const { workflowId } = await started(scenario, { name: 'x', workflowDef: workflowDefinition });
    expect(await scenario.get(workflowId)).toMatchObject({ workflowName: 'inner', workflowVersion: 3 });
  });

  it.each([
    [undefined, "Missing 'startWorkflow' in input data."],
    [{ version: 1 }, "startWorkflow validation failed. 'name' -> Workflow name cannot be null or empty. "],
    [
      { name: 'other', priority: 100 },
      "startWorkflow validation failed. 'priority' -> priority: 100 should be maximum 99. ",
    ],
    [{ name: 'none' }, 'No such workflow defined. name=none, version=null'],
    [{ name: 'other', version: 8 }, 'No such workflow defined. name=other, version=8'],
  ])('SF4 fails with %j', async (request, reason) => {
    const scenario = await open();
    const { id, task } = await started(scenario, request);
    expect(task).toMatchObject({ status: 'FAILED', reasonForIncompletion: reason });
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('SF4 fails with what is no request', async () => {
    const scenario = await open();
    const { task } = await started(scenario, 'other');
    expect(task.status).toBe('FAILED');
    expect(task.reasonForIncompletion).toMatch(/^Error reading StartWorkflowRequest\. /);
  });

  it('SF5 starts once however often an engine crashes over it, and anew in a rerun', async () => {
    const scenario = await open();
    scenario.ports.store.dieAfter(2);
    void scenario.start(starting({ name: 'other' }, { name: 'starter' }));
    await settled();
    scenario.ports.store.revive();
    await scenario.crash();
    const all = { start: 0, size: 10 };
    const count = async () =>
      (await scenario.engine.workflows.search({ ...all, query: 'workflowType=other' })).totalHits;
    expect(await count()).toBe(1);
    const starters = await scenario.engine.workflows.search({ ...all, query: 'workflowType=starter' });
    const id = starters.results[0]?.workflowId ?? '';
    expect(await scenario.trace(id)).toEqual(['s COMPLETED']);

    await scenario.advance(1);
    const { taskId } = await scenario.task(id, 's');
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId: taskId });
    await settled();
    expect(await scenario.trace(id)).toEqual(['s COMPLETED']);
    expect(await count()).toBe(2);
  });
});
