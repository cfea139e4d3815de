import { describe, expect, test } from 'vitest';
import type { JsonObject, Task } from '#contract/index.ts';
import { sampleTask } from '../testing/samples.ts';
import { waitingText } from './wait-text.ts';
import { waitOf, waitsOf, type WaitKind } from './waiting.ts';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);

function step(type: string, fields: JsonObject = {}) {
  const workflowTask = {
    name: 'x',
    taskReferenceName: 'x',
    type,
    ...(fields['workflowTask'] as JsonObject | undefined),
  };
  return sampleTask({ taskType: type, referenceTaskName: 'x', ...fields, workflowTask });
}

const textOf = (tasks: readonly Task[]) =>
  waitingText({ tasks, isTask: (ref) => ref !== 'ghost' }, now, 'utc');

const cases: readonly (readonly [string, WaitKind, ReturnType<typeof sampleTask>])[] = [
  ['a scheduled worker task', 'poll', sampleTask()],
  ['a worker task of a type unknown here', 'poll', step('TELEPATHY')],
  ['a task without its definition', 'poll', sampleTask({ taskType: 'anything' })],
  ['a task in a status unknown here', 'worker', sampleTask({ status: 'PONDERING' })],
  ['a taken worker task', 'worker', sampleTask({ status: 'IN_PROGRESS', workerId: 'w-1' })],
  [
    'a retry whose time has not come',
    'retry',
    sampleTask({ retryCount: 1, scheduledTime: now - 2_000, callbackAfterSeconds: 10 }),
  ],
  [
    'a retry whose time has come',
    'poll',
    sampleTask({ retryCount: 1, scheduledTime: now - 11_000, callbackAfterSeconds: 10 }),
  ],
  ['a start delay', 'delay', sampleTask({ scheduledTime: now, startDelayInSeconds: 5 })],
  [
    'a worker that asked to be called back',
    'callback',
    sampleTask({ pollCount: 1, updateTime: now, callbackAfterSeconds: 30 }),
  ],
  [
    'a start delay that is over, once the worker has reported',
    'poll',
    sampleTask({ pollCount: 1, updateTime: now, scheduledTime: now, startDelayInSeconds: 60 }),
  ],
  [
    'WAIT for a duration',
    'moment',
    step('WAIT', { status: 'IN_PROGRESS', startTime: now, inputData: { duration: '4 mins' } }),
  ],
  [
    'WAIT for a moment',
    'moment',
    step('WAIT', { status: 'IN_PROGRESS', inputData: { until: '2026-11-23 13:00 GMT' } }),
  ],
  ['WAIT for a signal', 'signal', step('WAIT', { status: 'IN_PROGRESS' })],
  [
    'WAIT with a duration that makes no sense',
    'signal',
    step('WAIT', { status: 'IN_PROGRESS', startTime: now, inputData: { duration: 'a while' } }),
  ],
  ['HUMAN', 'person', step('HUMAN', { status: 'IN_PROGRESS' })],
  ['SUB_WORKFLOW', 'sub-workflow', step('SUB_WORKFLOW', { status: 'IN_PROGRESS', subWorkflowId: 'c-1' })],
  ['HTTP', 'server', step('HTTP', { status: 'IN_PROGRESS' })],
  [
    'HTTP that others complete',
    'outside',
    step('HTTP', { status: 'IN_PROGRESS', workflowTask: { asyncComplete: true } }),
  ],
  ['JOIN', 'tasks', step('JOIN', { status: 'IN_PROGRESS' })],
  ['DO_WHILE', 'tasks', step('DO_WHILE', { status: 'IN_PROGRESS' })],
];

test.each(cases)('%s waits for: %s', (_name, kind, task) => {
  expect(waitOf(task, now).kind).toBe(kind);
});

test('the moment of a WAIT is its start and its duration', () => {
  const task = step('WAIT', { status: 'IN_PROGRESS', startTime: now, inputData: { duration: '4 mins' } });
  expect(waitOf(task, now)).toMatchObject({ due: now + 240_000 });
});

test('only open tasks wait, and those come first that someone can do something about', () => {
  const done = sampleTask({ status: 'COMPLETED' });
  const join = step('JOIN', { status: 'IN_PROGRESS' });
  const http = step('HTTP', { status: 'IN_PROGRESS' });
  const human = step('HUMAN', { status: 'IN_PROGRESS' });
  expect(waitsOf([done, join, http, human], now).map(({ task }) => task)).toEqual([human, http, join]);
});

