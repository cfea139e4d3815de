import { beforeAll, describe, expect, it } from 'vitest';
import { conversation, failure, invalid, nothing, type Ask } from './testing/conversation.ts';

// Every answer here was first recorded from a Conductor 3.32.1 server.

/** The clock of a conversation stands still here. */
const now = Date.UTC(2030, 0, 1);

const start = { name: 'child', version: 1, input: { x: 1 } };
const stored = {
  name: 's1',
  cronExpression: '0 0 0 1 1 *',
  runCatchupScheduleInstances: false,
  paused: false,
  startWorkflowRequest: { ...start, taskToDomain: {}, priority: 0 },
  zoneId: 'UTC',
  createTime: now,
  updatedTime: now,
  createdBy: '',
  updatedBy: '',
  cronSchedules: [],
};
const sent = { name: 's1', cronExpression: '0 0 0 1 1 *', startWorkflowRequest: start };

let ask: Ask;

beforeAll(async () => {
  ask = await conversation();
});

describe('schedules', () => {
  it('SD1 are created with defaults, and who and when as the server sees it', async () => {
    expect(await ask('GET', '/api/scheduler/schedules')).toEqual([200, []]);
    expect(
      await ask('POST', '/api/scheduler/schedules', { ...sent, createdBy: 'me', createTime: 7 }),
    ).toEqual([200, stored]);
    expect(await ask('GET', '/api/scheduler/schedules/s1')).toEqual([200, stored]);
    expect(await ask('GET', '/api/scheduler/schedules/none')).toEqual(
      failure(404, "Schedule 'none' not found"),
    );
  });

  it('SD1 take several expressions, and none at all', async () => {
    const cronSchedules = [
      { cronExpression: '0 0 5 * * *', zoneId: 'Europe/Berlin' },
      { cronExpression: '0 0 4 * * *' },
    ];
    const [status, answer] = await ask('POST', '/api/scheduler/schedules', {
      name: 'several',
      cronSchedules,
      startWorkflowRequest: { name: 'other' },
    });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      cronSchedules: [cronSchedules[0], { ...cronSchedules[1], zoneId: 'UTC' }],
    });
    expect(answer).not.toHaveProperty('cronExpression');
    const far = {
      name: 'once in a leap year',
      cronExpression: '0 0 0 29 2 *',
      startWorkflowRequest: { name: 'child' },
    };
    expect((await ask('POST', '/api/scheduler/schedules', far))[0]).toBe(200);
    const none = { name: 'none at all', startWorkflowRequest: { name: 'child' } };
    expect((await ask('POST', '/api/scheduler/schedules', none))[0]).toBe(200);
  });

  it.each([
    [
      { cronExpression: '* * * * *' },
      "'* * * * *': six fields are needed, second, minute, hour, day of month, month and day of week, not 5",
    ],
    [{ cronExpression: '0 0 25 * * *' }, "'0 0 25 * * *': '25' is no hour (0 to 23)"],
    [{ cronExpression: '0 5-1 * * * *' }, "'0 5-1 * * * *': '5-1' is no minute (0 to 59)"],
    [{ cronExpression: '0 0 0 * * FOO' }, "'0 0 0 * * FOO': 'FOO' is no day of week (1 to 7)"],
    [
      { cronSchedules: [{ cronExpression: '0 0 4 * * *' }, { cronExpression: '0 0 4 XL * *' }] },
      "'0 0 4 XL * *': 'XL' is no day of month (1 to 31)",
    ],
  ])('SD13 refuse %j and say why', async (fields, why) => {
    expect(await ask('POST', '/api/scheduler/schedules', { ...sent, ...fields })).toEqual(
      failure(400, `Schedule s1 has an invalid cron expression ${why}`),
    );
    expect(await ask('GET', '/api/scheduler/schedules/s1')).toEqual([200, stored]);
  });

  it('SD1 refuse a zone that is none', async () => {
    expect(await ask('POST', '/api/scheduler/schedules', { ...sent, zoneId: 'Nowhere/Land' })).toEqual(
      failure(500, 'Unknown time-zone ID: Nowhere/Land'),
    );
  });

  it('SD2 are found by workflow, by part of the name and by being paused', async () => {
    const names = async (query: string) => {
      const [, answer] = await ask('GET', `/api/scheduler/schedules/search${query}`);
      const { totalHits, results } = answer as { totalHits: number; results: { name: string }[] };
      return [totalHits, ...results.map(({ name }) => name)];
    };
    expect(await names('')).toEqual([4, 'none at all', 'once in a leap year', 's1', 'several']);
    expect(await names('?start=1&size=2')).toEqual([4, 'once in a leap year', 's1']);
    expect(await names('?workflowName=child')).toEqual([3, 'none at all', 'once in a leap year', 's1']);
    expect(await names('?scheduleName=none')).toEqual([1, 'none at all']);
    expect(await names('?paused=true')).toEqual([0]);
    expect(await names('?paused=false&freeText=*')).toEqual([
      4,
      'none at all',
      'once in a leap year',
      's1',
      'several',
    ]);
    const [, byWorkflow] = await ask('GET', '/api/scheduler/schedules?workflowName=other');
    expect(byWorkflow).toMatchObject([{ name: 'several' }]);
  });

  it('SD3 are paused with a reason and resumed', async () => {
    expect(await ask('PUT', '/api/scheduler/schedules/none/pause')).toEqual(
      failure(404, "Schedule 'none' not found"),
    );
    expect(await ask('PUT', '/api/scheduler/schedules/s1/pause?reason=x')).toEqual(nothing);
    expect(await ask('GET', '/api/scheduler/schedules/s1')).toEqual([
      200,
      { ...stored, paused: true, pausedReason: 'x' },
    ]);
    expect(await ask('PUT', '/api/scheduler/schedules/s1/resume')).toEqual(nothing);
    expect(await ask('GET', '/api/scheduler/schedules/s1')).toEqual([200, stored]);
    expect(await ask('PUT', '/api/scheduler/schedules/s1/resume')).toEqual(
      failure(404, "Schedule 's1' not found"),
    );
  });

  it('SD3 many at once', async () => {
    const names = ['s1', 'none', 'several'];
    const outcome = {
      bulkErrorResults: { none: "Schedule 'none' not found" },
      bulkSuccessfulResults: ['s1', 'several'],
    };
    expect(await ask('PUT', '/api/scheduler/bulk/pause', names)).toEqual([200, outcome]);
    expect(await ask('PUT', '/api/scheduler/bulk/resume', names)).toEqual([200, outcome]);
    expect(await ask('PUT', '/api/scheduler/bulk/pause', [])).toEqual(
      invalid({ path: 'pauseSchedules.arg0', message: 'Schedule names list cannot be null.' }),
    );
  });

  it('SD3 the scheduler as a whole', async () => {
    expect(await ask('GET', '/api/scheduler/admin/pause')).toEqual([200, { status: 'done' }]);
    expect(await ask('GET', '/api/scheduler/admin/resume')).toEqual([200, { status: 'done' }]);
    expect(await ask('GET', '/api/scheduler/admin/requeue')).toEqual([
      200,
      { sampleIds: [], 'recordIds.size': 0 },
    ]);
  });

  it('SD1 are removed, also when they are not there', async () => {
    expect(await ask('DELETE', '/api/scheduler/schedules/once%20in%20a%20leap%20year')).toEqual(nothing);
    expect(await ask('DELETE', '/api/scheduler/schedules/once%20in%20a%20leap%20year')).toEqual(nothing);
    expect((await ask('GET', '/api/scheduler/schedules/once%20in%20a%20leap%20year'))[0]).toBe(404);
  });

  it('SD4 tell the next times of an expression, from now on and five at most', async () => {
    const day = 24 * 60 * 60 * 1000;
    const next = (query: string) =>
      ask('GET', `/api/scheduler/nextFewSchedules?cronExpression=0+0+0+*+*+*${query}`);
    const days = [1, 2, 3, 4, 5].map((n) => now + n * day);
    expect(await next('')).toEqual([200, days]);
    expect(await next('&limit=50&scheduleStartTime=0')).toEqual([200, days]);
    expect(await next('&limit=2')).toEqual([200, days.slice(0, 2)]);
    expect(await next('&limit=0')).toEqual([200, []]);
    expect(await next('&limit=-1')).toEqual([200, []]);
    expect(await next(`&scheduleEndTime=${now - 1}`)).toEqual([200, []]);
    expect(await next(`&scheduleEndTime=${now + 2 * day}`)).toEqual([200, days.slice(0, 2)]);
    expect(await next(`&limit=1&scheduleStartTime=${now + 3 * day}`)).toEqual([200, [now + 3 * day]]);
    expect(await ask('GET', '/api/scheduler/nextFewSchedules?cronExpression=*+*+*+*+*')).toEqual(
      failure(
        500,
        'Invalid cron expression: six fields are needed, second, minute, hour, day of month, month and day of week, not 5',
      ),
    );
    expect(await ask('GET', '/api/scheduler/nextFewSchedules')).toEqual(
      failure(
        500,
        "Required request parameter 'cronExpression' for method parameter type String is not present",
      ),
    );
  });

  it('SD8 have an empty history to begin with', async () => {
    expect(await ask('GET', '/api/scheduler/search/executions?size=0')).toEqual([
      200,
      { totalHits: 0, results: [] },
    ]);
  });
});
