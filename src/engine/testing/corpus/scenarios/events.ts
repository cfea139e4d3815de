import type { CorpusScenario, Fields, Step } from '../format.ts';
import {
  ask,
  complete,
  flow,
  get,
  quietly,
  simple,
  task,
  taskDef,
  trace,
  until,
  untilTask,
} from '../steps.ts';

const event = (ref: string, sink: string, fields: Fields = {}): Fields =>
  task('EVENT', ref, { sink, ...fields });

const handler = (fields: Fields): Fields => ({
  name: 'my_handler',
  event: 'conductor:my_flow:e',
  active: true,
  actions: [],
  ...fields,
});

const startOther = {
  action: 'start_workflow',
  start_workflow: {
    name: 'my_other',
    input: { got: '${x}', all: '${workflowInstanceId}' },
    correlationId: '${correlationId}',
  },
};

/** A real server looks for new handlers once a minute. */
const subscribed: readonly Step[] = [{ do: 'pass', seconds: 0, really: 65 }];

/** EVENT tasks, and handlers of events. */
export const events: readonly CorpusScenario[] = [
  {
    name: 'an event to a queue of the workflow and task',
    rules: 'EV1',
    workflows: [
      flow([
        event('e', 'conductor', { inputParameters: { x: '${workflow.input.x}' } }),
        simple('after', { inputParameters: { queue: '${e.output.event_produced}' } }),
      ]),
    ],
    start: { input: { x: 'X' }, correlationId: 'c-1' },
  },
  {
    name: 'an event to a named queue',
    rules: 'EV2',
    workflows: [flow([event('e', 'conductor:mine'), simple('after')])],
  },
  {
    name: 'an event to a sink that is not there',
    rules: 'EV3',
    workflows: [flow([event('e', 'nonsense:x'), simple('after')])],
  },
  {
    name: 'an event to a sink of conductor that is none',
    rules: 'EV3',
    workflows: [flow([event('e', 'conductors'), simple('after')])],
  },
  {
    name: 'an event that is completed later',
    rules: 'EV4',
    workflows: [flow([event('e', 'conductor', { asyncComplete: true }), simple('after')])],
    steps: [trace(), quietly('POST', '/tasks/{wf}/e/COMPLETED', { a: 1 })],
  },
  {
    name: 'handlers: what they must have',
    rules: 'EH1',
    start: false,
    steps: [
      ask('POST', '/event', { event: 'conductor:a:b', actions: [startOther] }),
      ask('POST', '/event', { name: 'my_handler', actions: [startOther] }),
      ask('POST', '/event', { name: 'my_handler', event: 'conductor:my_a:b' }),
      ask('POST', '/event', { name: 'my_handler', event: 'conductor:my_a:b', actions: [] }),
      ask('PUT', '/event', { name: 'my_none', event: 'conductor:my_a:b', actions: [startOther] }),
      ask('DELETE', '/event/my_none'),
    ],
  },
  {
    name: 'handlers: kept and changed',
    rules: 'EH1',
    start: false,
    steps: [
      ask('POST', '/event', handler({ event: 'conductor:my_a:b', actions: [startOther] })),
      ask('POST', '/event', handler({ event: 'conductor:my_a:b', actions: [startOther] })),
      get('/event/conductor:my_a:b'),
      ask('PUT', '/event', handler({ event: 'conductor:my_a:b', active: false, actions: [startOther] })),
      get('/event/conductor:my_a:b'),
      get('/event/conductor:my_a:b?activeOnly=false', { pick: ['name', 'active'] }),
      ask('DELETE', '/event/my_handler'),
      get('/event/conductor:my_a:b'),
    ],
  },
  {
    name: 'expressions in the sink',
    rules: 'EV2',
    workflows: [flow([event('e', 'conductor:${workflow.input.where}'), simple('after')])],
    start: { input: { where: 'there' } },
    steps: [untilTask('after', 'SCHEDULED')],
  },
  ...handled(),
];

/** What handlers do with an event of my_flow: a server subscribes to a new handler's queue within a minute. */
function handled(): readonly CorpusScenario[] {
  const other = flow([simple('o1', { inputParameters: { got: '${workflow.input.got}' } })], {
    name: 'my_other',
  });
  const sending = (
    name: string,
    rules: string,
    handlerFields: Fields,
    steps: readonly Step[],
  ): CorpusScenario => ({
    name,
    rules,
    taskDefs: [taskDef('my_t2')],
    workflows: [
      other,
      flow([
        simple('t1'),
        event('e', 'conductor', { inputParameters: { x: '${t1.output.x}', json: '{"inner":{"a":1}}' } }),
        simple('t2'),
        simple('after'),
      ]),
    ],
    steps: [
      ask('POST', '/event', handler(handlerFields)),
      ...subscribed,
      complete('t1', { x: 'X' }),
      ...steps,
      ask('DELETE', '/event/my_handler'),
    ],
  });
  const t2 = (fields: Fields): Fields => ({
    workflowId: '${workflowInstanceId}',
    taskRefName: 't2',
    ...fields,
  });
  return [
    sending(
      'a handler whose condition holds starts a workflow and completes a task',
      'EH2 EH3 EH5 EH6 EH8',
      {
        condition: "$.x == 'X' && $.json.inner.a == 1",
        actions: [
          startOther,
          {
            action: 'complete_task',
            expandInlineJSON: true,
            complete_task: t2({ output: { got: '${x}', inner: '${json.inner.a}' } }),
          },
        ],
      },
      [
        untilTask('after', 'SCHEDULED'),
        get('/workflow/search?query=workflowType=my_other', {
          pick: ['totalHits', 'results.status', 'results.event'],
        }),
      ],
    ),
    sending(
      'a handler that fails a task',
      'EH6',
      { actions: [{ action: 'fail_task', fail_task: t2({ output: { got: '${x}' } }) }] },
      [until('FAILED')],
    ),
  ];
}
