import { describe, expect, it } from 'vitest';
import { step, taskDef, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

function dynamic(inputParameters: object, fields: object = {}) {
  return step('DYNAMIC', 'd', { dynamicTaskNameParam: 'which', inputParameters, ...fields });
}

describe('DYNAMIC', () => {
  it('DY1 becomes the worker task that its input names', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([dynamic({ which: '${workflow.input.task}', x: 1 }), step('NOOP', 'end')]);
    const id = await scenario.start(def, { input: { task: 'ship' } });
    const task = await scenario.task(id, 'd');
    expect(task).toMatchObject({
      taskType: 'ship',
      taskDefName: 'ship',
      status: 'SCHEDULED',
      inputData: { which: 'ship', x: 1 },
      workflowTask: { type: 'DYNAMIC', name: 'ship' },
    });
    await scenario.complete('ship');
    expect(await scenario.trace(id)).toEqual(['d COMPLETED', 'end COMPLETED']);
  });

  it('DY2 becomes one of the engine’s own tasks', async () => {
    const scenario = await Scenario.open({ scripts: { 'one and one': () => 2 } });
    const id = await scenario.start(workflowDef([dynamic({ which: 'INLINE', expression: 'one and one' })]));
    expect(await scenario.task(id, 'd')).toMatchObject({ taskType: 'INLINE', outputData: { result: 2 } });
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DY2 calls and waits are taken up as ever', async () => {
    const scenario = await Scenario.open();
    const call = await scenario.start(
      workflowDef([dynamic({ which: 'HTTP', uri: 'http://x', method: 'GET' })]),
    );
    const wait = await scenario.start(workflowDef([dynamic({ which: 'WAIT', duration: '5s' })]));
    scenario.ports.http.calls[0]?.answer({});
    await scenario.advance(5);
    expect(await scenario.status(call)).toBe('COMPLETED');
    expect(await scenario.status(wait)).toBe('COMPLETED');
  });

  it('DY3 is retried as its own definition says, not the other’s', async () => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('ship', { retryCount: 3 })] });
    const id = await scenario.start(workflowDef([dynamic({ which: 'ship' })]));
    await scenario.fail('ship');
    expect(await scenario.status(id)).toBe('FAILED');
    const again = await Scenario.open({ taskDefs: [taskDef('d', { retryCount: 1, retryDelaySeconds: 0 })] });
    const retried = await again.start(workflowDef([dynamic({ which: 'ship' })]));
    await again.fail('ship');
    await again.complete('ship');
    expect(await again.trace(retried)).toEqual(['d FAILED', 'd COMPLETED']);
  });

  it('DY4 without a name the workflow fails', async () => {
    const scenario = await Scenario.open();
    const workflow = await scenario.get(await scenario.start(workflowDef([dynamic({ z: 1 })])));
    expect(workflow).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion:
        'Cannot map a dynamic task based on the parameter and input. Parameter= which, input= {z=1}',
    });
  });
});
