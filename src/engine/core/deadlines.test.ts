import { describe, expect, it } from 'vitest';
import { fork, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

async function running(fields: Fields, workflowFields: Fields = {}) {
  const def = taskDef('a', { retryDelaySeconds: 0, responseTimeoutSeconds: 3600, ...fields });
  const scenario = await Scenario.open({ taskDefs: [def] });
  const id = await scenario.start(workflowDef([simple('a')], workflowFields));
  return { scenario, id };
}

describe('timeouts', () => {
  it.each(['RETRY', 'TIME_OUT_WF', 'ALERT_ONLY'])(
    'TO1 a silent worker is replaced, with policy %s',
    async (timeoutPolicy) => {
      const { scenario, id } = await running({ responseTimeoutSeconds: 20, timeoutPolicy });
      const task = await scenario.take('a');
      await scenario.advance(19.999);
      expect(await scenario.trace(id)).toEqual(['a IN_PROGRESS']);
      await scenario.advance(0.001);
      expect(await scenario.trace(id)).toEqual(['a TIMED_OUT', 'a SCHEDULED']);
      expect((await scenario.get(id)).tasks[0]?.reasonForIncompletion).toBe(
        `responseTimeout: 20 exceeded for the taskId: ${task.taskId} with Task Definition: a`,
      );
    },
  );

  it('TO1 an update starts the time anew, and callbackAfterSeconds adds to it', async () => {
    const { scenario, id } = await running({ responseTimeoutSeconds: 20 });
    const task = await scenario.take('a');
    await scenario.advance(15);
    await scenario.update(task, 'IN_PROGRESS', { callbackAfterSeconds: 5 });
    await scenario.advance(30);
    expect(await scenario.trace(id)).toEqual(['a SCHEDULED']);
    await scenario.poll('a');
    await scenario.advance(19);
    expect(await scenario.trace(id)).toEqual(['a IN_PROGRESS']);
    await scenario.advance(1);
    expect(await scenario.trace(id)).toEqual(['a TIMED_OUT', 'a SCHEDULED']);
  });

  it('TO2 RETRY times the task out', async () => {
    const { scenario, id } = await running({
      timeoutSeconds: 30,
      responseTimeoutSeconds: 30,
      timeoutPolicy: 'RETRY',
    });
    await scenario.advance(100);
    const task = await scenario.take('a');
    for (let n = 0; n < 3; n += 1) {
      await scenario.advance(9);
      await scenario.update(task, 'IN_PROGRESS');
      await scenario.poll('a');
    }
    await scenario.advance(3);
    expect(await scenario.trace(id)).toEqual(['a TIMED_OUT', 'a SCHEDULED']);
    expect((await scenario.get(id)).tasks[0]?.reasonForIncompletion).toBe(
      'Task timed out after 30 seconds. Timeout configured as 30 seconds. Timeout policy configured to RETRY',
    );
  });

  it('TO2 TIME_OUT_WF times the workflow out with the same reason', async () => {
    const { scenario, id } = await running({ timeoutSeconds: 30, responseTimeoutSeconds: 30 });
    const task = await scenario.take('a');
    await scenario.advance(30);
    const workflow = await scenario.get(id);
    const reason =
      'Task timed out after 30 seconds. Timeout configured as 30 seconds. Timeout policy configured to TIME_OUT_WF';
    expect({ status: workflow.status, reason: workflow.reasonForIncompletion }).toEqual({
      status: 'TIMED_OUT',
      reason,
    });
    expect(await scenario.trace(id)).toEqual(['a TIMED_OUT']);
    expect((await scenario.ports.store.workflowModel(id))?.failedTaskId).toBe(task.taskId);
  });

  it('TO2 ALERT_ONLY does nothing', async () => {
    const { scenario, id } = await running({
      timeoutSeconds: 30,
      responseTimeoutSeconds: 30,
      timeoutPolicy: 'ALERT_ONLY',
    });
    const task = await scenario.take('a');
    for (let n = 0; n < 10; n += 1) {
      await scenario.advance(20);
      await scenario.update(task, 'IN_PROGRESS', { extendLease: true });
    }
    expect(await scenario.trace(id)).toEqual(['a IN_PROGRESS']);
  });

  it.each([
    { timeoutPolicy: 'RETRY', trace: ['a TIMED_OUT', 'a SCHEDULED'], status: 'RUNNING' },
    { timeoutPolicy: 'TIME_OUT_WF', trace: ['a TIMED_OUT'], status: 'TIMED_OUT' },
    { timeoutPolicy: 'ALERT_ONLY', trace: ['a SCHEDULED'], status: 'RUNNING' },
  ])('TO3 a task that nobody polls, with policy $timeoutPolicy', async ({ timeoutPolicy, trace, status }) => {
    const { scenario, id } = await running({ pollTimeoutSeconds: 8, timeoutPolicy });
    await scenario.advance(8);
    expect(await scenario.trace(id)).toEqual(trace);
    expect(await scenario.status(id)).toBe(status);
    if (timeoutPolicy === 'ALERT_ONLY') return;
    expect((await scenario.get(id)).tasks[0]?.reasonForIncompletion).toBe(
      `Task poll timed out after 8 seconds. Poll timeout configured as 8 seconds. Timeout policy configured to ${timeoutPolicy}`,
    );
  });

  it('TO3 the time runs from when it may be polled', async () => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { pollTimeoutSeconds: 8 })] });
    const id = await scenario.start(workflowDef([simple('a', { startDelay: 100 })]));
    await scenario.advance(150);
    expect(await scenario.trace(id)).toEqual(['a SCHEDULED']);
  });

  it('TO4 all attempts together have their limit, waiting included', async () => {
    const { scenario, id } = await running({ totalTimeoutSeconds: 50, retryDelaySeconds: 100 });
    await scenario.fail('a');
    await scenario.advance(50);
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe('TIMED_OUT');
    const [, second] = workflow.tasks;
    expect(second?.status).toBe('TIMED_OUT');
    expect(workflow.reasonForIncompletion).toBe(
      `Task a/${second?.taskId} exceeded total timeout of 50 seconds ` +
        '(elapsed 50 seconds across all attempts including retry delays). Timeout policy: TIME_OUT_WF',
    );
  });

  it('TO5 a workflow times out', async () => {
    const { scenario, id } = await running({}, { timeoutSeconds: 90, timeoutPolicy: 'TIME_OUT_WF' });
    await scenario.advance(89);
    expect(await scenario.status(id)).toBe('RUNNING');
    await scenario.advance(1);
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe('TIMED_OUT');
    expect(workflow.reasonForIncompletion).toBe(
      'Workflow timed out after 90 seconds. Timeout configured as 90 seconds. Timeout policy configured to TIME_OUT_WF',
    );
    expect(await scenario.trace(id)).toEqual(['a CANCELED']);
  });

  it('TO5 under ALERT_ONLY nothing happens', async () => {
    const { scenario, id } = await running({}, { timeoutSeconds: 90 });
    await scenario.advance(1000);
    expect(await scenario.status(id)).toBe('RUNNING');
  });

  it('TO6 tasks of a paused workflow time out at the resume', async () => {
    const { scenario, id } = await running({ responseTimeoutSeconds: 20 });
    await scenario.poll('a');
    await scenario.engine.workflows.pause(id);
    await scenario.advance(100);
    expect(await scenario.trace(id)).toEqual(['a IN_PROGRESS']);
    await scenario.engine.workflows.resume(id);
    expect(await scenario.trace(id)).toEqual(['a TIMED_OUT', 'a SCHEDULED']);
  });

  it('TO6 a paused workflow itself times out', async () => {
    const { scenario, id } = await running({}, { timeoutSeconds: 90, timeoutPolicy: 'TIME_OUT_WF' });
    await scenario.engine.workflows.pause(id);
    await scenario.advance(90);
    expect(await scenario.status(id)).toBe('TIMED_OUT');
  });

  it('TO7 one alarm serves all, and none is left', async () => {
    const scenario = await Scenario.open();
    const waits = Array.from({ length: 20 }, (_, n) => [
      step('WAIT', `w${n}`, { inputParameters: { duration: `${n + 1}s` } }),
    ]);
    const ids = [
      await scenario.start(workflowDef(fork('f', waits))),
      await scenario.start(workflowDef(fork('f', waits))),
    ];
    expect(scenario.ports.clock.alarms).toBe(1);
    const commits = scenario.ports.store.commits.length;
    await scenario.advance(0.999);
    expect(scenario.ports.store.commits).toHaveLength(commits);
    await scenario.advance(0.001);
    expect(scenario.ports.store.commits).toHaveLength(commits + 2);
    await scenario.advance(19);
    for (const id of ids) expect(await scenario.status(id)).toBe('COMPLETED');
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('TO8 after a jump of the clock everything happens, once', async () => {
    const scenario = await Scenario.open();
    const waits = ['1s', '2s', '3s'].map((duration, n) => [
      step('WAIT', `w${n}`, { inputParameters: { duration } }),
    ]);
    const id = await scenario.start(workflowDef(fork('f', waits)));
    await scenario.ports.clock.jump(3_600_000);
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'w0 COMPLETED',
      'w1 COMPLETED',
      'w2 COMPLETED',
      'f_join COMPLETED',
    ]);
  });

  it('TO9 a resume starts the workflow’s time anew', async () => {
    const { scenario, id } = await running({}, { timeoutSeconds: 90, timeoutPolicy: 'TIME_OUT_WF' });
    await scenario.advance(60);
    await scenario.engine.workflows.pause(id);
    await scenario.engine.workflows.resume(id);
    await scenario.advance(89);
    expect(await scenario.status(id)).toBe('RUNNING');
    await scenario.advance(1);
    expect(await scenario.status(id)).toBe('TIMED_OUT');
  });

  it('TO9 so do a retry and a rerun', async () => {
    const { scenario, id } = await running({}, { timeoutSeconds: 90, timeoutPolicy: 'TIME_OUT_WF' });
    await scenario.advance(90);
    await scenario.engine.workflows.retry(id, { resumeSubworkflowTasks: false });
    await scenario.advance(89);
    expect(await scenario.status(id)).toBe('RUNNING');
    await scenario.advance(1);
    await scenario.engine.workflows.rerun(id, {});
    await scenario.advance(89);
    expect(await scenario.status(id)).toBe('RUNNING');
    await scenario.advance(1);
    expect(await scenario.status(id)).toBe('TIMED_OUT');
  });

  it('TO10 times do not go back with the clock, and deadlines are kept by the clock', async () => {
    const { scenario, id } = await running({ responseTimeoutSeconds: 20, retryCount: 0 });
    const { clock } = scenario.ports;
    const before = clock.now();
    const task = await scenario.take('a');
    await clock.jump(-60_000);
    await scenario.update(task, 'IN_PROGRESS', { callbackAfterSeconds: 0 });
    expect((await scenario.task(id, 'a')).updateTime).toBe(before);
    await scenario.complete('a');
    const { startTime, endTime, updateTime } = await scenario.get(id);
    expect([startTime, endTime, updateTime]).toEqual([before, before, before]);
    expect(clock.alarms).toBe(0);
  });
});
