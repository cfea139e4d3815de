import { describe, expect, it } from 'vitest';
import { setVariable, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

const request = { name: 'flow', input: {}, taskToDomain: {}, priority: 0 };

describe('starting', () => {
  it('ST1 by version, or the highest', async () => {
    const scenario = await Scenario.open();
    const { metadata, workflows } = scenario.engine;
    for (const version of [2, 10, 9]) {
      await metadata.registerWorkflow(workflowDef([simple(`v${version}`)], { version }), {
        overwrite: false,
      });
    }
    expect(await scenario.get(await workflows.start(request))).toMatchObject({ workflowVersion: 10 });
    const old = await workflows.start({ ...request, version: 2 });
    expect(await scenario.trace(old)).toEqual(['v2 SCHEDULED']);
    await expect(workflows.start({ ...request, version: 3 })).rejects.toMatchObject({
      kind: 'notFound',
      message: 'No such workflow defined. name=flow, version=3',
    });
    await expect(workflows.start({ ...request, name: 'none' })).rejects.toMatchObject({
      kind: 'notFound',
      message: 'No such workflow defined. name=none, version=null',
    });
  });

  it('ST2 every task carries the task definition that it runs with', async () => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('known', { retryCount: 7 })] });
    const def = workflowDef([
      step('SWITCH', 's', {
        evaluatorType: 'value-param',
        expression: 'x',
        decisionCases: { a: [simple('known')], b: [simple('unknown')] },
      }),
      simple('own', { taskDefinition: taskDef('own', { retryCount: 1 }) }),
    ]);
    const { workflowDefinition } = await scenario.get(await scenario.start(def));
    const [choice, own] = workflowDefinition?.tasks ?? [];
    const embedded = [choice, choice?.decisionCases['a']?.[0], choice?.decisionCases['b']?.[0], own].map(
      (task) => ({
        name: task?.taskDefinition?.name,
        retryCount: task?.taskDefinition?.retryCount,
        responseTimeoutSeconds: task?.taskDefinition?.responseTimeoutSeconds,
      }),
    );
    expect(embedded).toEqual([
      { name: 's', retryCount: 0, responseTimeoutSeconds: 0 },
      { name: 'known', retryCount: 7, responseTimeoutSeconds: 3600 },
      { name: 'unknown', retryCount: 3, responseTimeoutSeconds: 3600 },
      { name: 'own', retryCount: 1, responseTimeoutSeconds: 3600 },
    ]);
  });

  it('ST3 the inputTemplate completes an input that is not empty', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([simple('a')], { inputTemplate: { x: 1, y: 1 } });
    expect((await scenario.get(await scenario.start(def, { input: { y: 2 } }))).input).toEqual({
      x: 1,
      y: 2,
    });
    expect((await scenario.get(await scenario.start(def))).input).toEqual({});
  });

  it('ST4 variables start as the definition’s, which stay as they are', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([setVariable('s', { v: 2 }), simple('a')], { variables: { v: 1, w: 1 } });
    await scenario.engine.metadata.registerWorkflow(def, { overwrite: false });
    for (const id of [
      await scenario.engine.workflows.start(request),
      await scenario.engine.workflows.start(request),
    ]) {
      expect((await scenario.get(id)).variables).toEqual({ v: 2, w: 1 });
    }
    expect((await scenario.engine.metadata.workflow('flow')).variables).toEqual({ v: 1, w: 1 });
  });

  it('ST5 a definition in the request is checked, and not registered', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([simple('a')]));
    await expect(scenario.engine.metadata.workflow('flow')).rejects.toMatchObject({ kind: 'notFound' });
    await expect(scenario.start(workflowDef([simple('a'), simple('a')]))).rejects.toMatchObject({
      kind: 'validation',
      validationErrors: [
        {
          message: 'taskReferenceName: a should be unique across tasks for a given workflowDefinition: flow',
        },
      ],
    });
    await expect(scenario.engine.workflows.start({ ...request, priority: 100 })).rejects.toMatchObject({
      validationErrors: [{ message: 'priority: 100 should be maximum 99' }],
    });
  });

  it('ST6 an input above 10 MB is refused and nothing stored', async () => {
    const scenario = await Scenario.open();
    const input = { text: 'x'.repeat(10 * 1024 * 1024) };
    await expect(scenario.start(workflowDef([simple('a')]), { input })).rejects.toThrow(
      `is greater than the permissible limit: 10485760 bytes`,
    );
    expect(scenario.ports.store.commits).toEqual([]);
  });

  it('ST7 priority and correlation id go to the tasks', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]), { priority: 5, correlationId: 'order-1' });
    expect(await scenario.get(id)).toMatchObject({ priority: 5, correlationId: 'order-1' });
    expect(await scenario.task(id, 'a')).toMatchObject({ workflowPriority: 5, correlationId: 'order-1' });
  });

  it('ST8 a workflow that fails within its start has been started', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([step('EVENT', 'e', { sink: 'nowhere' })]));
    expect(await scenario.status(id)).toBe('FAILED');
  });
});

