import { describe, expect, it } from 'vitest';
import { workflowTestRequestSchema, type Workflow, type WorkflowDef } from '#contract/index.ts';
import { fork, simple, step, workflowDef } from '../testing/builders.ts';
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

  describe('that end badly', () => {
    const child = workflowDef([simple('c'), step('WAIT', 'w')], { name: 'child' });
    const sub = step('SUB_WORKFLOW', 'sub', { subWorkflowParam: { name: 'child', version: 1 } });
    const childMocks = {
      subWorkflowTestRequest: { sub: { name: 'child', taskRefToMockOutput: { c: [{}] } } },
    };

    async function open(): Promise<Scenario> {
      const scenario = await Scenario.open();
      await scenario.engine.metadata.registerWorkflow(child, { overwrite: false });
      return scenario;
    }

    async function all(scenario: Scenario): Promise<string[]> {
      const { results } = await scenario.engine.workflows.search({ start: 0, size: 10 });
      return results.map(({ workflowType, status }) => `${workflowType} ${status}`).toSorted();
    }

    it('TW7 leave nothing where the store refuses', async () => {
      const scenario = await open();
      scenario.ports.store.failNext();
      await expect(test(scenario, workflowDef([sub]), {}, childMocks)).rejects.toThrow('the disk is full');
      await settled();
      expect(await all(scenario)).toEqual([]);
      expect(scenario.engine.metrics().openWorkflows).toBe(0);
      expect(scenario.engine.tasks.queueSizes()).toEqual({});
      expect(scenario.ports.clock.alarms).toBe(0);
    });

    it('TW7 leave nothing where a later child cannot be begun', async () => {
      const scenario = await open();
      const missing = step('SUB_WORKFLOW', 'other', {
        subWorkflowParam: { name: '${sub.output.n}', version: 1 },
      });
      const mocks = {
        subWorkflowTestRequest: {
          sub: { name: 'child', taskRefToMockOutput: { c: [{}], w: [{ output: { n: 'gone' } }] } },
          other: { name: 'child' },
        },
      };
      await expect(test(scenario, workflowDef([sub, missing]), {}, mocks)).rejects.toThrow(
        'No such workflow defined. name=gone, version=1',
      );
      await settled();
      expect(await all(scenario)).toEqual([]);
      expect(scenario.engine.metrics().openWorkflows).toBe(0);
    });

    it('TW7 give the places of all children back', async () => {
      const scenario = await open();
      const limited = workflowDef([simple('c'), step('WAIT', 'w')], {
        name: 'child',
        rateLimitConfig: { rateLimitKey: 'k', concurrentExecLimit: 1 },
      });
      await scenario.engine.metadata.registerWorkflow(limited, { overwrite: true });
      scenario.ports.store.failNext();
      await expect(test(scenario, workflowDef([sub]), {}, childMocks)).rejects.toThrow('the disk is full');
      const id = await scenario.start(limited);
      expect(await scenario.trace(id)).toEqual(['c SCHEDULED']);
    });

    it('TW7 are one commit with their children, and grandchildren', async () => {
      const scenario = await open();
      const middle = workflowDef([sub], { name: 'middle' });
      const top = step('SUB_WORKFLOW', 'top', {
        subWorkflowParam: { name: 'middle', workflowDefinition: middle },
      });
      scenario.ports.store.commits.length = 0;
      const run = await test(
        scenario,
        workflowDef([top]),
        {},
        { subWorkflowTestRequest: { top: { name: 'middle', ...childMocks } } },
      );
      expect(scenario.ports.store.commits).toHaveLength(1);
      expect(await all(scenario)).toEqual(['child RUNNING', 'flow RUNNING', 'middle RUNNING']);
      await scenario.crash();
      await scenario.engine.tasks.signal(run.workflowId, 'COMPLETED', {});
      await settled();
      expect(await all(scenario)).toEqual(['child COMPLETED', 'flow COMPLETED', 'middle COMPLETED']);
    });

    it('TW8 end the children whose parent has ended meanwhile', async () => {
      const scenario = await open();
      const def = workflowDef(fork('f', [[sub], [simple('a')]]));
      const run = await test(scenario, def, { a: [{ status: 'FAILED_WITH_TERMINAL_ERROR' }] }, childMocks);
      expect(run.status).toBe('FAILED');
      expect(await all(scenario)).toEqual(['child TERMINATED', 'flow FAILED']);
      expect(scenario.engine.metrics().openWorkflows).toBe(0);
    });

    it('TW8 leave no queues, whichever way their tasks end', async () => {
      const scenario = await open();
      const queues = () => Object.keys(scenario.engine.tasks.queueSizes());
      await test(scenario, two, { a: [{}], b: [{}] });
      expect(queues()).toEqual([]);
      const terminated = await test(scenario, two, { a: [{}] });
      expect(queues()).toHaveLength(1);
      await scenario.engine.workflows.terminate(terminated.workflowId);
      expect(queues()).toEqual([]);
      const removed = await test(scenario, two, {});
      await scenario.crash();
      expect(queues()).toHaveLength(1);
      await scenario.engine.workflows.remove(removed.workflowId, { archive: false });
      expect(queues()).toEqual([]);
    });

    it('TW8 a queue of a domain stays for the workers that ask for it', async () => {
      const scenario = await open();
      const waiting = scenario.engine.tasks.poll({ taskType: 'a', domain: 'd', count: 1, timeoutMs: 1000 });
      const first = await scenario.start(workflowDef([simple('a')]), { taskToDomain: { a: 'd' } });
      expect(await waiting).toHaveLength(1);
      await scenario.engine.workflows.terminate(first);
      expect(scenario.engine.tasks.queueSizes()).toEqual({ 'd:a': 0 });
      const again = scenario.engine.tasks.poll({ taskType: 'a', domain: 'd', count: 1, timeoutMs: 1000 });
      await scenario.start(workflowDef([simple('a')]), { taskToDomain: { a: 'd' } });
      expect(await again).toHaveLength(1);
    });
  });
});
