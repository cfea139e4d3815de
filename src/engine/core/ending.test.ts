import { describe, expect, it } from 'vitest';
import type { WorkflowDef } from '#contract/index.ts';
import type { EngineOptions } from '../service/create-engine.ts';
import { fork, setVariable, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const terminate = (terminationStatus: string, fields: Fields = {}) =>
  step('TERMINATE', 'end', { inputParameters: { terminationStatus, ...fields } });

async function begun(def: WorkflowDef, fields: Fields = {}, engine: EngineOptions = {}) {
  const scenario = await Scenario.open({ engine });
  return { scenario, id: await scenario.start(def, fields) };
}

/** How an execution has ended. */
async function ending(scenario: Scenario, id: string) {
  const {
    status,
    reasonForIncompletion: reason,
    output,
    failedReferenceTaskNames: failed,
  } = await scenario.get(id);
  return { status, reason, output, failed };
}

describe('the end of a TERMINATE task', () => {
  it.each<[fields: Fields, reason: RegExp]>([
    [{}, /^Workflow is COMPLETED by TERMINATE task: [-\da-f]{36}$/],
    [{ terminationReason: '' }, /^Workflow is COMPLETED by/],
    [{ terminationReason: '  ' }, /^Workflow is COMPLETED by/],
    [{ terminationReason: 7 }, /^Workflow is COMPLETED by/],
    [{ terminationReason: null }, /^Workflow is COMPLETED by/],
    [{ terminationReason: ' enough ' }, /^ enough $/],
    [{ terminationReason: '${workflow.input.why}' }, /^because$/],
  ])('TE1 has a reason: %j', async (fields, reason) => {
    const { scenario, id } = await begun(workflowDef([terminate('COMPLETED', fields)]), {
      input: { why: 'because' },
    });
    const end = await ending(scenario, id);
    expect(end.status).toBe('COMPLETED');
    expect(end.reason).toMatch(reason);
  });

  it.each([
    ['FAILED', 'FAILED'],
    ['TERMINATED', 'TERMINATED'],
  ])(
    'TE2 TE3 %s cancels what is open and keeps the output of the task',
    async (terminationStatus, status) => {
      const ends = terminate(terminationStatus, { terminationReason: 'so', workflowOutput: { x: 1 } });
      const { scenario, id } = await begun(
        workflowDef(fork('f', [[simple('a')], [step('WAIT', 'w')], [ends]])),
      );
      expect(await ending(scenario, id)).toEqual({ status, reason: 'so', output: { x: 1 }, failed: [] });
      expect((await scenario.trace(id)).filter((task) => task.endsWith('CANCELED'))).toEqual([
        'a CANCELED',
        'w CANCELED',
        'f_join CANCELED',
      ]);
      expect(await scenario.poll('a')).toBeUndefined();
      expect(scenario.ports.clock.alarms).toBe(0);
    },
  );

  it('TE1 wins over what comes to its end in the same moment', async () => {
    const ends = terminate('COMPLETED', { workflowOutput: { from: 'end' } });
    const branches = [[setVariable('v', { x: 1 }), simple('never')], [ends], [setVariable('u', { y: 1 })]];
    const { scenario, id } = await begun(
      workflowDef(fork('f', branches), { outputParameters: { from: 'def' } }),
    );
    const end = await ending(scenario, id);
    expect([end.status, end.output]).toEqual(['COMPLETED', { from: 'end' }]);
    expect(await scenario.poll('never')).toBeUndefined();
  });

  it('TE1 an output that is too large fails the workflow, which then has none', async () => {
    const ends = terminate('COMPLETED', { workflowOutput: { text: 'x'.repeat(200) } });
    const { scenario, id } = await begun(workflowDef([ends]), {}, { payloadLimits: { workflowOutput: 100 } });
    expect(await ending(scenario, id)).toMatchObject({
      status: 'FAILED',
      reason: expect.stringMatching(
        /^The payload size: \d+ of workflow: .* is greater than the permissible limit: 100 bytes$/,
      ),
      output: {},
    });
  });
});

describe('the output of a workflow', () => {
  const two = (outputParameters: Fields) => workflowDef([simple('a'), simple('b')], { outputParameters });

  it.each<[what: string, parameters: Fields, output: unknown]>([
    ['the last task’s without parameters', {}, { from: 'b' }],
    ['what they name', { x: '${a.output.from}', y: '${b.output.from}' }, { x: 'a', y: 'b' }],
    ['null for what is not there', { x: '${a.output.none}' }, { x: null }],
    ['the variables', { x: '${workflow.variables.v}' }, { x: 1 }],
    ['its own times', { x: '${a.status}' }, { x: 'COMPLETED' }],
  ])('DC4 is %s', async (_, parameters, output) => {
    const scenario = await Scenario.open();
    const id = await scenario.startUnchecked({ ...two(parameters), variables: { v: 1 } });
    await scenario.complete('a', { from: 'a' });
    await scenario.complete('b', { from: 'b' });
    expect((await ending(scenario, id)).output).toEqual(output);
  });

  it('DC4 is that of the last attempt', async () => {
    const def = workflowDef([simple('a', { retryCount: 1 })], { outputParameters: { x: '${a.output.x}' } });
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { retryDelaySeconds: 0 })] });
    const id = await scenario.start(def);
    await scenario.finish('a', 'FAILED', { outputData: { x: 'first' } });
    await scenario.complete('a', { x: 'second' });
    expect((await ending(scenario, id)).output).toEqual({ x: 'second' });
  });

  it('DC4 of one that fails is what its parameters come to by then', async () => {
    const def = workflowDef([simple('a'), simple('b')], {
      outputParameters: { x: '${a.output.x}', y: '${b.output.y}' },
    });
    const { scenario, id } = await begun(def);
    await scenario.complete('a', { x: 1 });
    await scenario.finish('b', 'FAILED_WITH_TERMINAL_ERROR', { outputData: { y: 2 } });
    expect(await ending(scenario, id)).toMatchObject({
      status: 'FAILED',
      output: { x: 1, y: 2 },
      failed: ['b'],
    });
  });

  it.each(['COMPLETED', 'FAILED_WITH_TERMINAL_ERROR'])(
    'DC4 is not kept above its limit, whichever way it ends: %s',
    async (status) => {
      const def = workflowDef([simple('a')], { outputParameters: { x: '${workflow.input.x}' } });
      const { scenario, id } = await begun(
        def,
        { input: { x: 'x'.repeat(200) } },
        { payloadLimits: { workflowOutput: 100 } },
      );
      await scenario.finish('a', status);
      expect(await ending(scenario, id)).toMatchObject({ status: 'FAILED', output: {} });
      expect(scenario.engine.metrics().openWorkflows).toBe(0);
    },
  );
});

