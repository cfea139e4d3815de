import { describe, expect, it } from 'vitest';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const wait = (parameters: Readonly<Record<string, unknown>>) =>
  workflowDef([step('WAIT', 'w', { inputParameters: parameters }), simple('after')]);

describe('WAIT', () => {
  it('WT1 a duration ends the task when it is over', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(wait({ duration: '1 minute 30 seconds' }));
    const task = await scenario.task(id, 'w');
    expect(task.status).toBe('IN_PROGRESS');
    expect(task.callbackAfterSeconds).toBe(90);
    await scenario.advance(89);
    expect((await scenario.task(id, 'w')).status).toBe('IN_PROGRESS');
    await scenario.advance(1);
    expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
    expect((await scenario.task(id, 'w')).outputData).toEqual({});
  });

  it('WT1 until ends it at its moment, in the past at once', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(wait({ until: '2030-01-01 01:00 GMT' }));
    await scenario.advance(3599);
    expect(await scenario.trace(id)).toEqual(['w IN_PROGRESS']);
    await scenario.advance(1);
    expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
    const past = await scenario.start(wait({ until: '2029-12-31' }));
    expect(await scenario.trace(past)).toEqual(['w COMPLETED', 'after SCHEDULED']);
  });

  it('WT2 with neither it waits to be updated', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(wait({}));
    await scenario.advance(1e7);
    const task = await scenario.task(id, 'w');
    expect(task.status).toBe('IN_PROGRESS');
    expect(task.callbackAfterSeconds).toBe(2147483647);
    await scenario.update(task, 'COMPLETED', { outputData: { ok: true } });
    expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it.each([
    { parameters: { duration: 'soon' }, reason: 'Not valid duration: soon' },
    {
      parameters: { until: 'tomorrow' },
      reason: 'Invalid/Unsupported Wait Until format.  Provided: tomorrow',
    },
    {
      parameters: { duration: '1s', until: '2030-01-01' },
      reason: "Both 'duration' and 'until' specified. Please provide only one input",
    },
  ])('WT3 $reason', async ({ parameters, reason }) => {
    const scenario = await Scenario.open();
    const id = await scenario.startUnchecked(wait(parameters));
    const task = await scenario.task(id, 'w');
    expect({ status: task.status, reason: task.reasonForIncompletion }).toEqual({
      status: 'FAILED_WITH_TERMINAL_ERROR',
      reason,
    });
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('WT4 one that was updated is not touched at its end', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(wait({ duration: '1 minute' }));
    await scenario.update(await scenario.task(id, 'w'), 'COMPLETED', { outputData: { early: 1 } });
    expect(scenario.ports.clock.alarms).toBe(0);
    await scenario.advance(60);
    expect((await scenario.task(id, 'w')).outputData).toEqual({ early: 1 });
    expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
  });

  it('WT4 an update that leaves it open leaves its end', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(wait({ duration: '1 minute' }));
    await scenario.update(await scenario.task(id, 'w'), 'IN_PROGRESS', { outputData: { half: 1 } });
    expect((await scenario.task(id, 'w')).status).toBe('IN_PROGRESS');
    await scenario.advance(60);
    expect((await scenario.task(id, 'w')).status).toBe('COMPLETED');
  });

  it('WT5 HUMAN waits until it is updated', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([step('HUMAN', 'h'), simple('after')]));
    await scenario.advance(1e6);
    const task = await scenario.task(id, 'h');
    expect(task.status).toBe('IN_PROGRESS');
    await scenario.update(task, 'COMPLETED');
    expect(await scenario.trace(id)).toEqual(['h COMPLETED', 'after SCHEDULED']);
  });
});
