import { describe, expect, it } from 'vitest';
import { fork, simple, taskDef, workflowDef } from '../testing/builders.ts';
import { settled, watched } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const one = workflowDef([simple('a')]);

async function withWorkflows(count: number, fields: Readonly<Record<string, unknown>> = {}) {
  const scenario = await Scenario.open({ taskDefs: [taskDef('a', fields)] });
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await scenario.start(one));
  return { scenario, ids };
}

describe('polling', () => {
  it('PO1 a poll makes the task IN_PROGRESS', async () => {
    const { scenario, ids } = await withWorkflows(1);
    await scenario.advance(5);
    const task = await scenario.poll('a', { workerId: 'w1' });
    const now = scenario.ports.clock.now();
    expect(task).toMatchObject({
      status: 'IN_PROGRESS',
      workerId: 'w1',
      pollCount: 1,
      startTime: now,
      updateTime: now,
      queueWaitTime: 5000,
    });
    expect(await scenario.task(ids[0] ?? '', 'a')).toEqual(task);
    expect(await scenario.ports.store.task(task?.taskId ?? '')).toMatchObject({ status: 'IN_PROGRESS' });
  });

  it('PO2 a poll takes at most as many as it asks for', async () => {
    const { scenario } = await withWorkflows(5);
    const poll = (count: number) => scenario.engine.tasks.poll({ taskType: 'a', count, timeoutMs: 0 });
    expect(await poll(3)).toHaveLength(3);
    expect(await poll(3)).toHaveLength(2);
    expect(await poll(3)).toHaveLength(0);
  });

  it('PO2 the tasks of one workflow are one commit', async () => {
    const scenario = await Scenario.open();
    const branches = Array.from({ length: 10 }, (_, n) => [simple(`a${n}`, { name: 'a' })]);
    await scenario.start(workflowDef(fork('f', branches)));
    const before = scenario.ports.store.commits.length;
    const tasks = await scenario.engine.tasks.poll({ taskType: 'a', count: 10, timeoutMs: 0 });
    expect(tasks.map((task) => task.referenceTaskName)).toEqual(branches.map((_, n) => `a${n}`));
    expect(scenario.ports.store.commits).toHaveLength(before + 1);
  });

  it('PO3 by priority, then availability, then order', async () => {
    const scenario = await Scenario.open();
    const delayed = workflowDef([simple('a', { startDelay: 1 })]);
    const start = async (name: string, def = one, priority = 0) =>
      scenario.start(def, { priority, correlationId: name });
    await start('late', delayed);
    await start('first');
    await start('second');
    await start('urgent', one, 9);
    await start('very', delayed, 99);
    await scenario.advance(1);
    const tasks = await scenario.engine.tasks.poll({ taskType: 'a', count: 9, timeoutMs: 0 });
    expect(tasks.map((task) => task.correlationId)).toEqual(['very', 'urgent', 'first', 'second', 'late']);
  });

  it('PO4 a task is handed to one of many', async () => {
    const { scenario } = await withWorkflows(20);
    const polls = Array.from({ length: 50 }, async () => scenario.poll('a'));
    const taskIds = (await Promise.all(polls)).flatMap((task) => task?.taskId ?? []);
    expect(taskIds).toHaveLength(20);
    expect(new Set(taskIds).size).toBe(20);
  });

  describe('waiting', () => {
    const longPoll = (scenario: Scenario, signal?: AbortSignal) =>
      scenario.engine.tasks.poll({ taskType: 'a', count: 1, timeoutMs: 5000, signal });

    it('PO5 a waiting poll gets the task that comes', async () => {
      const { scenario } = await withWorkflows(0);
      const waiting = longPoll(scenario);
      await scenario.advance(3);
      const id = await scenario.start(one);
      expect(await waiting).toMatchObject([{ workflowInstanceId: id }]);
      expect(scenario.ports.clock.alarms).toBe(1);
    });

    it('PO5 a waiting poll gets the task that becomes available', async () => {
      const { scenario } = await withWorkflows(0);
      await scenario.start(workflowDef([simple('a', { startDelay: 2 })]));
      const waiting = longPoll(scenario);
      await scenario.advance(2);
      expect(await waiting).toHaveLength(1);
    });

    it('PO5 it ends empty when its time is over, and leaves no alarm', async () => {
      const { scenario } = await withWorkflows(0);
      const waiting = watched(longPoll(scenario));
      await scenario.advance(4.999);
      expect(waiting.isOver()).toBe(false);
      await scenario.advance(0.001);
      expect(await waiting.promise).toEqual([]);
      expect(scenario.ports.clock.alarms).toBe(0);
    });

    it('PO5 of several waiting polls each gets one', async () => {
      const { scenario } = await withWorkflows(0);
      const waiting = [longPoll(scenario), longPoll(scenario), longPoll(scenario)];
      await settled();
      for (let n = 0; n < 3; n += 1) await scenario.start(one);
      const tasks = (await Promise.all(waiting)).flat();
      expect(new Set(tasks.map((task) => task.taskId)).size).toBe(3);
    });

    it('PO6 a poll whose worker has gone takes nothing', async () => {
      const { scenario } = await withWorkflows(0);
      const gone = new AbortController();
      const left = longPoll(scenario, gone.signal);
      const stays = longPoll(scenario);
      await settled();
      gone.abort();
      expect(await left).toEqual([]);
      await scenario.start(one);
      expect(await stays).toHaveLength(1);
    });

    it('PO6 nor one that has gone before it began to wait', async () => {
      const { scenario } = await withWorkflows(0);
      expect(await longPoll(scenario, AbortSignal.abort())).toEqual([]);
    });
  });

  it('PO7 tasks of a paused workflow can be completed; nothing follows', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), simple('b')]));
    await scenario.engine.workflows.pause(id);
    await scenario.complete('a');
    expect(await scenario.trace(id)).toEqual(['a COMPLETED']);
    await scenario.engine.workflows.resume(id);
    expect(await scenario.trace(id)).toEqual(['a COMPLETED', 'b SCHEDULED']);
  });

  it('PO8 cancelled tasks are not handed out', async () => {
    const { scenario, ids } = await withWorkflows(3);
    for (const id of ids) await scenario.engine.workflows.terminate(id);
    expect(scenario.engine.tasks.queueSizes()).toEqual({ a: 0 });
    expect(await scenario.poll('a')).toBeUndefined();
  });

  it('PO9 concurrentExecLimit bounds how many are in progress', async () => {
    const { scenario } = await withWorkflows(5, { concurrentExecLimit: 2 });
    const tasks = await scenario.engine.tasks.poll({ taskType: 'a', count: 5, timeoutMs: 0 });
    expect(tasks).toHaveLength(2);
    const waiting = scenario.engine.tasks.poll({ taskType: 'a', count: 5, timeoutMs: 1000 });
    await settled();
    const [first] = tasks;
    if (first !== undefined) await scenario.update(first, 'COMPLETED');
    expect(await waiting).toHaveLength(1);
    expect(await scenario.poll('a')).toBeUndefined();
  });

  it('PO9 many polls at once stay within the limit', async () => {
    const { scenario } = await withWorkflows(9, { concurrentExecLimit: 4 });
    const polls = Array.from({ length: 9 }, async () => scenario.poll('a'));
    expect((await Promise.all(polls)).filter((task) => task !== undefined)).toHaveLength(4);
  });

  it('PO9 the limit holds after a restart', async () => {
    const { scenario } = await withWorkflows(5, { concurrentExecLimit: 2 });
    await scenario.engine.tasks.poll({ taskType: 'a', count: 2, timeoutMs: 0 });
    await scenario.crash();
    expect(await scenario.poll('a')).toBeUndefined();
  });

  it('PO10 a rate limit bounds how many are handed out in a window', async () => {
    const { scenario } = await withWorkflows(5, {
      rateLimitPerFrequency: 2,
      rateLimitFrequencyInSeconds: 10,
    });
    const poll = () => scenario.engine.tasks.poll({ taskType: 'a', count: 5, timeoutMs: 0 });
    expect(await poll()).toHaveLength(2);
    await scenario.advance(9);
    expect(await poll()).toEqual([]);
    const waiting = scenario.engine.tasks.poll({ taskType: 'a', count: 1, timeoutMs: 5000 });
    await scenario.advance(1);
    expect(await waiting).toHaveLength(1);
    expect(await poll()).toHaveLength(1);
    expect(await poll()).toEqual([]);
  });

  it('PO11 tasks with a domain go to polls for it', async () => {
    const scenario = await Scenario.open();
    await scenario.start(one, { taskToDomain: { a: 'blue' } });
    expect(await scenario.poll('a')).toBeUndefined();
    expect(await scenario.poll('a', { domain: 'green' })).toBeUndefined();
    expect(await scenario.poll('a', { domain: 'blue' })).toMatchObject({ domain: 'blue' });
  });

  it('PO12 the last poll of each queue is remembered', async () => {
    const scenario = await Scenario.open();
    await scenario.poll('a', { workerId: 'w1' });
    await scenario.poll('a', { workerId: 'w2', domain: 'blue' });
    await scenario.advance(1);
    await scenario.poll('a', { workerId: 'w3' });
    await scenario.poll('b');
    const now = scenario.ports.clock.now();
    expect(scenario.engine.tasks.pollData('a')).toEqual([
      { queueName: 'a', workerId: 'w3', lastPollTime: now },
      { queueName: 'a', domain: 'blue', workerId: 'w2', lastPollTime: now - 1000 },
    ]);
    expect(scenario.engine.tasks.pollData()).toHaveLength(3);
  });

  it('PO13 queue sizes count what waits', async () => {
    const { scenario } = await withWorkflows(3);
    await scenario.start(workflowDef([simple('a', { startDelay: 9 })]));
    await scenario.start(one, { taskToDomain: { '*': 'blue' } });
    await scenario.poll('a');
    expect(scenario.engine.tasks.queueSizes()).toEqual({ a: 3, 'blue:a': 1 });
    expect(scenario.engine.tasks.queueDetails()).toEqual({
      a: { size: 3, unacknowledged: 0 },
      'blue:a': { size: 1, unacknowledged: 0 },
    });
  });

  it('PO14 an update that ends a task polls for the next', async () => {
    const { scenario } = await withWorkflows(2);
    const first = await scenario.poll('a', { workerId: 'w' });
    const result = {
      workflowInstanceId: first?.workflowInstanceId ?? '',
      taskId: first?.taskId ?? '',
      outputData: {},
      callbackAfterSeconds: 0,
      logs: [],
      extendLease: false,
      workerId: 'w',
    };
    const { tasks } = scenario.engine;
    expect(
      await tasks.updateAndPoll({ ...result, status: 'IN_PROGRESS', callbackAfterSeconds: 60 }),
    ).toBeUndefined();
    expect(await tasks.updateAndPoll({ ...result, status: 'COMPLETED', extendLease: true })).toBeUndefined();
    const next = await tasks.updateAndPoll({ ...result, status: 'COMPLETED' });
    expect(next).toMatchObject({ taskType: 'a', status: 'IN_PROGRESS', workerId: 'w' });
    expect(next?.taskId).not.toBe(first?.taskId);
  });

  it('PO5 a task that comes in whatever moment of a poll is not missed', async () => {
    for (let turns = 0; turns < 40; turns += 1) {
      const scenario = await Scenario.open();
      const release = scenario.ports.store.hold();
      void scenario.start(workflowDef([simple('a')]));
      await settled();
      release();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const polling = watched(scenario.engine.tasks.poll({ taskType: 'a', count: 1, timeoutMs: 60_000 }));
      await settled();
      expect(polling.isOver(), `polled ${turns} turns after the commit began`).toBe(true);
    }
  });

  it('PO9 room made in one domain is room for polls in others', async () => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { concurrentExecLimit: 1 })] });
    const def = workflowDef([simple('a')]);
    await scenario.start(def, { taskToDomain: { a: 'd' } });
    await scenario.start(def);
    const task = await scenario.poll('a', { domain: 'd' });
    const polling = watched(scenario.engine.tasks.poll({ taskType: 'a', count: 1, timeoutMs: 60_000 }));
    await settled();
    expect(polling.isOver()).toBe(false);
    if (task !== undefined) await scenario.update(task, 'COMPLETED');
    await settled();
    expect(polling.isOver()).toBe(true);
    expect(await polling.promise).toHaveLength(1);
  });
});
