import { describe, expect, it } from 'vitest';
import type { WorkflowDef } from '#contract/index.ts';
import { childId } from '../core/child-id.ts';
import { choose, fork, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario, type ScenarioOptions } from '../testing/scenario.ts';

const child = workflowDef([simple('c')], { name: 'child', outputParameters: { got: '${c.output.x}' } });
const runsChild = step('SUB_WORKFLOW', 's', {
  subWorkflowParam: { name: 'child' },
  inputParameters: { a: '${workflow.input.a}' },
});
const parent = workflowDef([runsChild, simple('after')], { name: 'parent' });

async function open(defs: readonly WorkflowDef[] = [child], options: ScenarioOptions = {}) {
  const scenario = await Scenario.open(options);
  for (const def of defs) await scenario.engine.metadata.registerWorkflow(def, { overwrite: true });
  return scenario;
}

/** Starts a parent and gives its id and its child's. */
async function started(scenario: Scenario, def: WorkflowDef = parent, fields = {}) {
  const id = await scenario.start(def, fields);
  await settled();
  const { subWorkflowId = '' } = await scenario.task(id, 's');
  return { id, subWorkflowId };
}

describe('SUB_WORKFLOW', () => {
  it('CH1 runs another workflow and gives its output', async () => {
    const scenario = await open();
    const { id, subWorkflowId } = await started(scenario, parent, { input: { a: 1 } });
    expect(await scenario.trace(id)).toEqual(['s IN_PROGRESS']);
    expect(await scenario.get(subWorkflowId)).toMatchObject({
      status: 'RUNNING',
      workflowName: 'child',
      parentWorkflowId: id,
      parentWorkflowTaskId: (await scenario.task(id, 's')).taskId,
      input: { a: 1 },
    });
    await scenario.complete('c', { x: 7 });
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
    expect((await scenario.task(id, 's')).outputData).toEqual({ subWorkflowId, got: 7 });
    expect(scenario.ports.log.lines).toEqual([]);
  });

  it('CH1 goes on at once when the child has nothing to wait for', async () => {
    const scenario = await open([workflowDef([step('NOOP', 'n')], { name: 'child' })]);
    const { id } = await started(scenario);
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
  });

  it('CH2 says in its input what is run, with nulls for what is not said', async () => {
    const scenario = await open();
    const { id } = await started(scenario, parent, { input: { a: 1 } });
    expect((await scenario.task(id, 's')).inputData).toEqual({
      subWorkflowName: 'child',
      subWorkflowVersion: 1,
      subWorkflowTaskToDomain: null,
      subWorkflowDefinition: null,
      priority: null,
      idempotencyKey: null,
      idempotencyStrategy: null,
      workflowInput: { a: 1 },
    });
  });

  it('CH3 with an empty input gives the child the whole of the task\u2019s', async () => {
    const scenario = await open();
    const def = workflowDef([step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'child', version: 1 } })]);
    const { subWorkflowId } = await started(scenario, def);
    expect((await scenario.get(subWorkflowId)).input).toMatchObject({
      subWorkflowName: 'child',
      subWorkflowVersion: 1,
      workflowInput: {},
    });
  });

  it('CH4 begins a child under an id that follows from the attempt', async () => {
    const scenario = await open();
    const { id, subWorkflowId } = await started(scenario);
    const task = await scenario.task(id, 's');
    expect(subWorkflowId).toBe(childId(id, task.taskId, 0));
  });

  it('CH5 without a version runs what was the latest when the parent started', async () => {
    const scenario = await open([child, { ...child, version: 2 }]);
    const def = workflowDef([simple('before'), runsChild], { name: 'parent' });
    const id = await scenario.start(def);
    await scenario.engine.metadata.registerWorkflow({ ...child, version: 3 }, { overwrite: false });
    await scenario.complete('before');
    const { subWorkflowId = '' } = await scenario.task(id, 's');
    expect((await scenario.get(subWorkflowId)).workflowVersion).toBe(2);
    const again = await started(scenario);
    expect((await scenario.get(again.subWorkflowId)).workflowVersion).toBe(3);
  });

  it('CH5 with version 0 runs what is the latest when the child starts', async () => {
    const scenario = await open();
    const latest = { ...runsChild, subWorkflowParam: { name: 'child', version: 0 } };
    const id = await scenario.start(workflowDef([simple('before'), latest]));
    await scenario.engine.metadata.registerWorkflow({ ...child, version: 3 }, { overwrite: false });
    await scenario.complete('before');
    const { subWorkflowId = '' } = await scenario.task(id, 's');
    expect((await scenario.get(subWorkflowId)).workflowVersion).toBe(3);
  });

  it('CH5 without a version of what is not registered refuses the start', async () => {
    const scenario = await open([]);
    await expect(scenario.start(workflowDef([choose('x', 'a', { a: [runsChild] })]))).rejects.toMatchObject({
      kind: 'internal',
      message: 'The Task child defined as a sub-workflow has no workflow definition available ',
    });
  });

  it('CH5 a dynamically forked one runs what is the latest when it is forked', async () => {
    const scenario = await open();
    const inputParameters = { forkTaskWorkflow: '${workflow.input.which}', forkTaskInputs: [{ a: 1 }] };
    const def = workflowDef(
      [simple('before'), step('FORK_JOIN_DYNAMIC', 'd', { inputParameters }), step('JOIN', 'j')],
      { name: 'wide' },
    );
    const id = await scenario.startUnchecked(def, { input: { which: 'child' } });
    await scenario.engine.metadata.registerWorkflow({ ...child, version: 3 }, { overwrite: false });
    await scenario.complete('before');
    expect((await scenario.task(id, '_d_0')).inputData).toMatchObject({ subWorkflowVersion: 3 });
    const none = await scenario.startUnchecked(def, { input: { which: 'none' } });
    await scenario.complete('before');
    expect(await scenario.get(none)).toMatchObject({
      status: 'FAILED',
      reasonForIncompletion: 'The Task none defined as a sub-workflow has no workflow definition available ',
    });
    expect(await scenario.trace(none)).toEqual(['before COMPLETED']);
  });

  it('CH5 a version that is removed is the latest no more, one that an engine finds is', async () => {
    const scenario = await open([child, { ...child, version: 2 }]);
    await scenario.engine.metadata.removeWorkflow('child', 2);
    const before = await started(scenario);
    expect((await scenario.get(before.subWorkflowId)).workflowVersion).toBe(1);
    await scenario.crash();
    const after = await started(scenario);
    expect((await scenario.get(after.subWorkflowId)).workflowVersion).toBe(1);
    await scenario.engine.metadata.removeWorkflow('child', 1);
    await expect(scenario.start(parent)).rejects.toMatchObject({ kind: 'internal' });
  });

  it('CH6 with a version that is not registered fails the task', async () => {
    const scenario = await open();
    const { id } = await started(
      scenario,
      workflowDef([{ ...runsChild, subWorkflowParam: { name: 'child', version: 9 } }]),
    );
    expect(await scenario.trace(id)).toEqual(['s FAILED']);
    const task = await scenario.task(id, 's');
    expect(task.reasonForIncompletion).toBe('No such workflow defined. name=child, version=9');
    expect(task.subWorkflowId).toBeUndefined();
    expect(task.outputData).toEqual({});
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('CH7 runs a definition in place, as it is written, and says so in the child\u2019s input', async () => {
    const scenario = await open([]);
    const inPlace = workflowDef([simple('c', { inputParameters: { b: '${workflow.input.a}' } })], {
      name: 'inner',
      version: 4,
    });
    const def = workflowDef([{ ...runsChild, subWorkflowParam: { name: 'x', workflowDefinition: inPlace } }]);
    const { id, subWorkflowId } = await started(scenario, def, { input: { a: 1 } });
    expect((await scenario.task(id, 's')).inputData).toMatchObject({
      subWorkflowName: 'inner',
      subWorkflowVersion: null,
    });
    expect(await scenario.get(subWorkflowId)).toMatchObject({
      workflowName: 'inner',
      workflowVersion: 4,
      input: { a: 1, _systemMetadata: { dynamic: true } },
    });
    expect((await scenario.task(subWorkflowId, 'c')).inputData).toEqual({ b: 1 });
  });

  it('CH7 runs a definition that an expression gives', async () => {
    const scenario = await open([]);
    const param = { name: 'x', version: 1, workflowDefinition: '${workflow.input.def}' };
    const def = workflowDef([step('SUB_WORKFLOW', 's', { subWorkflowParam: param })]);
    const sent = { name: 'made', version: 2, tasks: [{ name: 'c', taskReferenceName: 'c', type: 'SIMPLE' }] };
    const { subWorkflowId } = await started(scenario, def, { input: { def: sent } });
    expect(await scenario.get(subWorkflowId)).toMatchObject({ workflowName: 'made', workflowVersion: 2 });

    const { version: _, ...unversioned } = param;
    await expect(
      scenario.start(workflowDef([step('SUB_WORKFLOW', 's', { subWorkflowParam: unversioned })])),
    ).rejects.toMatchObject({
      message: 'The Task x defined as a sub-workflow has no workflow definition available ',
    });

    const bad = await started(scenario, def, { input: { def: 'nothing' } });
    expect((await scenario.task(bad.id, 's')).reasonForIncompletion).toMatch(
      /^The sub-workflow's workflowDefinition is not a workflow definition/,
    );
  });

  it('CH8 hands correlation id and domains on, but not the priority', async () => {
    const scenario = await open();
    const fields = { correlationId: 'k', priority: 5, taskToDomain: { c: 'east' } };
    const { subWorkflowId } = await started(scenario, parent, fields);
    expect(await scenario.get(subWorkflowId)).toMatchObject({
      correlationId: 'k',
      priority: 0,
      taskToDomain: { c: 'east' },
    });
    const param = { name: 'child', priority: '${workflow.input.p}', taskToDomain: { c: 'west' } };
    const own = await started(scenario, workflowDef([{ ...runsChild, subWorkflowParam: param }]), {
      ...fields,
      input: { p: 3 },
    });
    expect(await scenario.get(own.subWorkflowId)).toMatchObject({
      priority: 3,
      taskToDomain: { c: 'west' },
    });
  });

  it.each([
    ['FAILED', 'FAILED', 'FAILED'],
    ['TIMED_OUT', 'TIMED_OUT', 'TIMED_OUT'],
    ['TERMINATED', 'CANCELED', 'TERMINATED'],
  ])('CH9 a child that is %s makes its task %s and its parent %s', async (childEnd, taskEnd, parentEnd) => {
    const scenario = await open([{ ...child, timeoutSeconds: 60, timeoutPolicy: 'TIME_OUT_WF' }]);
    const { id, subWorkflowId } = await started(scenario);
    if (childEnd === 'TIMED_OUT') await scenario.advance(60);
    if (childEnd === 'TERMINATED') await scenario.engine.workflows.terminate(subWorkflowId, 'enough');
    if (childEnd === 'FAILED') await scenario.finish('c', 'FAILED_WITH_TERMINAL_ERROR');
    await settled();
    const ended = await scenario.get(subWorkflowId);
    expect(ended.status).toBe(childEnd);
    const reason = `Sub workflow child.1/${subWorkflowId} failure reason: ${ended.reasonForIncompletion}`;
    const task = await scenario.task(id, 's');
    expect(task).toMatchObject({ status: taskEnd, reasonForIncompletion: reason });
    expect(await scenario.get(id)).toMatchObject({
      status: parentEnd,
      reasonForIncompletion: `Task ${task.taskId} failed with status: ${parentEnd} and reason: '${reason}'`,
    });
  });

  it('CH10 a retried task begins a child of its own, after its delay', async () => {
    const scenario = await open([child], {
      taskDefs: [taskDef('s', { retryCount: 1, retryDelaySeconds: 30 })],
    });
    const { id, subWorkflowId } = await started(scenario);
    await scenario.finish('c', 'FAILED_WITH_TERMINAL_ERROR');
    expect(await scenario.trace(id)).toEqual(['s FAILED', 's SCHEDULED']);
    expect((await scenario.task(id, 's')).subWorkflowId).toBeUndefined();
    await scenario.advance(30);
    const second = await scenario.task(id, 's');
    expect(second).toMatchObject({
      status: 'IN_PROGRESS',
      retryCount: 1,
      outputData: { subWorkflowId: second.subWorkflowId },
    });
    expect(second.subWorkflowId).not.toBe(subWorkflowId);
    await scenario.complete('c');
    expect(await scenario.trace(id)).toEqual(['s FAILED', 's COMPLETED', 'after SCHEDULED']);
  });

  it('CH10 startDelay delays the child', async () => {
    const scenario = await open();
    const id = await scenario.start(workflowDef([{ ...runsChild, startDelay: 10 }]));
    expect(await scenario.trace(id)).toEqual(['s SCHEDULED']);
    await scenario.advance(10);
    expect(await scenario.trace(id)).toEqual(['s IN_PROGRESS']);
  });

  it('CH11 an optional one that fails lets the parent go on, a permissive one fails it at its end', async () => {
    const scenario = await open();
    const optional = await started(
      scenario,
      workflowDef([{ ...runsChild, optional: true }, simple('after')]),
    );
    await scenario.finish('c', 'FAILED_WITH_TERMINAL_ERROR');
    expect(await scenario.trace(optional.id)).toEqual(['s COMPLETED_WITH_ERRORS', 'after SCHEDULED']);
    await scenario.complete('after');
    const permissive = await started(
      scenario,
      workflowDef([{ ...runsChild, permissive: true }, simple('after')]),
    );
    await scenario.finish('c', 'FAILED_WITH_TERMINAL_ERROR');
    expect(await scenario.trace(permissive.id)).toEqual(['s FAILED', 'after SCHEDULED']);
    await scenario.complete('after');
    expect(await scenario.status(permissive.id)).toBe('FAILED');
  });

  it('CH12 stands in loops, forks and dynamic forks, and is what a DYNAMIC task may become', async () => {
    const quick = workflowDef([step('NOOP', 'n')], { name: 'child', outputParameters: { y: 1 } });
    const scenario = await open([quick]);
    const inLoop = { loopOver: [runsChild], loopCondition: '', inputParameters: { _items: [1, 2] } };
    const loop = await scenario.startUnchecked(
      workflowDef([step('DO_WHILE', 'l', inLoop)], { name: 'loop' }),
    );
    const forked = await scenario.start(
      workflowDef(fork('f', [[runsChild], [{ ...runsChild, taskReferenceName: 's2' }]])),
    );
    const inputParameters = { forkTaskWorkflow: 'child', forkTaskInputs: [{ a: 1 }, { a: 2 }] };
    const wide = await scenario.startUnchecked(
      workflowDef([step('FORK_JOIN_DYNAMIC', 'd', { inputParameters }), step('JOIN', 'j')], {
        name: 'wide',
      }),
    );
    const dynamic = await scenario.start(
      workflowDef([
        step('DYNAMIC', 'y', {
          dynamicTaskNameParam: 'what',
          inputParameters: { what: 'SUB_WORKFLOW', subWorkflowName: 'child', workflowInput: { a: 1 } },
        }),
      ]),
    );
    await settled();
    expect(await scenario.trace(loop)).toEqual(['l COMPLETED', 's__1 COMPLETED', 's__2 COMPLETED']);
    expect(await scenario.trace(forked)).toEqual([
      'f COMPLETED',
      's COMPLETED',
      's2 COMPLETED',
      'f_join COMPLETED',
    ]);
    expect(await scenario.trace(wide)).toEqual([
      'd COMPLETED',
      '_d_0 COMPLETED',
      '_d_1 COMPLETED',
      'j COMPLETED',
    ]);
    expect(await scenario.trace(dynamic)).toEqual(['y COMPLETED']);
    expect((await scenario.task(dynamic, 'y')).outputData).toMatchObject({ y: 1 });
  });

  it('CH13 the end of a parent ends its children', async () => {
    const grandchild = workflowDef([simple('g')], { name: 'grandchild' });
    const middle = workflowDef([step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'grandchild' } })], {
      name: 'child',
    });
    const scenario = await open([grandchild, middle]);
    const { id, subWorkflowId } = await started(scenario);
    const below = (await scenario.task(subWorkflowId, 's')).subWorkflowId ?? '';
    await scenario.engine.workflows.terminate(id, 'enough');
    await settled();
    expect(await scenario.get(subWorkflowId)).toMatchObject({
      status: 'TERMINATED',
      reasonForIncompletion: 'Parent workflow has been terminated with reason: enough',
    });
    expect(await scenario.get(below)).toMatchObject({ status: 'TERMINATED' });
    expect(await scenario.trace(below)).toEqual(['g CANCELED']);
    expect(scenario.engine.tasks.queueSizes()).toEqual({ g: 0 });
    expect(await scenario.trace(id)).toEqual(['s CANCELED']);

    const other = await started(scenario);
    await scenario.engine.workflows.terminate(other.id);
    await settled();
    expect((await scenario.get(other.subWorkflowId)).reasonForIncompletion).toBe(
      'Parent workflow has been terminated with status TERMINATED',
    );
  });

  it('CH13 a task that ends without its child ends it, too', async () => {
    const scenario = await open([child], {
      taskDefs: [
        taskDef('s', {
          timeoutSeconds: 60,
          timeoutPolicy: 'RETRY',
          retryCount: 1,
          responseTimeoutSeconds: 10,
        }),
      ],
    });
    const { id, subWorkflowId } = await started(scenario);
    await scenario.advance(60);
    const task = await scenario.task(id, 's');
    expect(await scenario.trace(id)).toEqual(['s TIMED_OUT', 's SCHEDULED']);
    expect(await scenario.get(subWorkflowId)).toMatchObject({
      status: 'TERMINATED',
      reasonForIncompletion: `Task ${task.retriedTaskId} of the parent workflow ${id} has ended as TIMED_OUT`,
    });
  });

  it('CH17 a task that is cancelled in the decision that scheduled it names no child', async () => {
    const scenario = await open();
    const broken = step('INLINE', 'i', { inputParameters: { expression: 'unknown' } });
    const id = await scenario.start(workflowDef(fork('f', [[runsChild], [broken]])));
    await settled();
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      's CANCELED',
      'i FAILED_WITH_TERMINAL_ERROR',
      'f_join CANCELED',
    ]);
    const task = await scenario.task(id, 's');
    expect(task.subWorkflowId).toBeUndefined();
    expect(task.outputData).toEqual({});
    expect(scenario.engine.metrics().workflowsStarted).toEqual({ flow: 1 });
  });

  it('CH14 a parent that is paused hears of its child and goes on when it is resumed', async () => {
    const scenario = await open();
    const { id } = await started(scenario);
    await scenario.engine.workflows.pause(id);
    await scenario.complete('c');
    expect(await scenario.trace(id)).toEqual(['s COMPLETED']);
    await scenario.engine.workflows.resume(id);
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
  });

  it('CH15 a report by hand keeps the child, unless it ends the task', async () => {
    const scenario = await open();
    const { id, subWorkflowId } = await started(scenario);
    await scenario.update(await scenario.task(id, 's'), 'IN_PROGRESS', { outputData: { note: 1 } });
    expect(await scenario.task(id, 's')).toMatchObject({ subWorkflowId, outputData: { note: 1 } });
    await scenario.update(await scenario.task(id, 's'), 'COMPLETED');
    await settled();
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'after SCHEDULED']);
    expect(await scenario.status(subWorkflowId)).toBe('TERMINATED');
  });

  it('CH16 a definition that contains itself without end fails at a depth of 500', async () => {
    const endless = workflowDef(
      [step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'endless', version: 1 } })],
      {
        name: 'endless',
      },
    );
    const scenario = await open([endless]);
    const id = await scenario.start(endless);
    for (let round = 0; round < 100; round += 1) await settled();
    expect(await scenario.status(id)).toBe('FAILED');
    expect((await scenario.get(id)).reasonForIncompletion).toContain(
      'Workflow endless is nested in more than 500 others: does it contain itself?',
    );
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
  });
});
