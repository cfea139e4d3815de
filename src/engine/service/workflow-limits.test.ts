import { describe, expect, it } from 'vitest';
import { workflowTestRequestSchema } from '#contract/index.ts';
import { setVariable, simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const limited = (policy = 'QUEUE', concurrentExecLimit = 1, tasks = [simple('a')]) =>
  workflowDef(tasks, {
    rateLimitConfig: { rateLimitKey: '${workflow.correlationId}', concurrentExecLimit, policy },
  });

async function startThree(scenario: Scenario, def = limited()) {
  const first = await scenario.start(def, { correlationId: 'c' });
  const second = await scenario.start(def, { correlationId: 'c' });
  const third = await scenario.start(def, { correlationId: 'c' });
  return [first, second, third] as const;
}

describe('rate limits of workflows', () => {
  it('RL1 lets so many run under one key; others wait without tasks, and begin in their order', async () => {
    const scenario = await Scenario.open();
    const [first, second, third] = await startThree(scenario);
    expect(await scenario.trace(first)).toEqual(['a SCHEDULED']);
    expect(await scenario.get(second)).toMatchObject({
      status: 'RUNNING',
      rateLimited: true,
      rateLimitKey: 'c',
      tasks: [],
    });
    await scenario.complete('a');
    expect(await scenario.get(second)).toMatchObject({
      rateLimited: false,
      tasks: [{ status: 'SCHEDULED' }],
    });
    expect(await scenario.get(third)).toMatchObject({ rateLimited: true, tasks: [] });
    await scenario.complete('a');
    await scenario.complete('a');
    expect(await scenario.status(third)).toBe('COMPLETED');
  });

  it('RL1 counts each key by itself', async () => {
    const scenario = await Scenario.open();
    await startThree(scenario);
    const other = await scenario.start(limited(), { correlationId: 'd' });
    expect(await scenario.get(other)).toMatchObject({ rateLimited: false, rateLimitKey: 'd' });
  });

  it('RL1 lets those that end at once by', async () => {
    const scenario = await Scenario.open();
    const ids = await startThree(scenario, limited('QUEUE', 1, [setVariable('set', {})]));
    for (const id of ids) expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('RL2 REJECT refuses instead', async () => {
    const scenario = await Scenario.open();
    const def = limited('REJECT', 2);
    await scenario.start(def, { correlationId: 'c' });
    const second = await scenario.start(def, { correlationId: 'c' });
    const refused = () => scenario.start(def, { correlationId: 'c' });
    await expect(refused()).rejects.toMatchObject({
      kind: 'conflict',
      message: 'Workflow flow runs 2 times already under the rate limit key c',
    });
    await scenario.engine.workflows.terminate(second);
    await expect(refused()).resolves.toEqual(expect.any(String));
  });

  it('RL3 one that waits is not moved by anything but its turn', async () => {
    const scenario = await Scenario.open();
    const [first, second, third] = await startThree(scenario);
    await scenario.engine.workflows.decide(second);
    await scenario.engine.workflows.pause(second);
    await scenario.engine.workflows.resume(second);
    expect(await scenario.trace(second)).toEqual([]);
    await scenario.engine.workflows.terminate(second);
    await scenario.engine.workflows.remove(first, { archive: false });
    await settled();
    expect(await scenario.trace(third)).toEqual(['a SCHEDULED']);
  });

  it('RL3 one whose turn comes while it is paused begins at its resume', async () => {
    const scenario = await Scenario.open();
    const [first, second] = await startThree(scenario);
    await scenario.engine.workflows.pause(second);
    await scenario.engine.workflows.terminate(first);
    await settled();
    expect(await scenario.get(second)).toMatchObject({ rateLimited: false, tasks: [] });
    await scenario.engine.workflows.resume(second);
    expect(await scenario.trace(second)).toEqual(['a SCHEDULED']);
  });

  it('RL3 one that was terminated while it waited waits again when it is restarted', async () => {
    const scenario = await Scenario.open();
    const [first, second] = await startThree(scenario);
    await scenario.engine.workflows.terminate(second);
    await scenario.engine.workflows.restart(second, { useLatestDefinitions: false });
    expect(await scenario.get(second)).toMatchObject({ status: 'RUNNING', rateLimited: true, tasks: [] });
    await scenario.engine.workflows.terminate(first);
    await settled();
    await scenario.complete('a');
    await scenario.complete('a');
    expect(await scenario.status(second)).toBe('COMPLETED');
  });

  it('RL3 one that was terminated while it waited begins at its restart when there is room by then', async () => {
    const scenario = await Scenario.open();
    const [first, second, third] = await startThree(scenario);
    for (const id of [second, third, first]) await scenario.engine.workflows.terminate(id);
    await scenario.engine.workflows.restart(second, { useLatestDefinitions: false });
    await settled();
    expect(await scenario.trace(second)).toEqual(['a SCHEDULED']);
  });

  it('RL4 a start that could not be stored leaves its place to others', async () => {
    const scenario = await Scenario.open();
    scenario.ports.store.failNext();
    await expect(scenario.start(limited(), { correlationId: 'c' })).rejects.toThrow('could not be stored');
    const id = await scenario.start(limited(), { correlationId: 'c' });
    expect(await scenario.get(id)).toMatchObject({ rateLimited: false });
  });

  it('RL4 an engine that starts again knows who runs and who waits', async () => {
    const scenario = await Scenario.open();
    const [first, second] = await startThree(scenario);
    await scenario.crash();
    expect(await scenario.trace(second)).toEqual([]);
    await scenario.engine.workflows.terminate(first);
    await settled();
    expect(await scenario.trace(second)).toEqual(['a SCHEDULED']);
  });

  it('RL4 a place that became free just before a crash is taken after it', async () => {
    const scenario = await Scenario.open();
    const [first, second] = await startThree(scenario);
    scenario.ports.store.dieAfter(1);
    await scenario.engine.workflows.terminate(first);
    await settled();
    scenario.ports.store.revive();
    await scenario.crash();
    expect(await scenario.trace(second)).toEqual(['a SCHEDULED']);
  });
});

describe('rate limits and what comes in between', () => {
  it('RL4 a test run that cannot be played gives its place back', async () => {
    const scenario = await Scenario.open();
    const missing = step('SUB_WORKFLOW', 's', { subWorkflowParam: { name: 'missing', version: 7 } });
    const request = workflowTestRequestSchema.parse({
      name: 'flow',
      correlationId: 'c',
      workflowDef: limited('QUEUE', 1, [missing]),
      subWorkflowTestRequest: { s: { name: 'missing', taskRefToMockOutput: {} } },
    });
    await expect(scenario.engine.workflows.test(request)).rejects.toThrow('missing');
    const id = await scenario.start(limited(), { correlationId: 'c' });
    expect(await scenario.get(id)).toMatchObject({ rateLimited: false });
  });

  it('RL3 one that waits, and in which a step is skipped meanwhile, begins with its first step', async () => {
    const scenario = await Scenario.open();
    const def = limited('QUEUE', 1, [simple('a'), simple('b')]);
    await scenario.start(limited(), { correlationId: 'c' });
    const second = await scenario.start(def, { correlationId: 'c' });
    await scenario.engine.workflows.skipTask(second, 'b', {});
    await scenario.complete('a');
    expect(await scenario.trace(second)).toEqual(['b SKIPPED', 'a SCHEDULED']);
    await scenario.complete('a');
    expect(await scenario.status(second)).toBe('COMPLETED');
  });

  it('RL5 failure workflows take their places, too', async () => {
    const scenario = await Scenario.open();
    const rateLimitConfig = { rateLimitKey: 'k', concurrentExecLimit: 1, policy: 'QUEUE' };
    const handler = workflowDef([simple('h')], { name: 'handle', rateLimitConfig });
    await scenario.engine.metadata.registerWorkflow(handler, { overwrite: true });
    const def = workflowDef([simple('a', { retryCount: 0 })], { failureWorkflow: 'handle' });
    await scenario.start(def);
    await scenario.start(def);
    await scenario.fail('a');
    // A failure that could not be stored has not taken a place either.
    const task = await scenario.take('a');
    scenario.ports.store.failNext();
    await expect(scenario.update(task, 'FAILED')).rejects.toThrow('the disk is full');
    await scenario.update(task, 'FAILED');
    await settled();
    expect(scenario.engine.tasks.queueSizes()['h']).toBe(1);
    await scenario.complete('h');
    await scenario.complete('h');
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
  });

  it('RL5 a failure workflow beyond the limit is refused, which the failed execution says', async () => {
    const scenario = await Scenario.open();
    const rateLimitConfig = { rateLimitKey: 'k', concurrentExecLimit: 1, policy: 'REJECT' };
    const handler = workflowDef([simple('h')], { name: 'handle', rateLimitConfig });
    await scenario.engine.metadata.registerWorkflow(handler, { overwrite: true });
    const def = workflowDef([simple('a', { retryCount: 0 })], { failureWorkflow: 'handle' });
    await scenario.start(def);
    const second = await scenario.start(def);
    await scenario.fail('a');
    await scenario.fail('a');
    expect((await scenario.get(second)).output).toEqual({
      'conductor.failure_workflow':
        'Error workflow handle failed to start.  ' +
        'reason: Workflow handle runs 1 times already under the rate limit key k',
    });
  });
});
