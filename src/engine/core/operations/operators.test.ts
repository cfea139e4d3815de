import { describe, expect, it } from 'vitest';
import { choose, fork, setVariable, simple, step, workflowDef } from '../../testing/builders.ts';
import { settled } from '../../testing/fake-clock.ts';
import { ScriptFailure } from '../../testing/fake-ports.ts';
import { Scenario } from '../../testing/scenario.ts';

const unretried = { retryCount: 0 };
const again = { resumeSubworkflowTasks: false };

describe('pause and resume', () => {
  it('OP1 what ends meanwhile is followed at the resume', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const id = await scenario.start(
      workflowDef([...fork('f', [[simple('a')], [simple('b')]]), simple('end')]),
    );
    await workflows.pause(id);
    await workflows.pause(id);
    expect(await scenario.status(id)).toBe('PAUSED');
    await scenario.complete('a');
    await scenario.complete('b');
    expect((await scenario.task(id, 'f_join')).status).toBe('IN_PROGRESS');
    await scenario.advance(7);
    await workflows.resume(id);
    const workflow = await scenario.get(id);
    expect(workflow).toMatchObject({ status: 'RUNNING', lastRetriedTime: scenario.ports.clock.now() });
    expect((await scenario.task(id, 'end')).status).toBe('SCHEDULED');
  });

  it('OP1 a failure meanwhile is retried at the resume', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    await scenario.engine.workflows.pause(id);
    await scenario.fail('a');
    expect(await scenario.trace(id)).toEqual(['a FAILED']);
    await scenario.engine.workflows.resume(id);
    expect(await scenario.trace(id)).toEqual(['a FAILED', 'a SCHEDULED']);
  });

  it('OP1 a call that is answered meanwhile is kept', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([
        step('HTTP', 'h', { inputParameters: { uri: 'http://x.test', method: 'GET' } }),
        simple('b'),
      ]),
    );
    await scenario.engine.workflows.pause(id);
    scenario.ports.http.calls[0]?.answer({});
    await settled();
    expect(await scenario.trace(id)).toEqual(['h COMPLETED']);
    await scenario.engine.workflows.resume(id);
    expect(await scenario.trace(id)).toEqual(['h COMPLETED', 'b SCHEDULED']);
  });

  it('OP2 refuses what has ended or is not paused', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const id = await scenario.start(workflowDef([simple('a')]));
    await expect(workflows.resume(id)).rejects.toMatchObject({
      kind: 'internal',
      message: `The workflow ${id} is not PAUSED so cannot resume. Current status is RUNNING`,
    });
    await scenario.complete('a');
    await expect(workflows.pause(id)).rejects.toMatchObject({
      kind: 'conflict',
      message: `Workflow flow.1/${id} has ended, status cannot be updated.`,
    });
    await expect(workflows.pause('x')).rejects.toMatchObject({
      kind: 'notFound',
      message: 'No such workflow found by id: x',
    });
  });
});

describe('terminate', () => {
  it('OP3 ends the workflow and cancels what is open', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a')], [simple('b')]])));
    await scenario.complete('a', { x: 1 });
    await scenario.engine.workflows.terminate(id, 'enough');
    const workflow = await scenario.get(id);
    expect(workflow).toMatchObject({
      status: 'TERMINATED',
      reasonForIncompletion: 'enough',
      endTime: scenario.ports.clock.now(),
    });
    expect(await scenario.trace(id)).toEqual(['f COMPLETED', 'a COMPLETED', 'b CANCELED', 'f_join CANCELED']);
  });

  it('OP3 a COMPLETED one refuses, a TERMINATED one stays, a FAILED one becomes TERMINATED', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const def = workflowDef([simple('a', unretried)]);
    const completed = await scenario.start(def);
    await scenario.complete('a');
    await expect(workflows.terminate(completed)).rejects.toMatchObject({
      kind: 'conflict',
      message: 'Cannot terminate a COMPLETED workflow.',
    });
    const failed = await scenario.start(def);
    await scenario.fail('a');
    await workflows.terminate(failed, 'first');
    await workflows.terminate(failed, 'second');
    expect(await scenario.get(failed)).toMatchObject({
      status: 'TERMINATED',
      reasonForIncompletion: 'first',
    });
  });
});

