import type { CorpusScenario, Fields, Step } from '../format.ts';
import { ask, flow, get, simple } from '../steps.ts';

const schedule = (fields: Fields = {}): Fields => ({
  name: 'my_schedule',
  cronExpression: '0 0 4 * * *',
  startWorkflowRequest: { name: 'my_flow', version: 1, input: { a: 1 } },
  ...fields,
});

const shown = [
  'name',
  'cronExpression',
  'paused',
  'pausedReason',
  'zoneId',
  'startWorkflowRequest',
  'runCatchupScheduleInstances',
  'description',
  'cronSchedules',
  'scheduleStartTime',
];

const scheduling = (name: string, rules: string, steps: readonly Step[]): CorpusScenario => ({
  name,
  rules,
  workflows: [flow([simple('t1')])],
  start: false,
  steps,
});

const notSixFields =
  'six fields are needed, second, minute, hour, day of month, month and day of week, not 1';
const noWorkflow = 'Schedule my_schedule names no workflow to start in startWorkflowRequest';

/** Schedules, as they are kept; none of them comes to start something. */
export const schedules: readonly CorpusScenario[] = [
  scheduling('kept, changed and removed', 'SD1', [
    ask('POST', '/scheduler/schedules', schedule({ description: 'early' }), { pick: shown }),
    get('/scheduler/schedules/my_schedule', { pick: shown }),
    get('/scheduler/schedules?workflowName=my_flow', { pick: shown }),
    ask('POST', '/scheduler/schedules', schedule({ cronExpression: '0 0 5 * * *', zoneId: 'Europe/Oslo' }), {
      pick: shown,
    }),
    get('/scheduler/schedules/my_schedule', { pick: shown }),
    ask('DELETE', '/scheduler/schedules/my_schedule'),
    get('/scheduler/schedules/my_schedule'),
    ask('DELETE', '/scheduler/schedules/my_schedule'),
  ]),
  scheduling('paused and resumed', 'SD3', [
    ask('POST', '/scheduler/schedules', schedule(), { pick: ['name'] }),
    ask('PUT', '/scheduler/schedules/my_schedule/pause?reason=holidays'),
    get('/scheduler/schedules/my_schedule', { pick: ['paused', 'pausedReason'] }),
    ask('PUT', '/scheduler/schedules/my_schedule/resume'),
    get('/scheduler/schedules/my_schedule', { pick: ['paused', 'pausedReason'] }),
    ask('PUT', '/scheduler/schedules/my_schedule/resume'),
    ask('PUT', '/scheduler/schedules/my_none/pause'),
    ask('PUT', '/scheduler/schedules/my_none/resume'),
    ask('PUT', '/scheduler/bulk/pause', ['my_schedule', 'my_none']),
    ask('PUT', '/scheduler/bulk/resume', ['my_schedule', 'my_none']),
    ask('DELETE', '/scheduler/schedules/my_schedule'),
  ]),
  {
    ...scheduling('what they must have', 'SD1 SD13', [
      ask('POST', '/scheduler/schedules', { name: 'my_schedule' }),
      ask('POST', '/scheduler/schedules', schedule({ startWorkflowRequest: {} })),
      ask('POST', '/scheduler/schedules', schedule({ cronExpression: 'nonsense' }), {
        pick: ['name', 'cronExpression', 'message', 'status'],
      }),
      ask('DELETE', '/scheduler/schedules/my_schedule'),
    ]),
    differs: [
      {
        where: 'SD1',
        ours: {
          '0/status': 400,
          '0/body/status': 400,
          '0/body/message': noWorkflow,
          '1/status': 400,
          '1/body/status': 400,
          '1/body/message': noWorkflow,
        },
      },
      {
        where: 'SD13',
        ours: {
          '2/status': 400,
          '2/body': {
            status: 400,
            message: `Schedule my_schedule has an invalid cron expression 'nonsense': ${notSixFields}`,
          },
        },
      },
    ],
  },
  {
    ...scheduling('the next moments', 'SD4 SD13', [
      get(
        '/scheduler/nextFewSchedules?cronExpression=0%200%204%20*%20*%20*&scheduleStartTime=1767225600000&limit=3',
      ),
      get('/scheduler/nextFewSchedules?cronExpression=nonsense'),
      get('/scheduler/nextFewSchedules'),
    ]),
    differs: [{ where: 'SD13', ours: { '1/body/message': `Invalid cron expression: ${notSixFields}` } }],
  },
  scheduling('a search', 'SD2', [
    ask('POST', '/scheduler/schedules', schedule(), { pick: ['name'] }),
    get('/scheduler/schedules/search?workflowName=my_flow', {
      pick: ['totalHits', 'results.name', 'results.paused'],
    }),
    get('/scheduler/schedules/search?scheduleName=my_schedule&paused=true', {
      pick: ['totalHits', 'results.name'],
    }),
    get('/scheduler/search/executions?query=scheduleName=my_schedule', { pick: ['totalHits'] }),
    ask('DELETE', '/scheduler/schedules/my_schedule'),
  ]),
];
