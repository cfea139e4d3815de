import type { CorpusScenario, Fields, Step } from '../format.ts';
import {
  ask,
  complete,
  flow,
  loop,
  pass,
  quietly,
  simple,
  task,
  trace,
  until,
  untilTask,
  twice,
} from '../steps.ts';

const pull = (ref: string, inputParameters: Fields = {}): Fields =>
  task('PULL_WORKFLOW_MESSAGES', ref, { inputParameters });

/** The id that a message gets is its answer. */
const send = (message: unknown): Step => quietly('POST', '/workflow/{wf}/messages', message);

const pulling = (
  name: string,
  rules: string,
  tasks: readonly Fields[],
  steps: readonly Step[],
  more: Partial<CorpusScenario> = {},
): CorpusScenario => ({ name, rules, workflows: [flow(tasks)], steps, ...more });

/** PULL_WORKFLOW_MESSAGES, and the messages that it takes. */
export const messages: readonly CorpusScenario[] = [
  pulling(
    'a message that comes while the task waits',
    'PM1',
    [pull('p'), simple('after', { inputParameters: { got: '${p.output.messages[0].payload}' } })],
    [untilTask('p', 'IN_PROGRESS'), trace(), send({ a: 1, b: ['x'] }), untilTask('after', 'SCHEDULED')],
  ),
  pulling(
    'messages that came before the task',
    'PM2',
    [simple('t1'), pull('p', { batchSize: 2 }), pull('q', { batchSize: 10 }), simple('after')],
    [send({ n: 1 }), send({ n: 2 }), send({ n: 3 }), complete('t1'), untilTask('after', 'SCHEDULED')],
  ),
  pulling(
    'no message, and no waiting',
    'PM3',
    [pull('p', { blocking: false }), simple('after')],
    [untilTask('after', 'SCHEDULED')],
  ),
  pulling(
    'no more than a batch of one by default',
    'PM2',
    [simple('t1'), pull('p'), pull('q', { blocking: false, batchSize: 5 }), simple('after')],
    [send({ n: 1 }), send({ n: 2 }), complete('t1'), untilTask('after', 'SCHEDULED')],
  ),
  pulling(
    'a batch of a text, of none and of too many',
    'PM2',
    [
      simple('t1'),
      pull('p', { batchSize: '2' }),
      pull('q', { batchSize: 0 }),
      pull('r', { batchSize: 1000 }),
      simple('after'),
    ],
    [...[1, 2, 3, 4, 5].map((n) => send({ n })), complete('t1'), untilTask('after', 'SCHEDULED')],
  ),
  pulling(
    'a task in a loop takes one each time',
    'PM1 DW1',
    [loop('l', twice('l'), [pull('p')]), simple('after')],
    [
      untilTask('p__1', 'IN_PROGRESS'),
      send({ n: 1 }),
      untilTask('p__2', 'IN_PROGRESS'),
      send({ n: 2 }),
      untilTask('after', 'SCHEDULED'),
    ],
  ),
  pulling(
    'a message to what does not run',
    'PM5',
    [simple('t1')],
    [
      ask('PUT', '/workflow/{wf}/pause'),
      ask('POST', '/workflow/{wf}/messages', { a: 1 }),
      ask('PUT', '/workflow/{wf}/resume'),
      complete('t1'),
      until('COMPLETED'),
      ask('POST', '/workflow/{wf}/messages', { a: 1 }),
      ask('POST', '/workflow/my_none/messages', { a: 1 }),
    ],
  ),
  pulling(
    'a waiting task, and the end of its workflow',
    'PM1 OP3',
    [pull('p'), simple('after')],
    [untilTask('p', 'IN_PROGRESS'), ask('DELETE', '/workflow/{wf}?reason=enough')],
  ),
  pulling(
    'a waiting task that is updated',
    'PM1',
    [pull('p'), simple('after')],
    [
      untilTask('p', 'IN_PROGRESS'),
      quietly('POST', '/tasks/{wf}/p/COMPLETED', { by: 'hand' }),
      untilTask('after', 'SCHEDULED'),
      pass(2),
    ],
  ),
];