describe('restart', () => {
  it('OP4 OP19 starts again under the same id, with its input and its variables', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      simple('a', { inputParameters: { was: '${workflow.variables.v}' }, ...unretried }),
      setVariable('s', { v: '${a.output.v}' }),
      simple('b', unretried),
    ]);
    const id = await scenario.start(def, { input: { x: 1 } });
    await scenario.complete('a', { v: 'set' });
    await scenario.fail('b');
    const before = await scenario.get(id);
    await scenario.advance(10);
    await scenario.engine.workflows.restart(id, { useLatestDefinitions: false });
    const workflow = await scenario.get(id);
    expect(workflow).toMatchObject({
      status: 'RUNNING',
      createTime: scenario.ports.clock.now(),
      endTime: 0,
      input: { x: 1 },
      output: {},
      variables: { v: 'set' },
      failedReferenceTaskNames: ['b'],
    });
    expect(workflow).not.toHaveProperty('reasonForIncompletion');
    expect(await scenario.trace(id)).toEqual(['a SCHEDULED']);
    const [first] = workflow.tasks;
    expect(first).toMatchObject({ seq: 1, inputData: { was: 'set' } });
    expect(before.tasks.map((task) => task.taskId)).not.toContain(first?.taskId);
    expect(await scenario.ports.store.task(before.tasks[0]?.taskId ?? '')).toBeUndefined();
    await scenario.complete('a');
    await scenario.complete('b');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OP5 with the latest definitions runs the newest version', async () => {
    const scenario = await Scenario.open();
    const { metadata, workflows } = scenario.engine;
    await metadata.registerWorkflow(workflowDef([simple('old', unretried)]), { overwrite: false });
    const id = await workflows.start({ name: 'flow', input: {}, taskToDomain: {}, priority: 0 });
    await scenario.fail('old');
    await metadata.registerWorkflow(workflowDef([simple('new')], { version: 3 }), { overwrite: false });
    await workflows.restart(id, { useLatestDefinitions: false });
    expect(await scenario.trace(id)).toEqual(['old SCHEDULED']);
    await workflows.terminate(id);
    await workflows.restart(id, { useLatestDefinitions: true });
    expect(await scenario.get(id)).toMatchObject({ workflowVersion: 3, workflowDefinition: { version: 3 } });
    expect(await scenario.trace(id)).toEqual(['new SCHEDULED']);
  });

  it('OP6 refuses a workflow that runs, or may not be restarted', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const id = await scenario.start(workflowDef([simple('a')], { restartable: false }));
    const message = `Workflow: flow.1/${id}.RUNNING is not in terminal state, unable to`;
    await expect(workflows.restart(id, { useLatestDefinitions: false })).rejects.toMatchObject({
      kind: 'conflict',
      message: `${message} restart.`,
    });
    await expect(workflows.rerun(id, {})).rejects.toMatchObject({
      kind: 'conflict',
      message: `${message} rerun.`,
    });
    await scenario.complete('a');
    await expect(workflows.restart(id, { useLatestDefinitions: false })).rejects.toMatchObject({
      kind: 'notFound',
      message: `Workflow: flow.1/${id}.COMPLETED is non-restartable`,
    });
  });
});

