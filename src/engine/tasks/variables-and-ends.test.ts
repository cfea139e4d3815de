import { describe, expect, it } from 'vitest';
import { fork, setVariable, simple, step, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

describe('SET_VARIABLE', () => {
  it('SV1 sets variables that later tasks see', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef(
      [
        setVariable('s', { a: '${workflow.input.x}', list: [1, 2] }),
        simple('t', { inputParameters: { a: '${workflow.variables.a}' } }),
      ],
      { variables: { a: 0, kept: 'yes' } },
    );
    const id = await scenario.start(def, { input: { x: 5 } });
    expect((await scenario.get(id)).variables).toEqual({ a: 5, kept: 'yes', list: [1, 2] });
    expect((await scenario.task(id, 't')).inputData).toEqual({ a: 5 });
    expect((await scenario.task(id, 's')).outputData).toEqual({});
  });

  it('SV2 variables above 256 kB fail the task, and none is set', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([setVariable('s', { big: '${workflow.input.text}', small: 1 })]),
      {
        input: { text: 'x'.repeat(256 * 1024) },
      },
    );
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe('FAILED');
    expect(workflow.variables).toEqual({});
    const task = await scenario.task(id, 's');
    expect(task.status).toBe('FAILED_WITH_TERMINAL_ERROR');
    const size = '{"big":"","small":1}'.length + 256 * 1024;
    expect(task.reasonForIncompletion).toBe(
      `The variables payload size: ${size} of workflow: ${id} is greater than the permissible limit: 256 kilobytes`,
    );
  });

  it('SV2 the size counts every variable once, however often it is set', async () => {
    const scenario = await Scenario.open();
    const half = 'x'.repeat(120 * 1024);
    const sets = Array.from({ length: 20 }, (_, n) => setVariable(`s${n}`, { v: half, [`n${n % 3}`]: n }));
    const id = await scenario.start(workflowDef(sets));
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('SV3 what has read the variables keeps what they were', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(
      workflowDef([
        setVariable('one', { n: 1 }),
        simple('seen', { inputParameters: { all: '${workflow.variables}' }, optional: true }),
      ]),
    );
    const forked = await scenario.start(
      workflowDef([
        setVariable('a', { n: 1 }),
        setVariable('b', { before: '${workflow.variables}' }),
        setVariable('c', { n: 2 }),
      ]),
    );
    expect((await scenario.task(id, 'seen')).inputData).toEqual({ all: { n: 1 } });
    expect((await scenario.get(forked)).variables).toEqual({ n: 2, before: { n: 1 } });
  });

  it('SV1 a name that objects inherit is a name like any other', async () => {
    const scenario = await Scenario.open();
    const parameters: unknown = JSON.parse('{"__proto__": 1, "constructor": 2}');
    const id = await scenario.start(
      workflowDef([step('SET_VARIABLE', 's', { inputParameters: parameters }), simple('t')]),
    );
    const { variables } = await scenario.get(id);
    expect(Object.hasOwn(variables, 'constructor')).toBe(true);
    expect(Object.getPrototypeOf(variables)).toBe(Object.prototype);
  });
});

describe('TERMINATE', () => {
  const ends = (parameters: Readonly<Record<string, unknown>>) =>
    step('TERMINATE', 'stop', { inputParameters: { terminationStatus: 'COMPLETED', ...parameters } });

  it('TE1 COMPLETED ends the workflow with exactly its output', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([ends({ workflowOutput: { x: '${workflow.input.x}' } }), simple('never')], {
      outputParameters: { ignored: true },
    });
    const id = await scenario.start(def, { input: { x: 1 } });
    const workflow = await scenario.get(id);
    const task = await scenario.task(id, 'stop');
    expect(workflow.status).toBe('COMPLETED');
    expect(workflow.output).toEqual({ x: 1 });
    expect(workflow.reasonForIncompletion).toBe(`Workflow is COMPLETED by TERMINATE task: ${task.taskId}`);
    expect(await scenario.trace(id)).toEqual(['stop COMPLETED']);
  });

  it.each(['FAILED', 'TERMINATED'])(
    'TE2 %s ends the workflow so, with the reason',
    async (terminationStatus) => {
      const scenario = await Scenario.open();
      const id = await scenario.start(
        workflowDef([ends({ terminationStatus, terminationReason: 'enough' })]),
      );
      const workflow = await scenario.get(id);
      expect(workflow.status).toBe(terminationStatus);
      expect(workflow.reasonForIncompletion).toBe('enough');
      expect(workflow.output).toEqual({});
    },
  );

  it('TE3 whatever is open is CANCELED', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef(fork('f', [[simple('a')], [simple('b'), ends({})]])));
    await scenario.complete('b');
    expect(await scenario.trace(id)).toEqual([
      'f COMPLETED',
      'a CANCELED',
      'b COMPLETED',
      'f_join CANCELED',
      'stop COMPLETED',
    ]);
    expect(await scenario.status(id)).toBe('COMPLETED');
    expect(await scenario.poll('a')).toBeUndefined();
  });

  it('TE4 an output that is no map is wrapped', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([ends({ workflowOutput: 'text' })]));
    expect((await scenario.get(id)).output).toEqual({ output: 'text' });
  });

  it('TE5 an unknown status fails the task', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([ends({ terminationStatus: '${workflow.input.s}' })]);
    const id = await scenario.startUnchecked(def, { input: { s: 'PAUSED' } });
    const task = await scenario.task(id, 'stop');
    expect(task.status).toBe('FAILED');
    expect(task.reasonForIncompletion).toBe(
      'given termination status is not valid: terminationStatus is PAUSED',
    );
    expect(await scenario.status(id)).toBe('FAILED');
  });
});
