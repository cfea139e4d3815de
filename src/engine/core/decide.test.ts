import { describe, expect, it } from 'vitest';
import { PollLog } from '../service/poll-log.ts';
import { createTools } from '../service/tools.ts';
import { fork, setVariable, simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { fakePorts } from '../testing/fake-ports.ts';
import { written } from '../testing/recording-store.ts';
import { Scenario } from '../testing/scenario.ts';
import { decide } from './decide.ts';
import { newWorkflow } from './new-workflow.ts';
import { defaultPayloadLimits } from './payload-size.ts';

const unretried = { retryCount: 0 };

describe('deciding', () => {
  it('DC1 a start schedules the first step, and runs what the engine does by itself', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([setVariable('one', { a: 1 }), step('NOOP', 'two'), simple('three')]),
    );
    expect(await scenario.trace(id)).toEqual(['one COMPLETED', 'two COMPLETED', 'three SCHEDULED']);
    expect(scenario.ports.store.commits).toHaveLength(1);
  });

  it('DC2 tasks get seq in the order of scheduling', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([simple('a'), ...fork('f', [[simple('b')], [simple('c'), simple('d')]]), simple('e')]),
    );
    for (const name of ['a', 'c', 'b', 'd', 'e']) await scenario.complete(name);
    const { tasks } = await scenario.get(id);
    expect(tasks.map((task) => task.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(tasks.map((task) => task.referenceTaskName)).toEqual(['a', 'f', 'b', 'c', 'f_join', 'd', 'e']);
  });

  it('DC3 a step follows when the one before it has ended well', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a'), simple('b')]));
    expect(await scenario.trace(id)).toEqual(['a SCHEDULED']);
    await scenario.complete('a');
    expect(await scenario.trace(id)).toEqual(['a COMPLETED', 'b SCHEDULED']);
  });

  it('DC4 a workflow completes with its outputParameters, else with its last output', async () => {
    const scenario = await Scenario.open();
    const outputParameters = { sum: '${b.output.n}', from: '${workflow.input.x}' };
    const mapped = await scenario.start(workflowDef([simple('b')], { outputParameters }), {
      input: { x: 7 },
    });
    await scenario.complete('b', { n: 3 });
    const { status, output, endTime } = await scenario.get(mapped);
    expect({ status, output, endTime }).toEqual({
      status: 'COMPLETED',
      output: { sum: 3, from: 7 },
      endTime: scenario.ports.clock.now(),
    });
    const plain = await scenario.start(workflowDef([simple('b')]));
    await scenario.complete('b', { n: 3 });
    expect((await scenario.get(plain)).output).toEqual({ n: 3 });
  });

  it('DC5 a definition without tasks completes at once', () => {
    const ports = fakePorts();
    const tools = createTools(
      ports,
      new PollLog(ports.clock),
      { taskDef: () => undefined, latestVersion: () => undefined },
      defaultPayloadLimits,
    );
    const draft = newWorkflow({ workflowId: 'w', definition: workflowDef([]), input: {} }, ports.clock.now());
    decide(draft, tools);
    const { status, reasonForIncompletion } = draft.workflow;
    expect({ status, reasonForIncompletion }).toEqual({
      status: 'COMPLETED',
      reasonForIncompletion: 'No tasks found to be executed',
    });
  });

  it('DC6 a task that fails for good fails the workflow and cancels what is open', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a', unretried)], [simple('b')]])));
    const failed = await scenario.fail('a', 'no disk');
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe('FAILED');
    expect(workflow.reasonForIncompletion).toBe(
      `Task ${failed.taskId} failed with status: FAILED and reason: 'no disk'`,
    );
    expect(workflow.failedReferenceTaskNames).toEqual(['a']);
    expect(workflow.failedTaskNames).toEqual(['a']);
    expect(await scenario.trace(id)).toEqual(['f COMPLETED', 'a FAILED', 'b CANCELED', 'f_join CANCELED']);
    expect((await scenario.ports.store.workflowModel(id))?.failedTaskId).toBe(failed.taskId);
  });

  it.each([
    { status: 'CANCELED', ends: 'TERMINATED' },
    { status: 'FAILED_WITH_TERMINAL_ERROR', ends: 'FAILED' },
  ])('DC7 a task that ends as $status makes the workflow $ends', async ({ status, ends }) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([simple('a')]));
    const task = await scenario.finish('a', status, { reasonForIncompletion: 'why' });
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe(ends);
    expect(workflow.reasonForIncompletion).toBe(
      `Task ${task.taskId} failed with status: ${ends} and reason: 'why'`,
    );
  });

  it('DC7 a task that times out for good makes the workflow TIMED_OUT', async () => {
    const scenario = await Scenario.open({
      taskDefs: [taskDef('a', { retryCount: 0, responseTimeoutSeconds: 5 })],
    });
    const id = await scenario.start(workflowDef([simple('a')]));
    await scenario.poll('a');
    await scenario.advance(5);
    expect(await scenario.status(id)).toBe('TIMED_OUT');
  });

  it('DC8 an optional task that fails for good becomes COMPLETED_WITH_ERRORS, after its retries', async () => {
    const scenario = await Scenario.open();
    const optional = simple('a', { optional: true, retryCount: 1 });
    const id = await scenario.start(workflowDef([optional, simple('b')]));
    await scenario.fail('a');
    await scenario.advance(60);
    await scenario.fail('a');
    expect(await scenario.trace(id)).toEqual(['a FAILED', 'a COMPLETED_WITH_ERRORS', 'b SCHEDULED']);
    await scenario.complete('b');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DC9 a permissive task that fails for good lets the workflow go on, to fail at its end', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([simple('a', { permissive: true, ...unretried }), simple('b')]),
    );
    const failed = await scenario.fail('a', 'broken');
    expect(await scenario.trace(id)).toEqual(['a FAILED', 'b SCHEDULED']);
    expect(await scenario.status(id)).toBe('RUNNING');
    await scenario.complete('b');
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe('FAILED');
    expect(workflow.reasonForIncompletion).toBe(
      `Task ${failed.taskId} failed with status: FAILED and reason: 'broken'`,
    );
  });

  it('DC10 optional wins over permissive', async () => {
    const scenario = await Scenario.open();
    const both = simple('a', { permissive: true, optional: true, ...unretried });
    const id = await scenario.start(workflowDef([both]));
    await scenario.fail('a');
    expect(await scenario.trace(id)).toEqual(['a COMPLETED_WITH_ERRORS']);
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('DC11 deciding on what is decided writes nothing', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a')], [step('WAIT', 'w')]])));
    await scenario.complete('a');
    const before = scenario.ports.store.commits.length;
    await scenario.engine.workflows.decide(id);
    expect(scenario.ports.store.commits).toHaveLength(before);
  });

  it('DC12 an update writes the tasks that changed, and the header only at the end', async () => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([simple('a'), simple('b')]));
    const { commits } = scenario.ports.store;
    expect(written(commits.at(-1) ?? [])).toEqual([
      'workflow.body.put',
      'workflow RUNNING',
      'task a SCHEDULED',
    ]);
    await scenario.complete('a');
    expect(written(commits.at(-2) ?? [])).toEqual(['task a IN_PROGRESS']);
    expect(written(commits.at(-1) ?? [])).toEqual(['task a COMPLETED', 'task b SCHEDULED']);
    await scenario.complete('b');
    expect(written(commits.at(-1) ?? [])).toEqual(['workflow COMPLETED', 'task b COMPLETED']);
  });

  it('DC14 an update in a wide workflow writes as little as one in a narrow one', async () => {
    const scenario = await Scenario.open();
    const branches = Array.from({ length: 2000 }, (_, n) => [
      simple(`t${n}`, { name: 't' }),
      simple(`u${n}`),
    ]);
    await scenario.start(workflowDef(fork('f', branches)));
    await scenario.complete('t');
    expect(written(scenario.ports.store.commits.at(-1) ?? [])).toEqual([
      'task t0 COMPLETED',
      'task u0 SCHEDULED',
    ]);
  });
});
