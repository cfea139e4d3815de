import { describe, expect, it } from 'vitest';
import type { WorkflowDef } from '#contract/index.ts';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const flow = workflowDef([simple('a')]);

const once = (idempotencyKey: string, idempotencyStrategy?: string) => ({
  idempotencyKey,
  ...(idempotencyStrategy !== undefined && { idempotencyStrategy }),
});

function refusal(id: string, status: string, name = 'flow') {
  const message = `Workflow ${name} has been started with the idempotency key k already: ${id} is ${status}`;
  return { kind: 'conflict', message };
}

describe('idempotency keys', () => {
  it('ID1 RETURN_EXISTING answers with the execution that is there, also when it has ended', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(flow, once('k', 'RETURN_EXISTING'));
    expect(await scenario.start(flow, once('k', 'RETURN_EXISTING'))).toBe(id);
    await scenario.complete('a');
    expect(await scenario.start(flow, once('k', 'RETURN_EXISTING'))).toBe(id);
    expect(await scenario.get(id)).toMatchObject({ idempotencyKey: 'k' });
  });

  it('ID2 FAIL refuses, and so does a key without a strategy', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(flow, once('k', 'FAIL'));
    await expect(scenario.start(flow, once('k', 'FAIL'))).rejects.toMatchObject(refusal(id, 'RUNNING'));
    await scenario.complete('a');
    await expect(scenario.start(flow, once('k'))).rejects.toMatchObject(refusal(id, 'COMPLETED'));
  });

  it('ID3 FAIL_ON_RUNNING refuses as long as the execution has not ended', async () => {
    const scenario = await Scenario.open();
    const first = await scenario.start(flow, once('k', 'FAIL_ON_RUNNING'));
    await scenario.engine.workflows.pause(first);
    await expect(scenario.start(flow, once('k', 'FAIL_ON_RUNNING'))).rejects.toMatchObject(
      refusal(first, 'PAUSED'),
    );
    await scenario.engine.workflows.terminate(first);
    const second = await scenario.start(flow, once('k', 'FAIL_ON_RUNNING'));
    expect(second).not.toBe(first);
    expect(await scenario.start(flow, once('k', 'RETURN_EXISTING'))).toBe(second);
  });

  it('ID4 belong to a workflow, and other keys are other keys', async () => {
    const scenario = await Scenario.open();
    const ids = [
      await scenario.start(flow, once('k', 'FAIL')),
      await scenario.start(flow, once('l', 'FAIL')),
      await scenario.start(workflowDef([simple('a')], { name: 'other' }), once('k', 'FAIL')),
      await scenario.start(flow, once('', 'FAIL')),
      await scenario.start(flow, once('', 'FAIL')),
    ];
    expect(new Set(ids).size).toBe(5);
  });

  it('ID5 hold when several start at once', async () => {
    const scenario = await Scenario.open();
    const release = scenario.ports.store.hold();
    const starts = Array.from({ length: 5 }, () => scenario.start(flow, once('k', 'RETURN_EXISTING')));
    await settled();
    release();
    expect(new Set(await Promise.all(starts)).size).toBe(1);
    expect((await scenario.engine.workflows.search({ start: 0, size: 10 })).totalHits).toBe(1);
  });

  it('ID5 hold over a crash, and mean nothing when the start was not stored', async () => {
    const scenario = await Scenario.open();
    scenario.ports.store.failNext();
    await expect(scenario.start(flow, once('k', 'FAIL'))).rejects.toThrow('could not be stored');
    const id = await scenario.start(flow, once('k', 'FAIL'));
    await scenario.crash();
    await expect(scenario.start(flow, once('k', 'FAIL'))).rejects.toMatchObject(refusal(id, 'RUNNING'));
  });

  it('ID6 last as long as their execution', async () => {
    const scenario = await Scenario.open();
    const first = await scenario.start(flow, once('k', 'FAIL'));
    await scenario.engine.workflows.remove(first, { archive: false });
    const second = await scenario.start(flow, once('k', 'FAIL_ON_RUNNING'));
    await scenario.engine.workflows.terminate(second);
    const third = await scenario.start(flow, once('k', 'FAIL_ON_RUNNING'));
    await scenario.engine.workflows.remove(second, { archive: false });
    await expect(scenario.start(flow, once('k', 'FAIL'))).rejects.toMatchObject(refusal(third, 'RUNNING'));
  });
});

describe('idempotency keys of tasks', () => {
  const starter = (idempotencyStrategy: string): WorkflowDef =>
    workflowDef(
      [
        step('START_WORKFLOW', 'start', {
          inputParameters: { startWorkflow: { name: 'flow', idempotencyKey: 'k', idempotencyStrategy } },
        }),
      ],
      { name: 'starter' },
    );

  it('ID7 START_WORKFLOW gives the execution that is there, or fails with the refusal', async () => {
    const scenario = await Scenario.open();
    await scenario.engine.metadata.registerWorkflow(flow, { overwrite: false });
    const id = await scenario.start(flow, once('k'));
    const same = await scenario.start(starter('RETURN_EXISTING'));
    const refused = await scenario.start(starter('FAIL'));
    await settled();
    expect(await scenario.get(same)).toMatchObject({ status: 'COMPLETED', output: { workflowId: id } });
    expect(await scenario.task(refused, 'start')).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: refusal(id, 'RUNNING').message,
    });
  });

  it('ID8 SUB_WORKFLOW fails with the refusal where its key is taken', async () => {
    const scenario = await Scenario.open();
    await scenario.engine.metadata.registerWorkflow(flow, { overwrite: false });
    const parent = workflowDef(
      [
        step('SUB_WORKFLOW', 'sub', {
          subWorkflowParam: { name: 'flow', version: 1, idempotencyKey: '${workflow.input.key}' },
        }),
      ],
      { name: 'parent' },
    );
    const first = await scenario.start(parent, { input: { key: 'k' } });
    await settled();
    const { subWorkflowId = '' } = await scenario.task(first, 'sub');
    expect(await scenario.get(subWorkflowId)).toMatchObject({ idempotencyKey: 'k' });
    const second = await scenario.start(parent, { input: { key: 'k' } });
    await settled();
    expect(await scenario.task(second, 'sub')).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: refusal(subWorkflowId, 'RUNNING').message,
    });
  });
});
