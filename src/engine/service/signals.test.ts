import { describe, expect, it } from 'vitest';
import { startWorkflowRequestSchema, type ReturnStrategy, type WorkflowDef } from '#contract/index.ts';
import { setVariable, simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const twoWaits = workflowDef([setVariable('set', { v: 1 }), step('WAIT', 'w1'), step('WAIT', 'w2')]);

interface Wait {
  readonly returnStrategy?: ReturnStrategy;
  readonly waitUntilTasks?: readonly string[];
  readonly timeoutMs?: number;
  readonly cancellation?: AbortSignal;
}

function execute(scenario: Scenario, def: WorkflowDef, wait: Wait = {}) {
  const request = startWorkflowRequestSchema.parse({ name: def.name, workflowDef: def, input: { q: 1 } });
  return scenario.engine.workflows.execute(request, {
    waitUntilTasks: [],
    timeoutMs: 10_000,
    returnStrategy: 'TARGET_WORKFLOW',
    requestId: 'r1',
    ...wait,
  });
}

function signal(scenario: Scenario, workflowId: string, wait: Wait = {}) {
  return scenario.engine.tasks.signalAndWait(
    workflowId,
    'COMPLETED',
    { s: 1 },
    {
      timeoutMs: 5000,
      returnStrategy: 'TARGET_WORKFLOW',
      ...wait,
    },
  );
}

describe('sync execution', () => {
  it('SY1 answers at once when the execution has ended or waits for a signal', async () => {
    const scenario = await Scenario.open();
    const done = await execute(scenario, workflowDef([setVariable('set', { v: 1 })]));
    expect(done).toMatchObject({ responseType: 'TARGET_WORKFLOW', requestId: 'r1', status: 'COMPLETED' });
    expect(await execute(scenario, twoWaits)).toMatchObject({
      targetWorkflowStatus: 'RUNNING',
      signalTimeout: false,
      input: { q: 1 },
      variables: { v: 1 },
    });
  });

  it('SY1 answers when a worker has brought the execution to its end', async () => {
    const scenario = await Scenario.open();
    const answer = execute(scenario, workflowDef([simple('a')]));
    await settled();
    await scenario.complete('a', { x: 9 });
    expect(await answer).toMatchObject({ status: 'COMPLETED', output: { x: 9 }, signalTimeout: false });
  });

  it('SY1 answers when one of the tasks waited for has ended', async () => {
    const scenario = await Scenario.open();
    const answer = execute(scenario, workflowDef([simple('a'), simple('b')]), {
      waitUntilTasks: ['x', 'a'],
      returnStrategy: 'BLOCKING_TASK',
    });
    await settled();
    await scenario.complete('a', { x: 9 });
    expect(await answer).toMatchObject({ referenceTaskName: 'a', status: 'COMPLETED', output: { x: 9 } });
  });

  it('SY2 answers with what there is when the time is over, and leaves no alarm behind', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([step('WAIT', 'w', { inputParameters: { duration: '1 hour' } })]);
    const answer = execute(scenario, def, { timeoutMs: 3000 });
    await settled();
    await scenario.advance(3);
    const { workflowId, signalTimeout, status } = await answer;
    expect({ signalTimeout, status }).toEqual({ signalTimeout: true, status: 'RUNNING' });
    await scenario.engine.workflows.terminate(workflowId);
    expect(scenario.ports.clock.alarms).toBe(0);
  });

  it('SY2 ends when the client has gone, and when the engine closes', async () => {
    const scenario = await Scenario.open();
    const client = new AbortController();
    const first = execute(scenario, workflowDef([simple('a')]), { cancellation: client.signal });
    const second = execute(scenario, workflowDef([simple('a')]));
    await settled();
    client.abort();
    expect(await first).toMatchObject({ signalTimeout: true });
    await scenario.engine.close();
    expect(await second).toMatchObject({ signalTimeout: true });
  });

  it.each<[ReturnStrategy, object]>([
    ['TARGET_WORKFLOW', { tasks: [{ referenceTaskName: 'set' }, { referenceTaskName: 'w1' }] }],
    ['BLOCKING_WORKFLOW', { tasks: [{ referenceTaskName: 'set' }, { referenceTaskName: 'w1' }] }],
    ['BLOCKING_TASK', { referenceTaskName: 'w1', taskType: 'WAIT', status: 'IN_PROGRESS', input: {} }],
    ['BLOCKING_TASK_INPUT', { referenceTaskName: 'w1', taskType: 'WAIT', status: 'IN_PROGRESS', input: {} }],
  ])('SY3 answers as %s asks', async (returnStrategy, expected) => {
    const scenario = await Scenario.open();
    const answer = await execute(scenario, twoWaits, { returnStrategy });
    expect(answer).toMatchObject({ responseType: returnStrategy, ...expected });
  });

  it('SY4 fails when it is to answer with a task and none blocks the execution', async () => {
    const scenario = await Scenario.open();
    const answer = execute(scenario, workflowDef([setVariable('set', {})]), {
      returnStrategy: 'BLOCKING_TASK',
    });
    await expect(answer).rejects.toMatchObject({
      kind: 'internal',
      message: expect.stringMatching(/^There is no task at which workflow \S+ is blocked$/),
    });
  });
});