describe('permissive failures', () => {
  const permissive = { permissive: true, retryCount: 0 };

  it('DC9 come to light at the end, each with its reason, and name the first', async () => {
    const { scenario, id } = await begun(
      workflowDef([simple('a', permissive), simple('b', permissive), simple('c')], {
        outputParameters: { x: 1 },
      }),
    );
    const first = await scenario.fail('a', 'one');
    const second = await scenario.fail('b', 'two');
    await scenario.complete('c');
    expect(await ending(scenario, id)).toEqual({
      status: 'FAILED',
      reason:
        `Task ${first.taskId} failed with status: FAILED and reason: 'one'. ` +
        `Task ${second.taskId} failed with status: FAILED and reason: 'two'`,
      output: { x: 1 },
      failed: ['a', 'b'],
    });
  });

  it('DC9 that were made good by a later attempt do not count', async () => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { retryDelaySeconds: 0 })] });
    const id = await scenario.start(workflowDef([simple('a', { permissive: true, retryCount: 1 })]));
    await scenario.fail('a');
    await scenario.complete('a', { x: 1 });
    expect(await ending(scenario, id)).toMatchObject({ status: 'COMPLETED', output: { x: 1 } });
  });

  it('DC9 without a reason say null', async () => {
    const { scenario, id } = await begun(workflowDef([simple('a', permissive)]));
    const task = await scenario.finish('a', 'FAILED');
    expect((await ending(scenario, id)).reason).toBe(
      `Task ${task.taskId} failed with status: FAILED and reason: 'null'`,
    );
  });
});

