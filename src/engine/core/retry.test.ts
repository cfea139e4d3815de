import { describe, expect, it } from 'vitest';
import { setVariable, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The seconds after which each further attempt may be polled. */
async function delays(fields: Fields, attempts: number): Promise<number[]> {
  const scenario = await Scenario.open({ taskDefs: [taskDef('a', { retryCount: attempts, ...fields })] });
  const id = await scenario.start(workflowDef([simple('a')]));
  const found: number[] = [];
  for (let n = 0; n < attempts; n += 1) {
    await scenario.fail('a');
    const next = await scenario.task(id, 'a');
    expect(next.callbackAfterSeconds).toBe(next.startDelayInSeconds);
    found.push(next.callbackAfterSeconds);
    await scenario.advance(next.callbackAfterSeconds - 0.001);
    expect(await scenario.poll('a')).toBeUndefined();
    await scenario.advance(0.001);
  }
  return found;
}

describe('retries', () => {
  it.each([
    { name: 'the task definition', fields: { retryCount: 2 }, task: {}, attempts: 3 },
    { name: 'the step instead', fields: { retryCount: 2 }, task: { retryCount: 1 }, attempts: 2 },
    { name: 'the step: never', fields: { retryCount: 2 }, task: { retryCount: 0 }, attempts: 1 },
  ])('RT1 as often as $name says', async ({ fields, task, attempts }) => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { retryDelaySeconds: 0, ...fields })] });
    const id = await scenario.start(workflowDef([simple('a', task)]));
    for (let n = 0; n < attempts; n += 1) await scenario.fail('a');
    expect(await scenario.trace(id)).toEqual(Array.from({ length: attempts }, () => 'a FAILED'));
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('RT2 a new attempt is a new task', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a', { startDelay: 3 })]));
    await scenario.advance(3);
    const failed = await scenario.finish('a', 'FAILED', {
      reasonForIncompletion: 'first',
      workerId: 'w',
      outputData: { x: 1 },
    });
    const [before, after] = (await scenario.get(id)).tasks;
    expect(before).toMatchObject({
      taskId: failed.taskId,
      retried: true,
      executed: false,
      outputData: { x: 1 },
    });
    expect(after).toMatchObject({
      retriedTaskId: failed.taskId,
      status: 'SCHEDULED',
      retryCount: 1,
      seq: 2,
      pollCount: 0,
      outputData: {},
      startTime: 0,
      endTime: 0,
      startDelayInSeconds: 60,
      callbackAfterSeconds: 60,
      reasonForIncompletion: 'first',
      retried: false,
      executed: false,
    });
    expect(after?.taskId).not.toBe(failed.taskId);
    expect(after).not.toHaveProperty('workerId');
  });

  it('RT3 FIXED waits the same each time', async () => {
    expect(await delays({ retryDelaySeconds: 7 }, 3)).toEqual([7, 7, 7]);
  });

  it('RT4 LINEAR_BACKOFF grows by the same each time', async () => {
    const fields = { retryLogic: 'LINEAR_BACKOFF', retryDelaySeconds: 2, backoffScaleFactor: 3 };
    expect(await delays(fields, 3)).toEqual([6, 12, 18]);
  });

  it('RT5 EXPONENTIAL_BACKOFF doubles', async () => {
    expect(await delays({ retryLogic: 'EXPONENTIAL_BACKOFF', retryDelaySeconds: 2 }, 4)).toEqual([
      2, 4, 8, 16,
    ]);
  });

  it('RT5 however long, a delay is a number of seconds', async () => {
    const fields = {
      retryLogic: 'EXPONENTIAL_BACKOFF',
      retryDelaySeconds: 2_000_000_000,
      responseTimeoutSeconds: 1,
    };
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { retryCount: 9, ...fields })] });
    const id = await scenario.start(workflowDef([simple('a')]));
    await scenario.fail('a');
    await scenario.advance(2_000_000_000);
    await scenario.fail('a');
    expect((await scenario.task(id, 'a')).callbackAfterSeconds).toBe(2_147_483_647);
  });

  it('RT6 maxRetryDelaySeconds caps the delay', async () => {
    const fields = { retryLogic: 'EXPONENTIAL_BACKOFF', retryDelaySeconds: 2, maxRetryDelaySeconds: 5 };
    expect(await delays(fields, 3)).toEqual([2, 4, 5]);
  });

  it('RT6 backoffJitterMs adds to it after the cap', async () => {
    const def = taskDef('a', { retryDelaySeconds: 9, maxRetryDelaySeconds: 5, backoffJitterMs: 1000 });
    const scenario = await Scenario.open({ taskDefs: [def] });
    await scenario.start(workflowDef([simple('a')]));
    const task = await scenario.take('a');
    // Half of the range: the jitter is drawn from the last group of an id.
    scenario.ports.ids.uuid = () => '80000000-0000-4000-8000-000000000000';
    await scenario.update(task, 'FAILED');
    await scenario.advance(5.499);
    expect(await scenario.poll('a')).toBeUndefined();
    await scenario.advance(0.001);
    expect(await scenario.poll('a')).toBeDefined();
  });

  it.each(['FAILED_WITH_TERMINAL_ERROR', 'CANCELED'])('RT7 %s is not tried again', async (status) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    await scenario.finish('a', status);
    expect(await scenario.trace(id)).toEqual([`a ${status}`]);
  });

  it('RT8 a new attempt sees what has changed meanwhile', async () => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('b', { retryDelaySeconds: 0 })] });
    const input = { now: '${workflow.variables.v}', fixed: 1 };
    const def = workflowDef([
      step('FORK_JOIN', 'f', {
        forkTasks: [[simple('b', { inputParameters: input })], [simple('c'), setVariable('s', { v: 2 })]],
      }),
      step('JOIN', 'j', { joinOn: ['b', 's'] }),
    ]);
    const id = await scenario.start(def);
    await scenario.complete('c');
    const first = await scenario.fail('b');
    expect(first.inputData).toEqual({ now: null, fixed: 1 });
    expect((await scenario.task(id, 'b')).inputData).toEqual({ now: 2, fixed: 1 });
  });

  it('RT9 no attempt follows once the total time is used up', async () => {
    const def = taskDef('a', { retryDelaySeconds: 0, totalTimeoutSeconds: 10, timeoutPolicy: 'ALERT_ONLY' });
    const scenario = await Scenario.open({ taskDefs: [def] });
    const id = await scenario.start(workflowDef([simple('a')]));
    await scenario.advance(4);
    await scenario.fail('a');
    await scenario.advance(8);
    const last = await scenario.fail('a');
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe('FAILED');
    expect(workflow.reasonForIncompletion).toBe(
      `Task ${last.taskId}/a exceeded total timeout of 10 seconds (elapsed 12 seconds across all attempts). ` +
        'No further retries will be attempted.',
    );
  });
});
