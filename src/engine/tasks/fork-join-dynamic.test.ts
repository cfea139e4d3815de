import { describe, expect, it } from 'vitest';
import type { WorkflowTask } from '#contract/index.ts';
import { setVariable, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

const byLists = { dynamicForkTasksParam: 'tasks', dynamicForkTasksInputParamName: 'inputs' };

type Fields = Readonly<Record<string, unknown>>;

function dynamicFork(fields: Fields, ...after: WorkflowTask[]) {
  return workflowDef([step('FORK_JOIN_DYNAMIC', 'f', fields), step('JOIN', 'j'), ...after]);
}

async function reasonOf(fields: Fields): Promise<string | undefined> {
  const scenario = await Scenario.open();
  const workflow = await scenario.get(await scenario.start(dynamicFork(fields)));
  expect(workflow.status).toBe('FAILED');
  return workflow.reasonForIncompletion;
}

describe('FORK_JOIN_DYNAMIC', () => {
  it('FD1 becomes FORK, the tasks of the list with their inputs, and the JOIN on them', async () => {
    const scenario = await Scenario.open();
    const tasks = [simple('a', { inputParameters: { own: '${workflow.input.k}' } }), simple('b')];
    const inputParameters = { tasks, inputs: { a: { more: '${workflow.input.k}' } } };
    const def = dynamicFork({ ...byLists, inputParameters }, step('NOOP', 'end'));
    const id = await scenario.start(def, { input: { k: 9 } });
    const fork = await scenario.task(id, 'f');
    expect(fork).toMatchObject({
      taskType: 'FORK',
      taskDefName: 'FORK',
      status: 'COMPLETED',
      executed: true,
    });
    expect(fork.inputData['forkedTasks']).toEqual(['a', 'b']);
    expect(fork.inputData['forkedTaskDefs']).toMatchObject([{ taskReferenceName: 'a' }, { name: 'b' }]);
    expect((await scenario.task(id, 'a')).inputData).toEqual({ own: 9, more: 9 });
    expect((await scenario.task(id, 'j')).inputData).toEqual({ joinOn: ['a', 'b'] });
    await scenario.complete('b', { x: 1 });
    expect((await scenario.task(id, 'j')).status).toBe('IN_PROGRESS');
    await scenario.complete('a');
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a COMPLETED',
      'b COMPLETED',
      'j COMPLETED',
      'end COMPLETED',
    ]);
    expect((await scenario.task(id, 'j')).outputData).toEqual({ b: { x: 1 } });
  });

  it('FD2 starts one task for each input, with its index', async () => {
    const scenario = await Scenario.open();
    const inputParameters = { forkTaskName: 'w', forkTaskInputs: [{ u: 1 }, 's'] };
    const id = await scenario.start(dynamicFork({ inputParameters, optional: true }));
    expect((await scenario.task(id, '_w_0')).inputData).toEqual({ u: 1, __index: 0 });
    const second = await scenario.task(id, '_w_1');
    expect(second).toMatchObject({ taskType: 'w', inputData: { input: 's', __index: 1 } });
    expect(second.workflowTask?.optional).toBe(true);
    await scenario.complete('w');
    await scenario.fail('w');
    expect((await scenario.task(id, 'j')).status).toBe('COMPLETED_WITH_ERRORS');
  });

  it('FD2 takes the type’s name for a type of the engine’s own, and the fork’s reference a second time', async () => {
    const scenario = await Scenario.open();
    const inputParameters = { forkTaskType: 'NOOP', forkTaskInputs: [1] };
    const again = step('FORK_JOIN_DYNAMIC', 'g', { inputParameters });
    const id = await scenario.start(dynamicFork({ inputParameters }, again, step('JOIN', 'k')));
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      '_NOOP_0 COMPLETED',
      'j COMPLETED',
      'g COMPLETED',
      '_g_NOOP_0 COMPLETED',
      'k COMPLETED',
    ]);
  });

  it('FD3 takes names, references, types and inputs from one list', async () => {
    const scenario = await Scenario.open();
    const dynamicTasks = [
      { taskName: 'w', referenceName: 'w1', input: { q: 1 } },
      { taskName: 'n', referenceName: 'w2', type: 'NOOP' },
    ];
    const inputParameters = { all: { dynamicTasks } };
    const id = await scenario.start(dynamicFork({ dynamicForkJoinTasksParam: 'all', inputParameters }));
    expect((await scenario.task(id, 'w1')).inputData).toEqual({ q: 1 });
    await scenario.complete('w');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('FD4 an empty list is no task, and the workflow goes on', async () => {
    const scenario = await Scenario.open();
    const inputParameters = { tasks: [], inputs: {} };
    const id = await scenario.start(dynamicFork({ ...byLists, inputParameters }, step('NOOP', 'end')));
    expect(await scenario.trace(id)).toEqual(['f COMPLETED', 'j COMPLETED', 'end COMPLETED']);
  });

  it('FD5 a forked task without a registered definition is not retried, another as that says', async () => {
    const taskDefs = [taskDef('b', { retryCount: 1, retryDelaySeconds: 0 })];
    const scenario = await Scenario.open({ taskDefs });
    const inputParameters = { tasks: [simple('a'), simple('b')], inputs: {} };
    const id = await scenario.start(dynamicFork({ ...byLists, inputParameters }));
    expect((await scenario.task(id, 'a')).responseTimeoutSeconds).toBe(3600);
    await scenario.fail('b');
    expect((await scenario.task(id, 'b')).retryCount).toBe(1);
    await scenario.fail('a');
    expect(await scenario.status(id)).toBe('FAILED');
    expect((await scenario.task(id, 'j')).status).toBe('CANCELED');
  });

  it('FD6 says what is wrong with its input', async () => {
    const lists = (inputParameters: Fields) => reasonOf({ ...byLists, inputParameters });
    expect(await lists({ tasks: 'text' })).toBe(
      `Input 'tasks' is invalid. Cannot deserialize a list of Workflow Tasks from 'text'`,
    );
    expect(await lists({ tasks: [simple('a')], inputs: [1] })).toBe(
      'Input to the dynamically forked tasks is not a map -> expecting a map of K,V  but found [1]',
    );
    expect(await lists({ tasks: [simple('a')] })).toBe(
      'Input to the dynamically forked tasks is not a map -> expecting a map of K,V  but found null',
    );
    expect(await reasonOf({ dynamicForkJoinTasksParam: 'all', inputParameters: { z: 1 } })).toBe(
      "Dynamic tasks could not be created. The value of all from task's input {z=1} " +
        'has no dynamic tasks to be scheduled',
    );
  });

  it('FD7 refuses a reference that is there already', async () => {
    const scenario = await Scenario.open();
    const inputParameters = { tasks: [simple('s')], inputs: {} };
    const fork = step('FORK_JOIN_DYNAMIC', 'f', { ...byLists, inputParameters });
    const id = await scenario.start(workflowDef([setVariable('s', {}), fork, step('JOIN', 'j')]));
    expect((await scenario.get(id)).reasonForIncompletion).toBe(
      `No dynamic tasks could be created for the Workflow: flow.1/${id}, Dynamic Fork Task: s/s ` +
        'attempted to create a duplicate task reference name: s',
    );
  });

  it('FD7 refuses a reference twice in the list', async () => {
    const reason = await reasonOf({
      ...byLists,
      inputParameters: { tasks: [simple('a'), simple('a')], inputs: {} },
    });
    expect(reason).toContain('attempted to create a duplicate task reference name: a');
  });

  it('FD8 without a JOIN behind it the workflow fails', async () => {
    const scenario = await Scenario.open();
    const fork = step('FORK_JOIN_DYNAMIC', 'f', { inputParameters: { forkTaskInputs: [1] } });
    const workflow = await scenario.get(await scenario.start(workflowDef([fork, simple('a')])));
    expect(workflow.reasonForIncompletion).toBe(
      'Dynamic join definition is not followed by a join task.  Check the workflow definition. (task f)',
    );
  });

  it('FD10 a wide fork starts in one commit, and an update in it writes two tasks at most', async () => {
    const scenario = await Scenario.open();
    const { commits } = scenario.ports.store;
    const inputParameters = { forkTaskName: 'w', forkTaskInputs: Array.from({ length: 500 }, (_, n) => n) };
    const id = await scenario.start(dynamicFork({ inputParameters }));
    expect(commits).toHaveLength(1);
    for (let n = 0; n < 500; n += 1) await scenario.complete('w');
    const written = commits
      .slice(1)
      .map((changes) => changes.filter(({ kind }) => kind === 'task.put').length);
    expect(Math.max(...written)).toBeLessThanOrEqual(2);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('FD11 a rerun from the fork, from what it forked and from before it', async () => {
    const scenario = await Scenario.open();
    const inputParameters = { forkTaskName: 'w', forkTaskInputs: [1, 2] };
    const fork = step('FORK_JOIN_DYNAMIC', 'f', { inputParameters });
    const id = await scenario.start(workflowDef([simple('a'), fork, step('JOIN', 'j'), step('NOOP', 'end')]));
    const finish = async (...types: string[]) => {
      for (const type of types) await scenario.complete(type);
      expect(await scenario.trace(id)).toEqual([
        'a COMPLETED',
        'f COMPLETED',
        '_w_0 COMPLETED',
        '_w_1 COMPLETED',
        'j COMPLETED',
        'end COMPLETED',
      ]);
    };
    await finish('a', 'w', 'w');
    for (const [reference, ...types] of [
      ['f', 'w', 'w'],
      ['_w_0', 'w'],
      ['a', 'a', 'w', 'w'],
    ] as const) {
      const reRunFromTaskId = (await scenario.task(id, reference)).taskId;
      await scenario.engine.workflows.rerun(id, { reRunFromTaskId });
      await finish(...types);
    }
  });

  it('FD9 joins on the last task that each step became', async () => {
    const scenario = await Scenario.open();
    const choice = step('SWITCH', 's', {
      evaluatorType: 'value-param',
      expression: 'c',
      decisionCases: { x: [simple('in')] },
    });
    const inputParameters = { tasks: [choice], inputs: { s: { c: 'x' } } };
    const id = await scenario.start(dynamicFork({ ...byLists, inputParameters }));
    expect((await scenario.task(id, 'j')).inputData).toEqual({ joinOn: ['in'] });
    await scenario.complete('in');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });
});
