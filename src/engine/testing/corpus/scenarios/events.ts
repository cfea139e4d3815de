import type { CorpusScenario, Fields } from '../format.ts';
import { ask, flow, get, quietly, simple, task, trace, untilTask } from '../steps.ts';

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

/** EVENT tasks. */
export const events: readonly CorpusScenario[] = [
  {
    name: 'an event to a queue of the workflow and task',
    pending: 'events',
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
    pending: 'events',
    rules: 'EV1',
    workflows: [flow([event('e', 'conductor:mine'), simple('after')])],
  },
  {
    name: 'an event to a sink that is not there',
    pending: 'events',
    rules: 'EV2',
    workflows: [flow([event('e', 'nonsense:x'), simple('after')])],
  },
  {
    name: 'an event to a sink of conductor that is none',
    pending: 'events',
    rules: 'EV2',
    workflows: [flow([event('e', 'conductors'), simple('after')])],
  },
  {
    name: 'an event that is completed later',
    pending: 'events',
    rules: 'EV3',
    workflows: [flow([event('e', 'conductor', { asyncComplete: true }), simple('after')])],
    steps: [trace(), quietly('POST', '/tasks/{wf}/e/COMPLETED', { a: 1 })],
  },
  {
    name: 'handlers: what they must have',
    pending: 'events',
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
    pending: 'events',
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
    pending: 'events',
    rules: 'EV1',
    workflows: [flow([event('e', 'conductor:${workflow.input.where}'), simple('after')])],
    start: { input: { where: 'there' } },
    steps: [untilTask('after', 'SCHEDULED')],
  },
];
