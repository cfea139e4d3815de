import { describe, expect, it } from 'vitest';
import { simple, taskDef, workflowDef } from '../testing/builders.ts';
import { Scenario } from '../testing/scenario.ts';

/** A list in a list in a list, and so on. */
function nested(levels: number): unknown {
  let value: unknown = 'core';
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

const input = {
  text: 'plain',
  expression: '${workflow.input.text}',
  escaped: '$${workflow.input.text}',
  open: '${workflow.input.text',
  dollars: "$$$ $& $1 $` $'",
  'a.b': 'dotted',
  'a b': 'blank',
  "it's": 'quote',
  'x]': 'bracket',
  '': 'empty name',
  größe: 'umlaut',
  '😀': 'astral',
  length: 'own length',
  constructor: 'own constructor',
  list: ['one', null, { id: 1 }, [2, [3]]],
  numbers: [1, 2.5, -0, 1e21, 12_345_678_901],
  empty: {},
  none: null,
  zero: 0,
  no: false,
  blank: '',
  deep: nested(500),
  long: 'x'.repeat(100_000),
};

/** The value that an expression has in a task's input, and in the workflow's output. */
async function valuesOf(
  expression: unknown,
): Promise<{ readonly asInput: unknown; readonly asOutput: unknown }> {
  const scenario = await Scenario.open();
  const def = workflowDef([simple('a', { inputParameters: { v: expression } })], {
    outputParameters: { v: expression },
  });
  const id = await scenario.startUnchecked(def, { input });
  const { inputData } = await scenario.complete('a');
  const { output, status } = await scenario.get(id);
  expect(status).toBe('COMPLETED');
  return { asInput: inputData['v'], asOutput: output['v'] };
}

type Row = readonly [expression: string, value: unknown];

const rows: Readonly<Record<string, readonly Row[]>> = {
  'EX1 EX5 what a value says is not read again': [
    ['${workflow.input.expression}', '${workflow.input.text}'],
    ['<${workflow.input.open}>', '<${workflow.input.text>'],
    ['${workflow.input.escaped}', '$${workflow.input.text}'],
  ],
  'EX2 nothing in a value means anything where it is put in': [
    ['<${workflow.input.dollars}>', "<$$$ $& $1 $` $'>"],
    ['$ ${workflow.input.text} $', '$ plain $'],
    ['$&${workflow.input.text}$1', '$&plain$1'],
    ['{${workflow.input.text}}', '{plain}'],
  ],
  'EX12 EX16 names of any kind are found in brackets': [
    ["${workflow.input['a.b']}", 'dotted'],
    ["${workflow.input['a b']}", 'blank'],
    ["${workflow.input['it\\'s']}", 'quote'],
    ["${workflow.input['x]']}", 'bracket'],
    ['${workflow.input["größe"]}', 'umlaut'],
    ['${workflow.input.größe}', 'umlaut'],
    ["${workflow.input['😀']}", 'astral'],
  ],
  'JS7 names that mean something to JavaScript are names': [
    ['${workflow.input.length}', 'own length'],
    ['${workflow.input.constructor}', 'own constructor'],
    ['${workflow.input.__proto__}', null],
    ['${workflow.input.toString}', null],
    ['${workflow.input.empty.hasOwnProperty}', null],
    ['${workflow.input.text.length}', null],
    ['${workflow.input.list.length}', null],
    ['${workflow.input.list.map}', null],
    ['${constructor}', null],
    ['${__proto__}', null],
    ['${__proto__.constructor.name}', null],
    ['${workflow.constructor}', null],
    ['${toString.output.x}', null],
  ],
  'EX14 EX15 what leads nowhere, or is no path, is null': [
    ['${workflow.input.text.more.of.it}', null],
    ['${workflow.input.none.x}', null],
    ['${workflow.input.zero[0]}', null],
    ['${workflow.input.list[99]}', null],
    ['${workflow.input.list[-99]}', null],
    ['${workflow.input.list[1e9]}', null],
    ['${workflow.input.list[99999999999999999999]}', null],
    ['${workflow.input.}', null],
    ['${workflow..}', null],
    ['${.}', null],
    ['${[}', null],
    ['${workflow.input[?(@.a ==)]}', null],
    ['${workflow.input[?(@.a =~ /(/)]}', null],
    ['${workflow.input.list[?(]}', null],
    ['${a task that is not there.output}', null],
  ],
  'EX2 every kind of value has a text': [
    ['<${workflow.input.none}>', '<null>'],
    ['<${workflow.input.zero}>', '<0>'],
    ['<${workflow.input.no}>', '<false>'],
    ['<${workflow.input.blank}>', '<>'],
    ['<${workflow.input.empty}>', '<{}>'],
    ['<${workflow.input.list}>', '<[one, null, {id=1}, [2, [3]]]>'],
    ['<${workflow.input.numbers}>', '<[1, 2.5, 0, 1.0E21, 12345678901]>'],
  ],
  'EX1 nothing is taken for absent': [
    ['${workflow.input.zero}', 0],
    ['${workflow.input.no}', false],
    ['${workflow.input.blank}', ''],
    ['${workflow.input.empty}', {}],
    ['${workflow.input.none}', null],
  ],
  'EX4 EX6 EX7 braces that do not match': [
    ['${workflow.input.text', '${workflow.input.text'],
    ['${${workflow.input.text}', '${${workflow.input.text}'],
    ['}${workflow.input.text}{', '}plain{'],
    ['${}${}', ''],
    ['$', '$'],
    ['${', '${'],
    ['$$', '$$'],
    ['$${', '${'],
  ],
};

const table = Object.entries(rows).flatMap(([rule, list]) => list.map((row) => [rule, ...row] as const));

describe('expressions over hostile values', () => {
  it.each(table)('%s: %s', async (_, expression, value) => {
    const { asInput, asOutput } = await valuesOf(expression);
    expect([asInput, asOutput]).toEqual([value, value]);
  });

  it('EX3 in lists and maps, but not in the names of maps', async () => {
    const expression = {
      '${workflow.input.text}': ['${workflow.input.text}', { x: ['${workflow.input.zero}'] }],
    };
    const value = { '${workflow.input.text}': ['plain', { x: [0] }] };
    expect(await valuesOf(expression)).toEqual({ asInput: value, asOutput: value });
  });

  it('EX4 expressions in one another end somewhere', async () => {
    const levels = 5000;
    const expression = `${'${'.repeat(levels)}workflow.input.text${'}'.repeat(levels)}`;
    const { asInput } = await valuesOf(expression);
    expect(typeof asInput === 'string' || asInput === null).toBe(true);
  });

  it('EX2 thousands of expressions in one text', async () => {
    const { asInput } = await valuesOf('${workflow.input.zero}'.repeat(5000));
    expect(asInput).toBe('0'.repeat(5000));
  });

  it('EX2 long values many times over', async () => {
    const { asInput } = await valuesOf('${workflow.input.long}'.repeat(20));
    expect(asInput).toBe(input.long.repeat(20));
  });

  it('EX2 EX16 values that are nested deeply', async () => {
    const { asInput } = await valuesOf('<${workflow.input.deep}>');
    expect(asInput).toBe(`<${'['.repeat(500)}core${']'.repeat(500)}>`);
    const { asOutput } = await valuesOf(`\${workflow.input.deep${'[0]'.repeat(500)}}`);
    expect(asOutput).toBe('core');
    expect((await valuesOf('${workflow.input.deep..id}')).asInput).toEqual([]);
  });
});

describe('task outputs that are hostile', () => {
  it.each([
    [{ output: { input: 'x' } }, '${a.output.output.input}', 'x'],
    [{ status: 'FAILED' }, '${a.output.status} ${a.status}', 'FAILED COMPLETED'],
    [{ workflow: 1 }, '${a.output.workflow}', 1],
    [{ 'conductor.failure_workflow': 'none' }, "${a.output['conductor.failure_workflow']}", 'none'],
    [{ list: Array.from({ length: 10_000 }, (_, n) => n) }, '${a.output.list.length()}', 10_000],
    [{ expression: '${workflow.workflowId}' }, '${a.output.expression}', '${workflow.workflowId}'],
  ])('EX12 %j', async (outputData, expression, value) => {
    const scenario = await Scenario.open();
    await scenario.start(workflowDef([simple('a'), simple('b', { inputParameters: { v: expression } })]));
    await scenario.complete('a', outputData);
    expect((await scenario.take('b')).inputData).toEqual({ v: value });
  });

  it('EX12 a step named workflow does not hide the workflow', async () => {
    const scenario = await Scenario.open();
    const tasks = [simple('workflow'), simple('b', { inputParameters: { v: '${workflow.input.x}' } })];
    await scenario.startUnchecked(workflowDef(tasks), { input: { x: 7 } });
    await scenario.complete('workflow', { input: { x: 8 } });
    expect((await scenario.take('b')).inputData).toEqual({ v: 7 });
  });
});

describe('input templates', () => {
  it.each([
    ['what is absent', {}, { x: 'template' }],
    ['what is null', { x: null }, { x: 'template' }],
    ['what names nothing', { x: '${nothing.there}' }, { x: 'template' }],
    ['not what is empty', { x: '' }, { x: '' }],
    ['not what is false', { x: false }, { x: false }],
    ['not zero', { x: '${workflow.input.zero}' }, { x: 0 }],
  ])('TK4 give %s', async (_, inputParameters, inputData) => {
    const scenario = await Scenario.open({ taskDefs: [taskDef('a', { inputTemplate: { x: 'template' } })] });
    await scenario.startUnchecked(workflowDef([simple('a', { inputParameters })]), { input: { zero: 0 } });
    expect((await scenario.take('a')).inputData).toEqual(inputData);
  });
});
