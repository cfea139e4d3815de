import { describe, expect, it } from 'vitest';
import { simple, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

describe('a chain of worker tasks', () => {
  it('runs to its end', async () => {
    const scenario = await Scenario.open();
    const def = workflowDef(
      [
        simple('hello', { inputParameters: { name: '${workflow.input.name}' } }),
        simple('goodbye', { inputParameters: { message: '${hello.output.message}' } }),
      ],
      { outputParameters: { final: '${goodbye.output.result}' } },
    );
    const id = await scenario.start(def, { input: { name: 'Ada' } });
    const hello = await scenario.complete('hello', { message: 'Hello, Ada' });
    expect(hello.inputData).toEqual({ name: 'Ada' });
    const goodbye = await scenario.complete('goodbye', { result: 'Goodbye' });
    expect(goodbye.inputData).toEqual({ message: 'Hello, Ada' });
    const workflow = await scenario.get(id);
    expect(workflow.status).toBe('COMPLETED');
    expect(workflow.output).toEqual({ final: 'Goodbye' });
    expect(await scenario.trace(id)).toEqual(['hello COMPLETED', 'goodbye COMPLETED']);
  });
});
