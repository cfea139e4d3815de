import { describe, expect, it } from 'vitest';
import { choose, simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const unretried = { retryCount: 0 };

async function started(picks: string, fields: Readonly<Record<string, unknown>> = {}) {
  const scenario = await Scenario.open();
  const cases = { x: [simple('a', unretried)], y: [simple('b', { ...unretried, permissive: true })] };
  const join = step('EXCLUSIVE_JOIN', 'e', { joinOn: ['a', 'b'], ...fields });
  const id = await scenario.start(workflowDef([choose('s', picks, cases), join, step('NOOP', 'end')]));
  return { scenario, id };
}

describe('EXCLUSIVE_JOIN', () => {
  it('EJ1 takes over the output of the task that was scheduled', async () => {
    for (const [picks, name] of [
      ['x', 'a'],
      ['y', 'b'],
    ] as const) {
      const { scenario, id } = await started(picks);
      await scenario.complete(name, { from: name });
      expect(await scenario.task(id, 'e')).toMatchObject({
        taskType: 'EXCLUSIVE_JOIN',
        status: 'COMPLETED',
        inputData: { joinOn: ['a', 'b'], defaultExclusiveJoinTask: [] },
        outputData: { from: name },
      });
      expect(await scenario.status(id)).toBe('COMPLETED');
    }
  });

  it('EJ2 falls back on a default task that has ended', async () => {
    const { scenario, id } = await started('none', { defaultExclusiveJoinTask: ['s'] });
    expect((await scenario.task(id, 'e')).outputData).toMatchObject({ selectedCase: 'none' });
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('EJ3 fails with a permissive task that failed', async () => {
    const { scenario, id } = await started('y');
    await scenario.fail('b', 'no luck');
    expect(await scenario.task(id, 'e')).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: 'no luck',
    });
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('EJ4 waits when nothing that it joins on was scheduled', async () => {
    const { scenario, id } = await started('none');
    expect((await scenario.task(id, 'e')).status).toBe('IN_PROGRESS');
  });
});