describe('retry', () => {
  it('OP7 OP19 goes on from what failed; what has succeeded stays', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([...fork('f', [[simple('a', unretried)], [simple('b')], [simple('c')]]), simple('end')]),
    );
    await scenario.complete('c', { kept: 1 });
    await scenario.fail('a');
    await scenario.engine.workflows.retry(id, again);
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a FAILED',
      'b CANCELED',
      'c COMPLETED',
      'f_join IN_PROGRESS',
      'a SCHEDULED',
      'b SCHEDULED',
    ]);
    expect(await scenario.get(id)).toMatchObject({
      status: 'RUNNING',
      endTime: 0,
      failedReferenceTaskNames: ['a'],
      lastRetriedTime: scenario.ports.clock.now(),
    });
    await scenario.complete('a');
    await scenario.complete('b');
    await scenario.complete('end');
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect((await scenario.task(id, 'f_join')).outputData).toEqual({ c: { kept: 1 } });
  });

  it('OP7 reopens a JOIN that a permissive task failed', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef(fork('f', [[simple('a', { permissive: true, ...unretried })], [simple('b')]])),
    );
    await scenario.fail('a');
    await scenario.complete('b');
    expect((await scenario.task(id, 'f_join')).status).toBe('FAILED');
    await scenario.engine.workflows.retry(id, again);
    expect(await scenario.task(id, 'f_join')).toMatchObject({ status: 'IN_PROGRESS', retryCount: 0 });
    await scenario.complete('a');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OP7 calls again, waits again', async () => {
    const scenario = await Scenario.open();
    const request = { uri: 'http://x.test', method: 'GET' };
    const id = await scenario.start(
      workflowDef(
        fork('f', [
          [step('HTTP', 'h', { inputParameters: request })],
          [step('WAIT', 'w', { inputParameters: { duration: '1 minute' } })],
        ]),
      ),
    );
    scenario.ports.http.calls[0]?.answer({ status: 500 });
    await settled();
    await scenario.engine.workflows.retry(id, again);
    scenario.ports.http.calls[1]?.answer({});
    await scenario.advance(60);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OP8 refuses what runs and what did not fail', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const id = await scenario.start(workflowDef([simple('a')]));
    await expect(workflows.retry(id, again)).rejects.toMatchObject({
      kind: 'notFound',
      message: 'Workflow is still running.  status=RUNNING',
    });
    await scenario.complete('a');
    await expect(workflows.retry(id, again)).rejects.toMatchObject({
      kind: 'conflict',
      message:
        'There are no retryable tasks! Use restart if you want to attempt entire workflow execution again.',
    });
  });

  it('OP9 the new attempt has no delay and no reason, and sees what has changed', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([simple('a'), simple('b', { inputParameters: { a: '${a.output.x}' }, ...unretried })]),
    );
    await scenario.complete('a', { x: 1 });
    const failed = await scenario.fail('b');
    await scenario.engine.workflows.retry(id, again);
    const next = await scenario.task(id, 'b');
    expect(next).toMatchObject({
      retriedTaskId: failed.taskId,
      retryCount: 1,
      inputData: { a: 1 },
      callbackAfterSeconds: 0,
      startDelayInSeconds: 0,
    });
    expect(next).not.toHaveProperty('reasonForIncompletion');
    expect((await scenario.poll('b'))?.taskId).toBe(next.taskId);
  });

  it('OP16 a failed SWITCH chooses anew', async () => {
    let isBroken = true;
    const scenario = await Scenario.open({
      scripts: {
        pick: () => {
          if (isBroken) throw new ScriptFailure('error', 'broken');
          return 'x';
        },
      },
    });
    const task = step('SWITCH', 's', {
      evaluatorType: 'javascript',
      expression: 'pick',
      decisionCases: { x: [simple('one')] },
    });
    const id = await scenario.start(workflowDef([task]));
    isBroken = false;
    await scenario.engine.workflows.retry(id, again);
    expect(await scenario.trace(id)).toEqual(['s FAILED', 's COMPLETED', 'one SCHEDULED']);
    expect((await scenario.task(id, 's')).retryCount).toBe(1);
  });

  it.each([
    ['its next step', 'complete', 'c SCHEDULED'],
    ['its next attempt', 'fail', 'a SCHEDULED'],
  ] as const)('DC18 goes on with %s behind what ended together with the failure', async (_, end, next) => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const branches = [[simple('a', { retryCount: 1 }), simple('c')], [simple('b', unretried)]];
    const id = await scenario.start(workflowDef(fork('f', branches)));
    await workflows.pause(id);
    await scenario[end]('a');
    await scenario.fail('b');
    await workflows.resume(id);
    expect(await scenario.status(id)).toBe('FAILED');
    await workflows.retry(id, again);
    const trace = await scenario.trace(id);
    expect(trace.filter((line) => line.endsWith('SCHEDULED')).toSorted()).toEqual(
      [next, 'b SCHEDULED'].toSorted(),
    );
  });

  it('DC18 attempts again what may fail, if it failed together with what may not', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const branches = [[simple('a', { ...unretried, optional: true }), simple('c')], [simple('b', unretried)]];
    const id = await scenario.start(workflowDef(fork('f', branches)));
    await workflows.pause(id);
    await scenario.fail('a');
    await scenario.fail('b');
    await workflows.resume(id);
    expect((await scenario.get(id)).failedReferenceTaskNames).toEqual(['b']);
    await workflows.retry(id, again);
    expect(await scenario.trace(id)).toEqual(expect.arrayContaining(['a SCHEDULED', 'b SCHEDULED']));
  });
});

