import { describe, expect, test } from 'vitest';
import type { JsonObject, Task } from '#contract/index.ts';
import { sampleTask, sampleWorkflow } from '../testing/samples.ts';
import { attemptCount, stepsOf } from './attempts.ts';
import { failingStep, outcomeOf } from './outcome.ts';

const taskDefinition = { name: 'charge', retryCount: 2, retryLogic: 'FIXED', retryDelaySeconds: 10 };
const workflowTask = { name: 'charge', taskReferenceName: 'charge_card', type: 'HTTP', taskDefinition };

function attempt(retryCount: number, fields: JsonObject = {}): Task {
  return sampleTask({
    referenceTaskName: 'charge_card',
    status: 'FAILED',
    reasonForIncompletion: '402 Card declined\n  at pay()',
    retryCount,
    workflowTask,
    ...fields,
  });
}

function outcome(tasks: readonly Task[], fields: JsonObject) {
  return outcomeOf(sampleWorkflow(tasks, fields), stepsOf(tasks));
}

describe('failed', () => {
  const attempts = [attempt(0), attempt(1), attempt(2)];

  test('says which task, after how many attempts, and why', () => {
    expect(outcome(attempts, { status: 'FAILED' })).toMatchObject({
      tone: 'failed',
      title: 'charge_card failed after 3 attempts: 402 Card declined',
      detail: '2 retries, 10 s apart; all used.',
      task: attempts[2],
    });
  });

  test('says what else was canceled', () => {
    const others = ['a', 'b', 'c', 'd'].map((ref) =>
      sampleTask({ referenceTaskName: ref, status: 'CANCELED' }),
    );
    const found = outcome([...attempts, ...others], { status: 'FAILED' });
    expect(found?.detail).toMatch(/4 open tasks were canceled: a, b, c, …$/);
  });

  test('an error that forbids retries says so', () => {
    const found = outcome([attempt(0, { status: 'FAILED_WITH_TERMINAL_ERROR' })], { status: 'FAILED' });
    expect(found?.detail).toMatch(/^Not retried/);
  });

  test('without a failed task it is where the server could not go on', () => {
    const reasonForIncompletion =
      'Fork task definition is not followed by a join task.  Check it (task race)';
    expect(outcome([], { status: 'FAILED', reasonForIncompletion })?.stopped).toEqual({
      ref: 'race',
      reason: 'Fork task definition is not followed by a join task. Check it',
    });
    expect(outcome([], { status: 'TERMINATED', reasonForIncompletion })?.stopped).toBeUndefined();
    expect(outcome(attempts, { status: 'FAILED', reasonForIncompletion })?.stopped).toBeUndefined();
  });

  test('without a failed task it is the reason of the execution', () => {
    const reason = 'No such workflow';
    expect(outcome([], { status: 'FAILED', reasonForIncompletion: reason })?.title).toBe(reason);
    expect(outcome([], { status: 'FAILED' })?.title).toBe('Failed, and the server gives no reason');
  });
});

describe('failed in a sub-workflow', () => {
  const reason =
    "Sub workflow child.1/c-1 failure reason: Task t-1 failed with status: FAILED and reason: 'Sub workflow " +
    "grandchild.1/g-1 failure reason: Task t-2 failed with status: FAILED and reason: 'scale not calibrated''";
  const sub = sampleTask({
    referenceTaskName: 'sub',
    taskType: 'SUB_WORKFLOW',
    status: 'FAILED',
    reasonForIncompletion: reason,
  });

  test('says the innermost reason and keeps all of it', () => {
    expect(outcome([sub], { status: 'FAILED' })).toMatchObject({
      title: 'sub failed: scale not calibrated',
      detail: 'The definition of sub, which runs child, allows no retries.',
      reason,
    });
  });

  test('says whose retries are left, or of no use', () => {
    const once = { name: 'sub', taskReferenceName: 'sub', type: 'SUB_WORKFLOW', retryCount: 1 };
    expect(outcome([sampleTask({ ...sub, workflowTask: once })], { status: 'FAILED' })?.detail).toMatch(
      /^The definition of sub, which runs child, allows 1 retry; 1 left\.$/,
    );
    const terminal = sampleTask({ ...sub, status: 'FAILED_WITH_TERMINAL_ERROR' });
    expect(outcome([terminal], { status: 'FAILED' })?.detail).toMatch(
      /^sub, which runs child, is not retried: its error is terminal\.$/,
    );
  });

  test('says the innermost reason although no task is left that failed', () => {
    const whole = `Task ${sub.taskId} failed with status: FAILED and reason: '${reason}'`;
    expect(outcome([], { status: 'FAILED', reasonForIncompletion: whole })?.title).toBe(
      'scale not calibrated',
    );
  });
});

