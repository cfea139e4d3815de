import { describe, expect, it } from 'vitest';
import { simple, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const leaf = workflowDef([simple('x'), simple('y')], { name: 'leaf' });

describe('an operator', () => {
  it('OP17 reset callbacks lets workers have at once what they put off', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(leaf);
    await scenario.update(await scenario.take('x'), 'IN_PROGRESS', { callbackAfterSeconds: 600 });
    expect(await scenario.poll('x')).toBeUndefined();
    await scenario.engine.workflows.resetCallbacks(id);
    expect(await scenario.task(id, 'x')).toMatchObject({ callbackAfterSeconds: 0 });
    await scenario.complete('x');
    await scenario.complete('y');
    await expect(scenario.engine.workflows.resetCallbacks(id)).rejects.toMatchObject({
      kind: 'conflict',
      message: 'Workflow is in terminal state. Status = COMPLETED',
    });
  });

  it('OP18 verify and repair looks anew and finds nothing to repair', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(leaf);
    scenario.ports.store.commits.length = 0;
    expect(await scenario.engine.workflows.verifyAndRepair(id)).toBe(false);
    expect(scenario.ports.store.commits).toEqual([]);
    expect(await scenario.engine.workflows.requeue(id)).toBe(false);
    expect(scenario.ports.store.commits).toEqual([]);
    await scenario.engine.workflows.terminate(id);
    expect(await scenario.engine.workflows.requeue(id)).toBe(true);
    expect(await scenario.engine.workflows.requeue('none')).toBe(true);
    await expect(scenario.engine.workflows.verifyAndRepair('none')).rejects.toMatchObject({
      kind: 'notFound',
    });
  });
});
