import { describe, expect, it } from 'vitest';
import { simple, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

describe('what the API shows', () => {
  it('WI6 a task is as new as its last change, and the tasks of a completed workflow are executed', async () => {
    const scenario = await Scenario.open();
    const scheduled = scenario.ports.clock.now();
    const id = await scenario.start(workflowDef([simple('a')]));
    expect(await scenario.task(id, 'a')).toMatchObject({ updateTime: scheduled, executed: false });
    await scenario.advance(5);
    await scenario.complete('a');
    expect(await scenario.task(id, 'a')).toMatchObject({
      updateTime: scheduled + 5000,
      executed: true,
      firstStartTime: 0,
    });
  });

  it('WI1 absent values are left out, WI3 computed ones follow', async () => {
    const scenario = await Scenario.open();
    const now = scenario.ports.clock.now();
    const id = await scenario.start(workflowDef([simple('a')]));
    const { tasks, workflowDefinition, ...workflow } = await scenario.get(id);
    expect(workflow).toEqual({
      ownerApp: '',
      createTime: now,
      updateTime: now,
      status: 'RUNNING',
      endTime: 0,
      workflowId: id,
      input: {},
      output: {},
      taskToDomain: {},
      failedReferenceTaskNames: [],
      priority: 0,
      variables: {},
      lastRetriedTime: 0,
      failedTaskNames: [],
      history: [],
      rateLimited: false,
      startTime: now,
      workflowName: 'flow',
      workflowVersion: 1,
    });
    const [
      { workflowTask, taskDefinition, ...task } = { workflowTask: undefined, taskDefinition: undefined },
    ] = tasks;
    expect(taskDefinition).toEqual(workflowTask?.taskDefinition);
    expect(workflowDefinition?.tasks).toEqual([workflowTask]);
    expect(task).toEqual({
      taskType: 'a',
      status: 'SCHEDULED',
      inputData: {},
      referenceTaskName: 'a',
      retryCount: 0,
      seq: 1,
      pollCount: 0,
      taskDefName: 'a',
      scheduledTime: now,
      startTime: 0,
      endTime: 0,
      updateTime: now,
      startDelayInSeconds: 0,
      retried: false,
      executed: false,
      callbackFromWorker: true,
      responseTimeoutSeconds: 3600,
      workflowInstanceId: id,
      workflowType: 'flow',
      taskId: expect.any(String),
      callbackAfterSeconds: 0,
      outputData: {},
      rateLimitPerFrequency: 0,
      rateLimitFrequencyInSeconds: 1,
      workflowPriority: 0,
      iteration: 0,
      subworkflowChanged: false,
      firstStartTime: 0,
      executionMetadata: { additionalContext: {}, additionalContextMap: {}, empty: true },
      queueWaitTime: 0,
      loopOverTask: false,
    });
  });

  it('WI2 a task’s reason is cut as it comes, a workflow’s is not', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a', { retryCount: 0 })]));
    await scenario.fail('a', 'x'.repeat(600));
    expect((await scenario.task(id, 'a')).reasonForIncompletion).toHaveLength(500);
    const { reasonForIncompletion } = await scenario.get(id);
    expect(reasonForIncompletion).toMatch(/^Task .* failed with status: FAILED and reason: 'x{500}'$/);
    expect(reasonForIncompletion?.length).toBeGreaterThan(500);
  });

  it('WI4 summaries print payloads as Java does and times as ISO 8601', async () => {
    const scenario = await Scenario.open();
    const { workflows, tasks } = scenario.engine;
    const def = workflowDef([simple('a', { inputParameters: { deep: '${workflow.input.deep}' } })]);
    const id = await scenario.start(def, { input: { deep: { list: [1, 'x', null] } }, correlationId: 'c' });
    await scenario.advance(1.5);
    const task = await scenario.take('a');
    await scenario.advance(1);
    await scenario.update(task, 'COMPLETED', { outputData: { ok: true } });
    const parameters = { start: 0, size: 10, query: `workflowId=${id}` };
    expect(await workflows.search(parameters)).toEqual({
      totalHits: 1,
      results: [
        {
          workflowType: 'flow',
          version: 1,
          workflowId: id,
          correlationId: 'c',
          startTime: '2030-01-01T00:00:00.000Z',
          updateTime: '2030-01-01T00:00:02.500Z',
          endTime: '2030-01-01T00:00:02.500Z',
          status: 'COMPLETED',
          input: '{deep={list=[1, x, null]}}',
          output: '{ok=true}',
          executionTime: 2500,
          failedReferenceTaskNames: '',
          failedTaskNames: [],
          priority: 0,
          taskToDomain: {},
          parentWorkflowId: '',
          classifier: 'workflow',
          inputSize: 26,
          outputSize: 9,
        },
      ],
    });
    expect(await tasks.search({ start: 0, size: 10, query: `taskId=${task.taskId}` })).toMatchObject({
      totalHits: 1,
      results: [
        {
          workflowId: id,
          taskType: 'a',
          status: 'COMPLETED',
          scheduledTime: '2030-01-01T00:00:00.000Z',
          startTime: '2030-01-01T00:00:01.500Z',
          endTime: '2030-01-01T00:00:02.500Z',
          executionTime: 1000,
          queueWaitTime: 1500,
          input: '{deep={list=[1, x, null]}}',
          output: '{ok=true}',
        },
      ],
    });
  });

  it('LI1 status, LI2 pages of tasks, LI3 running and LI4 correlated executions', async () => {
    const scenario = await Scenario.open();
    const { workflows } = scenario.engine;
    const def = workflowDef([simple('a'), simple('b')], { variables: { v: 1 } });
    const now = scenario.ports.clock.now();
    const first = await scenario.start(def, { correlationId: 'x' });
    await scenario.complete('a');
    const paused = await scenario.start(def, { correlationId: 'x' });
    await workflows.pause(paused);
    await scenario.advance(10);
    const ended = await scenario.start(def, { correlationId: 'y' });
    await workflows.terminate(ended);

    expect(await workflows.status(first, { includeOutput: true, includeVariables: true })).toEqual({
      workflowId: first,
      correlationId: 'x',
      output: {},
      variables: { v: 1 },
      status: 'RUNNING',
    });
    expect(await workflows.status(ended, { includeOutput: false, includeVariables: false })).toEqual({
      workflowId: ended,
      correlationId: 'y',
      status: 'TERMINATED',
    });

    const all = { start: 0, count: 15, statuses: [] };
    expect(await workflows.tasks(first, all)).toMatchObject({
      totalHits: 2,
      results: [{ referenceTaskName: 'a' }, { referenceTaskName: 'b' }],
    });
    expect(await workflows.tasks(first, { ...all, statuses: ['SCHEDULED'] })).toMatchObject({ totalHits: 1 });
    expect((await workflows.tasks(first, { ...all, start: 1 })).results).toHaveLength(1);

    expect(new Set(await workflows.running('flow', { version: 1 }))).toEqual(new Set([first, paused]));
    expect(await workflows.running('other', { version: 1 })).toEqual([]);
    const early = { version: 1, startTime: now, endTime: now };
    expect(new Set(await workflows.running('flow', early))).toEqual(new Set([first, paused]));
    expect(await workflows.running('flow', { ...early, version: 2 })).toEqual([]);

    const open = await workflows.correlated('flow', ['x', 'y'], {
      includeClosed: false,
      includeTasks: false,
    });
    expect(open).toMatchObject({ x: [{ workflowId: first, tasks: [] }], y: [] });
    const closed = await workflows.correlated('flow', ['y'], { includeClosed: true, includeTasks: true });
    expect(closed).toMatchObject({ y: [{ workflowId: ended, tasks: [{ referenceTaskName: 'a' }] }] });
    const odd = await workflows.correlated('flow', ['__proto__'], {
      includeClosed: true,
      includeTasks: false,
    });
    expect(Object.keys(odd)).toEqual(['__proto__']);
  });
});
