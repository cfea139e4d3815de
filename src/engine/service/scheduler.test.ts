import { describe, expect, it } from 'vitest';
import { workflowScheduleSchema } from '#contract/index.ts';
import { simple, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const child = workflowDef([simple('c')], { name: 'child' });
/** When scenarios begin: midnight. */
const start = Date.UTC(2030, 0, 1);
const minute = 60_000;
const everyMinute = '0 * * * * *';

function schedule(fields: Fields = {}) {
  const startWorkflowRequest = { name: 'child', input: { x: 1 } };
  return workflowScheduleSchema.parse({
    name: 's',
    cronExpression: everyMinute,
    startWorkflowRequest,
    ...fields,
  });
}

async function open(...schedules: readonly Fields[]): Promise<Scenario> {
  const scenario = await Scenario.open();
  await scenario.engine.metadata.registerWorkflow(child, { overwrite: true });
  for (const fields of schedules) await scenario.engine.schedules.put(schedule(fields));
  return scenario;
}

async function history(scenario: Scenario, search: Fields = {}) {
  const { results } = await scenario.engine.schedules.searchExecutions({ start: 0, size: 1000, ...search });
  return results;
}

/** Minutes after the beginning for which something was started, in the order of the moments. */
async function startedFor(scenario: Scenario): Promise<number[]> {
  const executions = await history(scenario, { sort: 'scheduledTime:ASC' });
  const { results } = await scenario.engine.workflows.search({ start: 0, size: 1000 });
  const executed = executions.filter(({ state }) => state === 'EXECUTED');
  expect(new Set(executed.map(({ workflowId }) => workflowId))).toEqual(
    new Set(results.map(({ workflowId }) => workflowId)),
  );
  expect(executed).toHaveLength(results.length);
  return executed.map(({ scheduledTime }) => (scheduledTime - start) / minute);
}

describe('schedules', () => {
  it.each([
    [{ name: '' }, 'Schedule name cannot be null or empty'],
    [{ startWorkflowRequest: {} }, 'Schedule s names no workflow to start in startWorkflowRequest'],
    [{ startWorkflowRequest: undefined }, 'Schedule s names no workflow to start in startWorkflowRequest'],
  ])('SD1 are refused when they name nothing: %o', async (fields, message) => {
    const scenario = await open();
    await expect(scenario.engine.schedules.put(schedule(fields))).rejects.toMatchObject({
      kind: 'invalid',
      message,
    });
  });

  it('SD1 without an expression never start anything', async () => {
    const scenario = await open({ cronExpression: undefined });
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('SD1 keep the time of their creation when they are replaced', async () => {
    const scenario = await open({});
    await scenario.advance(30);
    const replaced = await scenario.engine.schedules.put(schedule({ cronExpression: '30 * * * * *' }));
    expect(replaced).toMatchObject({ createTime: start, updatedTime: start + minute / 2 });
    await scenario.advance(60);
    expect(await startedFor(scenario)).toEqual([1.5]);
  });

  it('SD5 start their workflow at each moment', async () => {
    const scenario = await open({});
    await scenario.advance(59);
    expect(await startedFor(scenario)).toEqual([]);
    await scenario.advance(150);
    expect(await startedFor(scenario)).toEqual([1, 2, 3]);
  });

  it('SD5 from their start to their end', async () => {
    const scenario = await open({
      scheduleStartTime: start + 2 * minute,
      scheduleEndTime: start + 4 * minute,
    });
    await scenario.advance(600);
    expect(await startedFor(scenario)).toEqual([2, 3, 4]);
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('SD5 several expressions, each in its zone, and once where they meet', async () => {
    const scenario = await open({
      cronExpression: everyMinute,
      cronSchedules: [
        { cronExpression: '0 0 2 * * *', zoneId: 'Europe/Berlin' },
        { cronExpression: '0 0 1,3 * * *' },
      ],
    });
    await scenario.advance(4 * 3600);
    expect(await startedFor(scenario)).toEqual([60, 180]);
    const crons = (await scenario.engine.workflows.search({ start: 0, size: 10 })).results;
    const [first] = crons.toReversed();
    const { input } = await scenario.get(first?.workflowId ?? '');
    expect(input?.['_schedulerCron']).toBe('0 0 2 * * * Europe/Berlin');
  });

  it('SD6 tell the workflow which start it is', async () => {
    const scenario = await open({
      startWorkflowRequest: { name: 'child', input: { x: 1 }, correlationId: 'c', priority: 3 },
    });
    await scenario.ports.clock.jump(minute + 250);
    const [execution] = await history(scenario);
    const workflow = await scenario.get(execution?.workflowId ?? '');
    expect(workflow).toMatchObject({ correlationId: 'c', priority: 3 });
    expect(workflow.input).toEqual({
      x: 1,
      _startedByScheduler: 's',
      _scheduledTime: start + minute,
      _executedTime: start + minute + 250,
      _executionId: execution?.executionId,
      _schedulerCron: `${everyMinute} UTC`,
    });
  });

  describe('what was missed', () => {
    it('SD7 by a jump of the clock is made up for once, late', async () => {
      const scenario = await open({});
      await scenario.ports.clock.jump(5.5 * minute);
      expect(await startedFor(scenario)).toEqual([1]);
      await scenario.advance(60);
      expect(await startedFor(scenario)).toEqual([1, 6]);
    });

    it('SD7 with runCatchupScheduleInstances is made up for one by one', async () => {
      const scenario = await open({ runCatchupScheduleInstances: true });
      await scenario.ports.clock.jump(5.5 * minute);
      expect(await startedFor(scenario)).toEqual([1, 2, 3, 4, 5]);
    });

    it('SD7 while the engine was down', async () => {
      const scenario = await open({ runCatchupScheduleInstances: true }, { name: 'other' });
      await scenario.engine.close();
      await scenario.advance(150);
      expect(await history(scenario)).toEqual([]);
      await scenario.crash();
      await scenario.advance(0);
      expect(await startedFor(scenario)).toEqual([1, 1, 2]);
    });

    it.each([
      [false, [1, 2, 11, 12]],
      [true, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    ])('SD7 by an engine that comes back after many moments, with catch-up %s', async (catchUp, moments) => {
      const scenario = await open({ runCatchupScheduleInstances: catchUp });
      await scenario.advance(60);
      await scenario.engine.close();
      await scenario.advance(9.5 * 60);
      await scenario.crash();
      await scenario.advance(0);
      const [newest] = await history(scenario);
      expect(newest).toMatchObject({ executionTime: start + 10.5 * minute });
      await scenario.advance(120);
      expect(await startedFor(scenario)).toEqual(moments);
    });

    it('SD7 by an engine that crashes again and again while it makes up for it, each once', async () => {
      const scenario = await open({ runCatchupScheduleInstances: true });
      for (let round = 0; round < 3; round += 1) {
        await scenario.engine.close();
        await scenario.advance(150);
        await scenario.crash();
        await scenario.crash();
        await scenario.advance(0);
      }
      expect(await startedFor(scenario)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    });

    it('SD5 SD7 not beyond the end that a schedule has', async () => {
      const ending = { scheduleEndTime: start + 3 * minute };
      const scenario = await open(
        { runCatchupScheduleInstances: true, ...ending },
        { name: 'plain', ...ending },
      );
      await scenario.engine.close();
      await scenario.advance(600);
      await scenario.crash();
      await scenario.advance(0);
      expect(await startedFor(scenario)).toEqual([1, 1, 2, 3]);
      expect(scenario.ports.clock.alarms).toBe(0);
    });

    it.each([false, true])(
      'SD7 is not made up for while they were paused, with runCatchupScheduleInstances %s',
      async (catchUp) => {
        const scenario = await open({ runCatchupScheduleInstances: catchUp });
        await scenario.advance(90);
        await scenario.engine.schedules.pause('s');
        expect(scenario.ports.clock.alarms).toBe(0);
        await scenario.advance(120);
        await scenario.engine.schedules.resume('s');
        await scenario.advance(60);
        expect(await startedFor(scenario)).toEqual([1, 4]);
      },
    );

    it('SD3 SD7 while the scheduler was paused', async () => {
      const scenario = await open({});
      scenario.engine.schedules.pauseAll();
      expect(scenario.ports.clock.alarms).toBe(0);
      await scenario.advance(150);
      await scenario.engine.schedules.put(schedule({ name: 'new' }));
      await scenario.advance(60);
      expect(await startedFor(scenario)).toEqual([]);
      scenario.engine.schedules.resumeAll();
      await scenario.advance(60);
      expect(await startedFor(scenario)).toEqual([1, 3, 4, 4]);
    });
  });

  describe('history', () => {
    it('SD8 says what was started, and why something was not', async () => {
      const scenario = await open({}, { name: 'bad', startWorkflowRequest: { name: 'unknown' } });
      await scenario.advance(60);
      const [bad, good] = (await history(scenario)).toSorted((a, b) =>
        a.scheduleName < b.scheduleName ? -1 : 1,
      );
      expect(bad).toEqual({
        executionId: bad?.executionId,
        scheduleName: 'bad',
        scheduledTime: start + minute,
        executionTime: start + minute,
        workflowName: 'unknown',
        reason: 'No such workflow defined. name=unknown, version=null',
        startWorkflowRequest: { name: 'unknown', input: {}, taskToDomain: {}, priority: 0 },
        state: 'FAILED',
        zoneId: 'UTC',
      });
      expect(good).toMatchObject({ state: 'EXECUTED', workflowName: 'child' });
      expect(good?.startWorkflowRequest.input).toEqual({ x: 1 });
      await scenario.advance(60);
      expect(await history(scenario)).toHaveLength(4);
    });

    it('SD8 stays when the schedule goes', async () => {
      const scenario = await open({});
      await scenario.advance(60);
      await scenario.engine.schedules.remove('s');
      expect(scenario.ports.clock.alarms).toBe(0);
      await scenario.advance(60);
      expect(await startedFor(scenario)).toEqual([1]);
    });

    it.each([
      [{ query: 'scheduleName IN (bad)' }, ['bad 2', 'bad 1']],
      [{ query: 'state IN (EXECUTED)' }, ['s 2', 's 1']],
      [{ query: 'scheduleName=s AND workflowName=child' }, ['s 2', 's 1']],
      [{ query: `scheduledTime>${start + minute}`, sort: 'scheduleName:ASC' }, ['bad 2', 's 2']],
      [{ query: `executionTime<${start + minute + 1} AND scheduleName=s` }, ['s 1']],
      [{ query: 'unknown=x', sort: 'scheduleName:DESC', size: 1 }, ['s 2']],
      [{ freeText: 'NO SUCH WORKFLOW', sort: 'scheduledTime:ASC' }, ['bad 1', 'bad 2']],
      [{ freeText: '*', start: 3 }, ['s 1']],
    ])('SD8 is searched by %o', async (search, expected) => {
      const scenario = await open({}, { name: 'bad', startWorkflowRequest: { name: 'unknown' } });
      await scenario.advance(120);
      const found = await history(scenario, search);
      expect(found.map((each) => `${each.scheduleName} ${(each.scheduledTime - start) / minute}`)).toEqual(
        expected,
      );
    });

    it('SD12 keeps the newest 1,000 of each schedule', async () => {
      const scenario = await open({ cronExpression: '* * * * * *' }, { name: 'other' });
      await scenario.advance(600);
      await scenario.crash();
      await scenario.advance(405);
      const search = { start: 0, size: 1, query: 'scheduleName=s', sort: 'scheduledTime:ASC' };
      const { totalHits, results } = await scenario.engine.schedules.searchExecutions(search);
      expect(totalHits).toBe(1000);
      expect(results[0]?.scheduledTime).toBe(start + 6 * 1000);
      expect(await history(scenario, { query: 'scheduleName=other' })).toHaveLength(16);
    });

    it('SD8 refuses what is no query', async () => {
      const scenario = await open();
      await expect(history(scenario, { query: 'junk' })).rejects.toMatchObject({
        message: 'Incorrectly formatted query string: junk',
      });
    });
  });

  it.each([0, 1])(
    'SD9 start once, also when writing number %i fails and the engine crashes',
    async (after) => {
      const scenario = await open({ runCatchupScheduleInstances: true });
      scenario.ports.store.failNext({ after });
      await scenario.advance(130);
      await scenario.crash();
      await scenario.advance(0);
      expect(await startedFor(scenario)).toEqual([1, 2]);
    },
  );

  it('SD9 try again after a while when the store refuses', async () => {
    const scenario = await open({});
    scenario.ports.store.failNext();
    await scenario.advance(60);
    expect(await startedFor(scenario)).toEqual([]);
    await scenario.advance(30);
    expect(await startedFor(scenario)).toEqual([1]);
  });

  it('SD9 have the same execution id whenever a moment is started', async () => {
    const ids = await Promise.all(
      [0, 5].map(async (late) => {
        const scenario = await open({});
        await scenario.ports.clock.jump(minute + late * 1000);
        return (await history(scenario)).map(({ executionId }) => executionId);
      }),
    );
    expect(ids[0]).toEqual(ids[1]);
  });

  it('SD10 share one alarm at the nearest moment', async () => {
    const scenario = await open(
      {},
      { name: 'hourly', cronExpression: '@hourly' },
      { name: 'paused', paused: true },
    );
    expect(scenario.ports.clock.alarms).toBe(1);
    await scenario.crash();
    await scenario.engine.close();
  });

  it('SD10 leave no alarm behind', async () => {
    const scenario = await open({});
    await scenario.engine.close();
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('SD11 start nothing twice when the clock is set back', async () => {
    const scenario = await open({});
    await scenario.advance(150);
    await scenario.ports.clock.jump(-2 * minute);
    await scenario.engine.schedules.put(schedule());
    await scenario.advance(180);
    expect(await startedFor(scenario)).toEqual([1, 2, 3]);
    expect(scenario.ports.log.lines).toEqual([]);
    await settled();
  });
});