describe('rerun', () => {
  it('OP10 from the beginning, with another input and correlation id', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([simple('a', { inputParameters: { x: '${workflow.input.x}' } })]),
      {
        input: { x: 1 },
        correlationId: 'old',
      },
    );
    await scenario.complete('a', { kept: 1 });
    const before = await scenario.get(id);
    await scenario.advance(10);
    expect(await scenario.engine.workflows.rerun(id, { workflowInput: { x: 2 }, correlationId: 'new' })).toBe(
      id,
    );
    const workflow = await scenario.get(id);
    expect(workflow).toMatchObject({
      status: 'RUNNING',
      input: { x: 2 },
      correlationId: 'new',
      createTime: before.createTime,
      output: { kept: 1 },
    });
    expect(workflow.tasks).toMatchObject([{ inputData: { x: 2 }, seq: 1, correlationId: 'new' }]);
  });

  it('OP11 from a task drops what can only follow it, and resets it in place', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), simple('b'), simple('c')]));
    for (const name of ['a', 'b', 'c']) await scenario.complete(name, { from: name });
    const target = await scenario.task(id, 'b');
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId: target.taskId, taskInput: { other: 1 } });
    expect(await scenario.trace(id)).toEqual(['a COMPLETED', 'b SCHEDULED']);
    expect(await scenario.task(id, 'b')).toMatchObject({
      taskId: target.taskId,
      retryCount: 0,
      seq: 2,
      inputData: { other: 1 },
      outputData: {},
    });
    await scenario.complete('b');
    await scenario.complete('c');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OP11 leaves other branches as they are, unless they failed', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([
        ...fork('f', [[simple('a'), simple('a2')], [simple('b')], [simple('c', unretried)]]),
        simple('end'),
      ]),
    );
    await scenario.complete('a');
    await scenario.complete('b', { kept: 1 });
    await scenario.fail('c');
    const target = await scenario.task(id, 'a');
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId: target.taskId });
    expect(await scenario.trace(id)).toEqual(['f COMPLETED', 'a SCHEDULED', 'b COMPLETED', 'c SCHEDULED']);
    for (const name of ['c', 'a', 'a2', 'end']) await scenario.complete(name);
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect((await scenario.task(id, 'f_join')).outputData).toEqual({ b: { kept: 1 } });
  });

  it('OP11 what the engine does by itself is done again', async () => {
    const scenario = await Scenario.open({ scripts: { five: () => 5 } });
    const id = await scenario.start(
      workflowDef([step('INLINE', 'i', { inputParameters: { expression: 'five' } }), simple('b')]),
    );
    await scenario.complete('b');
    const target = await scenario.task(id, 'i');
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId: target.taskId });
    expect(await scenario.trace(id)).toEqual(['i COMPLETED', 'b SCHEDULED']);
  });

  it('OP12 from a SWITCH chooses anew', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      choose('s', '${workflow.input.kind}', { x: [simple('one')], y: [simple('two')] }),
      simple('end'),
    ]);
    const id = await scenario.start(def, { input: { kind: 'x' } });
    await scenario.complete('one');
    await scenario.complete('end');
    const target = await scenario.task(id, 's');
    await scenario.engine.workflows.rerun(id, {
      reRunFromTaskId: target.taskId,
      workflowInput: { kind: 'y' },
    });
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'two SCHEDULED']);
    await scenario.complete('two');
    await scenario.complete('end');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OP12 from what was skipped schedules its step', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const items = { loopCondition: '', inputParameters: { _items: [1] } };
    const loop = step('DO_WHILE', 'l', { ...items, loopOver: [simple('b')] });
    const id = await scenario.start(workflowDef([simple('a'), loop]));
    await workflows.skipTask(id, 'l', {});
    await scenario.complete('a');
    const { taskId } = await scenario.task(id, 'l');
    await workflows.rerun(id, { reRunFromTaskId: taskId });
    expect(await scenario.trace(id)).toEqual(['a COMPLETED', 'l IN_PROGRESS', 'b__1 SCHEDULED']);
    await scenario.complete('b');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OP12 from a fork runs all its branches again', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), ...fork('f', [[simple('b')], [simple('c')]])]));
    for (const name of ['a', 'b', 'c']) await scenario.complete(name);
    const target = await scenario.task(id, 'f');
    await scenario.engine.workflows.rerun(id, { reRunFromTaskId: target.taskId });
    expect(await scenario.trace(id)).toEqual([
      'a COMPLETED',
      'f COMPLETED',
      'b SCHEDULED',
      'c SCHEDULED',
      'f_join IN_PROGRESS',
    ]);
  });

  it('OP13 from an unknown task is refused', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    await scenario.complete('a');
    await expect(scenario.engine.workflows.rerun(id, { reRunFromTaskId: 'x' })).rejects.toMatchObject({
      kind: 'invalid',
      message: 'Task x not found',
    });
    expect(await scenario.status(id)).toBe('COMPLETED');
  });
});
