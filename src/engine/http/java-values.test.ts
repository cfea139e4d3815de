import { describe, expect, it } from 'vitest';
import { workflowDefSchema } from '#contract/index.ts';
import { parseLikeConductor } from './java-values.ts';

const parseDef = (value: unknown) => parseLikeConductor(workflowDefSchema, value, 'workflowDef');

describe('parseLikeConductor', () => {
  it('converts scalars as Conductor does', () => {
    expect(parseDef({ name: 5, version: '3', restartable: 'FALSE', enforceSchema: 1 })).toMatchObject({
      name: '5',
      version: 3,
      restartable: false,
      enforceSchema: true,
    });
  });

  it('cuts the fraction off and takes an empty text for nothing', () => {
    expect(parseDef({ version: 1.5, timeoutSeconds: '' })).toMatchObject({ version: 1, timeoutSeconds: 0 });
  });

  it('converts deep inside definitions', () => {
    const parsed = parseDef({ tasks: [{ name: 't', forkTasks: [[{ name: 7, startDelay: '2' }]] }] });
    expect(parsed.tasks[0]?.forkTasks[0]?.[0]).toMatchObject({ name: '7', startDelay: 2 });
  });

  it('converts inside a definition held by another', () => {
    const parsed = parseDef({ tasks: [{ subWorkflowParam: { workflowDefinition: { name: 5 } } }] });
    expect(parsed.tasks[0]?.subWorkflowParam?.workflowDefinition).toMatchObject({ name: '5' });
  });

  it('leaves the value it was given as it was', () => {
    const given = { name: 5, tasks: [{ name: 6 }] };
    parseDef(given);
    expect(given).toEqual({ name: 5, tasks: [{ name: 6 }] });
  });

  const def = 'com.netflix.conductor.common.metadata.workflow.WorkflowDef';
  const task = 'com.netflix.conductor.common.metadata.workflow.WorkflowTask';
  it.each([
    [[], `Cannot deserialize value of type \`${def}\` from Array value (token \`JsonToken.START_ARRAY\`)`],
    [
      'x',
      `Cannot construct instance of \`${def}\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('x')`,
    ],
    [{ version: 'abc' }, 'Cannot deserialize value of type `int` from String "abc": not a valid `int` value'],
    [
      { version: true },
      'Cannot deserialize value of type `int` from Boolean value (token `JsonToken.VALUE_TRUE`)',
    ],
    [{ version: 3_000_000_000 }, 'Numeric value (3000000000) out of range of int (-2147483648 - 2147483647)'],
    [
      { tasks: 'abc' },
      `Cannot deserialize value of type \`java.util.ArrayList<${task}>\` from String value (token \`JsonToken.VALUE_STRING\`)`,
    ],
    [
      { tasks: ['x'] },
      `Cannot construct instance of \`${task}\` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('x')`,
    ],
    [
      { name: { a: 1 } },
      'Cannot deserialize value of type `java.lang.String` from Object value (token `JsonToken.START_OBJECT`)',
    ],
    [
      { timeoutPolicy: 'FOO' },
      `Cannot deserialize value of type \`${def}$TimeoutPolicy\` from String "FOO": not one of the values accepted for Enum class: [TIME_OUT_WF, ALERT_ONLY]`,
    ],
    [
      { restartable: 'maybe' },
      'Cannot deserialize value of type `boolean` from String "maybe": only "true"/"True"/"TRUE" or "false"/"False"/"FALSE" recognized',
    ],
    [
      { tasks: [{ inputParameters: [1] }] },
      'Cannot deserialize value of type `java.util.LinkedHashMap<java.lang.String,java.lang.Object>` from Array value (token `JsonToken.START_ARRAY`)',
    ],
  ])('refuses %j', (value, message) => {
    expect(() => parseDef(value)).toThrow(`JSON parse error: ${message}`);
  });
});
