import type { CorpusScenario, Fields, Step } from '../format.ts';
import { ask, flow, get, pass, quietly, simple } from '../steps.ts';

/** Seconds until all of a schedule that ends 12 s after `soon` is over, on a server that looks only now and then. */
const untilOver = pass(28);

const everyFive: Fields = {
  name: 'my_schedule',
  cronExpression: '0/5 * * * * *',
  scheduleStartTime: 'soon+1s',
  scheduleEndTime: 'soon+12s',
  startWorkflowRequest: { name: 'my_flow', version: 1, input: { a: 1 }, correlationId: 'c-1' },
};

const save = (fields: Fields = {}): Step =>
  quietly('POST', '/scheduler/schedules', { ...everyFive, ...fields });

const history = get('/scheduler/search/executions?query=scheduleName%20IN%20(my_schedule)', {
  pick: [
    'totalHits',
    'results.scheduleName',
    'results.state',
    'results.workflowName',
    'results.zoneId',
    'results.reason',
  ],
});

const started = get('/workflow/search-v2?query=workflowType%20IN%20(my_flow)', {
  pick: ['totalHits', 'results.input', 'results.correlationId', 'results.status', 'results.priority'],
});

const done: Fields = {
  scheduleName: 'my_schedule',
  state: 'EXECUTED',
  workflowName: 'my_flow',
  zoneId: 'UTC',
};

/** Here the history holds so many starts, in the entry of that number. */
const here = (starts: number, entry = 0): Pick<CorpusScenario, 'differs'> => ({
  differs: [
    {
      where: 'SD5',
      ours: {
        [`${entry}/body/totalHits`]: starts,
        [`${entry}/body/results`]: Array.from({ length: starts }, () => done),
      },
    },
  ],
});

const firing = (
  name: string,
  rules: string,
  steps: readonly Step[],
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({
  ...more,
  name,
  rules,
  workflows: [flow([simple('t1')])],
  start: false,
  steps: [...steps, quietly('DELETE', '/scheduler/schedules/my_schedule')],
});

/** Schedules that start something. */
export const firings: readonly CorpusScenario[] = [
  firing('from a start to an end', 'SD5 SD6 SD8', [save(), untilOver, history, started]),
  firing('an end that has gone', 'SD5', [
    save({ scheduleStartTime: 0, scheduleEndTime: 1_700_000_000_000 }),
    untilOver,
    history,
  ]),
  firing(
    'an end before the first moment',
    'SD5',
    [save({ scheduleEndTime: 'soon+4s' }), untilOver, history],
    here(0),
  ),
  firing('a start at a moment, and an end at another', 'SD5', [
    save({ scheduleStartTime: 'soon+0s', scheduleEndTime: 'soon+5s' }),
    untilOver,
    history,
  ]),
  firing('several expressions', 'SD5', [
    save({
      cronExpression: undefined,
      cronSchedules: [
        { cronExpression: '5/10 * * * * *', zoneId: 'UTC' },
        { cronExpression: '0/10 * * * * *', zoneId: 'Europe/Oslo' },
      ],
    }),
    untilOver,
    history,
  ]),
  firing(
    'several expressions that meet',
    'SD5',
    [
      save({
        cronExpression: undefined,
        cronSchedules: [
          { cronExpression: '0/5 * * * * *', zoneId: 'UTC' },
          { cronExpression: '0/5 * * * * *', zoneId: 'Europe/Oslo' },
        ],
      }),
      untilOver,
      history,
    ],
    here(2),
  ),
  firing('paused from the beginning', 'SD3 SD7', [
    save({ paused: true, pausedReason: 'not yet' }),
    untilOver,
    history,
  ]),
  firing(
    'paused, and resumed when it is over',
    'SD3 SD7',
    [
      save(),
      ask('PUT', '/scheduler/schedules/my_schedule/pause?reason=holidays'),
      untilOver,
      ask('PUT', '/scheduler/schedules/my_schedule/resume'),
      pass(7),
      history,
      get('/scheduler/schedules/my_schedule', { pick: ['paused', 'pausedReason'] }),
    ],
    here(0, 2),
  ),
  firing(
    'missed while it was paused, and not made up for',
    'SD7',
    [
      save({ runCatchupScheduleInstances: true }),
      ask('PUT', '/scheduler/schedules/my_schedule/pause'),
      untilOver,
      ask('PUT', '/scheduler/schedules/my_schedule/resume'),
      pass(7),
      history,
    ],
    here(0, 2),
  ),
  firing('a workflow that is not there', 'SD8', [
    save({ startWorkflowRequest: { name: 'my_none', version: 1 } }),
    untilOver,
    history,
  ]),
  firing('changed before it begins', 'SD1 SD5', [
    save(),
    save({ startWorkflowRequest: { name: 'my_flow', input: { b: 2 }, priority: 7 } }),
    untilOver,
    history,
    started,
  ]),
  firing('removed before it begins', 'SD1', [
    save(),
    quietly('DELETE', '/scheduler/schedules/my_schedule'),
    untilOver,
    history,
  ]),
];
