import { describe, expect, it } from 'vitest';
import { fork, simple, step, taskDef, workflowDef } from '../../testing/builders.ts';
import { Scenario } from '../../testing/scenario.ts';

const mebibyte = 1024 * 1024;

describe('tasks and their updates', () => {
  it('TK1 a SIMPLE task is scheduled under its name with its input', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      simple('ref', {
        name: 'work',
        inputParameters: {
          who: '${workflow.input.who}',
          text: 'Hi ${workflow.input.who}',
          id: '${CPEWF_TASK_ID}',
        },
      }),
    ]);
    const id = await scenario.start(def, { input: { who: 'Ada' } });
    const task = await scenario.task(id, 'ref');
    expect(task).toMatchObject({
      taskType: 'work',
      taskDefName: 'work',
      status: 'SCHEDULED',
      inputData: { who: 'Ada', text: 'Hi Ada', id: task.taskId },
      responseTimeoutSeconds: 3600,
      scheduledTime: scenario.ports.clock.now(),
      startTime: 0,
    });
  });

  it('TK2 an unknown type waits for a worker of that type', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([step('GET_SIGNED_JWT', 'j', { name: 'jwt' })]));
    expect(await scenario.task(id, 'j')).toMatchObject({ taskType: 'GET_SIGNED_JWT', taskDefName: 'jwt' });
    await scenario.complete('GET_SIGNED_JWT');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('TK3 a startDelay holds a task back', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([simple('a', { startDelay: 30 })]));
    await scenario.advance(29);
    expect(await scenario.poll('a')).toBeUndefined();
    await scenario.advance(1);
    expect(await scenario.poll('a')).toMatchObject({ startDelayInSeconds: 30 });
  });

  it('TK4 the inputTemplate gives what is missing or null', async () => {
    const inputTemplate = { a: 'A', b: 'B ${workflow.input.x}', c: '${workflow.input.x}' };
    const scenario = await Scenario.open({ taskDefs: [taskDef('t', { inputTemplate })] });
    const def = workflowDef([
      simple('t', { inputParameters: { a: 'mine', c: '${workflow.input.none}', d: 1 } }),
    ]);
    const id = await scenario.start(def, { input: { x: 5 } });
    expect((await scenario.task(id, 't')).inputData).toEqual({
      a: 'mine',
      b: 'B 5',
      c: '${workflow.input.x}',
      d: 1,
    });
  });

  it('TK5 COMPLETED ends a task with its output', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), simple('b')]));
    await scenario.advance(2);
    const task = await scenario.take('a');
    await scenario.advance(3);
    await scenario.update(task, 'COMPLETED', { outputData: { x: 1 } });
    const now = scenario.ports.clock.now();
    expect(await scenario.task(id, 'a')).toMatchObject({
      status: 'COMPLETED',
      outputData: { x: 1 },
      startTime: now - 3000,
      endTime: now,
      executed: true,
      queueWaitTime: 2000,
    });
  });

  it('TK6 IN_PROGRESS puts the task back into its queue', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    const start = scenario.ports.clock.now();
    await scenario.finish('a', 'IN_PROGRESS', { callbackAfterSeconds: 40, outputData: { part: 1 } });
    expect(await scenario.task(id, 'a')).toMatchObject({
      status: 'SCHEDULED',
      callbackAfterSeconds: 40,
      outputData: { part: 1 },
    });
    await scenario.advance(39);
    expect(await scenario.poll('a')).toBeUndefined();
    await scenario.advance(1);
    expect(await scenario.poll('a')).toMatchObject({
      pollCount: 2,
      startTime: start,
      callbackAfterSeconds: 0,
    });
  });

  it('TK6 without callbackAfterSeconds it can be polled at once', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([simple('a')]));
    await scenario.finish('a', 'IN_PROGRESS');
    expect(await scenario.poll('a')).toBeDefined();
  });

  it('TK7 an update replaces output, reason and worker', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    const task = await scenario.finish('a', 'IN_PROGRESS', {
      outputData: { x: 1 },
      reasonForIncompletion: 'not yet',
      workerId: 'w1',
    });
    await scenario.update(task, 'IN_PROGRESS', { outputData: { y: 2 } });
    const now = await scenario.task(id, 'a');
    expect(now.outputData).toEqual({ y: 2 });
    expect(now).not.toHaveProperty('reasonForIncompletion');
    expect(now).not.toHaveProperty('workerId');
  });

  it('TK8 an update of an ended task changes nothing', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), simple('b')]));
    const task = await scenario.complete('a', { x: 1 });
    const commits = scenario.ports.store.commits.length;
    expect(await scenario.update(task, 'FAILED', { outputData: { x: 2 } })).toBe(task.taskId);
    expect(scenario.ports.store.commits).toHaveLength(commits);
    expect(await scenario.trace(id)).toEqual(['a COMPLETED', 'b SCHEDULED']);
  });

  it('TK8 an update of a task of an ended workflow changes nothing', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    const task = await scenario.take('a');
    await scenario.engine.workflows.terminate(id);
    await scenario.update(task, 'COMPLETED');
    expect(await scenario.trace(id)).toEqual(['a CANCELED']);
    expect(await scenario.status(id)).toBe('TERMINATED');
  });

  it('TK9 an unknown workflow or task is not found', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    const task = await scenario.task(id, 'a');
    await expect(scenario.update({ ...task, workflowInstanceId: 'w' }, 'COMPLETED')).rejects.toMatchObject({
      kind: 'notFound',
      message: 'No such workflow found by id: w',
    });
    await expect(scenario.update({ ...task, taskId: 't' }, 'COMPLETED')).rejects.toMatchObject({
      kind: 'notFound',
      message: 'No such task found by id: t',
    });
    await expect(scenario.engine.tasks.get('t')).rejects.toMatchObject({
      kind: 'notFound',
      message: 'Task not found for taskId: t',
    });
  });

  it('TK10 extendLease starts the response timeout anew and nothing else', async () => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { responseTimeoutSeconds: 10 })] });
    const id = await scenario.start(workflowDef([simple('a')]));
    const task = await scenario.take('a');
    await scenario.advance(9);
    await scenario.update(task, 'COMPLETED', { extendLease: true, outputData: { x: 1 } });
    await scenario.advance(9);
    expect(await scenario.task(id, 'a')).toMatchObject({ status: 'IN_PROGRESS', outputData: {} });
    await scenario.advance(1);
    expect(await scenario.trace(id)).toEqual(['a TIMED_OUT', 'a SCHEDULED']);
  });

  it('TK11 the first 10 log lines of an update are kept, in the order of updates', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([simple('a')]));
    const lines = Array.from({ length: 12 }, (_, n) => ({ log: `line ${n}`, createdTime: n }));
    const task = await scenario.finish('a', 'IN_PROGRESS', { logs: lines });
    await scenario.engine.tasks.log(task.taskId, 'by hand');
    await scenario.update(task, 'COMPLETED', { logs: [{ log: 'done' }] });
    const logs = await scenario.engine.tasks.logs(task.taskId);
    expect(logs.map((line) => line.log)).toEqual([
      ...lines.slice(0, 10).map((line) => line.log),
      'by hand',
      'done',
    ]);
    expect(logs.at(-1)).toEqual({
      log: 'done',
      taskId: task.taskId,
      createdTime: scenario.ports.clock.now(),
    });
  });

  it('TK12 an update by reference merges the output', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), simple('b')]));
    await scenario.finish('a', 'IN_PROGRESS', { outputData: { x: 1, y: 1 } });
    const { tasks } = scenario.engine;
    const taskId = await tasks.updateByReference(id, 'a', 'COMPLETED', { y: 2 }, 'me');
    expect(await scenario.task(id, 'a')).toMatchObject({
      taskId,
      status: 'COMPLETED',
      outputData: { x: 1, y: 2 },
      workerId: 'me',
    });
    expect(await tasks.updateByReference(id, 'a', 'COMPLETED', {})).toBeUndefined();
    expect(await tasks.updateByReference('unknown', 'a', 'COMPLETED', {})).toBeUndefined();
  });

  it('TK13 a signal completes the first open WAIT', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef(fork('f', [[simple('a')], [step('WAIT', 'w1')], [step('WAIT', 'w2')]])),
    );
    expect(await scenario.engine.tasks.signal(id, 'COMPLETED', { ok: 1 })).toBe(true);
    expect(await scenario.task(id, 'w1')).toMatchObject({ status: 'COMPLETED', outputData: { ok: 1 } });
    expect((await scenario.task(id, 'w2')).status).toBe('IN_PROGRESS');
    expect(await scenario.engine.tasks.signal(id, 'COMPLETED', {})).toBe(true);
    expect(await scenario.engine.tasks.signal(id, 'COMPLETED', {})).toBe(false);
  });

  it('TK14 an output above 10 MB is dropped and fails the task', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    const text = 'x'.repeat(10 * mebibyte);
    await scenario.complete('a', { text });
    const task = await scenario.task(id, 'a');
    expect(task.status).toBe('FAILED_WITH_TERMINAL_ERROR');
    expect(task.outputData).toEqual({});
    expect(task.reasonForIncompletion).toBe(
      `The payload size: ${text.length + 11} of task: ${task.taskId} in workflow: ${id}  is greater than the permissible limit: 10485760 bytes`,
    );
  });

  it('TK14 an output of just 10 MB is accepted, counted in bytes', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([simple('a', { optional: true })], { outputParameters: { x: 1 } });
    const fits = await scenario.start(def);
    await scenario.complete('a', { text: 'é'.repeat(5 * mebibyte - 6) });
    expect((await scenario.task(fits, 'a')).status).toBe('COMPLETED');
    const exceeds = await scenario.start(def);
    await scenario.complete('a', { text: 'é'.repeat(5 * mebibyte - 5) });
    expect((await scenario.task(exceeds, 'a')).status).toBe('COMPLETED_WITH_ERRORS');
  });

  it('TK14 an input above 10 MB fails the task', async () => {
    const scenario = await Scenario.open();
    const half = 'x'.repeat(6 * mebibyte);
    const def = workflowDef([
      simple('a', { inputParameters: { one: '${workflow.input.half}', two: '${workflow.input.half}' } }),
    ]);
    const id = await scenario.start(def, { input: { half } });
    expect(await scenario.task(id, 'a')).toMatchObject({
      status: 'FAILED_WITH_TERMINAL_ERROR',
      inputData: {},
    });
    expect(await scenario.status(id)).toBe('FAILED');
  });

  describe('TK15 taskToDomain', () => {
    const domainOf = async (
      taskToDomain: Readonly<Record<string, string>>,
      polled: readonly string[] = [],
    ) => {
      const scenario = await Scenario.open();
      for (const domain of polled) await scenario.poll('a', { domain });
      await scenario.advance(9);
      const id = await scenario.start(workflowDef([step('NOOP', 'n'), simple('a')]), { taskToDomain });
      expect((await scenario.task(id, 'n')).domain).toBeUndefined();
      return (await scenario.task(id, 'a')).domain;
    };

    it.each([
      { map: {}, domain: undefined },
      { map: { '*': 'all' }, domain: 'all' },
      { map: { '*': 'all', a: 'mine' }, domain: 'mine' },
      { map: { '*': 'all', a: 'NO_DOMAIN' }, domain: undefined },
      { map: { a: 'one,two' }, domain: 'two' },
      { map: { a: 'one, NO_DOMAIN' }, domain: undefined },
      { map: { b: 'other' }, domain: undefined },
    ])('$map → $domain', async ({ map, domain }) => {
      expect(await domainOf(map)).toBe(domain);
    });

    it('prefers the first domain with a worker', async () => {
      expect(await domainOf({ a: 'one,two,three' }, ['two', 'three'])).toBe('two');
    });
  });
});