describe('names of what failed', () => {
  it('OP19 are each there once, over several retries, also in loops', async () => {
    const def = workflowDef([
      simple('a', { retryCount: 0, name: 'work' }),
      simple('b', { retryCount: 0, name: 'work' }),
    ]);
    const { scenario, id } = await begun(def);
    for (let round = 0; round < 3; round += 1) {
      await scenario.fail('work');
      await scenario.engine.workflows.retry(id, { resumeSubworkflowTasks: false });
    }
    await scenario.complete('work');
    await scenario.fail('work');
    expect(await scenario.get(id)).toMatchObject({
      failedReferenceTaskNames: ['a', 'b'],
      failedTaskNames: ['work'],
    });
  });
});

describe('failure workflows', () => {
  const rescue = workflowDef([simple('rescue')], { name: 'rescue' });
  const failing = (failureWorkflow: string, fields: Fields = {}) =>
    workflowDef([simple('a', { retryCount: 0 })], { failureWorkflow, ...fields });

  async function failed(def: WorkflowDef, fields: Fields = {}) {
    const scenario = await Scenario.open();
    await scenario.engine.metadata.registerWorkflow(rescue, { overwrite: true });
    const id = await scenario.start(def, fields);
    await scenario.fail('a');
    await settled();
    return { scenario, id, told: (await ending(scenario, id)).output['conductor.failure_workflow'] };
  }

  it.each<[name: string, input: Fields, starts: boolean]>([
    ['rescue', {}, true],
    ['$workflow.input.on', { on: 'rescue' }, true],
    ['$workflow.input.on', { on: '' }, false],
    ['$workflow.input.on', { on: ' ' }, false],
    ['$workflow.input.on', { on: 7 }, false],
    ['$workflow.input.on', { on: null }, false],
    ['$workflow.input.on', {}, false],
    ['$workflow.input.constructor', {}, false],
    ['$workflow.input.__proto__', {}, false],
    ['$workflow', { on: 'rescue' }, false],
    [' ', {}, false],
  ])('FW1 FW3 named %j with the input %j', async (name, input, starts) => {
    const { scenario, told } = await failed(failing(name), { input });
    expect(typeof told === 'string').toBe(starts);
    expect((await scenario.poll('rescue')) !== undefined).toBe(starts);
  });

  it('FW2 that are not registered leave their name and the reason', async () => {
    const { scenario, id, told } = await failed(failing('nobody', { failureWorkflowVersion: 3 }));
    expect(told).toBe(
      'Error workflow nobody failed to start.  reason: No such workflow defined. name=nobody, version=3',
    );
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('FW1 of a failure workflow that fails come to an end when they name each other', async () => {
    const scenario = await Scenario.open({ engine: { payloadLimits: { workflowInput: 20_000 } } });
    const again = failing('again', { name: 'again' });
    await scenario.engine.metadata.registerWorkflow(again, { overwrite: true });
    await scenario.start(again);
    let count = 0;
    for (
      ;
      count < 50 && (await scenario.poll('a').then((task) => task && scenario.update(task, 'FAILED')));
      count += 1
    ) {
      await settled();
    }
    expect(count).toBeLessThan(50);
    expect(scenario.engine.metrics().openWorkflows).toBe(0);
  });

  it('FW1 a failure and its failure workflow are one commit: a refused one is neither', async () => {
    const scenario = await Scenario.open();
    await scenario.engine.metadata.registerWorkflow(rescue, { overwrite: true });
    const id = await scenario.start(failing('rescue'));
    const task = await scenario.take('a');
    scenario.ports.store.failNext();
    await expect(scenario.update(task, 'FAILED')).rejects.toThrow('the disk is full');
    await settled();
    expect(await scenario.status(id)).toBe('RUNNING');
    expect(await scenario.poll('rescue')).toBeUndefined();
    await scenario.update(task, 'FAILED');
    await settled();
    expect(await scenario.poll('rescue')).toBeDefined();
    expect(await scenario.poll('rescue')).toBeUndefined();
  });
});
