import { describe, expect, it } from 'vitest';
import { fork, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled, watched } from '../testing/fake-clock.ts';
import { written } from '../testing/recording-store.ts';
import { Scenario } from '../testing/scenario.ts';

const two = workflowDef([simple('a'), simple('b')]);
const call = step('HTTP', 'h', { inputParameters: { uri: 'http://x.test', method: 'GET' } });
const wait = step('WAIT', 'w', { inputParameters: { duration: '1 minute' } });

describe('durability', () => {
  it('DU1 a request is answered when it is committed', async () => {
    const scenario = await Scenario.open();
    const release = scenario.ports.store.hold();
    const started = watched(scenario.start(two));
    await settled();
    expect(started.isOver()).toBe(false);
    release();
    await settled();
    expect(started.isOver()).toBe(true);
    expect(scenario.ports.store.commits).toHaveLength(1);
  });

  it('DU2 when a commit fails nothing of it is visible, and the engine goes on', async () => {
    const scenario = await Scenario.open();
    const { store } = scenario.ports;
    store.failNext();
    await expect(scenario.start(two)).rejects.toMatchObject({ kind: 'internal' });
    expect(scenario.engine.tasks.queueSizes()).toEqual({});

    const id = await scenario.start(two);
    store.failNext();
    await expect(scenario.poll('a')).rejects.toMatchObject({ kind: 'internal' });
    expect(await scenario.trace(id)).toEqual(['a SCHEDULED']);

    const task = await scenario.take('a');
    store.failNext();
    await expect(scenario.update(task, 'COMPLETED')).rejects.toMatchObject({ kind: 'internal' });
    expect(await scenario.trace(id)).toEqual(['a IN_PROGRESS']);
    await scenario.update(task, 'COMPLETED');
    expect(await scenario.trace(id)).toEqual(['a COMPLETED', 'b SCHEDULED']);
    expect(scenario.ports.log.lines).toHaveLength(3);
  });

  it('DU3 effects begin when what they belong to is committed', async () => {
    const scenario = await Scenario.open();
    const release = scenario.ports.store.hold();
    const started = scenario.start(workflowDef(fork('f', [[call], [simple('a')], [wait]])));
    await settled();
    expect(scenario.ports.http.calls).toEqual([]);
    expect(scenario.engine.tasks.queueSizes()).toEqual({});
    expect(scenario.ports.clock.alarms).toBe(0);
    release();
    await started;
    expect(scenario.ports.http.calls).toHaveLength(1);
    expect(scenario.engine.tasks.queueSizes()).toEqual({ a: 1 });
    expect(scenario.ports.clock.alarms).toBe(1);
  });

  it('DU4 requests for one workflow take effect one after the other', async () => {
    const scenario = await Scenario.open();
    const branches = Array.from({ length: 30 }, (_, n) => [simple(`t${n}`, { name: 't' })]);
    const id = await scenario.start(workflowDef([...fork('f', branches), simple('end')]));
    const tasks = await scenario.engine.tasks.poll({ taskType: 't', count: 30, timeoutMs: 0 });
    await Promise.all(tasks.map((task) => scenario.update(task, 'COMPLETED')));
    const { tasks: all } = await scenario.get(id);
    expect(all).toHaveLength(33);
    expect(new Set(all.map((task) => task.seq)).size).toBe(33);
    expect(all.at(-1)).toMatchObject({ referenceTaskName: 'end', status: 'SCHEDULED' });
  });

  it('DU4 the same update twice at once takes effect once', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(two);
    const task = await scenario.take('a');
    await Promise.all([scenario.update(task, 'COMPLETED'), scenario.update(task, 'COMPLETED')]);
    expect(await scenario.trace(id)).toEqual(['a COMPLETED', 'b SCHEDULED']);
  });

  describe('requests that wait for the same workflow', () => {
    const wide = workflowDef([
      ...fork(
        'f',
        Array.from({ length: 30 }, (_, n) => [simple(`t${n}`, { name: 't' })]),
      ),
      simple('end'),
    ]);

    async function polled(def = wide) {
      const scenario = await Scenario.open({
        scripts: {
          crash: () => {
            throw new Error('the script runner itself is broken');
          },
        },
      });
      const id = await scenario.start(def);
      const tasks = await scenario.engine.tasks.poll({ taskType: 't', count: 30, timeoutMs: 0 });
      return { scenario, id, tasks };
    }

    it('DU9 are committed together', async () => {
      const { scenario, id, tasks } = await polled();
      const before = scenario.ports.store.commits.length;
      const release = scenario.ports.store.hold();
      const updates = tasks.map((task) => scenario.update(task, 'COMPLETED'));
      await settled();
      release();
      await Promise.all(updates);
      expect(scenario.ports.store.commits).toHaveLength(before + 2);
      expect((await scenario.task(id, 'end')).status).toBe('SCHEDULED');
    });

    it('DU9 one that is refused leaves the others', async () => {
      const { scenario, id, tasks } = await polled();
      const [first, second, ...others] = tasks;
      if (first === undefined || second === undefined) throw new Error('nothing polled');
      const release = scenario.ports.store.hold();
      const answers = Promise.allSettled([
        scenario.update(first, 'COMPLETED'),
        scenario.update({ ...second, taskId: 'unknown' }, 'COMPLETED'),
        scenario.engine.workflows.resume(id),
        ...others.map((task) => scenario.update(task, 'COMPLETED')),
      ]);
      release();
      const results = (await answers).map((answer) => answer.status);
      expect(results.filter((status) => status === 'rejected')).toHaveLength(2);
      expect((await scenario.get(id)).tasks.filter((task) => task.status === 'COMPLETED')).toHaveLength(30);
    });

    it('DU9 one that fails half-way leaves the others', async () => {
      const crash = step('INLINE', 'i', { inputParameters: { expression: 'crash' } });
      const { scenario, id, tasks } = await polled(
        workflowDef(
          fork('f', [
            [simple('t0', { name: 't' })],
            [simple('t1', { name: 't' }), crash],
            [simple('t2', { name: 't' })],
          ]),
        ),
      );
      const release = scenario.ports.store.hold();
      const answers = Promise.allSettled(tasks.map((task) => scenario.update(task, 'COMPLETED')));
      release();
      expect((await answers).map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await scenario.trace(id)).toEqual([
        'f COMPLETED',
        't0 COMPLETED',
        't1 IN_PROGRESS',
        't2 COMPLETED',
        'f_join IN_PROGRESS',
      ]);
    });
  });

  it('DU5 a workflow that has fallen out of memory goes on from the store', async () => {
    const scenario = await Scenario.open({ engine: { cachedBytes: 10_000 } });
    const ids: string[] = [];
    for (let n = 0; n < 10; n += 1) ids.push(await scenario.start(two));
    for (let n = 0; n < 10; n += 1) await scenario.complete('a');
    for (let n = 0; n < 10; n += 1) await scenario.complete('b');
    for (const id of ids) expect(await scenario.trace(id)).toEqual(['a COMPLETED', 'b COMPLETED']);
  });

  describe('an engine that starts again', () => {
    it('DU6 offers the waiting tasks again, those in hand it leaves', async () => {
      const scenario = await Scenario.open();
      const id = await scenario.start(
        workflowDef(fork('f', [[simple('a')], [simple('b', { startDelay: 60 })]])),
      );
      const inHand = await scenario.take('a');
      await scenario.crash();
      expect(scenario.engine.tasks.queueSizes()).toMatchObject({ b: 1 });
      expect(await scenario.poll('a')).toBeUndefined();
      expect(await scenario.poll('b')).toBeUndefined();
      await scenario.advance(60);
      await scenario.complete('b');
      await scenario.update(inHand, 'COMPLETED');
      expect(await scenario.status(id)).toBe('COMPLETED');
    });

    it('DU6 sets the timers', async () => {
      const scenario = await Scenario.open({ taskDefs: [taskDef('a', { responseTimeoutSeconds: 30 })] });
      const ids = [
        await scenario.start(workflowDef([wait])),
        await scenario.start(workflowDef([simple('a')])),
        await scenario.start(
          workflowDef([simple('b')], { timeoutSeconds: 90, timeoutPolicy: 'TIME_OUT_WF' }),
        ),
      ];
      await scenario.poll('a');
      await scenario.crash();
      await scenario.advance(90);
      const statuses = await Promise.all(ids.map((id) => scenario.trace(id)));
      expect(statuses).toEqual([['w COMPLETED'], ['a TIMED_OUT', 'a SCHEDULED'], ['b CANCELED']]);
    });

    it('DU6 what fell due meanwhile happens at once', async () => {
      const scenario = await Scenario.open();
      const id = await scenario.start(workflowDef([wait, simple('after')]));
      await scenario.ports.clock.jump(0);
      await scenario.engine.close();
      await scenario.advance(3600);
      await scenario.crash();
      await scenario.advance(0);
      expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
    });

    it('DU6 repeats calls under way', async () => {
      const scenario = await Scenario.open();
      const id = await scenario.start(workflowDef([call, simple('after')]));
      await scenario.crash();
      expect(scenario.ports.http.calls).toHaveLength(2);
      scenario.ports.http.calls[1]?.answer({});
      await settled();
      expect(await scenario.trace(id)).toEqual(['h COMPLETED', 'after SCHEDULED']);
    });

    it('DU6 leaves paused workflows paused', async () => {
      const scenario = await Scenario.open();
      const id = await scenario.start(workflowDef([wait, simple('after')]));
      await scenario.engine.workflows.pause(id);
      await scenario.crash();
      await scenario.advance(120);
      expect(await scenario.trace(id)).toEqual(['w IN_PROGRESS']);
      await scenario.engine.workflows.resume(id);
      expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
    });

    it('DU6 counts what is open', async () => {
      const scenario = await Scenario.open();
      await scenario.start(two);
      await scenario.start(two);
      await scenario.crash();
      expect(scenario.engine.metrics().openWorkflows).toBe(2);
      await scenario.complete('a');
      await scenario.complete('a');
      await scenario.complete('b');
      expect(scenario.engine.metrics()).toMatchObject({
        eventsHandled: {},
        openWorkflows: 1,
        workflowsEnded: { flow: { COMPLETED: 1 } },
        tasksEnded: { a: { COMPLETED: 2 }, b: { COMPLETED: 1 } },
        polls: { a: 2, b: 1 },
        tasksPolled: { a: { NO_DOMAIN: 2 }, b: { NO_DOMAIN: 1 } },
      });
    });
  });

  it('DU7 closing waits for what is under way and leaves no timer', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([wait]));
    const poll = scenario.engine.tasks.poll({ taskType: 'x', count: 1, timeoutMs: 60_000 });
    const release = scenario.ports.store.hold();
    const started = scenario.start(two);
    await settled();
    const closing = watched(scenario.engine.close());
    await settled();
    expect(await poll).toEqual([]);
    expect(closing.isOver()).toBe(false);
    release();
    await Promise.all([started, closing.promise]);
    expect(scenario.ports.clock.alarms).toBe(0);
    await expect(scenario.start(two)).rejects.toThrow('The engine is closed');
  });

  it('DU8 a decision that fails by itself is tried again', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([wait, simple('after')]));
    const other = await scenario.start(workflowDef([wait]));
    scenario.ports.store.failNext();
    await scenario.advance(60);
    const traces = [await scenario.trace(id), await scenario.trace(other)];
    expect(traces).toEqual([['w IN_PROGRESS'], ['w COMPLETED']]);
    await scenario.advance(30);
    expect(await scenario.trace(id)).toEqual(['w COMPLETED', 'after SCHEDULED']);
  });

  it('DU8 what has been removed is let go', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[call], [wait]])));
    await scenario.engine.workflows.remove(id, { archive: false });
    scenario.ports.http.calls[0]?.answer({});
    await scenario.advance(3600);
    expect(scenario.ports.http.calls).toHaveLength(1);
    expect(scenario.ports.log.lines).toEqual([]);
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('DU8 so is a call whose outcome could not be stored', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([call]));
    scenario.ports.store.failNext();
    scenario.ports.http.calls[0]?.answer({});
    await settled();
    expect(await scenario.trace(id)).toEqual(['h SCHEDULED']);
    await scenario.advance(30);
    scenario.ports.http.calls[1]?.answer({});
    await settled();
    expect(await scenario.trace(id)).toEqual(['h COMPLETED']);
  });

  it('DU1 an update is one commit with all its consequences', async () => {
    const scenario = await Scenario.open();
    await scenario.start(
      workflowDef([simple('a'), step('NOOP', 'n'), ...fork('f', [[simple('b')], [step('NOOP', 'm')]])]),
    );
    await scenario.complete('a');
    expect(written(scenario.ports.store.commits.at(-1) ?? [])).toEqual([
      'task a COMPLETED',
      'task n COMPLETED',
      'task f COMPLETED',
      'task b SCHEDULED',
      'task m COMPLETED',
      'task f_join IN_PROGRESS',
    ]);
  });

  it('FW5 a failure that is retried in the same moment is committed by itself, with its failure workflow', async () => {
    const scenario = await Scenario.open();
    const handler = workflowDef([simple('h')], { name: 'handle' });
    await scenario.engine.metadata.registerWorkflow(handler, { overwrite: true });
    const id = await scenario.start(
      workflowDef([simple('a', { retryCount: 0 })], { failureWorkflow: 'handle' }),
    );
    const task = await scenario.take('a');
    const release = scenario.ports.store.hold();
    const busy = scenario.update(task, 'IN_PROGRESS');
    await settled();
    const failing = scenario.update(task, 'FAILED', { reasonForIncompletion: 'no luck' });
    const retrying = scenario.engine.workflows.retry(id, { resumeSubworkflowTasks: false });
    await settled();
    release();
    await Promise.all([busy, failing, retrying]);
    await settled();
    expect(await scenario.trace(id)).toEqual(['a FAILED', 'a SCHEDULED']);
    const { workflowInstanceId } = await scenario.take('h');
    expect((await scenario.get(workflowInstanceId)).input).toMatchObject({
      failureStatus: 'FAILED',
      reason: expect.stringContaining('no luck'),
    });
  });
});
