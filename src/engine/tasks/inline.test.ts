import { describe, expect, it } from 'vitest';
import { simple, step, taskDef, workflowDef } from '../testing/builders.ts';
import { ScriptFailure } from '../testing/fake-ports.ts';
import { Scenario } from '../testing/scenario.ts';

type Fields = Readonly<Record<string, unknown>>;

const inline = (inputParameters: Fields) =>
  workflowDef([step('INLINE', 'i', { inputParameters }), simple('after')]);

const timeout = () => {
  throw new ScriptFailure('timeout', 'Script not evaluated within 4 seconds, interrupted.');
};
const wrong = () => {
  throw new ScriptFailure('error', 'ReferenceError: x is not defined');
};

describe('INLINE', () => {
  it('IN1 the value over the input is the result', async () => {
    const scenario = await Scenario.open({ scripts: { double: ({ $ }) => Number(Object($)['n']) * 2 } });
    const id = await scenario.start(inline({ expression: 'double', n: '${workflow.input.n}' }), {
      input: { n: 4 },
    });
    expect((await scenario.task(id, 'i')).outputData).toEqual({ result: 8 });
    expect(await scenario.trace(id)).toEqual(['i COMPLETED', 'after SCHEDULED']);
  });

  it('IN1 no value is null', async () => {
    const scenario = await Scenario.open({ scripts: { nothing: () => undefined } });
    const id = await scenario.start(inline({ expression: 'nothing' }));
    expect((await scenario.task(id, 'i')).outputData).toEqual({ result: null });
  });

  it.each([
    {
      parameters: { expression: 'wrong' },
      message: 'Error evaluating the script `ReferenceError: x is not defined`',
    },
    {
      parameters: { expression: ' ' },
      message:
        "Empty 'expression' in Inline task's input parameters. A non-empty String value must be provided.",
    },
    {
      parameters: { evaluatorType: '', expression: 'x' },
      message:
        "Empty 'evaluatorType' in INLINE task's input parameters. A non-empty String value must be provided.",
    },
    {
      parameters: { evaluatorType: 'cobol', expression: 'x' },
      message: "Unknown evaluator 'cobol' in INLINE task.",
    },
  ])('IN2 $message', async ({ parameters, message }) => {
    const scenario = await Scenario.open({ scripts: { wrong }, taskDefs: [taskDef('i')] });
    const id = await scenario.start(inline(parameters));
    const task = await scenario.task(id, 'i');
    expect(task.status).toBe('FAILED_WITH_TERMINAL_ERROR');
    expect(task.reasonForIncompletion).toBe(message);
    expect(task.outputData).toEqual({ error: message });
    expect(await scenario.status(id)).toBe('FAILED');
  });

  it('IN3 a script out of time may be tried again, RT10 at once', async () => {
    const scenario = await Scenario.open({
      scripts: { slow: timeout },
      taskDefs: [taskDef('i', { retryCount: 2, retryDelaySeconds: 60 })],
    });
    const id = await scenario.start(inline({ expression: 'slow' }));
    expect(await scenario.trace(id)).toEqual(['i FAILED', 'i FAILED', 'i FAILED']);
    expect((await scenario.task(id, 'i')).reasonForIncompletion).toBe(
      'Script not evaluated within 4 seconds, interrupted.',
    );
  });

  it('IN4 LAMBDA evaluates the body of a function', async () => {
    const body = 'return 5;';
    const scenario = await Scenario.open({
      scripts: {
        [`function scriptFun(){${body}} scriptFun();`]: () => 5,
        [`function scriptFun(){bad} scriptFun();`]: wrong,
      },
    });
    const lambda = (scriptExpression: string) =>
      workflowDef([step('LAMBDA', 'l', { inputParameters: { scriptExpression } })]);
    const id = await scenario.start(lambda(body));
    expect((await scenario.task(id, 'l')).outputData).toEqual({ result: 5 });
    const failed = await scenario.task(await scenario.start(lambda('bad')), 'l');
    expect({ status: failed.status, output: failed.outputData }).toEqual({
      status: 'FAILED',
      output: { error: 'Error evaluating the script `ReferenceError: x is not defined`' },
    });
    const empty = await scenario.task(await scenario.start(lambda('')), 'l');
    expect(empty.reasonForIncompletion).toBe(
      "Empty 'scriptExpression' in Lambda task's input parameters. A non-empty String value must be provided.",
    );
  });
});
