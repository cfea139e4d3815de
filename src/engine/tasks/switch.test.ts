import { describe, expect, it } from 'vitest';
import { choose, simple, step, workflowDef } from '../testing/builders.ts';
import { ScriptFailure } from '../testing/fake-ports.ts';
import { Scenario } from '../testing/scenario.ts';

describe('SWITCH', () => {
  const byInput = choose('s', '${workflow.input.kind}', { a: [simple('one')], none: [] }, [simple('other')]);

  it('SW1 goes on with the case that the input names', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([byInput, simple('end')]), { input: { kind: 'a' } });
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'one SCHEDULED']);
  });

  it('SW2 javascript sees the input as $', async () => {
    const scenario = await Scenario.open({ scripts: { pick: ({ $ }) => (isMap($) ? $['x'] : '') } });
    const task = step('SWITCH', 's', {
      evaluatorType: 'javascript',
      expression: 'pick',
      inputParameters: { x: '${workflow.input.kind}' },
      decisionCases: { a: [simple('one')] },
    });
    const id = await scenario.start(workflowDef([task]), { input: { kind: 'a' } });
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'one SCHEDULED']);
  });

  it('SW3 without a case the default follows; an empty case follows as nothing', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef([byInput, simple('end')]);
    const other = await scenario.start(def, { input: { kind: 'z' } });
    expect(await scenario.trace(other)).toEqual(['s COMPLETED', 'other SCHEDULED']);
    const none = await scenario.start(def, { input: { kind: 'none' } });
    expect(await scenario.trace(none)).toEqual(['s COMPLETED', 'end SCHEDULED']);
    expect((await scenario.task(none, 's')).inputData).toEqual({ case: 'none' });
  });

  it.each([
    { value: null, selected: 'null' },
    { value: true, selected: 'true' },
    { value: 1, selected: '1' },
    { value: 1.5, selected: '1.5' },
    { value: ['a', 'b'], selected: '[a, b]' },
    { value: { a: 1 }, selected: '{a=1}' },
  ])('SW4 $value selects "$selected"', async ({ value, selected }) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([byInput]), { input: { kind: value } });
    expect((await scenario.task(id, 's')).outputData).toEqual({
      evaluationResult: [selected],
      selectedCase: selected,
    });
  });

  it('SW4 a name that every object has is no case', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([byInput]), { input: { kind: 'constructor' } });
    expect(await scenario.trace(id)).toEqual(['s COMPLETED', 'other SCHEDULED']);
  });

  it('SW5 holds the value and has its branch right behind it', async () => {
    const scenario = await Scenario.open();
    const id = await scenario.start(workflowDef([byInput]), { input: { kind: 'a' } });
    const { tasks } = await scenario.get(id);
    expect(tasks.map(({ taskType, taskDefName, seq }) => ({ taskType, taskDefName, seq }))).toEqual([
      { taskType: 'SWITCH', taskDefName: 'SWITCH', seq: 1 },
      { taskType: 'one', taskDefName: 'one', seq: 2 },
    ]);
    expect(tasks[0]?.inputData).toEqual({ case: 'a', hasChildren: 'true' });
    expect(tasks[0]?.outputData).toEqual({ evaluationResult: ['a'], selectedCase: 'a' });
  });

  it('SW6 the step after the SWITCH follows, however deep the nesting', async () => {
    const scenario = await Scenario.open();
    const inner = choose('inner', 'x', { x: [simple('deep')] });
    const outer = choose('outer', 'x', { x: [inner] });
    const id = await scenario.start(workflowDef([outer, simple('end')]));
    expect(await scenario.trace(id)).toEqual(['outer COMPLETED', 'inner COMPLETED', 'deep SCHEDULED']);
    await scenario.complete('deep');
    await scenario.complete('end');
    expect(await scenario.status(id)).toBe('COMPLETED');
  });

  it('SW6 a SWITCH in the middle of a case goes on with that case', async () => {
    const scenario = await Scenario.open();
    const inner = choose('inner', 'nothing', { x: [simple('deep')] });
    const outer = choose('outer', 'x', { x: [inner, simple('after')] });
    const id = await scenario.start(workflowDef([outer]));
    expect(await scenario.trace(id)).toEqual(['outer COMPLETED', 'inner COMPLETED', 'after SCHEDULED']);
  });

  it('SW7 a script that fails fails the workflow, without a retry', async () => {
    const scenario = await Scenario.open({
      scripts: {
        bad: () => {
          throw new ScriptFailure('error', 'ReferenceError: x is not defined');
        },
      },
    });
    const task = step('SWITCH', 's', {
      evaluatorType: 'javascript',
      expression: 'bad',
      decisionCases: { a: [simple('one')] },
      retryCount: 3,
    });
    const id = await scenario.start(workflowDef([task]));
    expect(await scenario.trace(id)).toEqual(['s FAILED']);
    expect((await scenario.task(id, 's')).reasonForIncompletion).toBe(
      'Error evaluating the script `ReferenceError: x is not defined`',
    );
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('SW8 an unknown evaluator fails the workflow', async () => {
    const scenario = await Scenario.open();
    const task = step('SWITCH', 's', {
      evaluatorType: 'cobol',
      expression: 'x',
      decisionCases: { a: [simple('one')] },
    });
    const workflow = await scenario.get(await scenario.start(workflowDef([task])));
    expect(workflow.status).toBe('FAILED');
    expect(workflow.reasonForIncompletion).toBe('No evaluator registered for type: cobol');
  });
});

describe('DECISION', () => {
  const decide = (fields: Readonly<Record<string, unknown>>) =>
    workflowDef([
      step('DECISION', 'd', {
        decisionCases: { a: [simple('one')], empty: [] },
        defaultCase: [simple('other')],
        ...fields,
      }),
    ]);

  it.each([
    { name: 'caseValueParam', fields: { caseValueParam: 'kind', inputParameters: { kind: 'a' } } },
    { name: 'the input case', fields: { inputParameters: { case: 'a' } } },
  ])('DE1 decides by $name', async ({ fields }) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(decide(fields));
    expect(await scenario.trace(id)).toEqual(['d COMPLETED', 'one SCHEDULED']);
    const task = await scenario.task(id, 'd');
    expect(task.inputData).toEqual({ case: 'a', hasChildren: 'true' });
    expect(task.outputData).toEqual({ caseOutput: ['a'] });
  });

  it('DE2 decides by a script', async () => {
    const scenario = await Scenario.open({ scripts: { pick: () => 'a' } });
    const id = await scenario.start(decide({ caseExpression: 'pick' }));
    expect(await scenario.trace(id)).toEqual(['d COMPLETED', 'one SCHEDULED']);
    const failing = await scenario.get(await scenario.start(decide({ caseExpression: 'nonsense' })));
    expect(failing.status).toBe('FAILED');
    expect(failing.reasonForIncompletion).toBe('Error while evaluating script: nonsense');
  });

  it.each(['empty', 'missing'])('DE3 a case that is %s falls to the default', async (kind) => {
    const scenario = await Scenario.open();
    const id = await scenario.start(decide({ inputParameters: { case: kind } }));
    expect(await scenario.trace(id)).toEqual(['d COMPLETED', 'other SCHEDULED']);
  });
});

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