describe('ended by a TERMINATE', () => {
  const ending = (terminationStatus: string) =>
    sampleTask({
      referenceTaskName: 'stop_here',
      taskType: 'TERMINATE',
      status: 'COMPLETED',
      inputData: { terminationStatus },
    });

  test.each(['COMPLETED', 'FAILED', 'TERMINATED'])('is named, and to be looked at: %s', (status) => {
    const task = ending(status);
    const found = outcome([task], { status, reasonForIncompletion: 'nothing to do' });
    expect(found).toMatchObject({
      title: `stop_here ended it as ${status.toLowerCase()}: nothing to do`,
      task,
    });
  });

  test('the id that the server gives for a reason is none', () => {
    const task = ending('COMPLETED');
    const reasonForIncompletion = `Workflow is COMPLETED by TERMINATE task: ${task.taskId}`;
    const found = outcome([task], { status: 'COMPLETED', reasonForIncompletion });
    expect(found).toMatchObject({ title: 'stop_here ended it as completed', reason: '' });
  });

  test('what was canceled and what had failed is told, too', () => {
    const other = sampleTask({ referenceTaskName: 'pick', status: 'CANCELED' });
    const found = outcome([attempt(0), ending('COMPLETED'), other], { status: 'COMPLETED' });
    expect(found?.detail).toBe(
      'Before, charge_card failed: 402 Card declined. 1 open task was canceled: pick.',
    );
  });

  test('is not what another task or a person ended', () => {
    const reason = `Task x failed with status: FAILED and reason: '402'`;
    const found = outcome([ending('FAILED'), attempt(0)], {
      status: 'FAILED',
      reasonForIncompletion: reason,
    });
    expect(found?.title).toBe('charge_card failed: 402 Card declined');
    expect(outcome([ending('FAILED')], { status: 'TERMINATED' })?.title).toMatch(/^Terminated/);
  });
});

test('a timeout is named as one', () => {
  const task = attempt(0, { status: 'TIMED_OUT', reasonForIncompletion: 'Task timed out after 11 seconds' });
  expect(outcome([task], { status: 'TIMED_OUT' })).toMatchObject({
    tone: 'timedout',
    title: 'charge_card timed out: Task timed out after 11 seconds',
  });
});

test.each([
  ['TERMINATED', { reasonForIncompletion: 'wrong order' }, 'Terminated: wrong order'],
  ['TERMINATED', {}, 'Terminated, no reason given'],
  ['PAUSED', {}, 'Paused'],
])('%s %j: %s', (status, fields, title) => {
  expect(outcome([], { status, ...fields })?.title).toBe(title);
});

test('paused says how many tasks are still open', () => {
  expect(outcome([sampleTask()], { status: 'PAUSED' })?.detail).toMatch(/^1 task is open/);
});

test('completed says nothing, unless something failed on the way or a step ended it', () => {
  expect(outcome([sampleTask({ status: 'COMPLETED' })], { status: 'COMPLETED' })).toBeUndefined();
  expect(outcome([attempt(0)], { status: 'COMPLETED' })?.title).toMatch(/^charge_card failed/);
  const reason = 'order was a test';
  expect(outcome([], { status: 'COMPLETED', reasonForIncompletion: reason })?.title).toBe(reason);
});

describe('the failing step', () => {
  test('is the one the server names', () => {
    const named = attempt(0);
    const later = sampleTask({ referenceTaskName: 'other', status: 'FAILED' });
    const reason = `Task ${named.taskId} failed with status: FAILED and reason: '402'`;
    const workflow = sampleWorkflow([], { status: 'FAILED', reasonForIncompletion: reason });
    expect(failingStep(workflow, stepsOf([named, later]))?.ref).toBe('charge_card');
  });

  test('is not the join that failed because of it, and not a task that was canceled', () => {
    const join = sampleTask({ referenceTaskName: 'join', taskType: 'JOIN', status: 'FAILED' });
    const canceled = sampleTask({ referenceTaskName: 'late', status: 'CANCELED' });
    const reason = `Task ${join.taskId} failed with status: FAILED`;
    const workflow = sampleWorkflow([], { status: 'FAILED', reasonForIncompletion: reason });
    expect(failingStep(workflow, stepsOf([attempt(0), join, canceled]))?.ref).toBe('charge_card');
    expect(failingStep(workflow, stepsOf([join]))?.ref).toBe('join');
  });
});

test('attempts are counted against what the definition allows', () => {
  const tasks = [attempt(1), attempt(0)];
  const [step] = stepsOf(tasks);
  expect(step?.attempts.map(({ retryCount }) => retryCount)).toEqual([0, 1]);
  expect(step && attemptCount(step, step.latest)).toEqual({ number: 2, of: 3 });
  const [done] = stepsOf([attempt(0), attempt(1, { status: 'COMPLETED' })]);
  expect(done && attemptCount(done, done.latest)).toEqual({ number: 2, of: 2 });
});

test('each iteration of a loop is a step, and a task without a name is one, too', () => {
  const refs = stepsOf([
    sampleTask({ referenceTaskName: 'a__1', iteration: 1 }),
    sampleTask({ referenceTaskName: 'a__2', iteration: 2 }),
    sampleTask({ referenceTaskName: '', taskId: 'nameless' }),
  ]).map(({ ref }) => ref);
  expect(refs).toEqual(['a__1', 'a__2', 'nameless']);
});
