import { describe, expect, it } from 'vitest';
import { simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const register = { overwrite: false };
const start = { name: 'flow', input: {}, taskToDomain: {}, priority: 0 };

describe('definitions', () => {
  it('MD1 one that is there already is refused', async () => {
    const scenario = await Scenario.open();
    const { metadata } = scenario.engine;
    const created = scenario.ports.clock.now();
    await metadata.registerWorkflow(workflowDef([simple('a')]), register);
    expect(await metadata.workflow('flow')).toMatchObject({ createTime: created, updateTime: 0 });
    await scenario.advance(9);
    const next = workflowDef([simple('b')]);
    await expect(metadata.registerWorkflow(next, register)).rejects.toMatchObject({
      kind: 'conflict',
      message: 'Workflow with flow.1 already exists!',
    });
    await metadata.registerWorkflow(next, { overwrite: true });
    expect(await metadata.workflow('flow')).toMatchObject({
      createTime: created,
      updateTime: created + 9000,
      tasks: [{ name: 'b' }],
    });
  });

  it('MD1 of two registrations at once, one wins', async () => {
    const scenario = await Scenario.open();
    const { metadata } = scenario.engine;
    const both = await Promise.allSettled([
      metadata.registerWorkflow(workflowDef([simple('a')]), register),
      metadata.registerWorkflow(workflowDef([simple('b')]), register),
    ]);
    expect(both.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
  });

  it('MD2 an update creates or replaces and says which', async () => {
    const scenario = await Scenario.open();
    const { metadata } = scenario.engine;
    const defs = [workflowDef([simple('a')]), workflowDef([simple('a')], { name: 'other', createTime: 5 })];
    expect(await metadata.updateWorkflows(defs)).toEqual({
      bulkSuccessfulResults: ['flow', 'other'],
      bulkErrorResults: {},
    });
    expect(await metadata.workflow('other')).toMatchObject({
      createTime: 5,
      updateTime: scenario.ports.clock.now(),
    });
  });

  it('MD3 what is wrong is refused and nothing stored', async () => {
    const scenario = await Scenario.open();
    const { metadata } = scenario.engine;
    const wrong = workflowDef([step('SWITCH', 's')], { name: '' });
    await expect(metadata.registerWorkflow(wrong, register)).rejects.toMatchObject({ kind: 'validation' });
    await expect(metadata.updateWorkflows([workflowDef([simple('a')]), wrong])).rejects.toMatchObject({
      kind: 'validation',
    });
    await expect(metadata.validateWorkflow(wrong)).rejects.toMatchObject({ kind: 'validation' });
    await expect(
      metadata.registerTasks([
        taskDef('fine'),
        taskDef('bad', { timeoutSeconds: 5, responseTimeoutSeconds: 9 }),
      ]),
    ).rejects.toMatchObject({
      validationErrors: [
        {
          path: 'registerTaskDef.arg0[1]',
          message: 'TaskDef: bad responseTimeoutSeconds: 9 must be less than timeoutSeconds: 5',
        },
      ],
    });
    expect(await metadata.workflows()).toEqual([]);
    expect(await metadata.tasks()).toEqual([]);
  });

  it('MD3 a DECISION by its input case is completed, as the guide has it', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      step('DECISION', 'd', { inputParameters: { case: 'a' }, decisionCases: { a: [simple('one')] } }),
    ]);
    await scenario.engine.metadata.registerWorkflow(def, register);
    expect(await scenario.engine.metadata.workflow('flow')).toMatchObject({
      tasks: [{ caseValueParam: 'case' }],
    });
  });

  it('MD4 unknown ones are not found', async () => {
    const { metadata } = (await Scenario.open()).engine;
    const refusals = [
      [metadata.workflow('w'), 'notFound', 'No such workflow found by name: w, version: null'],
      [metadata.workflow('w', 2), 'notFound', 'No such workflow found by name: w, version: 2'],
      [metadata.removeWorkflow('w', 2), 'internal', 'No such workflow definition: w version: 2'],
      [metadata.task('t'), 'notFound', 'No such taskType found by name: t'],
      [metadata.updateTask(taskDef('t')), 'notFound', 'No such task by name t'],
      [metadata.removeTask('t'), 'internal', 'No such task definition'],
    ] as const;
    for (const [refused, kind, message] of refusals) {
      await expect(refused).rejects.toMatchObject({ kind, message });
    }
  });

  it('MD5 task definitions are replaced, updated, removed', async () => {
    const scenario = await Scenario.open();
    const { metadata } = scenario.engine;
    const created = scenario.ports.clock.now();
    await metadata.registerTasks([taskDef('t', { retryCount: 1 })]);
    await scenario.advance(1);
    await metadata.updateTask(taskDef('t', { retryCount: 2 }));
    expect(await metadata.task('t')).toMatchObject({
      retryCount: 2,
      createTime: created,
      updateTime: created + 1000,
    });
    await metadata.registerTasks([taskDef('t', { retryCount: 3 }), taskDef('s')]);
    expect(await metadata.tasks()).toMatchObject([
      { name: 's' },
      { name: 't', retryCount: 3, createTime: created + 1000, updateTime: 0 },
    ]);
    await metadata.removeTask('t');
    expect((await metadata.tasks()).map((def) => def.name)).toEqual(['s']);
  });

  it('MD6 a start uses what is registered at that moment', async () => {
    const scenario = await Scenario.open();
    const { metadata, workflows } = scenario.engine;
    await metadata.registerWorkflow(workflowDef([simple('a')]), register);
    const before = await workflows.start(start);
    await metadata.registerTasks([taskDef('a', { retryCount: 9 })]);
    const between = await workflows.start(start);
    await metadata.registerWorkflow(workflowDef([simple('b')]), { overwrite: true });
    await metadata.removeTask('a');
    const after = await workflows.start(start);
    const found = await Promise.all(
      [before, between, after].map(async (id) => {
        const [task] = (await scenario.get(id)).tasks;
        return { name: task?.taskDefName, retryCount: task?.taskDefinition?.retryCount };
      }),
    );
    expect(found).toEqual([
      { name: 'a', retryCount: 3 },
      { name: 'a', retryCount: 9 },
      { name: 'b', retryCount: 3 },
    ]);
    await metadata.removeWorkflow('flow', 1);
    await expect(workflows.start(start)).rejects.toMatchObject({ kind: 'notFound' });
  });

  it('MD7 lists give all, the latest, or the names', async () => {
    const { metadata } = (await Scenario.open()).engine;
    const agent = { metadata: { agent_sdk: 'x' } };
    for (const [name, version, fields] of [
      ['b', 1, {}],
      ['a', 2, {}],
      ['a', 10, agent],
    ] as const) {
      await metadata.registerWorkflow(workflowDef([simple('t')], { name, version, ...fields }), register);
    }
    const named = (defs: readonly { readonly name: string; readonly version: number }[]) =>
      defs.map((def) => `${def.name}.${def.version}`);
    expect(named(await metadata.workflows())).toEqual(['a.2', 'a.10', 'b.1']);
    expect(named(await metadata.workflows('agent'))).toEqual(['a.10']);
    expect(named(await metadata.workflows('workflow, other'))).toEqual(['a.2', 'b.1']);
    expect(named(await metadata.latestWorkflows())).toEqual(['a.10', 'b.1']);
    expect(named(await metadata.workflowStubs('a'))).toEqual(['a.2', 'a.10']);
  });
});
