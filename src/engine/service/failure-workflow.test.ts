import { describe, expect, it } from 'vitest';
import type { Workflow } from '#contract/index.ts';
import { choose, fork, simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const rescue = workflowDef([simple('rescue')], { name: 'rescue' });
const once = { retryCount: 0 };

async function open(...defs: readonly (typeof rescue)[]): Promise<Scenario> {
  const scenario = await Scenario.open();
  for (const def of [rescue, ...defs]) {
    await scenario.engine.metadata.registerWorkflow(def, { overwrite: true });
  }
  return scenario;
}

/** The failure workflow that an execution has begun. */
async function begunBy(scenario: Scenario, id: string): Promise<Workflow> {
  await settled();
  const { output } = await scenario.get(id);
  return scenario.get(String(output['conductor.failure_workflow']));
}

async function rescues(scenario: Scenario): Promise<number> {
  const { totalHits } = await scenario.engine.workflows.search({
    start: 0,
    size: 100,
    query: 'workflowType=rescue',
  });
  return totalHits;
}

const failing = (fields: Fields = {}) =>
  workflowDef([simple('a', once), simple('b')], { failureWorkflow: 'rescue', ...fields });

describe('what a failure workflow is told', () => {
  it('FW1 WI5 the failed execution as it is kept, and which task it was', async () => {
    const scenario = await open();
    const id = await scenario.start(failing(), {
      input: { x: 1 },
      correlationId: 'c',
      taskToDomain: { rescue: 'd' },
      priority: 7,
    });
    const task = await scenario.fail('a', 'broke');
    const begun = await begunBy(scenario, id);
    const reason = `Task ${task.taskId} failed with status: FAILED and reason: 'broke'`;
    expect(begun).toMatchObject({
      workflowName: 'rescue',
      correlationId: 'c',
      taskToDomain: { rescue: 'd' },
      priority: 0,
      input: {
        x: 1,
        workflowId: id,
        reason,
        failureStatus: 'FAILED',
        failureTaskId: task.taskId,
        failedWorkflow: {
          workflowId: id,
          workflowName: 'flow',
          workflowVersion: 1,
          status: 'FAILED',
          previousStatus: 'RUNNING',
          reasonForIncompletion: reason,
          failedTaskId: task.taskId,
          failedReferenceTaskNames: ['a'],
          failedTaskNames: ['a'],
          input: { x: 1 },
          tasks: [{ referenceTaskName: 'a', status: 'FAILED', reasonForIncompletion: 'broke' }],
        },
      },
    });
    const told = Object(begun.input['failedWorkflow']);
    expect(Object.keys(told).filter((name) => ['updateTime', 'startTime', 'history'].includes(name))).toEqual(
      [],
    );
  });

  it.each<[string, ReturnType<typeof workflowDef>, string, Fields]>([
    [
      'a TERMINATE task',
      workflowDef([step('TERMINATE', 'e', { inputParameters: { terminationStatus: 'TERMINATED' } })]),
      'TERMINATED',
      { task: 'e' },
    ],
    ['what is decided wrongly', workflowDef([choose('s', 'x', {}), simple('z')]), 'FAILED', {}],
    [
      'a fork without a JOIN',
      workflowDef([step('FORK_JOIN', 'f', { forkTasks: [[simple('x')]] })]),
      'FAILED',
      { task: undefined },
    ],
  ])('FW1 FW4 of %s', async (_what, def, failureStatus, { task }) => {
    const scenario = await open();
    const odd = { ...def, failureWorkflow: 'rescue' };
    const id = await scenario.startUnchecked(
      def.tasks[0]?.type === 'SWITCH'
        ? { ...odd, tasks: odd.tasks.map((each) => ({ ...each, evaluatorType: 'ruby' })) }
        : odd,
    );
    const { input } = await begunBy(scenario, id);
    const { tasks } = await scenario.get(id);
    const named = tasks.find((each) => each.referenceTaskName === task);
    expect([input['failureStatus'], input['failureTaskId']]).toEqual([failureStatus, named?.taskId]);
    expect(Object.hasOwn(Object(input['failedWorkflow']), 'failedReferenceTaskNames')).toBe(false);
  });

  it('FW1 DC9 of permissive failures no task is named, but all of their reasons', async () => {
    const scenario = await open();
    const tolerated = { ...once, permissive: true };
    const id = await scenario.start(
      workflowDef([simple('a', tolerated), simple('b', tolerated)], { failureWorkflow: 'rescue' }),
    );
    await scenario.fail('a', 'one');
    expect(await rescues(scenario)).toBe(0);
    await scenario.fail('b', 'two');
    const { input } = await begunBy(scenario, id);
    expect(input).not.toHaveProperty('failureTaskId');
    expect(input['reason']).toMatch(/reason: 'one'\. Task .* reason: 'two'$/);
    expect(input['failedWorkflow']).not.toHaveProperty('failedTaskId');
  });

  it('FW1 TO5 of a workflow that ran too long', async () => {
    const scenario = await open();
    const id = await scenario.start(failing({ timeoutSeconds: 60, timeoutPolicy: 'TIME_OUT_WF' }));
    await scenario.advance(60);
    const { input } = await begunBy(scenario, id);
    expect(input).toMatchObject({
      failureStatus: 'TIMED_OUT',
      reason: expect.stringMatching(/^Workflow timed out/),
    });
    expect(input).not.toHaveProperty('failureTaskId');
  });
});

describe('which failure workflow there is', () => {
  it.each<[string, Fields, string]>([
    ['of a version', { failureWorkflowVersion: 1 }, '1'],
    ['of the latest version', {}, '2'],
  ])('FW1 one %s', async (_what, fields, version) => {
    const scenario = await open(workflowDef([simple('rescue')], { name: 'rescue', version: 2 }));
    const id = await scenario.start(failing(fields));
    await scenario.fail('a');
    expect(String((await begunBy(scenario, id)).workflowVersion)).toBe(version);
  });

  it.each<[string, Fields, string]>([
    [
      'an unknown one',
      { failureWorkflow: 'none' },
      'none failed to start.  reason: No such workflow defined. name=none, version=null',
    ],
    [
      'a version that there is not',
      { failureWorkflowVersion: 9 },
      'rescue failed to start.  reason: No such workflow defined. name=rescue, version=9',
    ],
  ])('FW2 %s is told as the output', async (_what, fields, told) => {
    const scenario = await open();
    const id = await scenario.start(failing(fields), { input: { which: 'rescue' } });
    await scenario.fail('a');
    await settled();
    const { status, output } = await scenario.get(id);
    expect(status).toBe('FAILED');
    expect(output['conductor.failure_workflow']).toBe(`Error workflow ${told}`);
    expect(await rescues(scenario)).toBe(0);
  });

  it.each([
    ['$workflow.input.which', true],
    ['$workflow.input.none', false],
    ['${workflow.input.which}', false],
    ['$which', false],
    ['', false],
  ])('FW3 of the name "%s" there is one: %s', async (failureWorkflow, isThere) => {
    const scenario = await open();
    const id = await scenario.start(failing({ failureWorkflow }), { input: { which: 'rescue' } });
    await scenario.fail('a');
    await settled();
    expect(Object.keys((await scenario.get(id)).output)).toEqual(
      isThere ? ['conductor.failure_workflow'] : [],
    );
    expect(await rescues(scenario)).toBe(isThere ? 1 : 0);
  });

  it('FW1 FW2 each failure in a chain begins the next, and the last has none', async () => {
    const links = ['one', 'two', 'three'].map((name, index, names) => {
      const next = names[index + 1];
      return workflowDef([simple(`t${index}`, once)], {
        name,
        ...(next !== undefined && { failureWorkflow: next }),
      });
    });
    const scenario = await open(...links);
    const [first = rescue] = links;
    let id = await scenario.start(first);
    await scenario.fail('t0', 'zero');
    for (const index of [1, 2]) {
      const begun = await begunBy(scenario, id);
      expect(begun.input['failedWorkflow']).toMatchObject({ workflowId: id });
      id = begun.workflowId;
      await scenario.fail(`t${index}`, `after ${index}`);
    }
    const last = await scenario.get(id);
    expect([last.workflowName, last.status, last.output]).toEqual(['three', 'FAILED', {}]);
  });

  it('FW1 one that names itself ends when its own story grows too long, and the engine goes on', async () => {
    const circle = workflowDef([step('FORK_JOIN', 'f', { forkTasks: [[simple('x')]] })], {
      name: 'circle',
      failureWorkflow: 'circle',
    });
    const ports = { engine: { payloadLimits: { workflowInput: 100_000 } } };
    const scenario = await Scenario.open(ports);
    await scenario.ports.store.commit([{ kind: 'workflowDef.put', def: circle }]);
    await scenario.startUnchecked(circle);
    for (let turn = 0; turn < 20; turn += 1) await settled();
    const { results } = await scenario.engine.workflows.search({
      start: 0,
      size: 100,
      sort: 'startTime:ASC',
    });
    expect(results.length).toBeGreaterThan(1);
    expect(results.length).toBeLessThan(50);
    const outputs = await Promise.all(
      results.map(async ({ workflowId }) => (await scenario.get(workflowId)).output),
    );
    const told = outputs.map((output) => String(output['conductor.failure_workflow']));
    expect(told.filter((text) => text.includes('is greater than the permissible limit'))).toHaveLength(1);
  });
});

describe('failure workflows and others', () => {
  it('FW2 CH9 what a child has begun is not for its parent, which begins its own', async () => {
    const other = workflowDef([simple('other')], { name: 'other' });
    const child = workflowDef([simple('c', once)], { name: 'child', failureWorkflow: 'other' });
    const scenario = await open(other, child);
    const parent = workflowDef(
      [step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child', version: 1 } })],
      {
        failureWorkflow: 'rescue',
      },
    );
    const id = await scenario.start(parent);
    await settled();
    await scenario.fail('c', 'broke');
    await settled();
    const task = await scenario.task(id, 's');
    expect(task.outputData).toEqual({ subWorkflowId: task.subWorkflowId });
    expect((await begunBy(scenario, id)).workflowName).toBe('rescue');
    expect((await begunBy(scenario, task.subWorkflowId ?? '')).workflowName).toBe('other');
  });

  it.each(['terminate', 'complete', 'optional'])('FW4 none is begun for: %s', async (how) => {
    const scenario = await open();
    const id = await scenario.start(
      workflowDef([simple('a', { ...once, optional: how === 'optional' })], { failureWorkflow: 'rescue' }),
    );
    if (how === 'terminate') await scenario.engine.workflows.terminate(id, 'enough');
    else await scenario.finish('a', how === 'complete' ? 'COMPLETED' : 'FAILED');
    await settled();
    expect((await scenario.get(id)).output).not.toHaveProperty('conductor.failure_workflow');
    expect(await rescues(scenario)).toBe(0);
  });

  it('FW5 FW1 each failure of the same execution begins one, however often it crashes in between', async () => {
    const scenario = await open();
    const id = await scenario.start(failing());
    for (const failure of [1, 2, 3]) {
      await scenario.fail('a', `time ${failure}`);
      await scenario.crash();
      expect(await rescues(scenario)).toBe(failure);
      expect((await begunBy(scenario, id)).input['reason']).toContain(`time ${failure}`);
      await scenario.engine.workflows.retry(id, { resumeSubworkflowTasks: false });
      await settled();
    }
    await scenario.complete('a');
    await scenario.complete('b');
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect(await rescues(scenario)).toBe(3);
  });

  it('FW1 a failure in a branch tells of what was cancelled with it', async () => {
    const scenario = await open();
    const id = await scenario.start(
      workflowDef(fork('f', [[simple('a', once)], [simple('b')]]), { failureWorkflow: 'rescue' }),
    );
    await scenario.fail('a');
    const { input } = await begunBy(scenario, id);
    const { tasks } = Object(input['failedWorkflow']);
    expect(tasks.map((task: Fields) => [task['referenceTaskName'], task['status']])).toEqual([
      ['f', 'COMPLETED'],
      ['a', 'FAILED'],
      ['b', 'CANCELED'],
      ['f_join', 'CANCELED'],
    ]);
  });
});