describe('the failure workflow', () => {
  const failing = (fields: Readonly<Record<string, unknown>>) =>
    workflowDef([simple('a', { retryCount: 0 })], { failureWorkflow: 'cleanup', ...fields });

  async function withCleanup() {
    const scenario = await Scenario.open();
    await scenario.engine.metadata.registerWorkflow(workflowDef([simple('clean')], { name: 'cleanup' }), {
      overwrite: false,
    });
    return scenario;
  }

  it('FW1 starts in the same write, with what has happened', async () => {
    const scenario = await withCleanup();
    const id = await scenario.start(failing({}), {
      input: { order: 7 },
      correlationId: 'c',
      taskToDomain: { other: 'blue' },
    });
    const task = await scenario.fail('a', 'broken');
    const failed = await scenario.get(id);
    const started = failed.output['conductor.failure_workflow'];
    const cleanup = await scenario.get(String(started));
    expect(cleanup).toMatchObject({
      workflowName: 'cleanup',
      status: 'RUNNING',
      correlationId: 'c',
      taskToDomain: { other: 'blue' },
      input: {
        order: 7,
        workflowId: id,
        reason: failed.reasonForIncompletion,
        failureStatus: 'FAILED',
        failureTaskId: task.taskId,
        failedWorkflow: {
          workflowId: id,
          status: 'FAILED',
          tasks: [{ taskId: task.taskId, status: 'FAILED' }],
        },
      },
    });
    expect(await scenario.poll('clean')).toBeDefined();
  });

  it('FW1 is begun even when the engine crashes right after the write', async () => {
    const scenario = await withCleanup();
    const id = await scenario.start(failing({}));
    const task = await scenario.take('a');
    scenario.ports.store.failNext({ after: 1 });
    await scenario.update(task, 'FAILED');
    await settled();
    expect(scenario.engine.tasks.queueSizes()).not.toHaveProperty('clean');
    await scenario.crash();
    expect(await scenario.status(id)).toBe('FAILED');
    expect(scenario.engine.tasks.queueSizes()).toMatchObject({ clean: 1 });
  });

  it('FW2 one that does not exist is said so', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(failing({ failureWorkflowVersion: 3 }));
    await scenario.fail('a');
    expect((await scenario.get(id)).output).toEqual({
      'conductor.failure_workflow':
        'Error workflow cleanup failed to start.  reason: No such workflow defined. name=cleanup, version=3',
    });
  });

  it('FW2 so is one whose input would be too large', async () => {
    const scenario = await withCleanup();
    const id = await scenario.start(failing({}), { input: { text: 'x'.repeat(6 * 1024 * 1024) } });
    await scenario.fail('a');
    expect((await scenario.get(id)).output['conductor.failure_workflow']).toMatch(
      /^Error workflow cleanup failed to start\. {2}reason: The payload size: \d+ of workflow: .* is greater than/,
    );
  });

  it('FW3 its name may come from the input', async () => {
    const scenario = await withCleanup();
    const id = await scenario.start(failing({ failureWorkflow: '$workflow.input.handler' }), {
      input: { handler: 'cleanup' },
    });
    await scenario.fail('a');
    const started = (await scenario.get(id)).output['conductor.failure_workflow'];
    expect(await scenario.get(String(started))).toMatchObject({ workflowName: 'cleanup' });
  });

  it('FW4 a TERMINATE task starts it, an operator does not', async () => {
    const scenario = await withCleanup();
    const stop = step('TERMINATE', 't', { inputParameters: { terminationStatus: 'FAILED' } });
    const byTask = await scenario.get(
      await scenario.start(workflowDef([stop], { failureWorkflow: 'cleanup' })),
    );
    expect(byTask.output).toHaveProperty(['conductor.failure_workflow']);
    const byUser = await scenario.start(failing({}));
    await scenario.engine.workflows.terminate(byUser);
    expect((await scenario.get(byUser)).output).toEqual({});
  });
});