describe('sync signals', () => {
  it('SY5 go to the first task that waits, and answer at the next one or at the end', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(twoWaits);
    expect(await signal(scenario, id, { returnStrategy: 'BLOCKING_TASK' })).toMatchObject({
      referenceTaskName: 'w2',
      signalTimeout: false,
    });
    expect(await signal(scenario, id)).toMatchObject({ status: 'COMPLETED', output: { s: 1 } });
  });

  it('SY5 are refused when nothing waits', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    await expect(signal(scenario, id)).rejects.toMatchObject({
      kind: 'notFound',
      message: `Found no blocked task in workflow ${id} to signal`,
    });
  });

  it('SY5 that come together each find a task of their own', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(twoWaits);
    await Promise.all([signal(scenario, id), signal(scenario, id)]);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('SY2 to a paused execution have the time run out', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(twoWaits);
    await scenario.engine.workflows.pause(id);
    const answer = signal(scenario, id);
    await settled();
    await scenario.advance(5);
    expect(await answer).toMatchObject({ signalTimeout: true, status: 'PAUSED' });
  });
});

describe('sub-workflows', () => {
  const parent = workflowDef(
    [step('SUB_WORKFLOW', 'sub', { subWorkflowParam: { name: 'child', version: 1 } })],
    { name: 'parent' },
  );

  async function openWithChild(): Promise<Scenario> {
    const scenario = await Scenario.open();
    const child = workflowDef([step('WAIT', 'w'), simple('after')], { name: 'child' });
    await scenario.engine.metadata.registerWorkflow(child, { overwrite: false });
    return scenario;
  }

  it('SY1 SY3 a sync execution answers when one of its sub-workflows waits for a signal', async () => {
    const scenario = await openWithChild();
    const whole = await execute(scenario, parent);
    expect(whole).toMatchObject({ targetWorkflowStatus: 'RUNNING', tasks: [{ referenceTaskName: 'sub' }] });
    const blocking = await execute(scenario, parent, { returnStrategy: 'BLOCKING_WORKFLOW' });
    expect(blocking).toMatchObject({ tasks: [{ referenceTaskName: 'w', status: 'IN_PROGRESS' }] });
    expect(blocking.workflowId).not.toBe(blocking.targetWorkflowId);
    const task = await execute(scenario, parent, { returnStrategy: 'BLOCKING_TASK' });
    expect(task).toMatchObject({ referenceTaskName: 'w', workflowType: 'child' });
  });

  it('TK13 SY5 a signal finds the task that waits in a sub-workflow, and answers when all has ended', async () => {
    const scenario = await openWithChild();
    const id = await scenario.start(parent);
    await settled();
    const answer = signal(scenario, id);
    await settled();
    await scenario.complete('after', { done: true });
    expect(await answer).toMatchObject({ status: 'COMPLETED', output: { done: true } });
  });

  it('SY1 a task of a sub-workflow can be waited for', async () => {
    const scenario = await openWithChild();
    const def = workflowDef(
      [step('SUB_WORKFLOW', 'sub', { subWorkflowParam: { name: 'inner', version: 1 } })],
      { name: 'outer' },
    );
    const inner = workflowDef([simple('x'), simple('y')], { name: 'inner' });
    await scenario.engine.metadata.registerWorkflow(inner, { overwrite: false });
    const answer = execute(scenario, def, { waitUntilTasks: ['x'], returnStrategy: 'BLOCKING_TASK' });
    await settled();
    await scenario.complete('x');
    expect(await answer).toMatchObject({
      referenceTaskName: 'x',
      status: 'COMPLETED',
      workflowType: 'inner',
    });
  });
});