describe('in words', () => {
  test('a worker is missed', () => {
    const task = sampleTask({ taskType: 'hello_task', scheduledTime: now - 41_000 });
    expect(textOf([task])).toEqual({
      task,
      title: 'Waiting for a worker to poll hello_task',
      detail: 'Scheduled 41 s ago. No worker has taken it yet: is one running that polls hello_task?',
    });
  });

  test('a limit may hold a task back, whatever workers do', () => {
    const taskDefinition = {
      name: 'hello_task',
      concurrentExecLimit: 2,
      rateLimitPerFrequency: 5,
      rateLimitFrequencyInSeconds: 30,
    };
    const task = step('SIMPLE', { taskDefinition });
    expect(textOf([task]).detail).toMatch(
      / Its definition allows 2 at once and 5 in 30 s, which may be reached\.$/,
    );
  });

  test('many tasks of one queue are counted, and the others beside', () => {
    const tasks = [1, 2, 3].map(() => sampleTask({ taskType: 'resize' }));
    const text = textOf([...tasks, sampleTask({ taskType: 'send' }), step('JOIN')]);
    expect(text.title).toBe('3 tasks are waiting for a worker to poll resize');
    expect(text.detail).toMatch(/1 other task is open\.$/);
  });

  test.each([
    ['Next try of x in 8 s', step('SIMPLE', { retryCount: 1, scheduledTime: now, callbackAfterSeconds: 8 })],
    [
      'x is waiting until 12:04:00, for 4 m 00 s more',
      step('WAIT', { status: 'IN_PROGRESS', startTime: now, inputData: { duration: '4 m' } }),
    ],
    [
      'x is waiting until 2026-11-24 12:00:00, for 1 d 00 h more',
      step('WAIT', { status: 'IN_PROGRESS', startTime: now, inputData: { duration: '1 day' } }),
    ],
    [
      'x was to wait until 11:59:00; the server is about to go on',
      step('WAIT', { status: 'IN_PROGRESS', startTime: now - 120_000, inputData: { duration: '1 m' } }),
    ],
    [
      'x is waiting for its sub-workflow pricing',
      step('SUB_WORKFLOW', {
        status: 'IN_PROGRESS',
        workflowTask: { subWorkflowParam: { name: 'pricing' } },
      }),
    ],
    ['A worker is busy with x', step('SIMPLE', { status: 'IN_PROGRESS' })],
    ['Worker w-9 is busy with x', step('SIMPLE', { status: 'IN_PROGRESS', workerId: 'w-9' })],
    ['x is waiting for its branches', step('JOIN', { status: 'IN_PROGRESS' })],
    [
      'x is waiting for one of a, b to be scheduled and to end',
      step('EXCLUSIVE_JOIN', { status: 'IN_PROGRESS', inputData: { joinOn: ['a', 'b'] } }),
    ],
    ['x has nothing to wait for', step('EXCLUSIVE_JOIN', { status: 'IN_PROGRESS' })],
    ['x is waiting for a', step('JOIN', { status: 'IN_PROGRESS', inputData: { joinOn: ['a'] } })],
  ])('%s', (title, task) => {
    expect(textOf([task]).title).toBe(title);
  });

  test('a next try says why the last one failed', () => {
    const fields = {
      retryCount: 2,
      scheduledTime: now,
      callbackAfterSeconds: 8,
      reasonForIncompletion: '402\nat x',
    };
    expect(textOf([sampleTask(fields)]).detail).toBe('Try 3. The last one failed: 402');
  });

  test('a join that waits for what is no task says so, and that it does in vain', () => {
    const task = step('JOIN', { status: 'IN_PROGRESS', inputData: { joinOn: ['ghost'] } });
    expect(textOf([task])).toEqual({
      task,
      title: 'x is waiting for ghost, which is no task here',
      detail: 'It can never go on: its joinOn names what no task is called.',
    });
  });

  test.each([
    [['late'], 'It can never go on: late comes only after it.'],
    [['late', 'later'], 'It can never go on: late, later come only after it.'],
    [['x'], 'It can never go on: it waits for itself.'],
    [['soon'], ''],
  ])('a join that waits for %j', (joinOn, detail) => {
    const task = step('JOIN', { status: 'IN_PROGRESS', inputData: { joinOn } });
    const isLater = (ref: string) => ref.startsWith('late');
    const around = { tasks: [task], isTask: () => true, isLater };
    expect(waitingText(around, now, 'utc').detail).toBe(detail);
  });

  test('nothing open is not nothing', () => {
    expect(textOf([]).title).toBe('The server decides what comes next');
  });
});
