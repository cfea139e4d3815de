import { describe, expect, it } from 'vitest';
import type { WorkflowDef, WorkflowTask } from '#contract/index.ts';
import { fork, simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { ScriptFailure } from '../testing/fake-ports.ts';
import { Scenario } from '../testing/scenario.ts';

const keep = { useLatestDefinitions: false };
const whole = { resumeSubworkflowTasks: false };
const resume = { resumeSubworkflowTasks: true };

function runs(reference: string, name: string, fields = {}): WorkflowTask {
  return step('SUB_WORKFLOW', reference, { subWorkflowParam: { name }, ...fields });
}

const simpleOnce = (reference: string, fields = {}) => simple(reference, { retryCount: 0, ...fields });
const leaf = workflowDef([simpleOnce('x'), simpleOnce('y')], { name: 'leaf' });
const middle = workflowDef([runs('m', 'leaf'), simpleOnce('m2')], { name: 'middle' });
const top = workflowDef([runs('t', 'middle'), simpleOnce('t2')], { name: 'top' });

interface Family {
  readonly scenario: Scenario;
  readonly topId: string;
  readonly middleId: string;
  readonly leafId: string;
}

async function open(defs: readonly WorkflowDef[] = [leaf, middle]): Promise<Scenario> {
  const scenario = await Scenario.open();
  for (const def of defs) await scenario.engine.metadata.registerWorkflow(def, { overwrite: true });
  return scenario;
}

async function childOf(scenario: Scenario, id: string, reference: string): Promise<string> {
  return (await scenario.task(id, reference)).subWorkflowId ?? '';
}

/** Three generations, of which the youngest has failed at `y`, a second before anything else happens. */
async function failed(def: WorkflowDef = top): Promise<Family> {
  const scenario = await open();
  const topId = await scenario.start(def);
  await settled();
  const middleId = await childOf(scenario, topId, 't');
  const leafId = await childOf(scenario, middleId, 'm');
  await scenario.complete('x');
  await scenario.fail('y');
  await scenario.advance(1);
  return { scenario, topId, middleId, leafId };
}

async function logsOf(scenario: Scenario, id: string, reference: string): Promise<string[]> {
  const { taskId } = await scenario.task(id, reference);
  return (await scenario.engine.tasks.logs(taskId)).map(({ log }) => log);
}

async function completeAll(scenario: Scenario, ...taskTypes: readonly string[]): Promise<void> {
  for (const taskType of taskTypes) await scenario.complete(taskType);
}

describe('what operators do to children', () => {
  it('OC1 a retry of a child revives its parents, and they go on to their ends', async () => {
    const { scenario, topId, middleId, leafId } = await failed();
    expect(await scenario.status(topId)).toBe('FAILED');
    await scenario.engine.workflows.retry(leafId, whole);
    expect(await scenario.trace(leafId)).toEqual(['x COMPLETED', 'y FAILED', 'y SCHEDULED']);
    expect(await scenario.trace(middleId)).toEqual(['m IN_PROGRESS']);
    const parent = await scenario.get(topId);
    expect(parent).toMatchObject({ status: 'RUNNING', failedReferenceTaskNames: [], endTime: 0 });
    expect(parent.reasonForIncompletion).toBeUndefined();
    expect(parent.lastRetriedTime).toBe(scenario.ports.clock.now());
    expect(await scenario.task(topId, 't')).toMatchObject({
      status: 'IN_PROGRESS',
      endTime: 0,
      executed: false,
    });
    expect((await scenario.task(topId, 't')).reasonForIncompletion).toBeUndefined();
    await completeAll(scenario, 'y', 'm2', 't2');
    expect(await scenario.trace(topId)).toEqual(['t COMPLETED', 't2 COMPLETED']);
    expect(await scenario.status(topId)).toBe('COMPLETED');
  });

  it('OC2 the log of each task above says what was done to which child', async () => {
    const { scenario, topId, middleId, leafId } = await failed();
    await scenario.engine.workflows.retry(leafId, whole);
    expect(await logsOf(scenario, middleId, 'm')).toEqual([`Sub workflow leaf.1/${leafId} retried.`]);
    expect(await logsOf(scenario, topId, 't')).toEqual([
      `Sub workflow middle.1/${middleId} -> leaf.1/${leafId} retried.`,
    ]);
    await scenario.fail('y');
    await scenario.engine.workflows.restart(leafId, keep);
    expect(await logsOf(scenario, middleId, 'm')).toContain(`Sub workflow leaf.1/${leafId} restarted.`);
    await completeAll(scenario, 'x');
    await scenario.fail('y');
    await scenario.engine.workflows.rerun(leafId, {});
    expect(await logsOf(scenario, middleId, 'm')).toContain(`Sub workflow leaf.1/${leafId} reran.`);
  });

  it('OC1 a restart and a rerun of a child revive its parents', async () => {
    const { scenario, topId, leafId } = await failed();
    await scenario.engine.workflows.restart(leafId, keep);
    expect(await scenario.trace(leafId)).toEqual(['x SCHEDULED']);
    expect(await scenario.status(topId)).toBe('RUNNING');
    await completeAll(scenario, 'x');
    await scenario.fail('y');
    expect(await scenario.status(topId)).toBe('FAILED');

    await scenario.advance(1);
    const { taskId } = await scenario.task(leafId, 'x');
    await scenario.engine.workflows.rerun(leafId, { reRunFromTaskId: taskId });
    expect(await scenario.trace(leafId)).toEqual(['x SCHEDULED']);
    await completeAll(scenario, 'x', 'y', 'm2', 't2');
    expect(await scenario.status(topId)).toBe('COMPLETED');
  });

  it('OC1 a child that ends at once when it is set going again is heard of, too', async () => {
    let count = 0;
    const flaky = () => {
      count += 1;
      if (count === 1) throw new ScriptFailure('error', 'not yet');
      return count;
    };
    const scenario = await Scenario.open({ scripts: { flaky } });
    const inline = step('INLINE', 'i', { inputParameters: { expression: 'flaky' } });
    const quick = workflowDef([inline], { name: 'leaf' });
    await scenario.engine.metadata.registerWorkflow(quick, { overwrite: true });
    const id = await scenario.start(middle);
    await settled();
    expect(await scenario.trace(id)).toEqual(['m FAILED']);
    await scenario.engine.workflows.restart(await childOf(scenario, id, 'm'), keep);
    await settled();
    expect(await scenario.trace(id)).toEqual(['m COMPLETED', 'm2 SCHEDULED']);
    expect((await scenario.task(id, 'm')).outputData).toMatchObject({ result: 2 });
  });

  it('OC3 parents above a task that is optional, retried or gone stay as they are', async () => {
    const optional = await failed(workflowDef([runs('t', 'middle', { optional: true }), simpleOnce('t2')]));
    await optional.scenario.complete('t2');
    await optional.scenario.engine.workflows.retry(optional.leafId, whole);
    expect(await optional.scenario.status(optional.middleId)).toBe('RUNNING');
    expect(await optional.scenario.trace(optional.topId)).toEqual([
      't COMPLETED_WITH_ERRORS',
      't2 COMPLETED',
    ]);
    await completeAll(optional.scenario, 'y', 'm2');
    expect(await optional.scenario.status(optional.middleId)).toBe('COMPLETED');

    const retried = await failed();
    await retried.scenario.engine.workflows.retry(retried.topId, whole);
    await settled();
    await retried.scenario.engine.workflows.restart(retried.middleId, keep);
    expect(await retried.scenario.trace(retried.topId)).toEqual(['t FAILED', 't IN_PROGRESS']);

    const gone = await failed();
    await gone.scenario.engine.workflows.restart(gone.topId, keep);
    await gone.scenario.engine.workflows.retry(gone.leafId, whole);
    expect(await gone.scenario.trace(gone.topId)).toEqual(['t IN_PROGRESS']);
  });

  it('OC4 what was cancelled when the child failed is taken up again, other failed children are retried', async () => {
    const scenario = await open();
    const wide = workflowDef(
      fork('f', [
        [runs('a', 'leaf')],
        [runs('b', 'leaf')],
        [simpleOnce('s', { retryCount: 3 })],
        [step('WAIT', 'w')],
        [simpleOnce('done')],
      ]),
    );
    const id = await scenario.start(wide);
    await settled();
    await completeAll(scenario, 'done', 'x');
    const childA = await childOf(scenario, id, 'a');
    const childB = await childOf(scenario, id, 'b');
    await scenario.fail('y');
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a FAILED',
      'b CANCELED',
      's CANCELED',
      'w CANCELED',
      'done COMPLETED',
      'f_join CANCELED',
    ]);
    expect(await scenario.trace(childB)).toEqual(['x CANCELED']);
    await scenario.advance(1);
    await scenario.engine.workflows.retry(childA, whole);
    await settled();
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a IN_PROGRESS',
      'b IN_PROGRESS',
      's SCHEDULED',
      'w IN_PROGRESS',
      'done COMPLETED',
      'f_join IN_PROGRESS',
    ]);
    expect(await scenario.task(id, 's')).toMatchObject({ retryCount: 1, seq: 4 });
    expect(await childOf(scenario, id, 'b')).toBe(childB);
    expect(await scenario.trace(childB)).toEqual(['x CANCELED', 'x SCHEDULED']);
    await scenario.engine.tasks.signal(id, 'COMPLETED', {});
    await completeAll(scenario, 'y', 'x', 'y', 's');
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect(scenario.ports.log.lines).toEqual([]);
  });

  it('OC5 a retry of the parent begins a new child', async () => {
    const { scenario, topId, middleId } = await failed();
    await scenario.engine.workflows.retry(topId, whole);
    await settled();
    expect(await scenario.trace(topId)).toEqual(['t FAILED', 't IN_PROGRESS']);
    expect(await childOf(scenario, topId, 't')).not.toBe(middleId);
    expect(await scenario.status(middleId)).toBe('FAILED');
  });

  it('OC6 a retry that resumes children retries the deepest one that failed', async () => {
    const { scenario, topId, middleId, leafId } = await failed();
    await scenario.engine.workflows.retry(topId, resume);
    expect(await scenario.trace(topId)).toEqual(['t IN_PROGRESS']);
    expect(await childOf(scenario, topId, 't')).toBe(middleId);
    expect(await scenario.trace(leafId)).toEqual(['x COMPLETED', 'y FAILED', 'y SCHEDULED']);
    await completeAll(scenario, 'y', 'm2');
    await scenario.fail('t2');
    await scenario.engine.workflows.retry(topId, resume);
    expect(await scenario.trace(topId)).toEqual(['t COMPLETED', 't2 FAILED', 't2 SCHEDULED']);
    await scenario.complete('t2');
    expect(await scenario.status(topId)).toBe('COMPLETED');
  });

  it('OC6 it looks into loops, does nothing without a failure, and refuses what a retry refuses', async () => {
    const inLoop = step('DO_WHILE', 'l', {
      loopOver: [runs('t', 'middle')],
      loopCondition: '',
      inputParameters: { _items: [1] },
    });
    const scenario = await open();
    const id = await scenario.startUnchecked(workflowDef([inLoop], { name: 'loop' }));
    await settled();
    await expect(scenario.engine.workflows.retry(id, resume)).rejects.toMatchObject({
      kind: 'notFound',
      message: 'Workflow is still running.  status=RUNNING',
    });
    await scenario.complete('x');
    await scenario.fail('y');
    expect(await scenario.trace(id)).toEqual(['l CANCELED', 't__1 FAILED']);
    await scenario.engine.workflows.retry(id, resume);
    expect(await scenario.trace(id)).toEqual(['l IN_PROGRESS', 't__1 IN_PROGRESS']);
    await completeAll(scenario, 'y', 'm2');
    expect(await scenario.status(id)).toBe('COMPLETED');
    await scenario.engine.workflows.retry(id, resume);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OC6 where something else has failed, too, that is retried and the children beside it go on', async () => {
    const scenario = await open();
    const id = await scenario.start(workflowDef(fork('f', [[runs('a', 'leaf')], [simpleOnce('s')]])));
    await settled();
    const leafId = await childOf(scenario, id, 'a');
    await scenario.complete('x');
    await scenario.fail('s');
    expect(await scenario.trace(leafId)).toEqual(['x COMPLETED', 'y CANCELED']);
    await scenario.advance(1);
    await scenario.engine.workflows.retry(id, resume);
    await settled();
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a IN_PROGRESS',
      's FAILED',
      'f_join IN_PROGRESS',
      's SCHEDULED',
    ]);
    expect(await childOf(scenario, id, 'a')).toBe(leafId);
    expect(await scenario.trace(leafId)).toEqual(['x COMPLETED', 'y CANCELED', 'y SCHEDULED']);
    await completeAll(scenario, 's', 'y');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OC4 a parent that fails again at once, for something else, ends the child again', async () => {
    const scenario = await open();
    const id = await scenario.start(workflowDef(fork('f', [[runs('a', 'leaf')], [simpleOnce('s')]])));
    await settled();
    const leafId = await childOf(scenario, id, 'a');
    await scenario.fail('s');
    await scenario.advance(1);
    await scenario.engine.workflows.retry(leafId, whole);
    await settled();
    expect(await scenario.trace(id)).toEqual(['f COMPLETED', 'a CANCELED', 's FAILED', 'f_join CANCELED']);
    expect(await scenario.trace(leafId)).toEqual(['x CANCELED', 'x CANCELED']);
    expect(await scenario.status(leafId)).toBe('TERMINATED');
  });

  it('OC6 of a child that is retried in its place and fails again at once the parent hears, too', async () => {
    const broken = step('INLINE', 'i', { inputParameters: { expression: 'unknown' } });
    const scenario = await open([workflowDef([broken], { name: 'leaf' })]);
    const id = await scenario.start(
      workflowDef(fork('f', [[runs('a', 'leaf', { permissive: true })], [simpleOnce('s')]])),
    );
    await settled();
    await scenario.fail('s');
    await scenario.engine.workflows.retry(id, resume);
    await settled();
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a FAILED',
      's FAILED',
      'f_join IN_PROGRESS',
      's SCHEDULED',
    ]);
    await scenario.complete('s');
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('OC6 it does not go through an optional task, since nobody would go on with its child', async () => {
    const scenario = await open();
    const def = workflowDef(fork('f', [[runs('o', 'leaf', { optional: true })], [simpleOnce('s')]]));
    const id = await scenario.start(def);
    await settled();
    await scenario.fail('s');
    expect(await scenario.trace(id)).toEqual(['f COMPLETED', 'o CANCELED', 's FAILED', 'f_join CANCELED']);
    await scenario.engine.workflows.retry(id, resume);
    await settled();
    await completeAll(scenario, 's', 'x', 'y');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OC7 a rerun from a task in a child reruns the child from there, and its parents go on with it', async () => {
    const { scenario, topId, middleId, leafId } = await failed();
    const { taskId } = await scenario.task(leafId, 'x');
    const answer = await scenario.engine.workflows.rerun(topId, {
      reRunFromTaskId: taskId,
      taskInput: { again: true },
      workflowInput: { i: 1 },
      correlationId: 'k',
    });
    expect(answer).toBe(topId);
    expect(await scenario.trace(leafId)).toEqual(['x SCHEDULED']);
    expect((await scenario.task(leafId, 'x')).inputData).toEqual({ again: true });
    expect(await scenario.trace(middleId)).toEqual(['m IN_PROGRESS']);
    expect(await scenario.get(topId)).toMatchObject({
      status: 'RUNNING',
      input: { i: 1 },
      correlationId: 'k',
    });
    expect((await scenario.get(leafId)).input).not.toEqual({ i: 1 });
    await completeAll(scenario, 'x', 'y', 'm2', 't2');
    expect(await scenario.status(topId)).toBe('COMPLETED');
  });

  it('OC7 a task that is in none of its children is not found', async () => {
    const { scenario, middleId, topId } = await failed();
    const other = await scenario.start(leaf);
    const stranger = await scenario.task(other, 'x');
    const above = await scenario.task(topId, 't');
    for (const [id, { taskId }] of [
      [topId, stranger],
      [middleId, above],
    ] as const) {
      await expect(scenario.engine.workflows.rerun(id, { reRunFromTaskId: taskId })).rejects.toMatchObject({
        kind: 'invalid',
        message: `Task ${taskId} not found`,
      });
    }
  });

  it('OC8 a rerun of a SUB_WORKFLOW task begins a new child under the same attempt', async () => {
    const { scenario, topId, middleId } = await failed();
    const task = await scenario.task(topId, 't');
    await scenario.engine.workflows.rerun(topId, { reRunFromTaskId: task.taskId });
    await settled();
    expect(await scenario.task(topId, 't')).toMatchObject({
      taskId: task.taskId,
      retryCount: 0,
      status: 'IN_PROGRESS',
    });
    const again = await childOf(scenario, topId, 't');
    expect(again).not.toBe(middleId);
    expect(await scenario.trace(again)).toEqual(['m IN_PROGRESS']);
    await completeAll(scenario, 'x', 'y', 'm2', 't2');
    expect(await scenario.status(topId)).toBe('COMPLETED');
  });

  it('OC9 a restart of the parent begins its children anew', async () => {
    const { scenario, topId, middleId } = await failed();
    await scenario.engine.workflows.restart(topId, keep);
    await settled();
    expect(await childOf(scenario, topId, 't')).not.toBe(middleId);
    await completeAll(scenario, 'x', 'y', 'm2', 't2');
    expect(await scenario.status(topId)).toBe('COMPLETED');
  });

  it('OC10 pause and resume are about the one execution only', async () => {
    const scenario = await open();
    const id = await scenario.start(top);
    await settled();
    const middleId = await childOf(scenario, id, 't');
    await scenario.engine.workflows.pause(middleId);
    expect(await scenario.status(id)).toBe('RUNNING');
    await completeAll(scenario, 'x', 'y');
    expect(await scenario.trace(middleId)).toEqual(['m COMPLETED']);
    await scenario.engine.workflows.resume(middleId);
    await completeAll(scenario, 'm2', 't2');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('OC11 an open child that is removed counts as terminated for its parent', async () => {
    const scenario = await open();
    const id = await scenario.start(middle);
    await settled();
    const leafId = await childOf(scenario, id, 'm');
    await scenario.engine.workflows.remove(leafId, { archive: false });
    await settled();
    expect(await scenario.task(id, 'm')).toMatchObject({
      status: 'CANCELED',
      reasonForIncompletion: `Sub workflow leaf.1/${leafId} failure reason: It has been removed`,
    });
    expect(await scenario.status(id)).toBe('TERMINATED');
  });

  it('OC12 the children of an execution that is terminated and removed at once end, too', async () => {
    const scenario = await open();
    const id = await scenario.start(middle);
    await settled();
    const leafId = await childOf(scenario, id, 'm');
    await scenario.engine.workflows.terminate(id, 'enough');
    await scenario.engine.workflows.remove(id, { archive: true });
    await settled();
    await expect(scenario.get(id)).rejects.toMatchObject({ kind: 'notFound' });
    expect(await scenario.status(leafId)).toBe('TERMINATED');
  });

  it('OC13 after a crash between child and parent, the next engine revives the parents', async () => {
    const { scenario, topId, leafId } = await failed();
    scenario.ports.store.dieAfter(1);
    void scenario.engine.workflows.retry(leafId, whole);
    await settled();
    expect(await scenario.status(topId)).toBe('FAILED');
    scenario.ports.store.revive();
    await scenario.crash();
    await settled();
    expect(await scenario.status(topId)).toBe('RUNNING');
    await completeAll(scenario, 'y', 'm2', 't2');
    expect(await scenario.status(topId)).toBe('COMPLETED');
  });
});

describe('children that are to be retried in their places', () => {
  it('OC13 are retried by the next engine when one has not come to it, and once', async () => {
    const scenario = await open();
    const id = await scenario.start(workflowDef(fork('f', [[runs('a', 'leaf')], [runs('b', 'leaf')]])));
    await settled();
    const childA = await childOf(scenario, id, 'a');
    const childB = await childOf(scenario, id, 'b');
    await scenario.fail('x');
    await scenario.advance(1);
    scenario.ports.store.dieAfter(2);
    void scenario.engine.workflows.retry(childA, whole);
    await settled();
    expect(await scenario.status(childB)).toBe('TERMINATED');
    scenario.ports.store.revive();
    await scenario.crash();
    await scenario.crash();
    expect(await scenario.trace(childB)).toEqual(['x CANCELED', 'x SCHEDULED']);
    await completeAll(scenario, 'x', 'x', 'y', 'y');
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a COMPLETED',
      'b COMPLETED',
      'f_join COMPLETED',
    ]);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });
});
