import { describe, expect, it } from 'vitest';
import { workflowTestRequestSchema, type Workflow, type WorkflowDef } from '#contract/index.ts';
import { simple, step, workflowDef } from '../testing/builders.ts';
import { settled } from '../testing/fake-clock.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

function test(scenario: Scenario, def: WorkflowDef, mocks: Fields, fields: Fields = {}): Promise<Workflow> {
  return scenario.engine.workflows.test(
    workflowTestRequestSchema.parse({
      name: def.name,
      workflowDef: def,
      taskRefToMockOutput: mocks,
      ...fields,
    }),
  );
}

const trace = ({ tasks }: Workflow) => tasks.map((task) => `${task.referenceTaskName} ${task.status}`);

const two = workflowDef([simple('a'), simple('b', { inputParameters: { x: '${a.output.x}' } })]);

describe('POST /workflow/test', () => {
  it('TW1 runs through with a mock for each task', async () => {
    const scenario = await Scenario.open();
    const done = await test(scenario, two, { a: [{ output: { x: 5 } }], b: [{ output: { r: 7 } }] });
    expect(done).toMatchObject({ status: 'COMPLETED', output: { r: 7 } });
    expect(done.tasks[1]).toMatchObject({ inputData: { x: 5 } });
  });

  it('TW2 gives each attempt the next mock, without its delay', async () => {
    const scenario = await Scenario.open();
    const mocks = { a: [{ status: 'FAILED' }, { output: {} }], b: [{}] };
    expect(trace(await test(scenario, two, mocks))).toEqual(['a FAILED', 'a COMPLETED', 'b COMPLETED']);
    const failed = await test(scenario, two, { a: [{ status: 'FAILED_WITH_TERMINAL_ERROR' }] });
    expect(failed).toMatchObject({ status: 'FAILED' });
  });

  it('TW3 stops at a task without a mock, which no worker gets', async () => {
    const scenario = await Scenario.open();
    const open = await test(scenario, two, { a: [{}] });
    expect(open).toMatchObject({ status: 'RUNNING' });
    expect(trace(open)).toEqual(['a COMPLETED', 'b SCHEDULED']);
    expect(await scenario.poll('b')).toBeUndefined();
  });

  it('TW4 makes no call where there is a mock, and mocks what waits', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([
      step('HTTP', 'h', { inputParameters: { uri: 'http://there/', method: 'GET' } }),
      step('WAIT', 'w'),
    ]);
    const done = await test(scenario, def, {
      h: [{ output: { response: 'hi' } }],
      w: [{ output: { k: 2 } }],
    });
    await settled();
    expect(done).toMatchObject({ status: 'COMPLETED', output: { k: 2 } });
    expect(scenario.ports.http.calls).toEqual([]);
  });

  it('TW5 mocks the tasks of each iteration of a loop', async () => {
    const scenario = await Scenario.open({
      scripts: { again: ({ $ }) => JSON.stringify($).includes('"iteration":1') },
    });
    const def = workflowDef([step('DO_WHILE', 'l', { loopCondition: 'again', loopOver: [simple('x')] })]);
    const done = await test(scenario, def, { x: [{ output: { k: 1 } }, { output: { k: 2 } }] });
    expect(trace(done)).toEqual(['l COMPLETED', 'x__1 COMPLETED', 'x__2 COMPLETED']);
  });

  it('TW6 runs a sub-workflow with mocks of its own, or mocks it as a whole', async () => {
    const scenario = await Scenario.open();
    const child = workflowDef([simple('c')], { name: 'child' });
    await scenario.engine.metadata.registerWorkflow(child, { overwrite: false });
    const sub = workflowDef([
      step('SUB_WORKFLOW', 'sub', { subWorkflowParam: { name: 'child', version: 1 } }),
    ]);
    const inside = await test(
      scenario,
      sub,
      {},
      {
        subWorkflowTestRequest: {
          sub: { name: 'child', taskRefToMockOutput: { c: [{ output: { v: 3 } }] } },
        },
      },
    );
    await settled();
    expect(inside).toMatchObject({ status: 'COMPLETED', output: { v: 3 } });
    const { subWorkflowId = '' } = inside.tasks[0] ?? {};
    expect(await scenario.get(subWorkflowId)).toMatchObject({
      status: 'COMPLETED',
      parentWorkflowId: inside.workflowId,
    });
    const whole = await test(scenario, sub, { sub: [{ output: { v: 4 } }] });
    await settled();
    expect(whole).toMatchObject({ status: 'COMPLETED', output: { v: 4 } });
  });

  it('TW6 a sub-workflow that its mocks do not end goes on, and its parent with it', async () => {
    const scenario = await Scenario.open();
    const child = workflowDef([simple('c'), step('WAIT', 'w')], { name: 'child' });
    await scenario.engine.metadata.registerWorkflow(child, { overwrite: false });
    const sub = workflowDef([
      step('SUB_WORKFLOW', 'sub', { subWorkflowParam: { name: 'child', version: 1 } }),
    ]);
    const open = await test(
      scenario,
      sub,
      {},
      {
        subWorkflowTestRequest: { sub: { name: 'child', taskRefToMockOutput: { c: [{}] } } },
      },
    );
    await settled();
    expect(open).toMatchObject({ status: 'RUNNING' });
    await scenario.engine.tasks.signal(open.workflowId, 'COMPLETED', {});
    await settled();
    expect(await scenario.status(open.workflowId)).toBe('COMPLETED');
  });
});
